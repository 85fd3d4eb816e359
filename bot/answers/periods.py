"""The day on which something begins or ends, as tables say it: "1 Januari 2026", "31/12/26", "Des 2026"."""

import re
from datetime import date, timedelta
from typing import Final

from bot.answers.days import day
from bot.answers.months import month
from bot.answers.texts import clean
from bot.errors import InvalidAnswer

EARLIEST: Final = date(2015, 7, 1)
"""Contributions of today's programmes began then; an earlier year is a slip."""
YEARS: Final = 40
_DAYS, _MONTHS = YEARS * 366, YEARS * 12
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]0{1,2}:00(?::00)?(?:\.0+)?)?")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})")
_A_DAY: Final = re.compile(r"\d{1,2} ?[-/. ] ?(?:\d{1,2} ?[-/. ] ?|[a-z]{3,}\.? ?[-/. ]? ?)(?:\d{4}|\d{2})")
_A_MONTH: Final = re.compile(r"(?:[a-z]{3,}|\d{1,2}) ?[-/. ]? ?\d{4}")
_SHORT_MONTH: Final = re.compile(r"([a-z]{3,})[-/. ']+(\d{2})")
_BESIDE_LETTERS: Final = re.compile(r"(?<=[a-z])[-/.]+|[-/.]+(?=[a-z])")


def beginning(text: str, wrong: str) -> date:
    """The day, or the first day of the month, that is meant; a year must be said. Raises InvalidAnswer(wrong)."""
    return _found(text, wrong)[0]


def ending(text: str, wrong: str) -> date:
    """The day, or the last day of the month, that is meant; a year must be said. Raises InvalidAnswer(wrong)."""
    found, whole_month = _found(text, wrong)
    if not whole_month:
        return found
    after = date(found.year + found.month // 12, found.month % 12 + 1, 1)
    return after - timedelta(days=1)


def _found(text: str, wrong: str) -> tuple[date, bool]:
    """A day, and whether a whole month is meant by it."""
    said = clean(text).casefold().strip(" .,")
    if iso := _ISO.fullmatch(said):
        return _day(f"{iso[3]}/{iso[2]}/{iso[1]}", wrong), False
    if _A_DAY.fullmatch(said):
        spoken = " ".join(_BESIDE_LETTERS.sub(" ", said).split())
        return _day(spoken, wrong), False
    if first := _YEAR_FIRST.fullmatch(said):
        return month(f"{first[2]}/{first[1]}", EARLIEST, _MONTHS, wrong), True
    if short := _SHORT_MONTH.fullmatch(said):
        return month(f"{short[1]} 20{short[2]}", EARLIEST, _MONTHS, wrong), True
    if _A_MONTH.fullmatch(said):
        return month(said, EARLIEST, _MONTHS, wrong), True
    raise InvalidAnswer(wrong)


def _day(said: str, wrong: str) -> date:
    return day(said, EARLIEST, _DAYS, (wrong, wrong, wrong))
