"""Timers that are due end once, whatever happens beside them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.conversation.effects import Say
from bot.conversation.view import View
from bot.conversation.words import Label
from bot.errors import NoRuleInForce
from bot.flows.manners import Manners
from bot.flows.timers import Kind, Plan
from bot.runtime.timers import BACKLOG, Timers
from storage import outbox, timers
from storage.outbox import Post
from storage.records import ChatId, Timer
from storage.timers import Planned
from tests.conversations.enrol import meets
from tests.kit import START, Actor, World, hurried


def greeting(timer: Timer, _: View) -> Say:
    return Say((Label("reminders.thanks"),), to=timer.chat, unasked=True)


def broken(timer: Timer, _: View) -> Say:
    raise ValueError(timer.kind)


def silent(timer: Timer, _: View) -> Say:
    raise NoRuleInForce("some.rule", date(2027, 1, 1))


SAYS = {"greeting": greeting, "broken": broken, "silent": silent}


@pytest.fixture
async def quick(quick_world: World) -> AsyncIterator[World]:
    """A bot that knows three kinds of timers, two of which fail."""
    yield with_kinds(quick_world)


def with_kinds(world: World) -> World:
    kinds = {name: Kind(lambda _: (), lambda *_: None, says) for name, says in SAYS.items()}
    app = world.app
    manners = Manners(app.materials.facts, app.materials.places)
    app.timers = Timers(app.database, app.clock, kinds, manners, app.turns.speeches)
    return world


async def plan(world: World, chat: ChatId, *kinds: str, due: datetime = START) -> None:
    async with world.app.database.transaction() as tx:
        await timers.plan(tx, [Planned(chat, kind, "once", due) for kind in kinds])


async def ends(world: World) -> set[tuple[str, str, str | None]]:
    async with world.app.database.reading() as tx:
        return set(await timers.stats(tx))


async def test_what_fails_costs_one_message(quick: World) -> None:
    """It is dropped and says so; the others go out."""
    sari = quick.person("Sari")
    await meets(sari)
    await plan(quick, sari.chat, "broken", "greeting", "silent")
    await quick.passes(hours=1)
    assert sari.sees("sudah dicatat")
    assert await ends(quick) == {
        ("broken", "cleared", "failed"),
        ("greeting", "done", None),
        ("silent", "cleared", "facts_silent"),
    }


async def test_a_kind_that_nobody_knows_any_more_is_dropped(quick: World) -> None:
    """As after a release that no longer has it."""
    sari = quick.person("Sari")
    await meets(sari)
    await plan(quick, sari.chat, "forgotten")
    await quick.quiet()
    assert await ends(quick) == {("forgotten", "cleared", "failed")}


async def test_a_great_many_at_once_all_go_out(quick: World) -> None:
    """A few at a time, each once."""
    sari, others = quick.person("Sari"), [ChatId(900_000 + number) for number in range(70)]
    await meets(sari)
    for chat in (*others, sari.chat):
        await plan(quick, chat, "greeting")
    quick.telegram.jump(timedelta(hours=1))
    assert await quick.app.timers.look() == 71
    assert await quick.app.timers.look() == 0
    async with quick.app.database.reading() as tx:
        assert (await outbox.stats(tx))["bulk", "waiting"] == 71


async def test_more_than_can_go_out_before_the_evening(quick: World) -> None:
    """The outbox holds what goes soon; the others wait as timers, and through the night, and nobody is told twice."""
    chats = [ChatId(900_000 + number) for number in range(BACKLOG + 70)]
    evening = START.replace(hour=10, minute=59)
    async with quick.app.database.transaction() as tx:
        await timers.plan(tx, [Planned(chat, "greeting", "once", evening) for chat in chats])
    quick.telegram.jump(evening - quick.telegram.now())
    assert await quick.app.timers.look() == BACKLOG
    assert await quick.app.timers.look() == 0
    assert await ends(quick) == {("greeting", "done", None), ("greeting", "waiting", None)}

    quick.telegram.jump(timedelta(minutes=2))
    while await quick.app.sender.once():
        pass
    assert (await quick.outbox()) == {("bulk", "expired"): BACKLOG}, "it was eight in the east before their turn came"
    await quick.app.timers.look()
    assert not any(state == "waiting" and lane == "bulk" for lane, state in await quick.outbox())

    while await ends(quick) != {("greeting", "cleared", "blocked")}:
        await quick.passes(hours=6)
        while await quick.app.timers.look() or await quick.app.sender.once():
            pass
    # Nobody stands behind these chats: each was tried once, and only once.
    assert await quick.outbox() == {("bulk", "expired"): BACKLOG, ("bulk", "gone"): len(chats)}


A_HUNDRED_THOUSAND = """
    WITH RECURSIVE chats(chat) AS (SELECT 900000 UNION ALL SELECT chat + 1 FROM chats WHERE chat < 999999)
    INSERT INTO timers (chat, kind, slot, due, meant, state)
    SELECT chat, 'greeting', 'once', :first + chat % 60000, :first + chat % 60000, 'waiting' FROM chats
