"""Whatever somebody takes back is a duty that stays open until nothing of it is left, and proves it."""

from datetime import timedelta

import pytest
import structlog

from bot.simulator.faults import HttpError
from storage import duties
from storage.duties import Duty
from tests.conversations.enrol import fills, sends
from tests.kit import World


async def owed(world: World) -> list[Duty]:
    """Oldest first."""
    async with world.app.database.reading() as tx:
        return list(reversed(await duties.newest(tx, 20)))


async def five_minutes(world: World) -> None:
    await world.passes(minutes=5)


async def test_silence_is_over_once_nothing_waits(world: World) -> None:
    """And the proof is written at the next look; who never asked for anything has no duty."""
    sari = world.person("Sari")
    await sari.says("/start")
    assert await owed(world) == []
    await sari.says("/berhenti")
    [duty] = await owed(world)
    assert (duty.kind, duty.chat, duty.done) == ("silence", sari.chat, None)
    await five_minutes(world)
    [duty] = await owed(world)
    assert duty.done is not None and duty.proof is not None and duty.proof["not_reached"] == 0


async def test_a_withdrawn_interest_is_over_when_the_agent_was_told(world: World) -> None:
    """While Telegram does not take the message that wipes the card, it is not."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    world.app.sender.timer = lambda: world.telegram.now().timestamp()
    await sends(sari)
    await adi.taps("Terima")
    world.telegram.faults.next("editMessageText", HttpError(), times=1_000, chat_id=adi.phone.id)
    await sari.says("/status")
    await sari.taps("Tarik")
    await sari.taps("Ya")
    await five_minutes(world)
    [duty] = await owed(world)
    assert (duty.kind, duty.done) == ("withdraw", None)
    world.telegram.faults.clear()
    await world.passes(minutes=10)
    await five_minutes(world)
    [duty] = await owed(world)
    assert duty.done is not None and duty.proof is not None and duty.proof["told"] >= 2
    assert not adi.has_seen(sari.number)


async def test_the_erased_are_forgotten_by_their_duty_too(world: World) -> None:
    """Once it is over; what began anew meanwhile belongs to a new acquaintance."""
    sari = world.person("Sari")
    await sends(sari)
    await sari.says("/hapus")
    await sari.taps("Ya")
    await world.passes(minutes=1)
    await sari.says("/start")
    await five_minutes(world)
    duty = (await owed(world))[-1]
    assert (duty.kind, duty.chat) == ("erase", None) and duty.done is not None


@pytest.mark.parametrize(
    ("choice", "kind"), [("Tarik izin pengingat", "reminders"), ("Tarik izin dihubungi", "contact")]
)
async def test_each_permission_that_is_taken_back_is_a_duty(quick_world: World, choice: str, kind: str) -> None:
    """Once: saying no to what was never allowed takes nothing back."""
    sari = quick_world.person("Sari")
    await fills(sari)
    await sari.taps("Kirim")
    await sari.taps("👍 Boleh")
    assert await owed(quick_world) == []
    await sari.says("/data")
    await sari.taps(choice)
    await five_minutes(quick_world)
    assert [duty.done is not None for duty in await owed(quick_world) if duty.kind == kind] == [True]


async def test_an_overdue_duty_is_told_to_the_operator(quick_world: World) -> None:
    """After the hours of the law, with its number and without anybody's name."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    quick_world.telegram.faults.next("editMessageText", HttpError(), times=1_000, chat_id=adi.phone.id)
    await sari.says("/status")
    await sari.taps("Tarik")
    await sari.taps("Ya")
    with structlog.testing.capture_logs() as logs:
        for _ in range(8):
            quick_world.telegram.jump(timedelta(hours=10))
            await quick_world.app.duties.look()
    said = [entry for entry in logs if "not over in time" in entry["event"]]
    assert said and said[0]["duty"] == 1 and said[0]["left"] == {"on_their_way": 2}


async def test_of_what_a_batch_said_each_duty_waits_for_its_own(quick_world: World) -> None:
    """Twenty are answered at the same time: a proof tells of one, and nobody's stuck phone keeps another's open."""
    ani, budi = quick_world.person("Ani"), quick_world.person("Budi")
    for one in (ani, budi):
        await one.says("/start")
    quick_world.telegram.faults.next("sendMessage", HttpError(), times=1_000, chat_id=budi.phone.id)
    ani.phone.send("/berhenti")
    budi.phone.send("halo")
    await quick_world.quiet()
    await five_minutes(quick_world)
    [duty] = await owed(quick_world)
    assert (duty.done is not None, duty.proof) == (True, {"told": 1, "not_reached": 0}), ani.transcript()


async def test_no_duty_of_the_erased_keeps_their_number(quick_world: World) -> None:
    """Neither what they took back before, nor their silence; those of whoever came back are their own."""
    sari = quick_world.person("Sari")
    await sends(sari)
    await sari.says("/berhenti")
    await quick_world.passes(minutes=10)
    await sari.says("/hapus")
    await sari.taps("Ya")
    await quick_world.passes(minutes=1)
    await sari.says("berhenti")
    await five_minutes(quick_world)
    found = {(duty.kind, duty.chat) for duty in await owed(quick_world)}
    assert found == {("silence", None), ("erase", None), ("silence", sari.chat)}
