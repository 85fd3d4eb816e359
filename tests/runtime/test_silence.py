"""What ends conversations never stands in the way of those who end them by hand."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from storage import audit, relays
from tests.conversations.enrol import sends
from tests.kit import World


@pytest.fixture
async def postgres_world(postgres_url: str) -> AsyncIterator[World]:
    """A running bot on PostgreSQL alone: for what only several processes can do."""
    opened = await World.open(postgres_url)
    yield opened
    await opened.close()


async def test_a_hand_and_the_clock_never_wait_for_each_other(postgres_world: World) -> None:
    """Whoever ends a conversation first adds to the audit, then touches it; so does the clock. Found by reading."""
    world = postgres_world
    sari, adi = world.person("Sari"), world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await sari.says("/obrolan")
    await adi.taps("Balas")
    [(relay,)] = await world.rows("SELECT id FROM relays WHERE state = 'open'")
    world.telegram.jump(world.telegram.now().replace(day=22))
    async with world.app.database.transaction() as tx:
        await audit.hold(tx)
        clock = asyncio.create_task(world.app.silence.look())
        await asyncio.sleep(0.2)
        assert await relays.end(tx, relay, "closed", world.telegram.now())
    assert await clock == 0
    assert [tuple(row) for row in await world.rows("SELECT why FROM relays")] == [("closed",)]
