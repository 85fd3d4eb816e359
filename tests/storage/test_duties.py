"""No proof is written while anything is left of what somebody took back; what is left is named once it is overdue."""

from datetime import timedelta

import pytest
import structlog
from sqlalchemy import text

from bot.flows.asked_later import STILL_ALLOWED
from storage import duties, outbox
from storage.duties import Duty, Owed
from tests.conversations.enrol import sends
from tests.kit import Actor, World

TIMER = "INSERT INTO timers (chat, kind, slot, due, state) VALUES ({chat}, '%s', '1', 9999999999999, 'waiting')"
PRICE, NEWS, FORM = (TIMER.replace("%s", kind) for kind in ("price_soon", "broadcast", "form_left"))
MESSAGE = (
    "INSERT INTO outbox (chat, lane, state, attempts, due, created, timer)"
    " VALUES ({chat}, 'bulk', 'waiting', 0, 9999999999999, 0, (SELECT max(id) FROM timers WHERE state = 'done'))"
)
NOTICE = (
    "INSERT INTO outbox (chat, lane, state, attempts, due, created, until)"
    " VALUES ({chat}, 'notice', 'leased', 0, 9999999999999, 0, 9999999999999)"
)
DONE = "UPDATE timers SET state = 'done', settled = 0"
MUTED = "UPDATE people SET muted = true"
REFUSED = "UPDATE people SET consents = '{{}}'"
CASE = (
    "INSERT INTO cases (chat, kind, state, version, region, contact, announced, created, changed)"
    " VALUES ({chat}, 'died', 'open', 0, '35.28', 'x', false, 0, 0)"
)
TALK = (
    "INSERT INTO relays (lead, holder, chat, by, state, at, last)"
    " VALUES ((SELECT max(id) FROM leads), (SELECT max(id) FROM staff), {chat}, 'person', 'ended', 0, 0)"
)
STRANGER = "DELETE FROM people"
NO_LEAD = "UPDATE leads SET chat = NULL"
GONE = (STRANGER, NO_LEAD)


async def left_of(sari: Actor, kind: str, *rows: str) -> Duty:
    """What Sari takes back, while these rows are overlooked."""
    async with sari.world.app.database.transaction() as tx:
        for row in rows:
            await tx.execute(text(row.format(chat=sari.chat)))
        await duties.add(tx, Owed(sari.chat, [kind]), sari.world.telegram.now(), since=await outbox.newest(tx))
        return (await duties.newest(tx, 1))[0]


async def known(world: World) -> Actor:
    """Sari sent her interest, and an agent is there."""
    world.agent("Adi")
    sari = world.person("Sari")
    await sends(sari)
    return sari


@pytest.mark.parametrize(
    ("kind", "rows", "left"),
    [
        ("silence", (MUTED, PRICE), {"planned": 1}),
        ("silence", (MUTED, PRICE, DONE, MESSAGE), {"unasked": 1}),
        ("silence", (MUTED, NOTICE), {"unasked": 1}),
        ("reminders", (REFUSED, PRICE), {"planned": 1}),
        ("reminders", (REFUSED, PRICE, DONE, MESSAGE), {"unasked": 1}),
        ("news", (NEWS, DONE, MESSAGE), {"unasked": 1}),
        ("withdraw", (), {"leads": 1}),
        ("contact", (), {"leads": 1}),
        ("claim", (CASE,), {"cases": 1}),
        ("erase", (NO_LEAD,), {"person": 1}),
        ("erase", (STRANGER,), {"leads": 1}),
        ("erase", (*GONE, CASE), {"cases": 1}),
        ("erase", (*GONE, TALK), {"talks": 1}),
        ("erase", (*GONE, PRICE), {"planned": 1}),
        ("erase", (*GONE, MESSAGE), {"unasked": 1}),
    ],
)
async def test_what_is_left_over_is_no_proof(
    quick_world: World, kind: str, rows: tuple[str, ...], left: dict[str, int]
) -> None:
    """Whatever it is: the duty stays open, and operators read what is left."""
    sari = await known(quick_world)
    duty = await left_of(sari, kind, *rows)
    quick_world.telegram.jump(timedelta(hours=80))
    with structlog.testing.capture_logs() as logs:
        assert await quick_world.app.duties.look() == 0
    assert [entry["left"] for entry in logs if entry.get("duty") == duty.id] == [left]


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("silence", (PRICE, NOTICE)),
        ("reminders", (PRICE,)),
        ("reminders", (REFUSED, MESSAGE, NOTICE)),
        ("reminders", (REFUSED, NEWS, FORM, DONE, MESSAGE)),
        ("news", (PRICE, DONE, MESSAGE)),
        ("erase", GONE),
    ],
)
async def test_what_was_not_taken_back_is_not_in_the_way(quick_world: World, kind: str, rows: tuple[str, ...]) -> None:
    """What was allowed again since, and what rests on another consent."""
    sari = await known(quick_world)
    duty = await left_of(sari, kind, "UPDATE people SET consents = json_set(consents, '$.reminders.given', 1)", *rows)
    async with quick_world.app.database.reading() as tx:
        assert await duties.left(tx, duty, STILL_ALLOWED) == {}
