"""What people are told does not depend on where the machine stands."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.conversations.enrol import meets, prices
from tests.kit import World


@pytest.fixture(params=["Pacific/Kiritimati", "America/Los_Angeles"])
def host_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A machine a day ahead of, or behind, Jakarta."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


async def price(world: World, at: datetime) -> str:
    """What a farmer is told at this instant."""
    world.telegram.jump(at)
    sari = world.person("Sari")
    await meets(sari)
    return await prices(sari, "1 juta")


async def test_the_year_ends_in_jakarta(host_zone: str, sqlite_url: str) -> None:
    """A minute before midnight there December is priced, a minute after January; whatever the law says by then."""
    world = await World.open(sqlite_url)
    before = await price(world, datetime(2026, 12, 31, 16, 59, tzinfo=UTC))
    after = await price(world, datetime(2026, 12, 31, 17, 1, tzinfo=UTC))
    await world.close()
    assert "Desember 2026" in before and "Januari 2027" not in before
    assert "Januari 2027" in after