"""


async def test_a_hundred_thousand_due_in_one_minute(quick: World) -> None:
    """As many go out as the next seconds can take, the earliest; the others wait, and answers pass them all."""
    sari, first = quick.person("Sari"), START + timedelta(hours=1)
    await meets(sari)
    async with quick.app.database.transaction() as tx:
        await tx.execute(text(A_HUNDRED_THOUSAND), {"first": int(first.timestamp() * 1000)})
    quick.telegram.jump(timedelta(hours=1, minutes=1))
    assert await quick.app.timers.look() == BACKLOG
    assert await quick.app.timers.look() == 0
    states = await quick.rows("SELECT state, count(*) AS n, max(due) AS last FROM timers GROUP BY state ORDER BY state")
    assert [(row.state, row.n) for row in states] == [("done", BACKLOG), ("waiting", 100_000 - BACKLOG)]
    [beyond] = await quick.rows("SELECT min(due) AS due FROM timers WHERE state = 'waiting'")
    assert states[0].last <= beyond.due
    sari.phone.send("/menu")
    await quick._receive()
    await quick.app.worker.batch()
    await quick.app.sender.finish()
    assert sari.phone.chat[-1].from_bot


async def test_nothing_goes_out_early(quick: World) -> None:
    """Not by a second."""
    sari = quick.person("Sari")
    await meets(sari)
    await plan(quick, sari.chat, "greeting", due=START + timedelta(hours=1))
    await quick.passes(minutes=59, seconds=59)
    assert not sari.has_seen("sudah dicatat")
    await quick.passes(seconds=1)
    assert sari.has_seen("sudah dicatat")


async def test_a_restart_across_the_moment_it_falls_due(quick: World) -> None:
    """The process ends before, the next one begins after it, and the one after that finds nothing left."""
    sari = quick.person("Sari")
    await meets(sari)
    await plan(quick, sari.chat, "greeting", due=START + timedelta(hours=1))
    await quick.passes(minutes=59)
    for _ in range(2):
        await quick.app.close()
        quick.telegram.jump(timedelta(minutes=2))
        quick.app = await quick.another()
        await with_kinds(quick).quiet()
        assert sum("sudah dicatat" in (message.text or "") for message in sari.phone.chat) == 1


async def test_whoever_says_stop_while_it_is_being_said_gets_nothing(postgres_url: str) -> None:
    """/berhenti waits for the process that is just letting it happen, and takes its message back."""
    world = with_kinds(await World.open(postgres_url))
    sari = world.person("Sari")
    await meets(sari)
    await plan(world, sari.chat, "greeting", due=START + timedelta(hours=1))
    async with world.app.database.transaction() as tx:
        [timer] = await timers.due(tx, START + timedelta(hours=1), 10)
        await outbox.put(tx, [Post(sari.chat, "bulk", {"method": "sendMessage", "text": "Warta"})], START)
        await timers.settle(tx, [timer.id], "done", None, START)
        sari.phone.send("/berhenti")
        stopping = asyncio.create_task(world.quiet())
        await asyncio.sleep(0.3)
        assert not stopping.done()
    await stopping
    assert not sari.has_seen("Warta")
    assert (await world.outbox())["bulk", "muted"] == 1
    await world.close()


@pytest.mark.parametrize(
    ("region", "hour", "quiet"),
    [
        (None, 0, True),
        (None, 1, False),
        (None, 10, False),
        (None, 11, True),
        (None, 23, True),
        ("35.28", 12, False),
        ("35.28", 13, True),
        ("91.71.03", 22, True),
        ("91.71.03", 23, False),
        ("91.71.03", 11, True),
        ("73.71", 0, False),
        ("73.71", 12, True),
    ],
)
def test_quiet_hours_are_those_of_the_place(quick_world: World, region: str | None, hour: int, quiet: bool) -> None:
    """From eight in the evening to eight in the morning, in all three zones where none is known; `hour` is in UTC."""
    materials = quick_world.app.materials
    manners = Manners(materials.facts, materials.places)
    now = datetime(2026, 12, 17, hour, tzinfo=UTC)
    assert (manners.welcome(now, manners.zones(region)) > now) is quiet


async def test_the_next_morning_is_never_now(quick_world: World) -> None:
    """Nine sharp belongs to today's news already."""
    materials = quick_world.app.materials
    manners = Manners(materials.facts, materials.places)
    zones = manners.zones(None)
    nine = START.replace(microsecond=0)
    assert manners.next_morning(nine - timedelta(seconds=1), zones) == nine
    assert manners.next_morning(nine, zones) == nine + timedelta(days=1)
    leap = datetime(2028, 2, 28, 12, tzinfo=UTC)
    assert manners.next_morning(leap, zones) == datetime(2028, 2, 29, 2, tzinfo=UTC)


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)])
async def test_a_clock_set_back_says_nothing_twice_and_nothing_early(quick: World, back: timedelta) -> None:
    """And when it is set right again, what is due goes out once."""
    sari = quick.person("Sari")
    await meets(sari)
    await quick.passes(hours=1)
    now = quick.telegram.now()
    await plan(quick, sari.chat, "greeting", due=now)
    await quick.quiet()
    assert await ends(quick) == {("greeting", "done", None)}
    app = quick.app
    async with app.database.transaction() as tx:
        await timers.plan(tx, [Planned(sari.chat, "greeting", "second", now + timedelta(minutes=1))])
    app.timers.clock = app.sender.clock = app.sender.stream.clock = lambda: now + timedelta(minutes=1) - back
    for _ in range(3):
        await quick.quiet()
    assert await ends(quick) == {("greeting", "done", None), ("greeting", "waiting", None)}
    app.timers.clock = app.sender.clock = app.sender.stream.clock = lambda: now + timedelta(hours=7)
    await quick.quiet()
    assert await ends(quick) == {("greeting", "done", None)}
    assert sum("sudah dicatat" in (message.text or "") for message in sari.phone.chat) == 2


