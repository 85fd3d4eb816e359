"""Transactions keep all or nothing, lose nothing to each other, and SQLite is set as we say."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text, update
from sqlalchemy.exc import ArgumentError, OperationalError

from bot.settings import DEMO_RING
from storage.columns import Instant
from storage.database import Database, Tx, normalised
from storage.vault import Vault
from tests.storage.conftest import NOON

metadata = MetaData()
purse = Table("purse", metadata, Column("id", Integer, primary_key=True), Column("coins", Integer))
moments = Table("moments", metadata, Column("id", Integer, primary_key=True), Column("at", Instant))


async def with_tables(database: Database) -> Database:
    async with database.transaction() as tx:
        await tx.connection.run_sync(metadata.create_all)
        await tx.execute(insert(purse).values(id=1, coins=0))
    return database


async def coins(tx: Tx) -> int:
    return int((await tx.execute(select(purse.c.coins).with_for_update())).scalar_one())


async def test_an_error_takes_everything_back(database: Database) -> None:
    """Nothing of a transaction that raised is there."""
    await with_tables(database)
    with pytest.raises(LookupError):
        async with database.transaction() as tx:
            await tx.execute(update(purse).values(coins=5))
            raise LookupError
    async with database.reading() as tx:
        assert (await tx.execute(select(purse.c.coins))).scalar_one() == 0


async def test_a_hundred_who_read_then_write_lose_nothing(database: Database) -> None:
    """Without BEGIN IMMEDIATE and one writer, most of them would."""
    await with_tables(database)

    async def earn() -> None:
        async with database.transaction() as tx:
            had = await coins(tx)
            await asyncio.sleep(0)
            await tx.execute(update(purse).values(coins=had + 1))

    await asyncio.gather(*(earn() for _ in range(100)))
    async with database.reading() as tx:
        assert (await tx.execute(select(purse.c.coins))).scalar_one() == 100


async def test_an_instant_is_the_same_whatever_zone_wrote_it(database: Database) -> None:
    """Whole milliseconds, aware, UTC; a naive one is refused."""
    await with_tables(database)
    wib = timezone(timedelta(hours=7))
    written = datetime(2026, 11, 21, 12, 0, 0, 123_456, wib)
    async with database.transaction() as tx:
        await tx.execute(insert(moments), [{"id": 1, "at": written}, {"id": 2, "at": None}])
        rows = {row.id: row.at for row in await tx.execute(select(moments))}
    assert rows == {1: NOON.replace(microsecond=123_000), 2: None}
    assert rows[1] is not None and rows[1].tzinfo is UTC
    with pytest.raises(Exception, match="naive"):
        async with database.transaction() as tx:
            await tx.execute(insert(moments).values(id=3, at=datetime(2026, 11, 21)))  # noqa: DTZ001 the point


async def pragma(tx: Tx, name: str) -> Any:
    return (await tx.execute(text(f"PRAGMA {name}"))).scalar_one()


async def test_sqlite_is_set_as_we_say(sqlite_url: str) -> None:
    """WAL, FULL, foreign keys, a wait for locks; and who reads cannot write."""
    database = Database.open(sqlite_url, Vault.from_text(DEMO_RING))
    async with database.transaction() as tx:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete", "query_only")
        assert [await pragma(tx, name) for name in names] == ["wal", 2, 1, 5000, 1, 0]
    async with database.reading() as tx:
        assert [await pragma(tx, name) for name in ("synchronous", "query_only")] == [2, 1]
        with pytest.raises(OperationalError, match="readonly"):
            await tx.execute(text("CREATE TABLE forbidden (id INTEGER)"))
    await database.close()


async def test_what_need_not_survive_waits_for_no_disk(sqlite_url: str) -> None:
    """Not at its end, either: who closes a file last, and that is one who reads, puts it in order."""
    database = Database.open(sqlite_url, Vault.from_text(DEMO_RING), synchronous="OFF")
    async with database.transaction() as writing, database.reading() as reading:
        assert [await pragma(tx, "synchronous") for tx in (writing, reading)] == [0, 0]
    await database.close()


async def test_on_sqlite_readers_see_what_is_committed_and_wait_for_nobody(sqlite_url: str) -> None:
    """Even while a write is under way."""
    database = await with_tables(Database.open(sqlite_url, Vault.from_text(DEMO_RING)))
    async with database.transaction() as tx:
        await tx.execute(update(purse).values(coins=1))
        async with database.reading() as reader:
            assert (await reader.execute(select(purse.c.coins))).scalar_one() == 0
    await database.close()


async def test_no_free_connection_is_a_database_that_does_not_answer(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loops wait it out like any other trouble; they do not die of it."""
    database = Database.open(sqlite_url, Vault.from_text(DEMO_RING))
    async with database.transaction():
        monkeypatch.setattr(database._writer.pool, "_timeout", 0.05)
        with pytest.raises(OperationalError):
            async with database.transaction():
                raise AssertionError("two writers at once")
    await database.close()


@pytest.mark.parametrize(
    ("written", "driver"),
    [
        ("postgres://u:p@host:5432/db", "postgresql+psycopg"),
        ("postgresql://u:p@host/db?sslmode=require", "postgresql+psycopg"),
        ("sqlite:///var/jangkau.db", "sqlite+aiosqlite"),
    ],
)
def test_addresses_as_hosts_write_them_are_accepted(written: str, driver: str) -> None:
    """The driver is ours to choose."""
    assert normalised(written).drivername == driver


@pytest.mark.parametrize("written", ["mysql://u:p@host/db", "sqlite://", "sqlite:///:memory:", "nonsense"])
def test_other_addresses_are_refused(written: str) -> None:
    """Rather than taken for a file of that name; and a database in memory would forget everybody."""
    with pytest.raises(ArgumentError):
        normalised(written)
