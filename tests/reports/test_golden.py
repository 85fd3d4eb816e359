"""Four regions as they were published, with a made-up week each, and one of which everything is known and invented.

Every figure as somebody once checked it by hand.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers.places import Gazetteer
from bot.example_figures import PUBLISHED, TARGETS
from bot.facts.base import load
from bot.reports.weekly import Weekly, to_json
from bot.runtime.reports import Reports
from storage import observations, targets
from storage.database import Database
from tests.reports import rich
from tests.reports.invented import a_week
from tests.reports.rich import RICH

MADE = datetime(2026, 11, 16, 0, 30, tzinfo=UTC)
HOME = Path(__file__).parent / "golden"
PLACES = Gazetteer()
PEOPLE = {"35.28": 60, "13.12": 31, "62.08": 6, "61": 80, RICH: 120}


async def report(database: Database, region: str) -> Weekly:
    """The report of a region after its week."""
    async with database.transaction() as tx:
        await observations.record(tx, PUBLISHED)
        await targets.record(tx, TARGETS)
        await a_week(tx, PLACES.villages(region)[:: len(PLACES.villages(region)) // 30], region, PEOPLE[region])
    return await Reports(database, load(), PLACES, example=True).of(region, "2026-W46", MADE)


async def rich_report(database: Database) -> Weekly:
    """The same of one that told everything, and of which somebody has read a report before."""
    villages, reports = PLACES.villages(RICH), Reports(database, load(), PLACES, example=True)
    async with database.transaction() as tx:
        await rich.figures(tx)
    before = await reports.of(RICH, "2026-W45", rich.BEFORE)
    assert before.standing is not None and before.parts[0].rank == 1
    async with database.transaction() as tx:
        holder = await a_week(tx, villages[::2], RICH, PEOPLE[RICH])
        await rich.figures_of_the_week(tx)
        await rich.beside_the_leads(tx, villages, holder)
    return await reports.of(RICH, "2026-W46", MADE)


@pytest.mark.parametrize("region", sorted(PEOPLE))
async def test_a_region_reads_what_it_always_read(quick_database: Database, region: str) -> None:
    """After a change that is meant, remove the file, run this twice, and read what changed."""
    read = rich_report(quick_database) if region == RICH else report(quick_database, region)
    told = to_json(await read)
    golden = HOME / f"{region}.json"
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        pytest.fail(f"{golden.name} was missing and is written")
    assert told == json.loads(golden.read_text())