async def test_what_fell_due_while_the_machine_slept_goes_out_at_a_welcome_hour(quick: World) -> None:
    """Eight hours from the evening on: nothing in the night, once in the morning."""
    sari = quick.person("Sari")
    await meets(sari)
    await quick.passes(hours=10)  # 19.00 in Jakarta
    await plan(quick, sari.chat, "greeting", due=quick.telegram.now() + timedelta(hours=2))
    await quick.passes(hours=8)  # 03.00
    assert not sari.has_seen("sudah dicatat")
    await quick.passes(hours=5)  # 08.00
    assert sari.has_seen("sudah dicatat")


async def test_nobody_gets_more_than_two_a_week_from_two_processes(postgres_url: str) -> None:
    """Both look at the same moment, one of them twice; each person is one's alone while it is decided."""
    world = with_kinds(await World.open(postgres_url))
    other = World(await world.another(), world.telegram)
    with_kinds(other)
    crowd = [world.person(f"Orang {number}") for number in range(15)]
    for who in crowd:
        who.phone.send("/start")
    await world.passes(hours=2)
    async with world.app.database.transaction() as tx:
        for slot in ("first", "second", "third"):
            await timers.plan(tx, [Planned(who.chat, "greeting", slot, world.telegram.now()) for who in crowd])
    looks = (world.app.timers.look(), other.app.timers.look(), world.app.timers.look())
    await asyncio.gather(*looks)
    await world.quiet()
    told = await world.rows("SELECT chat, count(*) AS n FROM timers WHERE state = 'done' GROUP BY chat")
    assert [row.n for row in told] == [2] * len(crowd)
    await other.app.close()
    await world.close()


