"""ISO weeks as they are written: "2026-W46". Pure."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WEEK = re.compile(r"(\d{4})-W(\d\d)")


def days_of(week: str) -> tuple[date, date]:
    """Its Monday and its Sunday. Raises ValueError for what is no week."""
    found = _WEEK.fullmatch(week)
    if found is None:
        raise ValueError(week)
    monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return monday, monday + timedelta(days=6)


def week_of(day: date) -> str:
    """The week in which a day lies."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def instants(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    """When these days begin, and when the last of them is over, in `zone` (IANA)."""
    return _midnight(first, zone), _midnight(last + timedelta(days=1), zone)


def newest(now: datetime, zone: str) -> str:
    """The last week that is over at `now` (aware) in `zone` (IANA)."""
    return week_of(now.astimezone(ZoneInfo(zone)).date() - timedelta(days=7))


def _midnight(on: date, zone: str) -> datetime:
    return datetime.combine(on, time(), ZoneInfo(zone))
