"""The questions in one message, and what a message says it is not about."""

import re
from typing import Final

from bot.answers.understanding.asking import ASK, BEGIN, LEAD, MAY

MOST_AT_ONCE: Final = 3
"""So many questions of one message are answered: each answer fills half a phone."""
MOST_LATER: Final = 3
"""So many more are offered, each a tap away."""
_ASK: Final = "|".join(sorted(ASK | MAY))
_CUT: Final = re.compile(
    r"(?<=\?)(?!\?)|[!\n;]+|(?<=[^\W\d])\.\s+|(?:\s*,?\s+\b(?:dan|terus|trus|trs|lalu|sekalian|serta|sama|and)\s+|,\s*)"
    rf"(?=(?:{_ASK}|{'|'.join(sorted(LEAD | BEGIN))}|di mana)\b)",
    re.IGNORECASE,
)
_TOLD: Final = "".join(rf"(?<!\b{word} )" for word in ("tidak", "tdk", "nggak", "ngga", "gak", "ga", "cuma", "sudah"))
"""Behind these "bisa" tells and does not ask: "saya tidak bisa baca"."""
_ASKS: Final = re.compile(rf"\?|\b(?:{'|'.join(sorted(ASK))})\b|{_TOLD}\b(?:{'|'.join(sorted(MAY))})\b", re.IGNORECASE)
_MOST_HEARD, _LEAST_LETTERS = 8, 6

NAMES: Final = {
    **dict.fromkeys(("bpjs kesehatan", "kesehatan", "bpjskes", "kis"), "beda.kesehatan"),
    **dict.fromkeys(("pmi", "tki", "tkw"), "pmi"),
    **dict.fromkeys(("jp", "pensiun"), "jp."),
    **{name: f"{name}." for name in ("jkk", "jkm", "jht", "jkp")},
    **{name: name for name in ("beasiswa", "penipuan", "jakon")},
    "asuransi": "beda.asuransi",
    "karyawan": "iuran.pu",
}
"""How people name what they do not mean, with the topic, or the beginning of the topics, that is meant."""
_NOT: Final = re.compile(
    rf"\b(?:bukan|bkn|bukannya|selain|not|sanes|dudu)\s+(?:soal\s+|yang\s+|yg\s+|tentang\s+|masalah\s+|utk\s+|untuk\s+)?"
    rf"({'|'.join(sorted(NAMES, key=len, reverse=True))})\b",
    re.IGNORECASE,
)


def parts(text: str) -> tuple[str, ...]:
    """The questions of a message that holds several; nothing where it holds one."""
    cut = [part.strip() for part in _CUT.split(text)]
    asked = [part for part in cut if len(part) >= _LEAST_LETTERS and _ASKS.search(part)]
    return tuple(asked[:_MOST_HEARD]) if len(asked) > 1 else ()


def without_negated(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what it says it is not about, and the topics, or beginnings of topics, that are ruled out.

    Nothing is left of a text that says no more than that.
    """
    ruled_out = tuple(dict.fromkeys(NAMES[found[1].casefold()] for found in _NOT.finditer(text)))
    return (_NOT.sub(" ", text).strip() if ruled_out else text), ruled_out
