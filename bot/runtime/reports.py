"""Weekly reports: what is known is read and judged once, and what was made is kept as it is."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

import structlog
from sqlalchemy.exc import DBAPIError

from bot.answers.places import KINDS, Gazetteer, Place
from bot.answers.zones import ZONES
from bot.facts.base import Facts
from bot.leads.ladder import LADDER
from bot.reports.families import Family
from bot.reports.making import Known, Policy, Region, weekly
from bot.reports.weekly import DEFINITION, Weekly, from_json, to_json
from bot.reports.weeks import days_of, instants, newest
from bot.runtime.aside import aside
from storage import commitments, families, observations, reports, sponsorships, targets, visits
from storage import weekly as counts
from storage.database import Database, Tx
from storage.weeks import Week

log = structlog.get_logger(__name__)

LATE = tuple(rung.name for rung in LADDER if rung.does == "exception")
"""The rungs of the ladder that join the weekly list."""
KECAMATAN = 3
"""The narrowest level that has reports."""


class TooEarly(ValueError):
    """The week is not over where the region lies."""


def to_see_why(region: str, week: str) -> str:
    """What an operator types to see why a report could not be made or drawn."""
    return f"python -m bot report --region {region} --week {week} --out report"


@dataclass
class Maker:
    """Makes reports in a transaction that is open; what came to pass in a province is counted once while this lives.

    `example` says that what is stored is made up, `many` that reports of many provinces are to be made.
    """

    facts: Facts
    places: Gazetteer
    example: bool = False
    many: bool = False
    _weeks: dict[tuple[str, str], Week] = field(default_factory=dict)

    def place(self, region: str, week: str, now: datetime) -> Place:
        """A province, kabupaten or kecamatan (dotted code) whose week is over.

        Raises KeyError, ValueError and TooEarly.
        """
        place = self.places.get(region)
        if place.level > KECAMATAN:
            raise KeyError(region)
        if now < instants(*days_of(week), self.places.zone(region))[1]:
            raise TooEarly(week)
        return place

    async def keep(self, tx: Tx, region: str, week: str, now: datetime) -> None:
        """Make and keep this report, unless somebody did. Raises as `place` does."""
        place = self.place(region, week, now)
        if await reports.of(tx, region, week, DEFINITION) is None:
            made = to_json(await self.make(tx, place, week, now))
            await reports.freeze(tx, region, week, DEFINITION, made, now)

    async def make(self, tx: Tx, place: Place, week: str, now: datetime) -> Weekly:
        """The report as everything stands now; nothing is kept."""
        region = self._region(place)
        policy = self._policy(now.date())
        known = await self._known(tx, region, week, now, policy)
        # What would show a person is found by a search that would hold up the answers to others.
        made = await aside(weekly, region, week, known, policy, now)
        return replace(made, example=self.example)

    async def _known(self, tx: Tx, region: Region, week: str, now: datetime, policy: Policy) -> Known:
        code = region.code
        first, last = days_of(week)
        begin, end = instants(first, last, region.zone)
        kept = await reports.before(tx, code, week, DEFINITION)
        before = None if kept is None else from_json(kept)
        around = await self._families(tx, code, last, policy.small)
        aims = await targets.of_year(tx, [code, *region.parts], last.year)
        newest, earlier = await observations.shares(tx, code, last, first - timedelta(days=1))
        return Known(
            history=await observations.history(tx, code, last),
            newest=newest,
            earlier=earlier,
            target=aims.get(code),
            corrected=[] if before is None else await observations.corrected(tx, code, before.made, before.last),
            week=await self._week(tx, code[:2], week, now),
            began=await counts.began(tx, begin, end, code) if region.is_counted else None,
            ending=await sponsorships.ending(tx, last, last + timedelta(days=policy.ending[-1]), code),
            promised=await commitments.outstanding(tx, code),
            in_year=await visits.villages(tx, code, date(last.year, 1, 1), last),
            in_week=await visits.reached(tx, code, first, last),
            before=before,
            beside=[(one, around[one[:-3]]) for one in (code, code[:-3]) if one[:-3] in around],
            below=around.get(code, Family()),
            deeper=[family for head, family in around.items() if len(head) > len(code)],
            came=await observations.first_told(tx, code, last),
            targets=aims,
        )

    async def _families(self, tx: Tx, region: str, last: date, small: int) -> dict[str, Family]:
        """Regions of one parent with what was told of them on days on which a few could be worked out, by parent."""
        if small <= 1:
            return {}  # even one is told, so there is nobody to be worked out
        beside = [member for length in (2, 5) if length < len(region) for member in self._members(region[:length])]
        found = await families.around(tx, region, beside, last, small)
        seen = [one for told in found.values() for one in told]
        reported = await families.reported(tx, region[:2], seen)
        return {head: Family(self._members(head), told, head, reported) for head, told in found.items()}

    def _members(self, head: str) -> tuple[str, ...]:
        """The regions directly inside one; what is told of may be older than the decree."""
        try:
            return tuple(self.places.codes(head))
        except KeyError:
            return ()

    async def _week(self, tx: Tx, province: str, week: str, now: datetime) -> Week:
        """Counting all provinces where the week is over takes little longer than counting one."""
        if (week, province) not in self._weeks:
            spans = {one: instants(*days_of(week), zone) for one, zone in ZONES.items()}
            asked = {one for one, (_, end) in spans.items() if self.many and end <= now} | {province}
            counted = await counts.weeks(tx, {one: spans[one] for one in sorted(asked)}, LATE)
            self._weeks |= {(week, one): found for one, found in counted.items()}
        return self._weeks[week, province]

    def _region(self, place: Place) -> Region:
        return Region(
            code=place.code,
            name=f"{KINDS.get(place.kind, '')}{place.name}",
            parents=place.parents,
            zone=self.places.zone(place.code),
            parts={part: self.places.villages(part) for part in self.places.codes(place.code)},
            kabupaten=tuple(self.places.codes(place.code[:2])),
            named=self.named,
        )

    def named(self, code: str) -> str:
        """The name of a region; a place that is told of may be older than the decree, or none."""
        try:
            return self.places.name(code)
        except KeyError:
            return code

    def _policy(self, on: date) -> Policy:
        def rule(name: str) -> int:
            return self.facts.in_force(f"policy.report.{name}", on).count

        ending = self.facts.in_force("policy.report.ending", on).value
        return Policy(rule("small"), rule("old"), tuple(int(days) for days in ending))


@dataclass
class Reports:
    """Makes the reports of regions, each once. `example` and `many` are as in `Maker`."""

    database: Database
    facts: Facts
    places: Gazetteer
    example: bool = False
    many: bool = False

    def __post_init__(self) -> None:
        self.maker = Maker(self.facts, self.places, self.example, self.many)

    async def of(self, region: str, week: str, now: datetime) -> Weekly:
        """The report of a province, kabupaten or kecamatan (dotted code) for a week ("2026-W46"), made if it never was.

        Raises KeyError for what is no such region, ValueError for what is no week, TooEarly before its end.
        """
        place = self.maker.place(region, week, now)
        async with self.database.reading() as tx:
            kept = await reports.of(tx, region, week, DEFINITION)
            made = kept or to_json(await self.maker.make(tx, place, week, now))
        if kept is None:
            async with self.database.transaction() as tx:
                made = await reports.freeze(tx, region, week, DEFINITION, made, now)
        return from_json(made)

    async def due(self, week: str | None, now: datetime, *, makes: bool) -> list[dict[str, str]]:
        """The regions of officials at work, with the state of their report: made, missing, early, or failed.

        `week` is the last one that is over in each region where it is None; those missing are made where it `makes`,
        and one that cannot be made holds up no other.
        """
        async with self.database.reading() as tx:
            regions = await reports.wanted(tx)
        return [
            await self._due(region, week, now, makes=makes) for region in sorted(regions) if self._is_region(region)
        ]

    async def _due(self, region: str, week: str | None, now: datetime, *, makes: bool) -> dict[str, str]:
        asked = week or newest(now, self.places.zone(region))
        async with self.database.reading() as tx:
            is_made = await reports.of(tx, region, asked, DEFINITION) is not None
        early = now < instants(*days_of(asked), self.places.zone(region))[1]
        state = "made" if is_made else "early" if early else "missing"
        if makes and state == "missing":
            state = await self._made(region, asked, now)
        return {"region": region, "name": self.maker.named(region), "week": asked, "state": state}

    async def _made(self, region: str, week: str, now: datetime) -> Literal["made", "failed"]:
        try:
            await self.of(region, week, now)
        except DBAPIError:
            raise
        except Exception:
            log.exception("a report could not be made", region=region, week=week, do=to_see_why(region, week))
            return "failed"
        return "made"

    def _is_region(self, code: str) -> bool:
        try:
            return self.places.get(code).level <= KECAMATAN
        except KeyError:
            return False
