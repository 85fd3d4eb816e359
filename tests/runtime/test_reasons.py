"""Operators read why something never arrived, and what nobody took back still goes out."""

from bot.simulator.faults import LostReply
from storage import broadcasts
from tests.conversations.broadcasting import is_known, sends_news, told
from tests.conversations.enrol import meets
from tests.conversations.operators import explanation
from tests.conversations.test_duties import five_minutes, owed
from tests.kit import Actor, World, hurried
from tests.runtime.test_timers import plan, with_kinds

BULK = "SELECT state, why FROM outbox WHERE lane = 'bulk' ORDER BY id"
TIMERS = "SELECT state, why FROM timers ORDER BY id"
GREETING = "sudah dicatat"


def greeted(sari: Actor) -> int:
    return sum(GREETING in (message.text or "") for message in sari.phone.chat)


def stands_still(world: World) -> None:
    """Nothing unasked leaves."""
    world.app.sender.pacer.pause(world.app.sender.timer() + 3600)


def goes_on(world: World) -> None:
    world.app.sender.pacer = hurried()


async def waits_in_the_outbox(world: World) -> Actor:
    """A greeting for Sari was handed over, and is held ready."""
    sari = with_kinds(world).person("Sari")
    await meets(sari)
    await world.passes(hours=1)
    stands_still(world)
    await plan(world, sari.chat, "greeting")
    await world.quiet()
    assert await world.rows(TIMERS) == [("done", None)] and greeted(sari) == 0
    return sari


async def test_what_was_dropped_on_its_way_did_not_happen(quick_world: World) -> None:
    """Its timer says why, and it comes once for who allows it again."""
    sari = await waits_in_the_outbox(quick_world)
    await sari.says("/berhenti")
    assert await quick_world.rows(TIMERS) == [("cleared", "muted")]
    assert "dropped" in await explanation(quick_world) and "asked for silence" in await explanation(quick_world)
    goes_on(quick_world)
    await sari.taps("Boleh kirim lagi")
    await quick_world.passes(hours=2)
    assert greeted(sari) == 1


async def test_who_comes_back_hears_what_did_not_reach_them(quick_world: World) -> None:
    """Telegram says that they blocked us; nothing reached them, and it waits again when they are back."""
    sari = await waits_in_the_outbox(quick_world)
    sari.phone.blocked = True
    goes_on(quick_world)
    await quick_world.quiet()
    assert await quick_world.rows(TIMERS) == [("cleared", "blocked")]
    assert "blocked the bot" in await explanation(quick_world)
    await sari.unblocks()
    await quick_world.passes(hours=2)
    assert greeted(sari) == 1


async def test_why_a_message_was_given_up_is_known_when_it_is_forgotten(quick_world: World) -> None:
    """Nobody knows whether it arrived; its timer is kept for longer, and remembers."""
    sari = await waits_in_the_outbox(quick_world)
    quick_world.telegram.faults.next("sendMessage", LostReply(), chat_id=sari.chat)
    goes_on(quick_world)
    await quick_world.quiet()
    assert "given up" in await explanation(quick_world)
    for _ in range(4):
        await quick_world.passes(days=1)
    assert await quick_world.rows(BULK) == [] and await quick_world.rows(TIMERS) == [("done", "unsure")]
    assert "given up: unknown whether it arrived" in await explanation(quick_world)


async def test_no_to_reminders_takes_no_news_back(quick_world: World) -> None:
    """A broadcast that is allowed and on its way arrives, once they are done writing; the no is over all the same."""
    citra, sari = quick_world.officer("Citra"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    stands_still(quick_world)
    await sends_news(citra)
    assert await quick_world.rows(BULK) == [("leased", None)]
    await sari.says("/data")
    await sari.taps("Tarik izin pengingat")
    assert await quick_world.rows(BULK) == [("leased", None)]
    await five_minutes(quick_world)
    assert [duty.done is not None for duty in await owed(quick_world)] == [True]
    goes_on(quick_world)
    await quick_world.passes(hours=2)
    assert told(sari) == 1


async def test_berhenti_takes_news_back(quick_world: World) -> None:
    """What was on its way, too; the officer reads why it did not go."""
    citra, sari = quick_world.officer("Citra"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    stands_still(quick_world)
    await sends_news(citra)
    await sari.says("/berhenti")
    goes_on(quick_world)
    await quick_world.passes(hours=2)
    assert told(sari) == 0 and citra.has_seen("Minta tidak dikirimi pesan: 1"), citra.transcript()


async def test_each_outcome_of_a_broadcast_is_told(quick_world: World) -> None:
    """One got it; of the others each is counted once, for their own reason."""
    citra = quick_world.officer("Citra")
    crowd = {name: quick_world.person(name) for name in ("Sari", "Tini", "Wati", "Yanto", "Dewi")}
    for one in crowd.values():
        await is_known(one)
    await quick_world.passes(hours=1)
    stands_still(quick_world)
    await sends_news(citra)
    await crowd["Tini"].says("/berhenti")
    await crowd["Wati"].says("/tanpakabar")
    crowd["Yanto"].phone.blocked = True
    quick_world.telegram.faults.next("sendMessage", LostReply(), chat_id=crowd["Dewi"].chat)
    goes_on(quick_world)
    await quick_world.passes(hours=2)
    carried = "SELECT state, why FROM timers WHERE kind = 'broadcast' ORDER BY id"
    assert [why or state for state, why in await quick_world.rows(carried)] == [
        "done",
        "muted",
        "not_allowed",
        "blocked",
        "unsure",
    ]
    counts = {"sent": 1, "muted": 1, "not_allowed": 1, "blocked": 1, "unsure": 1}
    async with quick_world.app.database.reading() as tx:
        [stored] = (await broadcasts.by_id(tx, [1])).values()
    assert stored.counts == counts and citra.has_seen("Terkirim: 1"), citra.transcript()
