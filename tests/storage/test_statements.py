"""Many rows at once, in both dialects."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from storage import inbox, outbox
from storage.database import Database
from storage.inbox import Incoming
from storage.outbox import Post
from storage.records import ChatId

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
