"""The day that somebody means who tells what has been: "hari ini", "kemarin", "senin", "25/11", "3 hari lalu"."""

import re
from datetime import date, timedelta
from typing import Final

from bot.answers.days import WEEKDAYS, bare, written
from bot.errors import InvalidAnswer

_AGO: Final = {
    "hari ini": 0,
    "tadi": 0,
    "tadi pagi": 0,
    "barusan": 0,
    "today": 0,
    "kemarin": 1,
    "kmrn": 1,
    "kemaren": 1,
    "yesterday": 1,
    "kemarin lusa": 2,
    "kemarin dulu": 2,
    "seminggu lalu": 7,
    "minggu lalu": 7,
    "a week ago": 7,
    "last week": 7,
}
_DAYS_AGO: Final = re.compile(r"(\d{1,2}) ?(?:hari|hr|days?) ?(?:yang |yg )?(?:lalu|ago)")
_HOUR: Final = re.compile(r" (?:pagi|siang|sore|malam|morning|afternoon|evening|night)$")
_LALU: Final = re.compile(r" (?:yang lalu|yg lalu|lalu|kemarin|tadi|ini)$|^last ")
_ALONE: Final = re.compile(r"\d{1,2}")


def past_day(text: str, today: date, most: int, errors: tuple[str, str, str]) -> date:
    """The day that is meant, today or less than `most` days before it; without a month or a year the last such day.

    Raises InvalidAnswer with one of the `errors`: not understood, still to come, too long ago.
    """
    unclear, future, far = errors
    earliest = today - timedelta(days=most - 1)
    found = _found(bare(text), earliest, today)
    if found is None:
        raise InvalidAnswer(unclear)
    if found > today:
        raise InvalidAnswer(future)
    if found < earliest:
        raise InvalidAnswer(far)
    return found


def days_ago(said: str) -> int | None:
    """How many days ago that is, in small letters: 0 for "hari ini", 3 for "3 hari lalu"; None for any other day."""
    counted = _DAYS_AGO.fullmatch(said)
    return int(counted[1]) if counted else _AGO.get(said, _AGO.get(_HOUR.sub("", said)))


def _found(said: str, earliest: date, today: date) -> date | None:
    if (ago := days_ago(said)) is not None:
        return today - timedelta(days=ago)
    weekday = next((place for place, names in enumerate(WEEKDAYS) if _LALU.sub("", said) in names), None)
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    return _last_such(int(said), today) if _ALONE.fullmatch(said) else written(said, earliest)


def _last_such(number: int, today: date) -> date | None:
    """The last day with this number in its month: of this month or of the one before."""
    before = today.replace(day=1) - timedelta(days=1)
    months = (today, before, before.replace(day=1) - timedelta(days=1))
    possible = (_numbered(month, number) for month in months)
    return next((day for day in possible if day is not None and day <= today), None)


def _numbered(month: date, number: int) -> date | None:
    try:
        return month.replace(day=number)
    except ValueError:
        return None
