"""Which figures are looked at together because somebody among them is of a few, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

from storage import families, observations, reports
from storage.coverage import Observation, Provenance
from storage.database import Database
from tests.storage.conftest import NOON

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)
BESIDE = ("35.28", "35.29", "35.28.01", "35.28.02")


def told(region: str, active: int, days: int = 0, as_of: date = OCTOBER) -> Observation:
    """What came so many days after the others."""
    return Observation(region, as_of, Provenance("ab" * 32, 1, "x", NOON + timedelta(days=days)), active=active)


async def around(database: Database, region: str, *seen: Observation) -> dict[str, list[tuple[str, int | None, int]]]:
    """The families that need a look, with region, people and revision of what was told."""
    async with database.transaction() as tx:
        await observations.record(tx, seen)
        found = await families.around(tx, region, BESIDE, OCTOBER, 5)
    return {head: [(one.region, one.active, one.revision) for one in rows] for head, rows in found.items()}


async def test_where_all_are_many_and_nothing_changed_nothing_needs_a_look(database: Database) -> None:
    """So most reports read no more for it."""
    seen = (told("35", 900), told("35.28", 500), told("35.29", 400), told("35.28.01", 250), told("35.28.02", 250))
    assert await around(database, "35.28", *seen) == {}


async def test_a_few_are_looked_at_with_all_revisions_of_their_family(database: Database) -> None:
    """Of that day alone; and not from far above where all came at once."""
    seen = (told("35.28", 250), told("35.28.01", 2), told("35.28.02", 248), told("35.29", 70), told("35", 320))
    later = told("35.28.02", 2, as_of=NOVEMBER), told("35.28.02", 90, as_of=date(2026, 9, 30))
    family = [("35.28", 250, 1), ("35.28.01", 2, 1), ("35.28.02", 248, 1)]
    assert await around(database, "35.28", *seen, *later) == {"35.28": family}
    assert await around(database, "35.28.02") == {"35.28": family}
    assert await around(database, "35") == {}
    assert await around(database, "35.29") == {}
    corrected = await around(database, "35", told("35.28.02", 100, days=1))
    assert corrected["35.28"] == [*family, ("35.28.02", 100, 2)]


async def test_what_a_sum_leaves_of_those_who_told_nothing_is_a_few_as_well(database: Database) -> None:
    """Two of Pamekasan live where nobody told of."""
    assert list(await around(database, "35.28", told("35.28", 252), told("35.28.02", 250))) == ["35.28"]


async def test_reports_that_were_made_between_two_figures_are_known(database: Database) -> None:
    """Of the province alone, and none where everything came at once."""
    seen = [told("35.28", 2), told("35.28", 8, days=9)]
    async with database.transaction() as tx:
        for region, days in (("35", 3), ("35.28.06", 4), ("35.29", 12), ("36.01", 5)):
            await reports.freeze(tx, region, f"2026-W{40 + days}", "1", {}, NOON + timedelta(days=days))
        made = await families.reported(tx, "35", seen)
        assert [at - NOON for at in made] == [timedelta(days=3), timedelta(days=4)]
        assert await families.reported(tx, "35", [seen[0], replace(seen[0], region="35.29")]) == []
