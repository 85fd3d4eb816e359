"""A record that cannot be changed without being noticed."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from storage.audit import BEGINNING, Entry, add, holds, verify
from storage.database import Database, Tx
from storage.schema import audit
from tests.storage.conftest import NOON

READ = Entry("agent:7", "lead.read", "lead:12", {"card": 3})
MOVED = Entry("officer:8", "lead.reassign", "lead:12", {"to": 9})


async def written(database: Database, *entries: Entry, minutes: int = 0) -> None:
    async with database.transaction() as tx:
        await add(tx, entries, NOON + timedelta(minutes=minutes))


async def unguarded(tx: Tx) -> None:
    """What only whoever owns the database can do: take away what keeps its entries as they are."""
    if tx.connection.dialect.name != "sqlite":
        await tx.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
        return
    for what in ("update", "delete"):
        await tx.execute(text(f"DROP TRIGGER audit_no_{what}"))


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET actor = 'agent:8'", "DELETE FROM audit WHERE id = 1", "DELETE FROM audit"]
)
async def test_the_database_lets_nobody_change_it(database: Database, statement: str) -> None:
    """Not even by a statement of our own: entries are only added."""
    await written(database, READ, MOVED)
    with pytest.raises(DBAPIError, match="only added to"):
        async with database.transaction() as tx:
            await tx.execute(text(statement))
    async with database.reading() as tx:
        assert (await verify(tx)).entries == 2


async def test_emptying_it_is_refused(postgres_database: Database) -> None:
    """PostgreSQL knows one more way to take everything out."""
    await written(postgres_database, READ)
    with pytest.raises(DBAPIError, match="only added to"):
        async with postgres_database.transaction() as tx:
            await tx.execute(text("TRUNCATE audit"))


async def test_a_whole_chain(database: Database) -> None:
    """Counted, with the head of its end."""
    async with database.reading() as tx:
        empty = await verify(tx)
    assert (empty.entries, empty.head, empty.broken) == (0, BEGINNING, None)
    await written(database, READ, MOVED)
    await written(database, READ, minutes=5)
    async with database.reading() as tx:
        chain = await verify(tx)
        assert (chain.entries, chain.broken) == (3, None)
        assert await holds(tx, chain.head)
        assert not await holds(tx, "f" * 64)


@pytest.mark.parametrize("harm", ["changed", "taken out", "put in"])
async def test_harm_is_found_where_it_was_done(database: Database, harm: str) -> None:
    """The first entry that does not fit is named."""
    await written(database, *[READ] * 5)
    async with database.transaction() as tx:
        await unguarded(tx)
        if harm == "changed":
            await tx.execute(update(audit).where(audit.c.id == 3).values(actor="agent:8"))
        elif harm == "taken out":
            await tx.execute(delete(audit).where(audit.c.id == 2))
        else:
            await tx.execute(update(audit).where(audit.c.id == 3).values(previous="a" * 64, hash="b" * 64))
    async with database.reading() as tx:
        assert (await verify(tx)).broken == 3


async def test_many_write_at_once_and_the_chain_stays_one(database: Database) -> None:
    """Two processes never follow the same entry."""
    await asyncio.gather(*(written(database, READ, MOVED) for _ in range(20)))
    async with database.reading() as tx:
        chain = await verify(tx)
    assert (chain.entries, chain.broken) == (40, None)
