"""Which calendar month somebody means ("des", "Maret 2027", "12/2026"), and how many ("tiga bulan", "setahun")."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final

from bot.answers.texts import clean
from bot.errors import InvalidAnswer

NAMES: Final = (
    ("januari", "january"),
    ("februari", "pebruari", "february"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
_SHORTEST: Final = 3
_WORD: Final = re.compile(r"[a-z]{3,}")
_NUMBER: Final = re.compile(r"\d+")
_YEAR_DIGITS: Final = 4


def month(text: str, first: date, most: int, wrong: str) -> date:
    """The first day of the month that is meant, the earliest of `most` months from the one in which `first` lies.

    A month is a name, whole or from its first three letters on, or a number beside a year. Raises
    InvalidAnswer(wrong) for anything else, and for a month before or after these.
    """
    said = clean(text).casefold()
    names, numbers = _WORD.findall(said), _NUMBER.findall(said)
    years = {int(number) for number in numbers if len(number) == _YEAR_DIGITS}
    by_number = {int(number) for number in numbers if len(number) < _SHORTEST} if years else set[int]()
    for day in islice(_from(first.replace(day=1)), most):
        named = any(name.startswith(word) for word in names for name in NAMES[day.month - 1])
        if (named or day.month in by_number) and (not years or day.year in years):
            return day
    raise InvalidAnswer(wrong)


def _from(day: date) -> Iterator[date]:
    while True:
        yield day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


_COUNTS: Final = {
    word: count
    for count, row in enumerate(
        (
            "satu se one",
            "dua two",
            "tiga three",
            "empat four",
            "lima five",
            "enam six",
            "tujuh seven",
            "delapan eight",
            "sembilan nine",
            "sepuluh ten",
            "sebelas eleven",
            "duabelas twelve",
        ),
        start=1,
    )
    for word in row.split()
}
_YEARS: Final = frozenset({"tahun", "thn", "th", "year", "years"})
_HALF: Final = frozenset({"setengah", "separuh", "half"})
_ONE: Final = re.compile(r"\bse(?=bulan|bln|tahun|thn|th\b)")
_SPOKEN: Final = re.compile(r"-?\d+|[a-z]+")
A_YEAR: Final = 12
_LONGEST_COUNT: Final = 9


def how_many(text: str) -> int | None:
    """A number of months from "3", "tiga bulan", "sebulan", "setahun", "setengah tahun"; None for anything else."""
    said = _SPOKEN.findall(_ONE.sub("satu ", clean(text).casefold()).replace("dua belas", "duabelas"))
    unit = A_YEAR if _YEARS & set(said) else 1
    if unit == A_YEAR and _HALF & set(said):
        return A_YEAR // 2
    counts = [int(word) if word.isdecimal() else _COUNTS.get(word) for word in said if len(word) < _LONGEST_COUNT]
    found = [count for count in counts if count is not None]
    return found[0] * unit if found else None
