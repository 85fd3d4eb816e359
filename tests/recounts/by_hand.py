"""What a report of a week has to say of leads, field work, promises and cover: out of every row, one after the other.

Nothing here calls what is counted: rows are read whole, and only what the decree calls places comes from elsewhere.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Table, select

from bot.answers.places import Gazetteer
from storage.database import Tx
from storage.schema import branch_regions, commitments, guests, people, sponsorships, staff, visit_log, visits
from tests.recounts.life import ZONES
from tests.storage.lived import recounted

PLACES = Gazetteer()
PART = {2: 5, 5: 8, 8: 13}
"""Characters of the code of a part, by those of its region."""
WEEK = timedelta(days=7)
FAR = date(9999, 1, 1)


@dataclass(frozen=True)
class Asked:
    """A week of a region from `monday`, and when its report was made; the ladder was climbed just before."""

    region: str
    monday: date
    made: datetime

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=6)

    @property
    def begin(self) -> datetime:
        """Midnight where the region is."""
        return datetime.combine(self.monday, time(), UTC) - timedelta(hours=ZONES[self.region[:2]])

    @property
    def end(self) -> datetime:
        """Midnight a week later."""
        return self.begin + WEEK

    @property
    def is_narrow(self) -> bool:
        """Whether it is a kecamatan, of which nothing that the bot counted is told."""
        return len(self.region) == 8

    def has(self, place: str) -> bool:
        """Whether a place is the region or lies in it."""
        return place == self.region or place[: len(self.region) + 1] == f"{self.region}."

    def has_in_week(self, at: datetime) -> bool:
        """Whether an instant is one of the week."""
        return self.begin <= at < self.end


@cache
def villages(region: str) -> tuple[str, ...]:
    """The codes of all in it, by the decree."""
    return tuple(PLACES.villages(region))


@cache
def parts(region: str) -> tuple[str, ...]:
    """The codes of what lies directly in it."""
    return tuple(sorted({village[: PART[len(region)]] for village in villages(region)}))


async def rows(tx: Tx, table: Table) -> list[Any]:
    """All of them, by their key."""
    return list((await tx.execute(select(table).order_by(*table.primary_key.columns))).all())


async def figures(tx: Tx, asked: Asked) -> dict[str, Any]:
    """Everything but coverage."""
    visited = await standing_visits(tx)
    return {
        **await of_leads(tx, asked),
        "conversations": None if asked.is_narrow else await began(tx, asked),
        "came": None if asked.is_narrow else await came(tx, asked, visited),
        "villages": of_villages(asked, visited),
        "sponsored": await sponsored(tx, asked),
        "commitments": await promised(tx, asked),
    }


async def of_leads(tx: Tx, asked: Asked) -> dict[str, Any]:
    """The steps of the funnel, each way to group them, and what is late."""
    if asked.is_narrow:
        return {"funnel": {}, "taken_back": None, "lateness": (None, None, None)}
    found = await recounted(tx, asked.begin, asked.end, asked.region, asked.made)
    steps: Counter[tuple[str, str, str]] = Counter()
    for one in found["counted"]:
        part = [("part", one.kabupaten)] if len(asked.region) == 2 else []
        for how, key in (("total", ""), ("channel", one.channel), ("work", one.work), *part):
            steps[how, key, one.step] += one.people
    if len(asked.region) == 5:
        steps.update({("part", at, step): n for step, counts in found["below"].items() for at, n in counts.items()})
    is_known = asked.made < asked.end + WEEK
    late = {name: sum(found[name].values()) for name in ("taken_back", "expired", "unheld", "overdue")}
    now = (late["unheld"], late["overdue"]) if is_known else (None, None)
    return {"funnel": dict(steps), "taken_back": late["taken_back"], "lateness": (late["expired"], *now)}


async def began(tx: Tx, asked: Asked) -> int | None:
    """Who wrote for the first time, where the bot serves nobody elsewhere."""
    served = [row.region for row in await rows(tx, branch_regions)]
    if not served or not all(asked.has(region) for region in served):
        return None
    ours = [row.chat for row in await rows(tx, staff)]
    wrote = [row for row in await rows(tx, people) if row.chat not in ours]
    return len([row for row in wrote if asked.has_in_week(row.created)])


@dataclass(frozen=True)
class Visited:
    """A visit as it was told last, unless that was that it never was."""

    number: int
    place: str
    day: date
    people: int


async def standing_visits(tx: Tx) -> list[Visited]:
    """Out of all that was ever told of them."""
    last = {row.visit: row for row in await rows(tx, visit_log)}
    assert last.keys() == {row.id for row in await rows(tx, visits)}
    told = [row for row in last.values() if not row.undone]
    return [Visited(row.visit, row.region, row.day, row.people or 0) for row in told]


async def came(tx: Tx, asked: Asked, visited: list[Visited]) -> int:
    """Who used the code of an event that took place in the region, in the week."""
    here = [one.number for one in visited if asked.has(one.place)]
    return len([row for row in await rows(tx, guests) if row.visit in here and asked.has_in_week(row.at)])


def of_villages(asked: Asked, visited: list[Visited]) -> dict[str, Any]:
    """How many there are, which of them were visited in the year, and what was done in the week."""
    every = villages(asked.region)
    there = [one for one in visited if asked.has(one.place)]
    week = [one for one in there if asked.monday <= one.day <= asked.sunday]
    year = {one.place for one in there if date(asked.sunday.year, 1, 1) <= one.day <= asked.sunday}
    below = {part: [0, 0] for part in parts(asked.region)}
    for village in every:
        counted = below[village[: PART[len(asked.region)]]]
        counted[0] += village in year
        counted[1] += 1
    return {
        "total": len(every),
        "visited": len([village for village in every if village in year]),
        "visited_in_week": len([village for village in every if village in {one.place for one in week}]),
        "visits_in_week": len(week),
        "people_in_week": None if asked.is_narrow else sum(one.people for one in week),
        "unreached": [] if len(asked.region) == 2 else [village for village in every if village not in year],
        "parts": [(part, *counted) for part, counted in below.items()],
    }


async def sponsored(tx: Tx, asked: Asked) -> dict[str, Any]:
    """What ends within thirty and sixty days, with the people in it."""
    ending = []
    for row in await rows(tx, sponsorships):
        left = (row.ends - asked.sunday).days
        if asked.has(row.region) and row.used > 0 and 1 <= left <= 60:
            ending.append((row.ends, row.id, row.payer, row.channel, row.region, 30 if left <= 30 else 60, row.used))
    people_in = {days: sum(one[6] for one in ending if one[5] == days) for days in (30, 60)}
    return {"ending": [(one[0], *one[2:]) for one in sorted(ending)], "people": people_in}


async def promised(tx: Tx, asked: Asked) -> dict[str, Any]:
    """The open commitments, and their sums; overdue ones stand in front."""
    standing = []
    for row in await rows(tx, commitments):
        if row.state == "open" and asked.has(row.region):
            late = row.next is not None and row.next < asked.sunday
            name = PLACES.nearest(row.region).name
            told = (row.kind, name, row.promised, row.done, row.next, late)
            standing.append(((not late, row.next or FAR, row.id), told))
    pledges = [told for _, told in sorted(standing)]
    return {
        "open": len(pledges),
        "promised": sum(told[2] for told in pledges),
        "done": sum(told[3] for told in pledges),
        "overdue": len([told for told in pledges if told[5]]),
        "pledges": pledges[:40],
    }
