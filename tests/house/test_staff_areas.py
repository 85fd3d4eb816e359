"""`staff invite --area`: inside what the branch serves, unless whoever sits at the machine says that it grows."""

from collections.abc import AsyncIterator

import pytest
from click.testing import Result

from tests.commands import reaches, run
from tests.kit import World
from tests.simulator.served import served


@pytest.fixture
async def reached(quick_world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """A world that commands reach, with a branch that serves Pamekasan."""
    quick_world.officer("Rina")
    await quick_world.quiet()
    async with served(quick_world.telegram) as address:
        yield reaches(quick_world, monkeypatch, telegram_api_base_url=address)


async def invites(branch: str, *words: str) -> Result:
    """An agent is invited."""
    return await run("staff", "invite", "--role", "agent", "--name", "Adi", "--branch", branch, *words)


async def regions(world: World) -> list[tuple[str, str]]:
    """What each branch serves."""
    rows = await world.rows("SELECT branch, region FROM branch_regions ORDER BY branch, region")
    return [(row.branch, row.region) for row in rows]


async def test_an_area_outside_the_branch(reached: World) -> None:
    """Refused with the name of what the branch serves; the branch does not grow by a slip of the keyboard."""
    answer = await invites("pamekasan", "--area", "35.28.02", "--area", "35.29")
    assert answer.exit_code == 2
    assert "serves 35.28 (Kab. Pamekasan); 35.29 lies outside" in answer.stderr and "--widen" in answer.stderr
    assert await regions(reached) == [("pamekasan", "35.28")]
    assert len(await reached.rows("SELECT 1 FROM invites WHERE used IS NULL")) == 0


async def test_a_branch_that_grows_and_one_that_is_new(reached: World) -> None:
    """The one when it is said, the other by itself."""
    assert (await invites("pamekasan", "--area", "35.28.02")).exit_code == 0
    assert (await invites("pamekasan", "--area", "35.29", "--widen")).exit_code == 0
    assert (await invites("sampang", "--area", "35.27")).exit_code == 0
    assert await regions(reached) == [("pamekasan", "35.28"), ("pamekasan", "35.29"), ("sampang", "35.27")]
