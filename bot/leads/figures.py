"""What the staff are told of their own work. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from bot.leads.hours import Week, worked


def months(now: datetime, zone: str) -> tuple[datetime, datetime, datetime]:
    """Where the month before this one, this one and the next one begin in `zone` (IANA); `now` and they are aware."""
    this = now.astimezone(ZoneInfo(zone)).date().replace(day=1)
    before = (this - timedelta(days=1)).replace(day=1)
    after = (this + timedelta(days=31)).replace(day=1)
    return _midnight(before, zone), _midnight(this, zone), _midnight(after, zone)


def usual_wait(waits: Iterable[tuple[datetime, datetime]], week: Week) -> timedelta | None:
    """The median working time between each pair of instants (aware); None without any."""
    waited = [worked(week, first, last).total_seconds() for first, last in waits]
    return timedelta(seconds=median(waited)) if waited else None


def _midnight(on: date, zone: str) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(zone))
