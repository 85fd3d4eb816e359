"""kill -9 at random points while a crowd is busy."""

import asyncio
import random
from pathlib import Path

import pytest

from tests.crash.hospital import Hospital


@pytest.mark.parametrize(("database", "processes"), [("sqlite", 1), ("postgres", 3)])
async def test_killing_at_random_while_thirty_people_fill_the_form(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, processes: int
) -> None:
    """Everybody is called in the end, by one agent, once."""
    url = request.getfixturevalue(f"{database}_url")
    async with Hospital.opened(url, tmp_path, processes, agents=3) as hospital:
        killing = hospital.some_die(6, (0.3, 0.9), random.Random(21))
        await asyncio.gather(hospital.enrol(30), killing)
        assert hospital.deaths >= 5
