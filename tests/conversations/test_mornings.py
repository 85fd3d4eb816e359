"""When the working day of the staff begins they are told what waits, once, and nothing when nothing does."""

from dataclasses import replace
from datetime import timedelta

from bot.simulator.faults import RateLimited
from storage import leads, staff
from tests.conversations.broadcasting import is_known
from tests.conversations.enrol import meets, sends
from tests.conversations.operators import arrived
from tests.conversations.test_escalation import times
from tests.kit import Actor, World
from tests.storage.conftest import INTEREST


async def works(world: World, who: Actor, begins: int, ends: int) -> None:
    """Their hours on every day of the week, in minutes after midnight."""
    async with world.app.database.transaction() as tx:
        member = (await staff.of_chats(tx, [who.chat]))[who.chat]
        await staff.arrange(tx, replace(member, hours=(((begins, ends),),) * 7))


async def test_an_agents_morning(world: World) -> None:
    """On Sunday at eight, once; what was to be done yesterday is said."""
    adi, budi, sari = world.agent("Adi"), world.agent("Budi", "35.27"), world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await world.passes(hours=22)
    assert times(adi, "Selamat bekerja, Adi") == 0
    await world.passes(hours=1)
    assert adi.sees("1 orang belum dihubungi") and await arrived(adi, "morning_agent")
    assert not adi.sees("Bu Sari")
    await world.passes(hours=3)
    assert times(adi, "Selamat bekerja, Adi") == 1
    assert adi.sees("1 sudah lewat waktunya") or adi.has_seen("belum ada kabarnya")
    assert times(budi, "Selamat bekerja") == 0


async def test_no_to_reminders_leaves_the_mornings_of_work(quick_world: World) -> None:
    """An agent who wants none about their own contribution still hears the next morning what waits."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await is_known(adi)
    await quick_world.passes(hours=20)
    await adi.says("/data")
    await adi.taps("Tarik izin pengingat")
    waiting = await quick_world.rows("SELECT state FROM timers WHERE kind = 'morning_agent'")
    assert {state for (state,) in waiting} == {"waiting"}
    await quick_world.passes(hours=3)
    assert times(adi, "Selamat bekerja, Adi") == 1


async def test_an_agent_is_told_in_hours_of_their_own(quick_world: World) -> None:
    """Not in everybody's quiet ones: who now begins at ten hears of it then, and at six from the next day on."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Sudah dihubungi")
    await works(quick_world, adi, 600, 900)
    await quick_world.passes(hours=24)
    assert times(adi, "Selamat bekerja, Adi") == 0
    await quick_world.passes(hours=1)
    assert times(adi, "Selamat bekerja, Adi") == 1
    await works(quick_world, adi, 360, 900)
    await quick_world.passes(hours=24)
    await quick_world.passes(hours=20)
    assert times(adi, "Selamat bekerja, Adi") == 3


async def test_a_morning_that_is_held_up_ends_with_the_working_day(quick_world: World) -> None:
    """Telegram takes nothing for fifteen hours: nobody is wished a good day of work at eleven in the evening."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    quick_world.app.sender.timer = lambda: quick_world.telegram.now().timestamp()
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Sudah dihubungi")
    await quick_world.passes(hours=22)
    quick_world.telegram.faults.next("sendMessage", RateLimited(15 * 3600), chat_id=adi.chat)
    await quick_world.passes(hours=1)
    for _ in range(16):
        await quick_world.passes(hours=1)
    assert times(adi, "Selamat bekerja, Adi") == 0
    assert ("bulk", "expired") in await quick_world.outbox()
    await quick_world.passes(hours=9)
    assert times(adi, "Selamat bekerja, Adi") == 1, "the next morning's, and not that of yesterday"


async def test_an_officers_morning_and_week(quick_world: World) -> None:
    """Monday morning: what waits in the branch, and what was let lie; no name of any person."""
    rina, adi, sari, tono = (
        quick_world.officer("Rina"),
        quick_world.agent("Adi"),
        quick_world.person("Sari"),
        quick_world.person("Tono"),
    )
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Sudah dihubungi")
    await adi.blocks()
    await sends(tono)
    await quick_world.passes(days=2)
    assert rina.has_seen("Selamat bekerja, Rina")
    assert rina.has_seen("1 minat belum ada agennya") and await arrived(rina, "morning_officer")
    assert not rina.has_seen("lama tidak ada kabarnya")
    await quick_world.passes(days=14)
    assert rina.has_seen("Yang lama tidak ada kabarnya") and await arrived(rina, "week_officer")
    assert rina.has_seen("1 · Adi · sejak 21 November 2026")
    assert rina.has_seen("2 · belum ada agen")
    assert not rina.has_seen("Bu Sari")


async def test_a_morning_that_was_missed_is_not_told_the_next_day(quick_world: World) -> None:
    """Nobody reads yesterday's list."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Sudah dihubungi")
    await quick_world.app.timers.look()
    quick_world.telegram.jump(timedelta(days=1, hours=14))
    await quick_world.quiet()
    assert times(adi, "Selamat bekerja") == 0
    await quick_world.passes(hours=10)
    assert times(adi, "Selamat bekerja") == 1
    rows = await quick_world.rows("SELECT why FROM timers WHERE kind = 'morning_agent' AND slot = '2026-11-22'")
    assert [row.why for row in rows] == ["too_late"]


async def test_what_an_officer_missed_is_not_told_later(quick_world: World) -> None:
    """Neither a day's list on the next one, nor a week's in the next one."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await sends(sari)
    await quick_world.passes(days=1, hours=5)
    waits = "SELECT kind FROM timers WHERE slot = '2026-11-23' AND state = 'waiting' ORDER BY kind"
    assert [row.kind for row in await quick_world.rows(waits)] == ["morning_officer", "week_officer"]
    before = len(rina.phone.chat)
    quick_world.telegram.jump(timedelta(days=8))
    while await quick_world.app.timers.look():
        pass
    rows = await quick_world.rows("SELECT kind, why FROM timers WHERE slot = '2026-11-23' ORDER BY kind")
    assert [tuple(row) for row in rows] == [("morning_officer", "too_late"), ("week_officer", "too_late")]
    assert len(rina.phone.chat) == before


async def test_nothing_to_do_is_nothing_said(quick_world: World) -> None:
    """To nobody of the staff, on no morning and in no week; the rows say why."""
    adi, rina = quick_world.agent("Adi"), quick_world.officer("Rina")
    await quick_world.passes(days=1)
    await quick_world.passes(hours=25)
    assert times(adi, "Selamat bekerja") == times(rina, "Selamat bekerja") == 0
    ended = {tuple(row) for row in await quick_world.rows("SELECT kind, why FROM timers WHERE state = 'cleared'")}
    assert ended == {(kind, "nothing_to_do") for kind in ("morning_agent", "morning_officer", "week_officer")}


async def test_a_lead_that_no_branch_serves_is_in_the_lists_of_the_officers(world: World) -> None:
    """Every working morning and every week; officials count those of their branch alone."""
    rina, bapak, sari = world.officer("Rina"), world.official("Bapak"), world.person("Sari")
    await meets(sari)
    async with world.app.database.transaction() as tx:
        elsewhere = replace(INTEREST, region="35.29.01.1015")
        await leads.add(tx, sari.chat, elsewhere, None, world.telegram.now())
    for _ in range(12):
        await world.passes(days=1)
    assert times(rina, "1 minat belum ada agennya") == 9
    assert times(rina, "• 1 · belum ada agen") == 1
    await bapak.says("/tugas")
    assert bapak.sees("Menunggu agen: 0")
