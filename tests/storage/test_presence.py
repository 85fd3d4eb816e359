"""A process that dies is known to be dead as soon as its connection is."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from storage.database import Database
from storage.presence import Presence
from tests.storage.conftest import opened


@pytest.fixture
async def other(postgres_url: str) -> AsyncIterator[Database]:
    """Another process's way into the same PostgreSQL."""
    found = await opened(postgres_url)
    yield found
    await found.close()


async def dead(presence: Presence, *owners: str) -> set[str]:
    async with presence.database.transaction() as tx:
        return await presence.dead(tx, owners)


async def test_sqlite_has_one_process_so_all_others_are_dead(sqlite_url: str) -> None:
    """Showing oneself costs nothing there."""
    database = await opened(sqlite_url)
    me = Presence(database, "me")
    await me.show()
    assert await dead(me, "me", "another") == {"another"}
    await me.close()
    await database.close()


async def test_who_holds_its_lock_lives(postgres_database: Database, other: Database) -> None:
    """Seen from the other side, and any number of times."""
    me, they = Presence(postgres_database, "me"), Presence(other, "they")
    for _ in range(2):
        assert await me.show() and await they.show()
    assert await dead(me, "me", "they", "gone") == {"gone"}
    assert await dead(they, "me", "they") == set()
    await they.close()
    assert await dead(me, "they") == {"they"}
    await me.close()


async def test_a_lost_connection_is_noticed_and_made_anew(postgres_database: Database, other: Database) -> None:
    """As after a restart of PostgreSQL, when the others need a moment too before anybody calls them dead."""
    me, they = Presence(postgres_database, "me"), Presence(other, "they")
    await me.show()
    async with other.transaction() as tx:
        await tx.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
    async with asyncio.timeout(60):
        while await dead(they, "me") != {"me"}:  # noqa: ASYNC110 the server ends it in its own time
            await asyncio.sleep(0.02)
    with pytest.raises(DBAPIError):
        await me.show()
    assert not await me.show()
    assert await me.show()
    assert await dead(they, "me") == set()
    await me.close()


async def test_a_connection_lost_while_the_stream_is_asked_for(postgres_url: str, postgres_database: Database) -> None:
    """Once more is enough: what was lost with it is no transaction that anybody has to roll back."""

    def cut(_: Any, __: Any, statement: str, *___: Any) -> None:
        if "pg_try_advisory_lock" in statement and not cuts:
            with psycopg.connect(postgres_url) as other:
                cuts.append(
                    other.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'").rowcount
                )

    me, cuts = Presence(postgres_database, "me"), []
    assert await me.show()
    event.listen(postgres_database._writer.sync_engine, "before_cursor_execute", cut)
    with pytest.raises(DBAPIError):
        await me.streams()
    assert cuts == [1]
    assert await me.streams()
    await me.close()


async def test_one_process_streams_at_a_time(postgres_database: Database, other: Database) -> None:
    """Telegram counts all of us together; whoever is next takes over when the first is gone."""
    me, they = Presence(postgres_database, "me"), Presence(other, "they")
    assert [await me.streams(), await they.streams(), await me.streams()] == [True, False, True]
    await me.close()
    assert await they.streams() and not await me.streams()
    await they.close()
    await me.close()


async def test_who_closes_is_gone_at_once(postgres_database: Database, other: Database) -> None:
    """PostgreSQL took its time to see a closed connection, and nobody streamed meanwhile."""
    for _ in range(30):
        me, they = Presence(postgres_database, "me"), Presence(other, "they")
        assert await me.streams()
        await me.close()
        assert await dead(they, "me") == {"me"} and await they.streams()
        await they.close()


async def test_who_lost_the_connection_streams_no_more(postgres_database: Database, other: Database) -> None:
    """Somebody else may have begun to."""
    me, they = Presence(postgres_database, "me"), Presence(other, "they")
    assert await me.streams()
    async with other.transaction() as tx:
        await tx.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
    async with asyncio.timeout(60):
        while not await they.streams():  # noqa: ASYNC110 the server ends it in its own time
            await asyncio.sleep(0.02)
    with pytest.raises(DBAPIError):
        await me.streams()
    assert not await me.streams()
    await they.close()
    await me.close()