async def test_what_cannot_be_said_holds_up_nobody_else(quick: World) -> None:
    """A conversation that does not open with our keys: that one timer is dropped, and says so."""
    sari, adi = quick.person("Sari"), quick.person("Adi")
    for who in (sari, adi):
        await meets(who)
    await quick.passes(hours=1)
    async with quick.app.database.transaction() as tx:
        await tx.execute(text("UPDATE sessions SET state = 'x' WHERE chat = :chat"), {"chat": sari.chat})
    await plan(quick, sari.chat, "greeting", due=quick.telegram.now())
    await plan(quick, adi.chat, "greeting", due=quick.telegram.now())
    while await quick.app.timers.look():
        pass
    assert await ends(quick) == {("greeting", "cleared", "failed"), ("greeting", "done", None)}
    await quick.quiet()
    assert adi.sees("sudah dicatat")


async def behind(world: World) -> Actor:
    """Something unasked was judged and waits, for Telegram wants to be left alone."""
    sari = world.person("Sari")
    await meets(sari)
    await world.passes(hours=1)
    world.app.sender.pacer.pause(world.app.sender.timer() + 3600)
    await plan(world, sari.chat, "greeting", due=world.telegram.now())
    await world.quiet()
    assert await ends(world) == {("greeting", "done", None)} and not sari.has_seen("sudah dicatat")
    return sari


def goes_on(world: World) -> None:
    world.app.sender.pacer = hurried()


async def test_what_waits_on_its_way_is_judged_anew_when_its_person_writes(quick: World) -> None:
    """So it does not break into their conversation; it comes once they are done."""
    sari = await behind(quick)
    quick.telegram.jump(timedelta(seconds=5))
    await sari.says("/menu")
    goes_on(quick)
    await quick.quiet()
    assert not sari.has_seen("sudah dicatat")
    assert await quick.outbox() == {("reply", "sent"): 3, ("bulk", "cleared"): 1}
    await quick.passes(hours=2)
    assert sari.has_seen("sudah dicatat")


async def test_what_waited_long_is_judged_anew(quick: World) -> None:
    """And counts for the week from when it goes."""
    sari = await behind(quick)
    quick.telegram.jump(timedelta(minutes=30))
    goes_on(quick)
    await quick.quiet()
    assert sari.has_seen("sudah dicatat")
    [row] = await quick.rows("SELECT settled FROM timers")
    assert row.settled == quick.telegram.now().timestamp() * 1000 // 1


async def test_a_kind_whose_rule_has_ended_keeps_no_other_from_being_planned(quick_world: World) -> None:
    """Nobody wrote the next rule in time: what does not need it is planned all the same."""
    quick_world.agent("Adi")
    await quick_world.quiet()
    mornings = "SELECT id FROM timers WHERE kind = 'morning_agent'"
    assert await quick_world.rows(mornings) == []
    all_timers = quick_world.app.timers
    all_timers.kinds = {"silent": Kind(without_a_rule, lambda *_: None, greeting), **all_timers.kinds}
    await all_timers.plan()
    assert await quick_world.rows(mornings) != []


def without_a_rule(_: datetime) -> Sequence[Plan]:
    raise NoRuleInForce("some.rule", date(2027, 1, 1))
