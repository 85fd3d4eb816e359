"""Short codes that the staff type about a lead: "12 ok", "12 tdk mahal", "12 cat besok sore", "12"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz, process

from bot.answers.texts import clean
from bot.answers.vocabulary import FILLERS, NO, POLITE

Action = Literal["show", "accept", "refuse", "contacted", "documents", "code_issued", "registered", "tried", "note"]


@dataclass(frozen=True, slots=True)
class ShortCode:
    """The number of a lead, what is to happen with it, and what was said besides: a note, or why not."""

    number: int
    action: Action
    said: str = ""


_SPELLED: Final[Mapping[Action, str]] = {
    "accept": "ok oke okay okey okee ya iya terima trima siap sip ambil accept",
    "contacted": "hub hubungi dihubungi hubung terhubung kontak contacted",
    "documents": "berkas brks dok dokumen docs documents",
    "code_issued": "kode code kodebayar",
    "registered": "daftar dftr terdaftar didaftarkan registered",
    "tried": "tt missed",
    "note": "cat catat catatan note",
    "show": "lihat buka kartu show open",
    "refuse": "tolak decline",
}
_WORDS: Final = {word: action for action, words in _SPELLED.items() for word in words.split()}
_NOT_REACHED: Final = frozenset({"tersambung", "nyambung", "sambung", "terangkat", "diangkat", "angkat"})
"""After a "no" these say that a call did not go through."""
_WISHES: Final = frozenset({"mau", "tolong", "please", "perlu", "usah", "dulu"})
"""Words of what is yet to happen: "12 mau daftar" reports nothing."""
_CARRIED: Final = FILLERS.union(
    POLITE, ("sudah", "sdh", "udah", "udh", "dah", "lengkap", "bayar", "terbit", "keluar")
).difference(_WISHES)
"""Words that a code may carry without meaning anything else."""
_LIKE, _SHORTEST = 82, 5
"""How near a slip is, of 100; and how long a word must be for a slip to be seen."""
_FIRST: Final = re.compile(r"(?:(?:no|nomor|nomer|minat)\b[ .]*)?#? ?([1-9]\d{0,8})(?!\d)[ .:,)=-]*(.*)", re.IGNORECASE)
_LAST: Final = re.compile(r"([a-z ]+?) ?#? ?([1-9]\d{0,8})", re.IGNORECASE)


def parse(text: str) -> ShortCode | None:
    """The short code that `text` is, or None; a bare number is "show", and so is whatever only asks."""
    code = _parsed(clean(text).rstrip("? "))
    asks = code is not None and code.action != "note" and "?" in text
    return ShortCode(code.number, "show") if code is not None and asks else code


def _parsed(words: str) -> ShortCode | None:
    if found := _FIRST.fullmatch(words):
        number, said = int(found[1]), found[2].strip()
        return _read(number, said) if said else ShortCode(number, "show")
    if found := _LAST.fullmatch(words):
        code = _read(int(found[2]), found[1].strip())
        return code if code is not None and not code.said else None
    return None


def _read(number: int, said: str) -> ShortCode | None:
    """What the words behind a number mean; whatever else they carry must mean nothing."""
    first, *rest = words = _letters(said)
    if first in NO:
        return (
            ShortCode(number, "tried") if _NOT_REACHED & {*rest} else ShortCode(number, "refuse", said if rest else "")
        )
    if _meant(first) == "note":
        return ShortCode(number, "note", re.sub(r"^\W*\w+\W*", "", said))
    spoken = [word for word in words if word not in _CARRIED] or [word for word in words if word in _WORDS]
    action = _meant(spoken[0]) if spoken and "kasih" not in rest[:1] else None
    if action == "refuse":
        return ShortCode(number, "refuse", " ".join(spoken[1:]))
    return ShortCode(number, action) if action not in (None, "note") and len(spoken) == 1 else None


def _meant(word: str) -> Action | None:
    if word in _WORDS:
        return _WORDS[word]
    if len(word) < _SHORTEST:
        return None
    known = [each for each in _WORDS if len(each) >= _SHORTEST and each[0] == word[0]]
    near = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return _WORDS[near[0]] if near else None


def _letters(said: str) -> list[str]:
    return re.sub(r"[^\w]+", " ", said.casefold()).split() or [""]
