"""Four regions as they were published, with a made-up week each: every figure as somebody once checked it by hand."""

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
from tests.reports.invented import a_week

MADE = datetime(2026, 11, 16, 0, 30, tzinfo=UTC)
HOME = Path(__file__).parent / "golden"
PLACES = Gazetteer()
PEOPLE = {"35.28": 60, "13.12": 31, "62.08": 6, "61": 80}


async def report(database: Database, region: str) -> Weekly:
    """The report of a region after its week."""
    async with database.transaction() as tx:
        await observations.record(tx, PUBLISHED)
        await targets.record(tx, TARGETS)
        await a_week(tx, PLACES.villages(region)[:: len(PLACES.villages(region)) // 30], region, PEOPLE[region])
    return await Reports(database, load(), PLACES, example=True).of(region, "2026-W46", MADE)


@pytest.mark.parametrize("region", sorted(PEOPLE))
async def test_a_region_reads_what_it_always_read(quick_database: Database, region: str) -> None:
    """After a change that is meant, remove the file, run this twice, and read what changed."""
    told = to_json(await report(quick_database, region))
    golden = HOME / f"{region}.json"
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        pytest.fail(f"{golden.name} was missing and is written")
    assert told == json.loads(golden.read_text())
