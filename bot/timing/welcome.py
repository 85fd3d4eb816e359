"""When something unasked is welcome: the hours of the day, Friday prayer, Ramadan, holidays, one's own rhythm. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from typing import Any, Final, Literal, get_args
from zoneinfo import ZoneInfo

from bot.timing.calendar import FRIDAY, PASARAN, Pasaran, is_free, is_ramadan, pasaran

A_DAY: Final = timedelta(days=1)
FAR: Final = 400
"""Days after which nobody is welcome any more, whatever the calendar."""

Hindrance = Literal["holiday", "own_hours", "prayer", "ramadan", "night"]
"""Why an instant is not welcome."""

Span = tuple[int, int]
"""Minutes after midnight: from the first until before the second."""
Stretch = tuple[datetime, datetime]
"""The same of one day, as instants."""
Zones = tuple[ZoneInfo, ...]
"""Where somebody lives: one zone, or every one in which they may live, the western-most first."""
WHEREVER: Final[Zones] = tuple(ZoneInfo(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura"))
"""The zones of Indonesia, for whoever did not say where they live: what is welcome is so in all three."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When people may be written to: on usual days, in Ramadan, when not on Fridays, and which of it they chose.

    Where nothing is left of what they chose (in Ramadan, or for want of a place), the hours of everybody hold that day.
    """

    usual: Span
    ramadan: Span
    prayer: Span
    chosen: Span | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The days a person chose to hear from us; empty fields choose nothing, several widen the choice.

    `weekdays` count from Monday (0), `market` are market days, `days` of the month (31 is the last one whatever the
    month), `months` of the year.
    """

    weekdays: frozenset[int] = frozenset()
    market: frozenset[Pasaran] = frozenset()
    days: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()

    def chooses(self, on: date) -> bool:
        """Whether this is one of the days; every day is when none was chosen."""
        if self.months and on.month not in self.months:
            return False
        chosen = (on.weekday() in self.weekdays, pasaran(on) in self.market, _day_of_month(on) & self.days)
        return any(chosen) or not (self.weekdays or self.market or self.days)


ANY_DAY: Final = Rhythm()
EASED: Final[Sequence[tuple[Hindrance, Mapping[str, Any]]]] = (
    ("own_hours", {"chosen": None}),
    ("prayer", {"prayer": (0, 0)}),
    ("ramadan", {"ramadan": (0, 24 * 60)}),
)
"""What stands in the way when nothing did if it were given up; one after the other."""


def welcome(now: datetime, zones: Zones, hours: Hours, rhythm: Rhythm = ANY_DAY, *, within: int = 0) -> datetime:
    """The first instant at or after `now` (aware) that is welcome in all of these zones, in UTC.

    A day of the person's own rhythm is waited for up to `within` days; when none comes, any day will do. Raises
    ValueError when the hours are empty.
    """
    first = now.astimezone(zones[0]).date()
    chosen = next(
        (day for day in _days(first, within + 1) if rhythm.chooses(day) and _open(day, now, zones, hours)), None
    )
    for day in _days(chosen or first, FAR):
        for begin in _open(day, now, zones, hours):
            return begin.astimezone(UTC)
    raise ValueError("nobody is welcome at no hour")


def is_welcome(now: datetime, zones: Zones, hours: Hours) -> bool:
    """Whether something unasked may arrive at this instant."""
    return welcome(now, zones, hours) == now


def hindrance(now: datetime, zones: Zones, hours: Hours) -> Hindrance | None:
    """Why nothing unasked may arrive at this instant; None when it may."""
    if is_welcome(now, zones, hours):
        return None
    if is_free(now.astimezone(zones[0]).date()):
        return "holiday"
    for name, eased in EASED:
        hours = replace(hours, **eased)
        if is_welcome(now, zones, hours):
            return name
    return "night"


def welcome_until(now: datetime, zones: Zones, hours: Hours) -> datetime:
    """When the welcome hours end in which `now` lies, in UTC; `now` itself when it lies in none."""
    spans = _spans(now.astimezone(zones[0]).date(), zones, hours)
    return next((end.astimezone(UTC) for begin, end in spans if begin <= now < end), now)


def _days(first: date, count: int) -> Iterator[date]:
    return (first + n * A_DAY for n in range(count))


def _open(day: date, now: datetime, zones: Zones, hours: Hours) -> list[datetime]:
    """What is left of the welcome hours of a day, each as the first instant of it not before `now`."""
    return [max(begin, now) for begin, end in _spans(day, zones, hours) if end > now]


def _spans(day: date, zones: Zones, hours: Hours) -> list[Stretch]:
    """The welcome hours of a day; of those that were chosen, if anything is left of them."""
    if is_free(day):
        return []
    own = _shared(day, zones, hours, hours.chosen) if hours.chosen is not None else []
    return own or _shared(day, zones, hours, hours.usual)


def _shared(day: date, zones: Zones, hours: Hours, span: Span) -> list[Stretch]:
    """What of this span is welcome by the clocks of every zone."""
    parts = _parts(day, hours, span)
    return reduce(_common, ([_at(part, day, zone) for part in parts] for zone in zones))


def _common(some: Sequence[Stretch], others: Sequence[Stretch]) -> list[Stretch]:
    """Where two lists of stretches overlap."""
    both = ((max(one[0], other[0]), min(one[1], other[1])) for one in some for other in others)
    return [(begin, end) for begin, end in both if begin < end]


def _at(part: Span, day: date, zone: ZoneInfo) -> Stretch:
    midnight = datetime.combine(day, time(), zone)
    return midnight + timedelta(minutes=part[0]), midnight + timedelta(minutes=part[1])


def _parts(day: date, hours: Hours, span: Span) -> list[Span]:
    """What of a span is welcome on a day, by the clock of a place."""
    within = [hours.usual, span, *([hours.ramadan] if is_ramadan(day) else [])]
    whole = max(begin for begin, _ in within), min(end for _, end in within)
    parts = _around(hours.prayer, whole) if day.weekday() == FRIDAY else [whole]
    return [(begin, end) for begin, end in parts if begin < end]


def _around(gap: Span, span: Span) -> list[Span]:
    """A span without what lies in the gap."""
    return [(span[0], min(span[1], gap[0])), (max(span[0], gap[1]), span[1])]


def _day_of_month(on: date) -> frozenset[int]:
    """The day of the month; the last one also stands for those that this month does not have."""
    is_last = (on + A_DAY).month != on.month
    return frozenset(range(on.day, 32)) if is_last else frozenset({on.day})


def written(rhythm: Rhythm) -> dict[str, list[int | str]]:
    """A rhythm as JSON, without what chooses nothing."""
    fields = {"weekdays": rhythm.weekdays, "market": rhythm.market, "days": rhythm.days, "months": rhythm.months}
    return {name: sorted(chosen) for name, chosen in fields.items() if chosen}


def read(stored: Mapping[str, Sequence[int | str]]) -> Rhythm:
    """The rhythm that `written` wrote. Raises ValueError for a market day that does not exist."""
    market = frozenset(day for day in PASARAN if day in stored.get("market", []))
    if len(market) != len(stored.get("market", [])):
        raise ValueError(f"no such market day; there are {', '.join(get_args(Pasaran))}")
    numbers = {name: frozenset(int(n) for n in stored.get(name, [])) for name in ("weekdays", "days", "months")}
    return Rhythm(market=market, **numbers)
