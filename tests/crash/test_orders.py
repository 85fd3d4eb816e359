"""kill -9 between "it is being put together" and the report: the next life makes it, and says that it is there."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.conversation.session import Session
from bot.runtime.press import Press
from storage import people, staff
from storage.database import Database, Tx
from storage.people import Moved
from storage.records import Branch, ChatId, Invite, Person
from storage.schema import outbox, reports
from storage.vault import Vault
from tests.crash.fuse import Fuse, one_life
from tests.crash.reminding import MANNERS, SPEECHES, TEN
from tests.crash.victim import wire

CHAT = ChatId(7)


def make(fuse: Fuse, url: str, ring: str) -> None:
    """Look for what was asked for, and make it, or die on the way."""
    asyncio.run(_make(fuse, url, ring))


async def _make(fuse: Fuse, url: str, ring: str) -> None:
    database = Database.open(url, Vault.from_text(ring), synchronous="OFF")
    wire(database, fuse)
    await Press(database, lambda: TEN, MANNERS, SPEECHES).look()
    await database.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_dying_before_the_report_is_kept(request: pytest.FixtureRequest, kind: str) -> None:
    """Three lives die over it; the fourth makes it once, tells it once, and the fifth has nothing to add."""
    url, ring = request.getfixturevalue(f"{kind}_url"), Vault.new_ring()
    store = Database.open(url, Vault.from_text(ring), synchronous="OFF")
    async with store.transaction() as tx:
        await _asked(tx)
    for _ in range(3):
        assert await one_life(make, url, ring, point="before commit", n=1), "it dies on the way"
        assert await _stored(store) == (0, 0)
    for _ in range(2):
        assert not await one_life(make, url, ring, point="before commit", n=100)
        assert await _stored(store) == (1, 1)
    await store.close()


async def _asked(tx: Tx) -> None:
    """An official asked for the last week half a minute ago, and reads that it is being put together."""
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
    await people.save(tx, [Person(CHAT)], TEN)
    invited = Invite("a" * 64, "official", "Bapak", "pamekasan", (), TEN + timedelta(days=1))
    await staff.invite(tx, invited)
    await staff.bind(tx, CHAT, invited, TEN)
    stands = Session(3, flow="reports", step="made", answers={"region": "35.28"})
    await people.save_sessions(tx, [Moved(CHAT, 3, stands.to_json(), None)], TEN - timedelta(seconds=30))


async def _stored(store: Database) -> tuple[int, int]:
    """How many reports, and messages to be sent."""
    async with store.reading() as tx:
        made, said = [(await tx.execute(select(table.c.id))).all() for table in (reports, outbox)]
    return len(made), len(said)
