"""Nobody gets a broadcast twice: not from two processes, not from one that died on the way, not after a pause."""

import asyncio
from collections import Counter

import pytest
from sqlalchemy import text

from bot.conversation.broadcasting import SteerBroadcast, WriteBroadcast
from bot.errors import StaleSession
from bot.runtime.broadcasting import change_broadcast
from storage import broadcasts, leads, people, staff, timers
from storage.news import PURPOSE, Listeners, Written
from storage.records import ChatId, Consent, Interest, Person
from tests.conversations.broadcasting import HERE, TEXT
from tests.kit import World

CROWD = 60


async def begun(world: World) -> int:
    """Sixty people who allowed news, and a broadcast that runs; returns its number."""
    world.officer("Citra")
    await world.quiet()
    now = world.telegram.now()
    consents = {PURPOSE: Consent(True, now, "news-1")}
    async with world.app.database.transaction() as tx:
        chats = [ChatId(world.telegram.user(f"Warga {number}").id) for number in range(CROWD)]
        await people.save(tx, [Person(chat, consents=consents) for chat in chats], now)
        for chat in chats:
            await leads.add(
                tx, chat, Interest("Sari", f"+62{chat}", "farmer", HERE, "Galis", ("jkk",), "any"), None, now
            )
        [officer] = await staff.officers(tx)
        whom = Listeners(("35.28",), ("35.28",), ("news-1",))
        return await broadcasts.add(
            tx, Written("pamekasan", officer.id, TEXT, whom, CROWD, now.replace(day=28)), "running", now
        )


async def test_what_one_author_sends_off_at_the_same_moment_is_counted_together(world: World) -> None:
    """Two pieces that would each pass alone: the one that comes second is looked at anew."""
    number = await begun(world)
    now = world.telegram.now()
    async with world.app.database.reading() as tx:
        first = (await broadcasts.by_id(tx, [number]))[number]
    again = Written(first.branch, first.author, TEXT, first.whom, CROWD, first.last)

    async def sends() -> None:
        async with world.app.database.transaction() as tx:
            await change_broadcast(tx, WriteBroadcast(again, asks=False, alone=CROWD), now)
            await asyncio.sleep(0.05)

    ends = await asyncio.gather(sends(), sends(), return_exceptions=True)
    assert sorted(type(end) for end in ends if end is not None) == [StaleSession]
    async with world.app.database.reading() as tx:
        assert await broadcasts.sent_alone(tx, first.author, now.replace(day=1)) == 2 * CROWD


async def steered(world: World, number: int, to: str) -> None:
    """An officer pauses it, lets it go on or calls it off."""
    async with world.app.database.transaction() as tx:
        one = (await broadcasts.by_id(tx, [number]))[number]
        assert await broadcasts.steer(tx, one, to, world.telegram.now())


async def test_who_retires_at_that_moment_sends_and_agrees_to_nothing(quick_world: World) -> None:
    """Their turn was computed when they still worked: it is computed anew, and nothing of it is kept."""
    number = await begun(quick_world)
    now, database = quick_world.telegram.now(), quick_world.app.database
    async with database.transaction() as tx:
        one = (await broadcasts.by_id(tx, [number]))[number]
        await tx.execute(text("UPDATE staff SET active = false"))
    again = Written(one.branch, one.author, TEXT, one.whom, CROWD, one.last)
    for wanted in (WriteBroadcast(again, asks=True, alone=CROWD), SteerBroadcast(one, "paused", approver=one.author)):
        with pytest.raises(StaleSession):
            async with database.transaction() as tx:
                await change_broadcast(tx, wanted, now)
    assert await quick_world.rows("SELECT state, approver FROM broadcasts") == [("running", None)]


async def told(world: World) -> Counter[int]:
    """How many messages of the broadcast were begun for each chat, whatever became of them."""
    found = "SELECT o.chat FROM outbox o JOIN timers t ON t.id = o.timer WHERE t.kind = 'broadcast'"
    return Counter(row.chat for row in await world.rows(found))


async def test_two_processes_tell_everybody_once(postgres_url: str) -> None:
    """Both plan, both let it happen, at the same time."""
    world = await World.open(postgres_url)
    await begun(world)
    other = await world.another()
    for _ in range(3):
        await asyncio.gather(world.app.broadcasts.look(), other.broadcasts.look())
        await asyncio.gather(world.app.timers.look(), other.timers.look())
    assert await told(world) == Counter(dict.fromkeys(await told(world), 1))
    assert sum((await told(world)).values()) == CROWD
    await other.close()
    await world.close()


async def test_a_process_that_dies_between_due_and_done(world: World) -> None:
    """Nothing of its transaction is left, and the next one tells everybody once."""
    number = await begun(world)
    await world.app.broadcasts.look()
    try:
        async with world.app.database.transaction() as tx:
            due = await timers.due(tx, world.telegram.now(), CROWD)
            await timers.settle(tx, [one.id for one in due], "done", None, world.telegram.now())
            raise ConnectionAbortedError
    except ConnectionAbortedError:
        pass
    assert await told(world) == Counter()
    await world.app.timers.look()
    assert set((await told(world)).values()) == {1} and len(await told(world)) == CROWD
    async with world.app.database.reading() as tx:
        assert (await broadcasts.outcomes(tx, [number]))[number] == {"waiting": CROWD}


async def test_a_pause_while_it_is_being_planned(world: World) -> None:
    """What was planned is held; the rest is planned when it goes on, and nobody is planned for twice."""
    number = await begun(world)
    async with world.app.database.transaction() as tx:
        one = (await broadcasts.by_id(tx, [number]))[number]
        assert await broadcasts.steer(tx, one, "paused", world.telegram.now())
    assert not await world.app.broadcasts._plan(one)
    assert await world.rows("SELECT id FROM timers WHERE kind = 'broadcast'") == []
    async with world.app.database.transaction() as tx:
        paused = (await broadcasts.by_id(tx, [number]))[number]
        assert not await broadcasts.steer(tx, one, "running", world.telegram.now())
        assert await broadcasts.steer(tx, paused, "running", world.telegram.now())
    await world.app.broadcasts.look()
    await world.app.broadcasts.look()
    assert await world.rows("SELECT count(*) FROM timers WHERE kind = 'broadcast' AND state = 'waiting'") == [(CROWD,)]


async def test_a_pause_before_anybody_was_planned_for_ends_nothing(world: World) -> None:
    """An officer pauses at once, to look at the text again: it is paused, not over, and goes to everybody later."""
    number = await begun(world)
    await steered(world, number, "paused")
    await world.app.broadcasts.look()
    assert await world.rows("SELECT state, ended FROM broadcasts") == [("paused", None)]
    await steered(world, number, "running")
    await world.app.broadcasts.look()
    await world.app.timers.look()
    assert sum((await told(world)).values()) == CROWD


async def test_called_off_before_anybody_was_planned_for_it_is_over(world: World) -> None:
    """Nobody waits for it, and nobody is planned for any more."""
    number = await begun(world)
    await steered(world, number, "cancelled")
    await world.app.broadcasts.look()
    assert await world.rows("SELECT state, ended IS NULL AS open FROM broadcasts") == [("cancelled", False)]
    assert await told(world) == Counter()
