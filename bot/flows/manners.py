"""When somebody may be written to unasked, by the clocks where they live."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.answers.places import Gazetteer
from bot.facts.base import A_DAY, Facts
from bot.flows.materials import CALENDAR
from bot.timing.welcome import (
    ANY_DAY,
    WHEREVER,
    Hindrance,
    Hours,
    Span,
    Zones,
    hindrance,
    read,
    welcome,
    welcome_until,
)
from storage.records import Person

PROVINCE = 2
"""Characters of a region code that name its province."""


@dataclass(frozen=True)
class Manners:
    """The hours of our own policy. Instants are aware and in UTC, zones are those of `zones`.

    `example` says that whoever runs this tells of nothing that is so.
    """

    facts: Facts
    places: Gazetteer
    example: bool = False

    def zones(self, region: str | None) -> Zones:
        """The zone of a dotted region code; all in which somebody may live where no place is known."""
        return WHEREVER if region is None else (ZoneInfo(self.places.zone(region[:PROVINCE])),)

    def morning(self, day: date, zones: Zones) -> datetime:
        """When the news of a day goes out; in several zones when the last of them has its morning."""
        return datetime.combine(day, time(self._hour("notice.hour", day)), zones[0]).astimezone(UTC)

    def next_morning(self, now: datetime, zones: Zones) -> datetime:
        """The first time after now at which news goes out."""
        today = now.astimezone(zones[0]).date()
        morning = self.morning(today, zones)
        return morning if morning > now else self.morning(today + A_DAY, zones)

    def welcome(self, now: datetime, zones: Zones, person: Person | None = None) -> datetime:
        """The first instant from now on at which something unasked is welcome there, and to this person."""
        return welcome(now, zones, self._hours(now, zones, person))

    def hindrance(self, now: datetime, zones: Zones, person: Person | None = None) -> Hindrance | None:
        """Why something unasked is not welcome there now; None when it is."""
        return hindrance(now, zones, self._hours(now, zones, person))

    def own_day(self, first: datetime, zones: Zones, person: Person, patience: int) -> datetime:
        """The first welcome instant from `first` on that lies on a day of the person's own rhythm.

        When none comes within `patience` days, `first` itself.
        """
        # The months of a season say when to speak of paying ahead; on which days, the rest of the rhythm says.
        rhythm = replace(read(person.rhythm), months=frozenset())
        if not patience or rhythm == ANY_DAY:
            return first
        return welcome(first, zones, self._hours(first, zones, person), rhythm, within=patience)

    def unwelcome(self, now: datetime, zones: Zones, person: Person | None = None) -> datetime:
        """When something unasked that is welcome now no longer will be."""
        return welcome_until(now, zones, self._hours(now, zones, person))

    def _hours(self, now: datetime, zones: Zones, person: Person | None) -> Hours:
        on = now.astimezone(zones[0]).date()
        chosen = None if person is None else person.hours
        return Hours(self._span("quiet", on), self._span("ramadan", on), self._span("prayer", on), chosen)

    def most_a_week(self, now: datetime) -> int:
        """How many unasked messages a person gets within seven days."""
        return self.facts.in_force("policy.unasked.week", now.astimezone(CALENDAR).date()).count

    def pause(self, now: datetime) -> timedelta:
        """How long somebody has to be silent before something unasked does not interrupt them."""
        return timedelta(minutes=self.facts.in_force("policy.unasked.pause", now.astimezone(CALENDAR).date()).count)

    def _span(self, name: Literal["quiet", "ramadan", "prayer"], on: date) -> Span:
        """Minutes after midnight: for "prayer" the gap itself, else what lies between its end and its beginning."""
        begins, ends = (self.facts.in_force(f"policy.{name}.{each}", on).count for each in ("begins", "ends"))
        return (begins, ends) if name == "prayer" else (ends * 60, begins * 60)

    def days(self, name: str, on: date) -> int:
        """A number of days of our own policy."""
        return self.facts.in_force(f"policy.{name}", on).count

    def _hour(self, name: Literal["notice.hour", "quiet.begins", "quiet.ends"], on: date) -> int:
        return self.facts.in_force(f"policy.{name}", on).count
