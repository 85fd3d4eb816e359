"""Contribution months, each told by its first day. Pure."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

A_YEAR: Final = 12


def shifted(month: date, by: int) -> date:
    """The first day of the month that lies `by` months after (before, if negative) the one of this day."""
    count = month.year * A_YEAR + month.month - 1 + by
    return date(count // A_YEAR, count % A_YEAR + 1, 1)


def last_day(month: date) -> date:
    """The last day of the month of this day."""
    return shifted(month, 1) - timedelta(days=1)


def later_than(today: date, ahead: int, day_of: Callable[[date], date]) -> list[date]:
    """The months around today whose own day comes after today and at most `ahead` days later."""
    around = (shifted(today, by) for by in range(-A_YEAR, A_YEAR + 1))
    return [month for month in around if today < day_of(month) <= today + timedelta(days=ahead)]
