"""`report` and `report due`: made once, written in every form, refused in one sentence."""

import asyncio
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from tests.kit import World


@pytest.fixture
async def desk(quick_world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world with a branch and an official, to which the command line belongs."""
    quick_world.officer("Citra")
    quick_world.official("Pak Sekda", "35.28")
    await quick_world.quiet()
    monkeypatch.setattr("bot.settings.load", lambda: quick_world.app.settings)
    monkeypatch.setattr("bot.clock.system_clock", quick_world.telegram.now)
    return quick_world


async def run(*arguments: str) -> Result:
    """One command, in a thread of its own: it makes its own loop."""
    return await asyncio.to_thread(CliRunner().invoke, cli, ["report", *arguments])


async def test_a_report_is_written_in_every_form_and_never_changes(desk: World, tmp_path: Path) -> None:
    """A visit that somebody tells of later is in the next one."""
    first = await run("--region", "35.28", "--week", "2026-W46", "--out", str(tmp_path / "new"), "--json")
    assert first.exit_code == 0, first.output
    names = {"message.txt", "picture.png", "report.pdf", "report.xlsx", "report.json"}
    assert {file.name for file in (tmp_path / "new").iterdir()} == names
    told = json.loads((tmp_path / "new" / "report.json").read_text())
    assert (told["id"], told["notes"]) == ("35.28/2026-W46/1", ["no_figure", "first_report"])
    await desk.passes(days=1)
    again = await run("--region", "35.28", "--week", "2026-W46")
    assert json.loads(again.output) == told


@pytest.mark.parametrize(
    ("region", "week", "why"),
    [
        ("35.28.06.2001", "2026-W46", "no province, kabupaten, kota or kecamatan"),
        ("99.99", "2026-W46", "no province, kabupaten, kota or kecamatan"),
        ("35.28", "2026-W54", "no ISO week"),
        ("35.28", "46", "no ISO week"),
        ("35.28", "2030-W01", "is not over"),
    ],
)
async def test_what_cannot_be_reported_is_said_in_one_sentence(desk: World, region: str, week: str, why: str) -> None:
    """And nothing is kept."""
    answer = await run("--region", region, "--week", week)
    assert answer.exit_code == 2
    assert why in answer.output
    assert await desk.rows("SELECT region FROM reports") == []


async def test_due_lists_the_regions_of_officials_and_makes_what_is_missing(desk: World) -> None:
    """Twice makes no second one."""
    [missing] = json.loads((await run("due", "--week", "2026-W46", "--json")).output)
    assert missing == {"region": "35.28", "name": "Kab. Pamekasan", "week": "2026-W46", "state": "missing"}
    assert "made" in (await run("due", "--week", "2026-W46", "--make")).output
    assert "made" in (await run("due", "--week", "2026-W46", "--make")).output
    assert await desk.rows("SELECT region FROM reports") == [("35.28",)]
