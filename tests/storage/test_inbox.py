"""What happened is kept once, taken in order, and never by two workers."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from storage import inbox
from storage.database import Database
from storage.inbox import Incoming, Waiting
from storage.records import ChatId
from storage.schema import inbox as table
from tests.storage.conftest import BUDI, NOON, SARI


def typed(number: int, chat: ChatId = SARI) -> Incoming:
    return Incoming(f"tg:{number}", chat, {"kind": "Typed", "text": f"kata {number}"})


async def put(database: Database, *happened: Incoming) -> None:
    async with database.transaction() as tx:
        await inbox.put(tx, happened, NOON)


async def claim(database: Database, most: int = 10) -> list[Waiting]:
    async with database.transaction() as tx:
        return await inbox.claim(tx, most)


async def rows(database: Database) -> list[Any]:
    async with database.reading() as tx:
        return list((await tx.execute(select(table).order_by(table.c.id))).all())


async def test_an_update_seen_twice_is_one_event(database: Database) -> None:
    """In one call or in two."""
    await put(database, typed(1), typed(1))
    await put(database, typed(1), typed(2, BUDI))
    assert [row.key for row in await rows(database)] == ["tg:1", "tg:2"]


async def test_the_first_event_of_each_chat_comes_first(database: Database) -> None:
    """The next one when the first is done."""
    await put(database, typed(1), typed(2), typed(3, BUDI))
    first, other = await claim(database)
    assert (first.payload["text"], other.chat) == ("kata 1", BUDI)
    async with database.transaction() as tx:
        await inbox.done(tx, [first.id])
        assert await inbox.waiting(tx) == 2
    assert [one.key for one in await claim(database)] == ["tg:2", "tg:3"]


async def test_a_finished_event_keeps_nothing_that_was_said(database: Database) -> None:
    """Only the key, so that the same update is known again; and that not for ever."""
    await put(database, typed(1), typed(2, BUDI))
    [first, _] = await claim(database)
    async with database.transaction() as tx:
        await inbox.done(tx, [first.id])
    assert (await rows(database))[0].payload is None
    async with database.transaction() as tx:
        await inbox.purge(tx, NOON + timedelta(days=1))
    assert [row.key for row in await rows(database)] == ["tg:2"]


async def test_three_failures_park_an_event_and_free_its_chat(database: Database) -> None:
    """The next event of the chat comes to the front."""
    await put(database, typed(1), typed(2))
    [poison] = await claim(database)
    async with database.transaction() as tx:
        assert [await inbox.failed(tx, poison.id) for _ in range(3)] == [False, False, True]
    assert [one.key for one in await claim(database)] == ["tg:2"]


async def test_an_event_that_cannot_be_opened_is_parked_alone(database: Database) -> None:
    """Sealed with a key that is gone; the others are served."""
    await put(database, typed(1), typed(2, BUDI))
    async with database.transaction() as tx:
        await tx.execute(update(table).where(table.c.chat == SARI).values(payload=b"\x09" + b"0" * 40))
    assert [one.chat for one in await claim(database)] == [BUDI]
    assert [row.state for row in await rows(database)] == ["parked", "waiting"]


async def test_three_workers_never_hold_the_same_chat(postgres_database: Database) -> None:
    """Each passes by what another one holds."""
    await put(postgres_database, *(typed(number, ChatId(number % 30)) for number in range(60)))
    transaction = postgres_database.transaction
    async with transaction() as one, transaction() as two, transaction() as three:
        claims = [await inbox.claim(tx, 10) for tx in (one, two, three)]
    chats = [event.chat for claimed in claims for event in claimed]
    assert sorted(chats) == list(range(30))
