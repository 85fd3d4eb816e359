"""Many rows at once, in both dialects."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from storage import inbox, outbox
from storage.database import Database
from storage.inbox import Incoming
from storage.outbox import Post
from storage.records import ChatId
from storage.schema import branch_regions, branches, visits
from storage.statements import inside

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


async def test_messages_are_numbered_in_the_order_they_are_said(database: Database) -> None:
    """Whoever is written to twice in one batch reads it in that order, and each number belongs to its message."""
    posts = [Post(ChatId(number % 7), "reply", {"text": str(number)}) for number in range(300)]
    async with database.transaction() as tx:
        parcels = await outbox.put(tx, posts, NOON, owner="me")
    assert [parcel.message for parcel in parcels] == [post.message for post in posts]
    assert [parcel.id for parcel in parcels] == sorted(parcel.id for parcel in parcels)


async def test_a_key_that_is_too_long_is_refused_not_cut(postgres_database: Database) -> None:
    """Two events whose keys begin alike must never pass for one."""
    with pytest.raises(DBAPIError):
        async with postgres_database.transaction() as tx:
            await inbox.put(tx, [Incoming("k" * 61, ChatId(7), {})], NOON)


@pytest.mark.parametrize(
    "region", ["35", "35.2", "35.28", "35.29", "35.99", "19", "35.28.09", "35.28.99", "12.09.01.2009"]
)
async def test_what_lies_in_a_region_is_found_and_nothing_beside_it(database: Database, region: str) -> None:
    """Whatever follows on a nine, and in whatever order an index keeps points and digits."""
    codes = [
        "12.09.01.2009",
        "12.09.01.2010",
        "19",
        "19.01",
        "20",
        "20.01",
        "35",
        "35.19",
        "35.20",
        "35.28",
        "35.28.09",
    ]
    codes += ["35.28.09.2001", "35.28.10", "35.28.99", "35.28.99.2001", "35.29", "35.29.01", "35.99", "35.99.01", "36"]
    async with database.transaction() as tx:
        await tx.execute(insert(branches).values(id="x", name="Contoh"))
        await tx.execute(insert(branch_regions), [{"branch": "x", "region": code} for code in codes])
        column = branch_regions.c.region
        found = (await tx.execute(select(column).where(inside(tx, column, region)).order_by(column))).scalars()
        assert sorted(found) == [code for code in codes if f"{code}.".startswith(f"{region}.")]


async def test_postgresql_looks_for_a_region_in_an_index(postgres_database: Database) -> None:
    """It has that in the order of a language, and would read the whole table for an order of bytes."""
    async with postgres_database.transaction() as tx:
        await tx.execute(text("SET LOCAL enable_seqscan = off"))
        asked = select(visits.c.id).where(inside(tx, visits.c.region, "35.28"))
        words = str(asked.compile(dialect=tx.connection.dialect, compile_kwargs={"literal_binds": True}))
        plan = str((await tx.execute(text(f"EXPLAIN {words}"))).all())
    assert "region)::text >= '35.28'" in plan.partition("Index Cond")[2].partition("Filter")[0]
