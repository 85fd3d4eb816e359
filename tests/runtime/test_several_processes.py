"""Processes beside each other on PostgreSQL: what one of them holds is nobody else's while it lives."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.app import App
from storage import outbox
from storage.outbox import Lane, Post
from tests.kit import Actor, World


@pytest.fixture
async def world(postgres_url: str) -> AsyncIterator[World]:
    """One process; whoever needs another one makes it."""
    found = await World.open(postgres_url)
    yield found
    await found.close()


@pytest.fixture
async def beside(world: World) -> AsyncIterator[App]:
    """The other process."""
    found = await world.another()
    yield found
    await found.close()


def post(who: Actor, lane: Lane, text: str) -> Post:
    return Post(who.chat, lane, {"method": "sendMessage", "chat_id": who.chat, "text": text})


def heard(who: Actor) -> list[str]:
    """What came beside the greeting."""
    return [message.text for message in who.phone.chat if message.text in ("jawaban", "kabar")]


async def meets(world: World, name: str) -> Actor:
    """Somebody whom the bot may write to."""
    who = world.person(name)
    await who.says("/start")
    return who


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(hours=8), timedelta(days=1)])
async def test_a_clock_that_jumps_sends_nothing_twice(world: World, beside: App, jump: timedelta) -> None:
    """An answer is on its way and a notice is held while the clock is set, or the machine sleeps."""
    sari, budi, sender = await meets(world, "Sari"), await meets(world, "Budi"), world.app.sender
    slowly, deliver = asyncio.Event(), sender.deliver

    async def delivers(message: dict[str, Any], *, paced: bool = False) -> Any:
        await slowly.wait()
        return await deliver(message, paced=paced)

    sender.deliver = delivers
    async with world.app.database.transaction() as tx:
        said = await outbox.put(tx, [post(sari, "reply", "jawaban")], world.telegram.now(), owner=sender.owner)
        await outbox.put(tx, [post(budi, "notice", "kabar")], world.telegram.now())
    sender.hand_over(said)
    await sender._refill()
    world.telegram.offset += jump
    for each in (beside.sender, sender):
        await each.release_dead()
        await each._refill()
    slowly.set()
    for each in (sender, beside.sender, sender):
        await each.once()
    assert heard(sari) == ["jawaban"] and heard(budi) == ["kabar"]


async def test_what_is_unasked_flows_through_one_of_them(world: World, beside: App) -> None:
    """Two streams would be twice what Telegram allows; the other one takes over when the first is gone."""
    people = [await meets(world, f"Warga {number}") for number in range(6)]
    await world.app.sender.presence.streams()
    async with world.app.database.transaction() as tx:
        await outbox.put(tx, [post(who, "bulk", "kabar") for who in people[:3]], world.telegram.now())
    await beside.sender.once()
    assert not any(heard(who) for who in people)
    await world.app.sender.once()
    assert [heard(who) for who in people[:3]] == [["kabar"]] * 3
    await world.app.sender.presence.close()
    async with world.app.database.transaction() as tx:
        await outbox.put(tx, [post(who, "bulk", "kabar") for who in people[3:]], world.telegram.now())
    await beside.sender.once()
    assert [heard(who) for who in people[3:]] == [["kabar"]] * 3
