"""Whether a typed text asks us not to write any more, wherever in the conversation it is typed."""

import re
from typing import Final

from bot.answers.texts import clean

_PLEAS: Final = frozenset(
    phrase
    for said in (
        "stop, setop, stp, berhenti, brenti, jangan kirim, jgn kirim, jangan dikirim, jangan kirimi",
        "jangan kirim pesan",
        "jangan kirim pengingat, jangan kirim kabar, jangan kirim apa apa, jangan hubungi, jangan hubungi saya",
        "jangan ganggu, jangan ganggu saya, jgn ganggu, jangan chat, jangan chat saya, jangan wa saya",
        "stop kirim, stop kirim pesan, stop pesan, stop kabar, stop pengingat, stop sms, stop chat, berhenti kirim",
        "berhenti kirim pesan, berhenti mengirim, berhenti mengirim pesan, berhenti langganan",
        "stop langganan, batal langganan",
        "hentikan, mau berhenti langganan, berhenti berlangganan, stop berlangganan, cancel subscription",
        "hentikan pesan",
        "tidak mau dikirimi, tidak mau dikirim pesan, tidak mau dihubungi, tidak mau diganggu",
        "unsubscribe, stop sending, stop messages, stop messaging, do not send, dont send, do not write, dont write",
        "do not contact me, dont contact me, leave me alone",
    )
    for phrase in said.split(", ")
)
_KIND: Final = (
    "tolong mohon minta maaf ya yaa dong donk deh lah aja saja lagi sudah udah cukup skrg sekarang min kak pak bu mas "
    "mbak bang admin bot please pls any more anymore now me ok oke"
)
"""Words that make it kinder, and nothing else of it."""
_NOT: Final = re.compile(r"\b(?:tdk|tak|ga|gak|gk|nggak|ngga|enggak|kagak|ogah)\b")
_LONGEST: Final = 60


def is_plea(text: str) -> bool:
    """Whether this says "stop", "berhenti", "jangan kirim", or the like, and nothing besides.

    Who stopped working ("saya berhenti kerja"), or asks how to stop, asks for something else.
    """
    plain = clean(text, most=_LONGEST + 1).casefold().replace("'", "").replace("’", "")
    if len(plain) > _LONGEST or "?" in plain:
        return False
    words = re.findall(r"[^\W_]+", _NOT.sub("tidak", plain))
    meant = " ".join(word for word in words if word not in _KIND.split())
    return meant in _PLEAS or " ".join(words) in _PLEAS
