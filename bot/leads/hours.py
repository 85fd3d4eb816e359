"""Working time: when somebody works, and how much of that lies between two instants. Pure.

Nobody is expected to answer outside their own hours, on a national holiday or on a day of joint leave (cuti bersama).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.timing.calendar import is_free

Span = tuple[int, int]
"""Minutes after midnight: from the first until before the second."""

A_DAY = timedelta(days=1)
LOOKED_AHEAD = 60
"""Days without any working time after which somebody cannot be said to work at all."""


@dataclass(frozen=True, slots=True)
class Week:
    """The working time of one person: for each weekday from Monday its spans, ascending, in an IANA zone."""

    days: tuple[tuple[Span, ...], ...]
    zone: str = "Asia/Jakarta"


FRIDAY_MORNING = (480, 690)
"""08.00 to 11.30, before the prayer."""
OFFICE = (*[((480, 720), (780, 990))] * 4, (FRIDAY_MORNING, (780, 990)), (), ())
"""An office: 08.00 to 12.00 and 13.00 to 16.30, Monday to Friday."""
FIELD = (*[((480, 1200),)] * 4, (FRIDAY_MORNING, (780, 1200)), ((480, 1200),), ((480, 1200),))
"""An agent who has not chosen hours: 08.00 to 20.00 every day; whom they visit works in daylight."""


def is_working(week: Week, at: datetime) -> bool:
    """Whether `at` (aware) lies in this person's working time."""
    return any(begin <= at < end for begin, end in _spans(week, _day(week, at)))


def opens(week: Week, at: datetime) -> datetime | None:
    """The first working instant at or after `at`; None when there is none within two months."""
    for begin, end in _from(week, at):
        if end > at:
            return max(begin, at)
    return None


def day_ends(week: Week, at: datetime) -> datetime | None:
    """When work ends on the day of `at` (aware) where this person is; None when there is none that day."""
    return max((end for _, end in _spans(week, _day(week, at))), default=None)


def worked(week: Week, first: datetime, last: datetime) -> timedelta:
    """The working time from `first` until `last` (aware); nothing when `last` is not later."""
    total = timedelta()
    day = _day(week, first)
    while day <= _day(week, last):
        total += sum((_overlap(span, first, last) for span in _spans(week, day)), timedelta())
        day += A_DAY
    return total


def after(week: Week, start: datetime, work: timedelta) -> datetime | None:
    """When so much working time has passed since `start`; None when that is not within two months of work."""
    left = work
    for begin, end in _from(week, start):
        here = max(begin, start)
        if here < end and here + left <= end:
            return here + left
        left -= max(end - here, timedelta())
    return None


@lru_cache
def a_working_day(week: Week) -> timedelta:
    """The longest working day of the week, as a measure of "one working day"."""
    return timedelta(minutes=max((sum(end - begin for begin, end in day) for day in week.days), default=0))


def _from(week: Week, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    first = _day(week, at)
    for ahead in range(LOOKED_AHEAD):
        yield from _spans(week, first + ahead * A_DAY)


@lru_cache(maxsize=4096)
def _spans(week: Week, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """Asked again for the same few weeks and days, for each lead of a desk."""
    if is_free(day):
        return ()
    midnight = datetime.combine(day, time(), ZoneInfo(week.zone))
    # Indonesia knows no summer time, so minutes after midnight are what the wall clock shows.
    spans = week.days[day.weekday()]
    return tuple((midnight + timedelta(minutes=begin), midnight + timedelta(minutes=end)) for begin, end in spans)


def _day(week: Week, at: datetime) -> date:
    return at.astimezone(ZoneInfo(week.zone)).date()


def _overlap(span: tuple[datetime, datetime], first: datetime, last: datetime) -> timedelta:
    return max(min(span[1], last) - max(span[0], first), timedelta())
