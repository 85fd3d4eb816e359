"""What nobody waits for writes one at a time, and lets answers go first."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.settings import DEMO_RING
from storage.database import Database, GaveWay
from storage.vault import Vault

LISTED = text("INSERT INTO list VALUES (:who)")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    path = tmp_path / "list.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE list (who TEXT)")
    connection.close()
    found = Database.open(f"sqlite:///{path}", Vault.from_text(DEMO_RING))
    yield found
    await found.close()


async def chore(database: Database, *, gives_way: bool = False) -> None:
    async with database.unhurried(gives_way=gives_way) as tx:
        for _ in range(20):
            await tx.execute(LISTED, {"who": "chore"})


async def answer(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute(LISTED, {"who": "answer"})


async def listed(database: Database) -> list[str]:
    async with database.reading() as tx:
        return list((await tx.execute(text("SELECT who FROM list ORDER BY rowid"))).scalars())


async def side_by_side(database: Database, *, gives_way: bool) -> list[str]:
    """A chore, an answer that wants to write while it lasts, and what is stored of both."""
    first, second = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        async with database.unhurried(gives_way=gives_way) as tx:
            await tx.execute(LISTED, {"who": "chore"})
            first.set()
            await second.wait()
            await tx.execute(LISTED, {"who": "chore"})

    doing = asyncio.create_task(slowly())
    await first.wait()
    asking = asyncio.create_task(answer(database))
    await asyncio.sleep(0)
    second.set()
    done = await asyncio.gather(doing, asking, return_exceptions=True)
    assert isinstance(done[0], GaveWay) is (gives_way and database.is_asked())
    return await listed(database)


async def test_an_answer_goes_before_what_gives_way(database: Database) -> None:
    """Nothing of it is stored, and it may be done again."""
    database.is_asked = lambda: True
    assert await side_by_side(database, gives_way=True) == ["answer"]
    await chore(database)
    assert (await listed(database)).count("chore") == 20


async def test_what_does_not_give_way_is_finished_first(database: Database) -> None:
    """An answer waits for one of these at most."""
    database.is_asked = lambda: True
    assert await side_by_side(database, gives_way=False) == ["chore", "chore", "answer"]


async def test_where_nobody_is_asked_nothing_gives_way(database: Database) -> None:
    """Two that nobody waits for would undo each other for ever."""
    assert await side_by_side(database, gives_way=True) == ["chore", "chore", "answer"]


async def test_chores_wait_for_each_other_and_for_quiet(database: Database) -> None:
    """So that not two of them stand before an answer."""
    heard: list[str] = []

    async def quiet() -> None:
        heard.append("quiet")
        await asyncio.sleep(0)

    database.quiet = quiet
    await asyncio.gather(chore(database, gives_way=True), chore(database), answer(database))
    assert heard == ["quiet", "quiet"]
    assert sorted(await listed(database)) == ["answer", *["chore"] * 40]
