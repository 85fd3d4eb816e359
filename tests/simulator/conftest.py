"""A world with one person, and what tests ask of it."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.simulator.people import Person
from bot.simulator.world import Answer, World

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)

Tell = Callable[..., Awaitable[Answer]]


@pytest.fixture
def world() -> World:
    return World(clock=lambda: NOON)


@pytest.fixture
def sari(world: World) -> Person:
    return world.user("Sari", started=True)


@pytest.fixture
def tell(world: World, sari: Person) -> Tell:
    """Send Sari a message as the bot would, with any further parameters."""

    async def send(text: str, **more: Any) -> Answer:
        return await world.call("sendMessage", {"chat_id": sari.id, "text": text, **more})

    return send
