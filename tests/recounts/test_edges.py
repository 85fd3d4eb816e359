"""One of each kind that dice seldom throw: undone, corrected, at the edge of a number of days, by two ways at once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from storage import commitments, guests, leads, observations, sponsorships, visits
from storage.database import Database
from storage.field import EVENT, VISIT, Promised, Told
from storage.records import ChatId
from storage.sponsors import Sponsorship
from tests.recounts.life import BRANCH, DAYS, ENDS, MEETS, SUNDAY, Life, an_observation, begins
from tests.recounts.surely import ask, go
from tests.recounts.test_recount import MONDAYS, counts_alike

HERE, NEAR = "35.28.06.2001", "35.28.04.1001"
TUESDAY = MONDAYS[0] + timedelta(days=1)


@pytest.mark.parametrize("region", ["35.28.06", "35.28", "35"])
async def test_each_edge_counts_as_by_hand(quick_database: Database, region: str) -> None:
    """In a kecamatan, its kabupaten and its province."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        life.now += timedelta(days=6)
        await field_work(life)
        await promises(life)
        await people(life)
        await shares(life)
        found = await counts_alike(life, region, MONDAYS[0])
    assert found.villages.visits_in_week == (3 if region == "35.28.06" else 4)
    assert [one.within for one in found.sponsored.ending] == [30] * 6 + [60] * 5
    assert found.commitments.overdue == 2
    if region == "35":
        assert [(one.region, one.moved) for one in found.parts if one.moved] == [("35.29", -1)]
    if region == "35.28":
        assert found.standing is not None and found.standing.uncovered == 0


async def field_work(life: Life) -> None:
    """Visits that were undone, or corrected twice, and events, one of which never was, with who came to them."""
    for code, village in enumerate((HERE, HERE, HERE, NEAR, HERE, HERE)):
        told = Told(village, TUESDAY, "farmers", 7)
        kind = EVENT if code > 3 else VISIT
        await visits.add(life.tx, kind, BRANCH, life.agent, told, life.now, f"E{code}" if kind == EVENT else None)
    logged = sorted(await visits.latest(life.tx, BRANCH, 10), key=lambda one: one.id)
    for one in (logged[0], logged[4]):
        assert await visits.revise(life.tx, one, one.told, life.agent, life.now, undone=True)
    for back in (9, 1):
        [one] = [each for each in await visits.latest(life.tx, BRANCH, 10) if each.id == logged[1].id]
        moved = replace(one.told, day=TUESDAY - timedelta(days=back), people=11 * back)
        assert await visits.revise(life.tx, one, moved, life.agent, life.now)
    for chat, event in enumerate((logged[4], logged[4], logged[5])):
        await guests.join(life.tx, event.id, ChatId(chat + 1), life.now)


async def promises(life: Life) -> None:
    """Cover that ends on each day that matters, some for nobody; promises to meet about on such days, one closed."""
    runs = {"starts": date(2026, 1, 1), "months": 12, "programmes": ("jkk",), "quota": 900, "channel": "csr"}
    for at, (after, used) in enumerate([*((after, 3) for after in ENDS), (5, 0), (5, 9)]):
        about = {"id": 0, "branch": BRANCH, "payer": f"PT {at}", "region": HERE, "used": used, **runs}
        paid = Sponsorship(**about, ends=SUNDAY + timedelta(days=after))  # type: ignore[arg-type]
        await sponsorships.add(life.tx, [paid], life.now)
    for after in (*MEETS, -2):
        meets = None if after is None else SUNDAY + timedelta(days=after)
        await commitments.add(life.tx, BRANCH, life.agent, Promised("bank", "UD", HERE, 20, meets), life.now)
    last = max(await commitments.of_branch(life.tx, BRANCH, 100), key=lambda one: one.id)
    assert await commitments.change(life.tx, last, {"state": "closed"}, life.now)


async def people(life: Life) -> None:
    """By an agent and an event at once; declined; papers without a word before; released; registered anew."""
    both, declined, papers, released, anew = [await ask(life, 2, (HERE,)) for _ in range(5)]
    await leads.brought(life.tx, {both: life.agent})
    await go(life, declined, "offer", "decline")
    await go(life, papers, "offer", "accept", "documents", "code_issued")
    await go(life, released, "offer", "accept", "release")
    await go(life, anew, "offer", "accept", "registered", "reopen", "registered")


async def shares(life: Life) -> None:
    """A share of Monday, ones that were corrected, and rows without any, of regions and their parts.

    On Monday Pamekasan and Palengaan get ahead of the others, with more members than there are workers.
    """
    for region in ("35", "35.28", "35.29", "35.28.06", "35.28.04"):
        for at, day in enumerate((*DAYS[:4], "2026-11-09")):
            one = an_observation(life.now, region, day, 2 * at + len(region), 2)
            ahead = 1_300 if at == 4 and region in ("35.28", "35.28.06") else 300 + 7 * at - len(region)
            for active in (500, ahead):
                await observations.record(life.tx, [replace(one, active=active, eligible_year=2025)])
        bare = replace(an_observation(life.now, region, DAYS[6], 0, 12), active=40)
        await observations.record(life.tx, [bare])
    for region in ("35.30", "35.28.05"):
        printed = replace(an_observation(life.now, region, DAYS[3], 0, 0), active=None, eligible=None)
        await observations.record(life.tx, [replace(printed, coverage_pct=Decimal(44))])
