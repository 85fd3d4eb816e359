"""When a conversation through the bot is over, and who then reads and hears nothing more of it."""

from bot.simulator.faults import HttpError
from tests.conversations.relay import accepted, audited, connected, texts
from tests.kit import World
from tests.storage.steps import goes


async def test_silence_closes_softly_and_once(world: World) -> None:
    """Half an hour after the last word of either side, and it can be opened again."""
    sari, adi = await connected(world)
    await world.passes(minutes=20)
    await adi.says("halo")
    await world.passes(minutes=20)
    assert sari.sees("halo")
    other = await world.another()
    await world.passes(minutes=11)
    assert await other.silence.look() == 0
    await other.close()
    for who in (sari, adi):
        assert texts(who).count("lama sepi") == 1
    assert (await audited(world))[-1] == "clock relay.close"
    await sari.taps("Buka lagi")
    assert sari.sees("Menunggu jawaban dari Adi") and adi.sees("ingin bertanya")


async def test_who_fell_asleep_over_a_conversation_is_not_woken(quick_world: World) -> None:
    """Nobody wrote for half an hour at night: it is closed, and says so in the morning."""
    sari, adi = await accepted(quick_world)
    await quick_world.passes(hours=13)
    await sari.says("/obrolan")
    await adi.taps("Balas")
    await sari.says("sudah malam ya")
    await quick_world.passes(hours=1)
    assert adi.has_seen("lama sepi") and not sari.has_seen("lama sepi")
    await quick_world.passes(hours=11)
    assert texts(sari).count("lama sepi") == 1


async def test_an_invitation_waits_for_a_day_and_no_second_one_follows_at_once(quick_world: World) -> None:
    """Nobody is pressed; the worker may still ask."""
    sari, adi = await accepted(quick_world)
    await adi.taps("Ngobrol lewat bot")
    await quick_world.passes(hours=25)
    assert adi.has_seen("belum dijawab, jadi kami tutup") and not sari.has_seen("kami tutup")
    await adi.says("/tugas")
    await adi.taps("1 · Sumedangan")
    await adi.taps("Ngobrol lewat bot")
    assert adi.has_seen("belum lama kami ajak")
    await sari.taps("Mulai")
    assert sari.has_seen("sudah tidak berlaku")
    await sari.says("/obrolan")
    await adi.taps("Balas")
    assert adi.sees("Anda terhubung")


async def test_the_worker_may_say_later(quick_world: World) -> None:
    """The agent hears it kindly; the old buttons of the invitation do nothing more."""
    sari, adi = await accepted(quick_world)
    await adi.taps("Ngobrol lewat bot")
    await sari.taps("Nanti saja")
    assert sari.has_seen("Baik, nanti saja") and adi.sees("Lain waktu")
    await sari.says("/ngobrol")
    assert sari.has_seen("sudah tidak berlaku") and not adi.has_seen("Anda terhubung")


async def test_who_wants_silence_is_not_invited(quick_world: World) -> None:
    """/berhenti holds for agents, too, and ends what is open."""
    sari, adi = await connected(quick_world)
    await sari.says("/berhenti")
    assert adi.sees("diminta diam")
    await adi.says("halo?")
    assert not sari.has_seen("halo?")
    await adi.says("/tugas")
    await adi.taps("1 · Sumedangan")
    await adi.taps("Ngobrol lewat bot")
    assert adi.has_seen("pesan yang tidak diminta")
    await sari.says("/obrolan")
    await adi.taps("Balas")
    await adi.says("ada apa, Bu?")
    assert sari.sees("ada apa, Bu?")


async def test_a_retired_agent_loses_the_conversation_at_once(world: World) -> None:
    """What they write is not passed on, what is written to them neither, and they cannot read it again."""
    sari, adi = await connected(world)
    await sari.says("jam 9 ya")
    await adi.says("/hapus")
    await adi.taps("Ya, hapus")
    assert sari.has_seen("ditangani orang lain")
    seen = texts(adi)
    await sari.says("halo?")
    assert sari.has_seen("tidak diteruskan")
    assert texts(adi) == seen
    assert await world.rows("SELECT * FROM relay_lines") == []


async def test_a_former_agent_hears_nothing_of_the_next_ones_conversation(quick_world: World) -> None:
    """Although their own conversation stands where it stood."""
    sari, adi = await connected(quick_world)
    await sari.says("rahasia lama")
    await adi.says("baik")
    tono = quick_world.agent("Tono")
    await quick_world.quiet()
    async with quick_world.app.database.transaction() as tx:
        [lead] = await quick_world.leads()
        now = quick_world.telegram.now()
        await goes(tx, lead.id, "release", at=now)
        await goes(tx, lead.id, "offer", "accept", at=now, holder=lead.holder + 1)
    await quick_world.quiet()
    assert adi.sees("ditangani orang lain") and sari.sees("ditangani orang lain")
    await tono.says("/tugas")
    await tono.taps("1 · Sumedangan")
    await tono.taps("Ngobrol lewat bot")
    await sari.taps("Mulai")
    await sari.says("rahasia baru")
    assert tono.sees("rahasia baru")
    await adi.taps("Baca lagi")
    assert adi.has_seen("Obrolan itu sudah ditutup") and not adi.has_seen("Yang terakhir ditulis")
    await adi.says("/obrolan")
    await adi.says("halo bu")
    assert not sari.has_seen("halo bu") and not adi.has_seen("rahasia baru")


