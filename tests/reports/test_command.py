"""`report` and `report due`: made once, written in every form, refused in one sentence."""

import json
from functools import partial
from pathlib import Path

import pytest

from bot.reports.weekly import DEFINITION
from storage import reports
from tests import commands
from tests.kit import START, World

run = partial(commands.run, "report")


@pytest.fixture
async def desk(desk: World) -> World:
    """With a branch and an official."""
    desk.officer("Citra")
    desk.official("Pak Sekda", "35.28")
    await desk.quiet()
    return desk


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
        ("99.99", "2026-W46", "is not known"),
        ("Galis", "2026-W46", "may be several"),
        ("Atlantis", "2026-W46", "is not known"),
        ("35.28", "2026-W54", "no ISO week"),
        ("35.28", "46", "no ISO week"),
        ("35.28", "2030-W01", "is not over"),
        ("35.28", "1999-W01", "1999-W01 is too long ago"),
        ("35.28", "2015-W26", "2015-W26 is too long ago"),
    ],
)
async def test_what_cannot_be_reported_is_said_in_one_sentence(desk: World, region: str, week: str, why: str) -> None:
    """And nothing is kept."""
    answer = await run("--region", region, "--week", week)
    assert answer.exit_code == 2
    assert why in answer.output
    assert await desk.rows("SELECT region FROM reports") == []


@pytest.mark.parametrize("week", ["x", "2026-W99", "", "1999-W01"])
async def test_due_refuses_what_is_no_week_though_there_are_no_officials(world: World, week: str) -> None:
    """One sentence, not a Python error and not an empty list."""
    await world.quiet()
    answer = await run("due", "--week", week)
    assert answer.exit_code == 2, answer.output
    assert "--week" in answer.output and "Traceback" not in answer.output


async def test_a_report_is_asked_for_by_the_name_of_its_region(desk: World) -> None:
    """As `coverage show` finds it: "Pamekasan" is the kabupaten."""
    answer = await run("--region", "Pamekasan", "--week", "2026-W46")
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output)["id"] == "35.28/2026-W46/1"


async def test_due_lists_the_regions_of_officials_and_makes_what_is_missing(desk: World) -> None:
    """Twice makes no second one."""
    [missing] = json.loads((await run("due", "--week", "2026-W46", "--json")).output)
    assert missing == {"region": "35.28", "name": "Kab. Pamekasan", "week": "2026-W46", "state": "missing"}
    assert "made" in (await run("due", "--week", "2026-W46", "--make")).output
    assert "made" in (await run("due", "--week", "2026-W46", "--make")).output
    assert await desk.rows("SELECT region FROM reports") == [("35.28",)]


async def test_one_that_cannot_be_made_is_named_and_holds_up_no_other(desk: World) -> None:
    """The week before holds what nobody can read; the command that the log names tells where it fails."""
    desk.official("Ibu", "35.29")
    await desk.quiet()
    async with desk.app.database.transaction() as tx:
        await reports.freeze(tx, "35.28", "2026-W45", DEFINITION, {"figure": 1}, START)
    answer = await run("due", "--week", "2026-W46", "--make", "--json")
    rows = json.loads(answer.stdout.splitlines()[-1])
    assert answer.exit_code == 1
    assert {row["region"]: row["state"] for row in rows} == {"35.28": "failed", "35.29": "made"}
    why = await run("--region", "35.28", "--week", "2026-W46")
    assert isinstance(why.exception, ValueError) and "no ISO week" not in why.output
