"""When somebody may be written to unasked, by the clocks where they live."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from bot.answers.places import Gazetteer
from bot.facts.base import A_DAY, Facts
from bot.flows.materials import CALENDAR

PROVINCE = 2
"""Characters of a region code that name its province."""


@dataclass(frozen=True)
class Manners:
    """The hours of our own policy. Instants are aware and in UTC, zones are those of `zone`."""

    facts: Facts
    places: Gazetteer

    def zone(self, region: str | None) -> ZoneInfo:
        """The zone of a dotted region code; that of Jakarta where no place is known."""
        return CALENDAR if region is None else ZoneInfo(self.places.zone(region[:PROVINCE]))

    def morning(self, day: date, zone: ZoneInfo) -> datetime:
        """When the news of a day goes out."""
        return datetime.combine(day, time(self._hour("notice.hour", day)), zone).astimezone(UTC)

    def next_morning(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The first time after now at which news goes out."""
        today = now.astimezone(zone).date()
        morning = self.morning(today, zone)
        return morning if morning > now else self.morning(today + A_DAY, zone)

    def is_quiet(self, now: datetime, zone: ZoneInfo) -> bool:
        """Whether people there are left alone now."""
        there = now.astimezone(zone)
        begins, ends = (self._hour(each, there.date()) for each in ("quiet.begins", "quiet.ends"))
        return not ends <= there.hour < begins

    def days(self, name: str, on: date) -> int:
        """A number of days of our own policy."""
        return self.facts.in_force(f"policy.{name}", on).count

    def _hour(self, name: Literal["notice.hour", "quiet.begins", "quiet.ends"], on: date) -> int:
        return self.facts.in_force(f"policy.{name}", on).count