async def test_nobody_is_told_that_they_are_connected_when_they_are_not(quick_world: World) -> None:
    """An unknown command or an old button repeats the open question, but not one that is over; found by tapping."""
    sari, adi = await connected(quick_world)
    await sari.says("halo")
    await adi.says("/selesai")
    await sari.says("/xyz")
    assert sari.sees("Obrolan itu sudah ditutup.") and not sari.sees("terhubung")


async def test_a_withdrawal_in_the_middle_ends_it(quick_world: World) -> None:
    """And nothing said afterwards arrives."""
    sari, adi = await connected(quick_world)
    await sari.says("/status")
    await sari.taps("Tarik minat")
    await sari.taps("Ya, tarik")
    assert adi.has_seen("Obrolan dengan orang pada minat nomor 1 ditutup")
    await adi.says("kenapa ditarik?")
    assert not sari.has_seen("kenapa ditarik") and adi.has_seen("tidak diteruskan")


async def test_an_erasure_takes_what_was_said(world: World) -> None:
    """At once, with everything else."""
    sari, adi = await connected(world)
    await sari.says("rumah saya di belakang masjid")
    [(sealed,)] = await world.rows("SELECT text FROM relay_lines")
    assert b"masjid" not in sealed
    await sari.says("/data")
    assert sari.sees("Obrolan dengan agen atau petugas lewat bot (isinya dihapus setelah 30 hari)")
    await sari.says("/hapus")
    await sari.taps("Ya, hapus")
    assert await world.rows("SELECT * FROM relay_lines") == []
    assert await world.rows("SELECT chat FROM relays") == [(None,)]
    assert adi.has_seen("minatnya sudah selesai")
    await adi.says("halo?")
    assert not sari.has_seen("halo?")


async def test_a_worker_who_blocks_the_bot_is_gone(world: World) -> None:
    """The agent is told instead of writing into the void."""
    sari, adi = await connected(world)
    await sari.blocks()
    assert adi.sees("bot dihentikan di sana")
    await sari.unblocks()
    await sari.says("maaf")
    assert sari.has_seen("sudah ditutup") and not adi.has_seen("maaf")


async def test_telegram_may_tell_late_that_somebody_is_gone(quick_world: World) -> None:
    """When a message does not get through, the conversation ends."""
    sari, adi = await connected(quick_world)
    quick_world.telegram.faults.next("*", HttpError(403, "Forbidden: bot was blocked by the user"), chat_id=adi.chat)
    await sari.says("halo pak")
    assert sari.has_seen("bot dihentikan di sana")


async def test_what_was_said_is_kept_for_thirty_days(quick_world: World) -> None:
    """Then it goes, and what /data says goes with it."""
    sari, _ = await connected(quick_world)
    await sari.says("halo")
    await quick_world.passes(days=29)
    await quick_world.app.housekeeping()
    assert await quick_world.rows("SELECT * FROM relay_lines")
    await quick_world.passes(days=2)
    await quick_world.app.housekeeping()
    assert await quick_world.rows("SELECT * FROM relay_lines") == []
    await sari.says("/data")
    assert not sari.has_seen("Obrolan dengan agen atau petugas lewat bot (")


async def test_an_old_reply_button_never_becomes_a_card_with_a_name(quick_world: World) -> None:
    """Name and number stand in one message; a button under another one does not put them there. Found by reading."""
    sari, adi = await connected(quick_world)
    await adi.says("/menu")
    await sari.says("halo")
    old = adi.phone.chat[-1]
    assert old.labels == ["💬 Balas"]
    for label, move in (("Terdaftar", None), (None, "verified")):
        if label:
            await adi.taps(label)
        else:
            async with quick_world.app.database.transaction() as tx:
                [lead] = await quick_world.leads()
                await goes(tx, lead.id, move, at=quick_world.telegram.now(), holder=lead.holder)
        await quick_world.quiet()
        adi.press(old.id, old.buttons[0][0].callback_data)
        await quick_world.quiet()
        assert "Bu Sari" not in (adi.phone.message(old.id).text or "")
    assert adi.sees("Obrolan itu sudah ditutup")


async def test_a_short_code_after_the_end(quick_world: World) -> None:
    """What was for the person while they talked is for the bot as soon as it is over, or not yet begun."""
    sari, adi = await accepted(quick_world)
    await adi.taps("Ngobrol lewat bot")
    await adi.says("1 hub")
    assert [lead.state for lead in await quick_world.leads()] == ["contacted"]
    await sari.taps("Mulai")
    await adi.taps("Ngobrol lewat bot")
    await adi.says("1 daftar")
    assert sari.sees("1 daftar")
    await sari.says("/selesai")
    await adi.says("1 daftar")
    assert [lead.state for lead in await quick_world.leads()] == ["registered"]
