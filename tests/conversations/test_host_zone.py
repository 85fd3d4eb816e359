"""What people are told does not depend on where the machine stands."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.conversations.enrol import meets, prices, sends
from tests.conversations.test_paying import pays, until
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


async def test_nine_is_nine_in_jakarta(host_zone: str, sqlite_url: str) -> None:
    """What is planned on such a machine falls due by the clocks where people live."""
    world = await World.open(sqlite_url)
    sari = world.person("Sari")
    await sends(sari)
    await pays(sari, "November 2026", fresh=False)
    await until(world, date(2026, 12, 3), hour=8)
    await world.passes(minutes=59)
    assert not sari.has_seen("Iuran Desember 2026")
    await world.passes(minutes=1)
    assert sari.sees("Iuran Desember 2026")
    await world.close()
