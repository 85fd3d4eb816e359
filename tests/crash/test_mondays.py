"""A process that dies while Monday's reports go out: nobody gets one twice, and nobody is left with nothing."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flows.mondays import slot
from bot.reports.weekly import DEFINITION, to_json
from storage import people, pictures, reports, staff, subscriptions, timers
from storage.database import Database, Tx
from storage.readers import OF_REPORTS
from storage.records import Branch, ChatId, Invite, Person
from storage.timers import Planned
from storage.vault import Vault
from tests.crash.fuse import Point, one_life
from tests.crash.reminding import TEN, report
from tests.crash.test_reminding import told
from tests.reports.sample import WEEK

CHATS = [ChatId(chat) for chat in range(1, 9)]
W47 = "2026-W47"
POINTS: tuple[tuple[str, Point, int], ...] = (
    ("sqlite", "before commit", 4),
    ("sqlite", "before send", 6),
    ("sqlite", "after send", 11),
    ("postgres", "after send", 6),
)


@pytest.mark.parametrize(("database", "point", "n"), POINTS)
async def test_dying_while_reports_go_out(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, point: Point, n: int
) -> None:
    """Picture and words are two messages, never on their way together: what is lost is one of the two."""
    url, ring, taken = request.getfixturevalue(f"{database}_url"), Vault.new_ring(), tmp_path / "taken"
    store = Database.open(url, Vault.from_text(ring), synchronous="OFF")
    async with store.transaction() as tx:
        await _subscribed(tx)
    assert await one_life(report, url, ring, taken, point=point, n=n), "it dies on the way"
    assert not await one_life(report, url, ring, taken, point=point, n=10_000)
    async with store.reading() as tx:
        assert await timers.next_due(tx) is None
    await store.close()
    reached = Counter(told(taken))
    assert set(reached.values()) == {1}, "nobody gets one twice"
    assert {line.partition(":")[0] for line in reached} == {str(chat) for chat in CHATS}, "and nobody none"


async def _subscribed(tx: Tx) -> None:
    """Eight officials, and the report of a week that is made, drawn and due for each of them."""
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
    for chat in CHATS:
        await people.save(tx, [Person(chat)], TEN)
        invited = Invite(f"{chat:064}"[::-1], "official", "Bapak", "pamekasan", (), TEN + timedelta(days=1))
        await staff.invite(tx, invited)
        await staff.bind(tx, chat, invited, TEN)
        await subscriptions.keep(tx, chat, "35.28", "weekly", TEN - timedelta(days=9))
    snapshot = to_json(replace(WEEK, week=W47))
    await reports.freeze(tx, "35.28", W47, DEFINITION, snapshot, TEN)
    await pictures.keep(tx, ("35.28", W47, "id"), b"png", TEN)
    await timers.plan(tx, [Planned(chat, kind, slot("35.28", W47), TEN) for chat in CHATS for kind in OF_REPORTS])
