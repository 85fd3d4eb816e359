"""A process that dies while Monday's reports are planned or go out: nobody gets one twice, and nobody is left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.flows.mondays import slot
from bot.reports.weekly import DEFINITION, to_json
from bot.runtime.stream import HANDFUL
from storage import outbox, people, pictures, reports, schema, staff, subscriptions, timers
from storage.database import Database, Tx
from storage.ends import ENDS
from storage.readers import OF_REPORTS
from storage.records import Branch, ChatId, Invite, Person
from storage.timers import Planned
from storage.vault import Vault
from tests.crash.fuse import Point, one_life
from tests.crash.reminding import TEN, plan, report
from tests.crash.test_reminding import told
from tests.reports.sample import WEEK

W47 = "2026-W47"
OFFICIALS = 6
"""With two messages each, more than are put into words at once."""
FORMS = ("sendPhoto", "sendMessage")
POINTS: tuple[tuple[str, Point, int], ...] = (
    ("sqlite", "before commit", 2),
    ("sqlite", "after commit", 2),
    ("sqlite", "before send", 3),
    ("sqlite", "after send", 2),
    ("postgres", "before commit", 4),
    ("postgres", "after commit", 4),
    ("postgres", "after send", 4),
)
PLANNED: tuple[tuple[str, Point], ...] = (
    ("sqlite", "before commit"),
    ("sqlite", "after commit"),
    ("postgres", "before commit"),
    ("postgres", "after commit"),
)
REGIONS = ("35.27", "35.28")


@pytest.mark.parametrize(("database", "point", "step"), POINTS)
async def test_dying_while_reports_go_out(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, point: Point, step: int
) -> None:
    """One death for every six officials, at the first such point, then at the next, until a life comes to its end.

    Picture and words are two messages, never on their way together: of what is lost everybody gets the other one.
    """
    url, ring, taken = request.getfixturevalue(f"{database}_url"), Vault.new_ring(), tmp_path / "taken"
    store = Database.open(url, Vault.from_text(ring), synchronous="OFF")
    async with store.transaction() as tx:
        await reports.freeze(tx, "35.28", W47, DEFINITION, to_json(replace(WEEK, week=W47)), TEN)
        await pictures.keep(tx, ("35.28", W47, "id"), b"png", TEN)
    n, died, deaths = 1, 1, 0
    while died:
        chats = [ChatId(n * 10 + number) for number in range(OFFICIALS)]
        async with store.transaction() as tx:
            await _subscribed(tx, chats, ("35.28",))
            due = [Planned(chat, kind, slot("35.28", W47), TEN) for chat in chats for kind in OF_REPORTS]
            await timers.plan(tx, due)
        died = await one_life(report, url, ring, taken, point=point, n=n)
        assert not await one_life(report, url, ring, taken, point=point, n=10_000)
        lost = await missed(store, taken, chats)
        assert len(lost) == len({line.partition(":")[0] for line in lost}), f"{n}: somebody got neither: {lost}"
        assert len(lost) <= (HANDFUL if died else 0), f"{n}: only what was about to go may be lost: {lost}"
        n, deaths = n + step, deaths + bool(died)
    async with store.reading() as tx:
        assert await timers.next_due(tx) is None
        ended = await outbox.stats(tx)
    await store.close()
    assert deaths > 2, "it dies on the way"
    assert set(Counter(told(taken)).values()) == {1}, "nobody gets one twice"
    assert set(ended) <= {("bulk", "sent"), ("bulk", "expired")}
    assert sum(ended.values()) == (deaths + 1) * OFFICIALS * len(FORMS)


@pytest.mark.parametrize(("database", "point"), PLANNED)
async def test_dying_while_reports_are_planned(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, point: Point
) -> None:
    """At the first such point, then at the second, and so on; then everybody gets every report whole, and once."""
    url, ring, taken = request.getfixturevalue(f"{database}_url"), Vault.new_ring(), tmp_path / "taken"
    store, chats = Database.open(url, Vault.from_text(ring), synchronous="OFF"), [ChatId(1), ChatId(2), ChatId(3)]
    async with store.transaction() as tx:
        await _subscribed(tx, chats, REGIONS)
    n = 1
    while await one_life(plan, url, ring, point=point, n=n):
        n += 1
    assert n > len(REGIONS), "it dies over each report"
    async with store.reading() as tx:
        kept = await tx.execute(select(schema.reports.c.region).order_by(schema.reports.c.region))
        drawn = await tx.execute(select(schema.report_pictures.c.region).order_by(schema.report_pictures.c.region))
        assert tuple(kept.scalars()) == tuple(drawn.scalars()) == REGIONS, "each is made and drawn once"
        planned = await tx.execute(select(schema.timers.c.chat, schema.timers.c.kind, schema.timers.c.slot))
        wanted = product(chats, OF_REPORTS, (slot(region, W47) for region in REGIONS))
        assert sorted(map(tuple, planned)) == sorted(wanted)
    assert not await one_life(report, url, ring, taken, point=point, n=10_000)
    await store.close()
    assert Counter(told(taken)) == {line: len(REGIONS) for line in _whole(chats)}


def _whole(chats: Sequence[ChatId]) -> list[str]:
    """What Telegram is to take: a picture and words for each."""
    return [f"{chat}:{form}" for chat in chats for form in FORMS]


async def missed(store: Database, taken: Path, chats: Sequence[ChatId]) -> list[str]:
    """What never arrived; all of it was given up because it might have."""
    lost = sorted(set(_whole(chats)) - set(told(taken)))
    async with store.reading() as tx:
        ended = await outbox.reasons(tx)
        given_up = await tx.execute(select(schema.outbox.c.chat).where(schema.outbox.c.state == "expired"))
    assert {line.partition(":")[0] for line in lost} <= {str(chat) for chat in given_up.scalars()}
    assert {why for _, state, why in ended if state == "expired"} <= {ENDS["unsure"].why}
    return lost


async def _subscribed(tx: Tx, chats: Sequence[ChatId], regions: Sequence[str]) -> None:
    """Officials who get the reports of these regions."""
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", REGIONS))
    for chat in chats:
        await people.save(tx, [Person(chat)], TEN)
        invited = Invite(f"{chat:064}"[::-1], "official", "Bapak", "pamekasan", (), TEN + timedelta(days=1))
        await staff.invite(tx, invited)
        await staff.bind(tx, chat, invited, TEN)
        for region in regions:
            await subscriptions.keep(tx, chat, region, "weekly", TEN - timedelta(days=9))
