"""SQLite's statements run in the event loop, but nothing that waits may hold the loop up."""

import asyncio
import gc
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.settings import DEMO_RING
from storage.database import Database
from storage.vault import Vault


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A database with one table."""
    path = tmp_path / "inline.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE purse (coins INTEGER)")
    connection.close()
    return path


async def put_in(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute(text("INSERT INTO purse VALUES (1)"))


async def coins(database: Database) -> int:
    async with database.reading() as tx:
        return int((await tx.execute(text("SELECT COUNT(*) FROM purse"))).scalar_one())


async def test_the_loop_goes_on_while_somebody_else_holds_the_lock(path: Path) -> None:
    """A command line that writes makes the bot wait, not stand still."""
    database = Database.open(f"sqlite:///{path}", Vault.from_text(DEMO_RING))
    await put_in(database)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(put_in(database))
    _, late = await asyncio.wait([waiting], timeout=0.2)
    assert late, "the lock was not respected"
    other.execute("ROLLBACK")
    other.close()
    await waiting
    assert await coins(database) == 2
    await database.close()


async def test_a_transaction_given_up_half_way_leaves_the_next_one_alone(path: Path) -> None:
    """Being cancelled at any await neither stores half nor blocks the writer."""
    database = Database.open(f"sqlite:///{path}", Vault.from_text(DEMO_RING))
    for turns in range(30):
        given_up = asyncio.create_task(put_in(database))
        for _ in range(turns):
            await asyncio.sleep(0)
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
    before = await coins(database)
    await put_in(database)
    assert await coins(database) == before + 1
    await database.close()


COUNTING = text(
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 2000000) SELECT max(n) FROM t"
)


async def test_the_loop_goes_on_while_somebody_reads_for_long(path: Path) -> None:
    """Answers to others wait for none of it, nor do they for what is left of a reading that was given up."""
    database = Database.open(f"sqlite:///{path}", Vault.from_text(DEMO_RING))
    await put_in(database)

    async def read() -> int:
        async with database.reading() as tx:
            return int((await tx.execute(COUNTING)).scalar_one())

    for gives_up in (False, True):
        reading, turns = asyncio.create_task(read()), 0
        while not reading.done() and turns < 5:
            await asyncio.sleep(0.005)
            turns += 1
        assert turns == 5, "the loop stood still"
        if gives_up:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
        else:
            assert await reading == 2_000_000
    assert [await coins(database) for _ in range(3)] == [1, 1, 1]
    await database.close()


async def test_a_reading_given_up_at_any_moment_leaves_the_next_one_alone(path: Path) -> None:
    """What it found is nobody else's, and its connection serves the next."""
    database = Database.open(f"sqlite:///{path}", Vault.from_text(DEMO_RING))
    await put_in(database)
    for turns in range(40):
        given_up = asyncio.create_task(coins(database))
        for _ in range(turns):
            await asyncio.sleep(0)
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
        assert await coins(database) == 1
    await database.close()


async def test_a_statement_that_fails_in_the_thread_leaves_its_connection_whole(path: Path) -> None:
    """And one that finds nothing finds nothing of the one before."""
    database = Database.open(f"sqlite:///{path}", Vault.from_text(DEMO_RING))
    await put_in(database)
    async with database.reading() as tx:
        with pytest.raises(DBAPIError):
            await tx.execute(text("SELECT nothing FROM purse"))
        assert (await tx.execute(text("SELECT coins FROM purse"))).all() == [(1,)]
        assert (await tx.execute(text("SELECT coins FROM purse WHERE coins > 1"))).all() == []
        with pytest.raises(DBAPIError):
            await tx.execute(text("INSERT INTO purse VALUES (2)"))
    await database.close()


async def test_a_first_connection_given_up_at_any_moment_leaves_no_lock(tmp_path: Path) -> None:
    """Whoever stopped while the journal was being changed kept the file locked until its garbage was collected."""
    gc.disable()
    try:
        for turns in range(0, 600, 3):
            path = tmp_path / f"{turns}.db"
            sqlite3.connect(path).execute("CREATE TABLE purse (coins INTEGER)")
            database = Database.open(f"sqlite:///{path}", Vault.from_text(DEMO_RING))
            given_up = asyncio.create_task(put_in(database))
            for _ in range(turns):
                await asyncio.sleep(0)
            given_up.cancel()
            await asyncio.gather(given_up, return_exceptions=True)
            other = sqlite3.connect(path, isolation_level=None, timeout=30)
            other.execute("BEGIN IMMEDIATE")
            other.close()
            await database.close()
    finally:
        gc.enable()
