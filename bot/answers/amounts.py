"""How many somebody means: "25", "25 orang", "sekitar 1.200", "kira-kira 30-an", "dua puluh lima"."""

import re
from typing import Final

from bot.answers.texts import clean
from bot.errors import InvalidAnswer

_COUNT: Final = re.compile(
    r"(?:(?:ada|sekitar|kira[- ]?(?:kira|2)|kurang lebih|hampir|about|around|some)\s+)*"
    r"(\d{1,3}(?:[.,]\d{3})+|\d{1,6}|[a-z]+(?: [a-z]+)*?)"
    r"\s*-?(?:an)?\s*(?:org|orang|pekerja|warga|tenaga kerja|people|persons?|workers?)?",
    re.IGNORECASE,
)
_DIGITS: Final = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_TENFOLD: Final = {"puluh": 10, "ratus": 100, "ribu": 1_000}
_ONE: Final = re.compile(r"\bse(?=(?:belas|puluh|ratus|ribu)\b)")
_ONE_THOUSAND: Final = "seribu"
"""Stands in front or not at all: "dua puluh seribu" is no number, "dua puluh satu ribu" is one."""
_NONE: Final = frozenset({"tidak ada", "nol", "kosong", "none", "nobody", "zero"})


def count(text: str, most: int, wrong: str) -> int:
    """A whole number from 0 to `most`; raises InvalidAnswer(wrong) for anything else, a range or a fraction, too."""
    said = clean(text).strip(" .!")
    if said.casefold() in _NONE:
        return 0
    found = _COUNT.fullmatch(said)
    told = re.sub(r"[.,]", "", found[1]) if found else ""
    number = int(told) if told.isdecimal() else worded(told)
    if number is None or number > most:
        raise InvalidAnswer(wrong)
    return number


def worded(said: str) -> int | None:
    """A number in Indonesian words, each part smaller than the one before: "dua ratus lima belas" is 215.

    None for anything else.
    """
    if _ONE_THOUSAND in said.casefold().split()[1:]:
        return None
    words = _ONE.sub("satu ", said.casefold()).split()
    whole = below = digit = 0
    last = 10_000
    for word in words:
        if word in _DIGITS[1:] and not digit:
            digit = _DIGITS.index(word)
        elif word == "belas" and digit and last > 10:
            below, digit, last = below + 10 + digit, 0, 1
        elif word == "ribu" and (below or digit) and not whole:
            whole, below, digit, last = (below + digit) * 1_000, 0, 0, 1_000
        elif word in _TENFOLD and digit and _TENFOLD[word] < last:
            below, digit, last = below + digit * _TENFOLD[word], 0, _TENFOLD[word]
        else:
            return None
    return whole + below + digit if words and (last > 1 or not digit) else None
