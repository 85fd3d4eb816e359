"""The calendar month that somebody means: "des", "Maret 2027", "12/2026"."""

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
