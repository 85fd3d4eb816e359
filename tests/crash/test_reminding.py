"""A process that dies at any commit or any send tells nobody twice what they did not ask for, and forgets nobody."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.runtime.stream import HANDFUL
from storage import outbox, people, schema, timers
from storage.database import Database
from storage.records import ChatId, Person
from storage.timers import Planned
from storage.vault import Vault
from tests.crash.fuse import Point, one_life
from tests.crash.reminding import TEN, remind

CHATS = [ChatId(chat) for chat in range(1, 26)]
"""More than are put into words at once."""
POINTS: tuple[tuple[str, Point], ...] = (
    ("sqlite", "before commit"),
    ("sqlite", "after commit"),
    ("sqlite", "before send"),
    ("sqlite", "after send"),
    ("postgres", "before commit"),
    ("postgres", "after send"),
)


@pytest.mark.parametrize(("database", "point"), POINTS)
async def test_dying_while_reminders_go_out(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, point: Point
) -> None:
    """At the first such point, then at the fifth, and so on, until a life comes to its end."""
    url, ring, taken = request.getfixturevalue(f"{database}_url"), Vault.new_ring(), tmp_path / "taken"
    store = Database.open(url, Vault.from_text(ring), synchronous="OFF")
    async with store.transaction() as tx:
        await people.save(tx, [Person(chat) for chat in CHATS], TEN)
        await timers.plan(tx, [Planned(chat, "greeting", "once", TEN) for chat in CHATS])
    lost, n = [0], 1
    while await one_life(remind, url, ring, taken, point=point, n=n):
        lost, n = [*lost, await missed(store, taken)], n + 4
    lost.append(await missed(store, taken))
    async with store.reading() as tx:
        left, ended = await timers.next_due(tx), await outbox.stats(tx)
    await store.close()
    reached = Counter(told(taken))
    assert len(lost) > 2 and left is None
    assert set(reached.values()) == {1}, "nobody hears twice what they did not ask for"
    assert sum(ended.values()) == ended.get(("bulk", "sent"), 0) + ended.get(("bulk", "expired"), 0) == len(CHATS)
    assert all(after - before <= HANDFUL for before, after in pairwise(lost)), "only what was about to go may be lost"


async def missed(store: Database, taken: Path) -> int:
    """How many were given up and never arrived."""
    async with store.reading() as tx:
        ended = await tx.execute(select(schema.outbox.c.chat).where(schema.outbox.c.state == "expired"))
    return len(set(ended.scalars()) - {int(chat) for chat in told(taken)})


def told(taken: Path) -> list[str]:
    """Everybody whom Telegram reached, in order."""
    return taken.read_text().split() if taken.exists() else []
