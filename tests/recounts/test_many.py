"""Of more than a report lists, the sums are of all, and the list begins with what comes first."""

from dataclasses import replace
from datetime import date, timedelta

from storage import commitments, observations
from storage.database import Database
from storage.field import Promised
from tests.recounts.life import BRANCH, an_observation, begins
from tests.recounts.test_recount import MONDAYS, counts_alike

MOST_PROMISES, MOST_FIGURES = 40, 26


async def test_promises_that_are_not_listed_are_in_the_sums(quick_database: Database) -> None:
    """One more of ten workers, of which one is done, than there is room for."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        for at in range(MOST_PROMISES + 1):
            told = Promised("company", "UD", "35.28.06.2001", 10, date(2026, 12, 31) - timedelta(days=at))
            await commitments.add(tx, BRANCH, life.agent, told, life.now)
        for one in await commitments.of_branch(tx, BRANCH, MOST_PROMISES + 1):
            assert await commitments.change(tx, one, {"done": 1}, life.now)
        found = (await counts_alike(life, "35.28", MONDAYS[0])).commitments
    assert (found.open, found.promised, found.done, len(found.pledges)) == (41, 410, 41, MOST_PROMISES)


async def test_a_line_is_of_the_newest_figures(quick_database: Database) -> None:
    """One a week for half a year, and the base of the share goes back beyond them."""
    async with quick_database.transaction() as tx:
        life = await begins(tx)
        one = replace(an_observation(life.now, "35.28", "2026-11-08", 0, 2), eligible_year=2025)
        days = [one.as_of - timedelta(days=7 * back) for back in range(MOST_FIGURES + 1)]
        await observations.record(tx, [replace(one, as_of=day, active=900 - at) for at, day in enumerate(days)])
        found = await counts_alike(life, "35.28", MONDAYS[0])
    assert [point.as_of for point in found.trend] == days[-2::-1]
    assert found.standing is not None and found.standing.since_base is not None
    assert found.standing.since_base.since == days[-1]
