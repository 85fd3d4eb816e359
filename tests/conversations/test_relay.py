"""A worker and the holder of their lead talk through the bot, and neither sees the other's number."""

from collections.abc import Sequence

from bot.simulator.faults import HttpError
from storage import leads
from tests.conversations.enrol import sends
from tests.kit import Actor, World

NUMBERS = ("0812-3456-7890", "081234567890", "6281234567890")


async def accepted(world: World, *, agent: str = "Adi") -> tuple[Actor, Actor]:
    """Sari's interest lies with an agent, who has put the card away."""
    sari, adi = world.person("Sari"), world.agent(agent)
    await sends(sari)
    await adi.taps("Terima")
    return sari, adi


async def connected(world: World) -> tuple[Actor, Actor]:
    """The agent has invited Sari, and she has agreed."""
    sari, adi = await accepted(world)
    await adi.taps("Ngobrol lewat bot")
    await sari.taps("Mulai")
    return sari, adi


def texts(who: Actor, since: int = 0) -> str:
    """Everything the bot shows in a chat from a message on."""
    return "\n".join(message.text or "" for message in who.phone.chat if message.from_bot and message.id > since)


async def audited(world: World) -> Sequence[str]:
    """What the audit says about conversations."""
    rows = await world.rows("SELECT actor, action FROM audit ORDER BY id")
    return [f"{actor} {action}" for actor, action in rows if action in ("lead.relay", "relay.open", "relay.close")]


async def test_a_conversation_from_the_invitation_to_the_end(world: World) -> None:
    """Words, photos, a voice, a place, commands in between; both know when it begins and when it is over."""
    sari, adi = await accepted(world)
    card = adi.phone.chat[-1].id
    await adi.taps("Ngobrol lewat bot")
    assert adi.sees("Menunggu jawaban dari orang pada minat nomor 1")
    assert sari.sees("Adi (agen Perisai, kode AP-0001) ingin mengobrol") and sari.sees("Nomor Anda tidak terlihat")
    await adi.says("Assalamualaikum")
    assert adi.sees("belum dijawab") and not sari.has_seen("Assalamualaikum")

    await sari.taps("Mulai")
    assert sari.sees("Anda terhubung dengan Adi (agen Perisai, kode AP-0001)") and sari.sees("Jangan kirim NIK")
    assert adi.sees("Anda terhubung dengan orang pada minat nomor 1") and adi.sees("30 menit")
    await adi.says("Assalamualaikum, Bu. Besok bisa ketemu?")
    assert adi.sees("✓ Diteruskan")
    assert sari.last() == "🧑‍💼 Adi · AP-0001\nAssalamualaikum, Bu. Besok bisa ketemu?"
    await sari.says("bisa <b>jam 9</b> & bawa apa?")
    assert adi.last() == "👷 Minat 1\nbisa <b>jam 9</b> & bawa apa?"
    await sari.sends("photo")
    assert adi.has_seen("👷 Minat 1 mengirim foto:") and adi.phone.chat[-1].photo
    assert sari.sees("✓ Diteruskan ke Adi")
    await adi.sends("voice")
    assert sari.has_seen("mengirim pesan suara") and sari.phone.chat[-1].attachment
    await sari.sends("location")
    assert adi.has_seen("mengirim lokasi")

    await sari.says("/iuran")
    await adi.says("Bawa nomor HP saja")
    assert sari.sees("Bawa nomor HP saja") and "💬 Balas" in sari.labels()
    await sari.taps("Balas")
    assert sari.sees("Anda terhubung")
    await sari.says("siap")
    assert adi.sees("siap")

    await sari.says("/selesai")
    assert sari.has_seen("🔚 Obrolan ditutup.")
    assert adi.sees("ditutup dari sana")
    await adi.says("masih di sana?")
    assert adi.has_seen("tidak diteruskan") and not sari.has_seen("masih di sana")
    for who in (sari, adi):
        assert not any(number in texts(who, since=card) for number in NUMBERS)
    assert await audited(world) == ["agent:1 lead.relay", "person relay.open", "person relay.close"]


async def test_an_edited_text_is_passed_on_as_such(quick_world: World) -> None:
    """The other side sees that it is another version; an edited caption is not passed."""
    sari, adi = await connected(quick_world)
    await sari.says("jam 9")
    await sari.edits("jam 10")
    assert adi.last() == "👷 Minat 1 (diubah)\njam 10"


async def test_the_worker_may_ask_first(quick_world: World) -> None:
    """From /status; the agent answers with one tap, and what was written too early waits for nobody."""
    sari, adi = await accepted(quick_world)
    await sari.says("/status")
    await sari.taps("Tanya lewat bot")
    assert sari.sees("Menunggu jawaban dari Adi")
    assert adi.sees("orang pada minat nomor 1 ingin bertanya")
    await adi.taps("Balas")
    assert adi.sees("Anda terhubung") and sari.sees("siap mengobrol")
    await sari.says("boleh bayar tiga bulan?")
    assert adi.sees("boleh bayar tiga bulan?")
    await adi.taps("Tutup obrolan")
    assert sari.sees("ditutup dari sana")


async def test_secrets_and_contact_cards_are_not_passed_on(quick_world: World) -> None:
    """The writer is warned; the other side sees nothing of it."""
    sari, adi = await connected(quick_world)
    shown = texts(adi)
    await sari.says("NIK saya 3528014708900001")
    assert sari.has_seen("tidak diteruskan dan tidak disimpan")
    sari.phone.send_photo(b"jpg", caption="kode OTP 123456")
    await quick_world.quiet()
    assert sari.sees("tidak diteruskan dan tidak disimpan")
    await sari.shares_contact("081234567890")
    assert sari.sees("Kartu kontak tidak kami teruskan")
    assert texts(adi) == shown
    assert await quick_world.rows("SELECT * FROM relay_lines") == []


async def test_an_accident_told_to_the_agent_is_heard_by_the_bot_too(quick_world: World) -> None:
    """The worker is led to the checklist, and the agent knows: whoever wrote it believes that it was told."""
    sari, adi = await connected(quick_world)
    await sari.says("suami saya kecelakaan waktu kerja tadi")
    assert sari.sees("Pesan Anda juga diteruskan ke Adi") and "💬 Kembali ke obrolan" in sari.labels()
    assert adi.sees("suami saya kecelakaan waktu kerja tadi")
    await adi.says("suaminya kecelakaan di mana?")
    assert adi.sees("✓ Diteruskan") and sari.sees("kecelakaan di mana")
    await sari.taps("Kembali ke obrolan")
    assert sari.sees("Anda terhubung")


async def test_ordinary_words_are_no_buttons(quick_world: World) -> None:
    """'Kembali' is how people answer thanks, 'menu' may be what there is to eat."""
    sari, adi = await connected(quick_world)
    for word in ("kembali", "menu", "tutup obrolan", "baca lagi", "2"):
        await sari.says(word)
        assert adi.last() == f"👷 Minat 1\n{word}"
    for word in ("kembali", "penuh", "terima kasih kembali"):
        await adi.says(word)
        assert sari.sees(f"AP-0001\n{word}")


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
        moved = (lead.id, lead.version, lead.state, "accepted", "officer:9", quick_world.telegram.now())
        assert await leads.move(tx, *moved, holder=lead.holder + 1, reason="reassigned")
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


async def test_whoever_waits_and_asks_again_hears_that_the_other_is_there(quick_world: World) -> None:
    """The question of who waits is out of date once both are connected."""
    _, adi = await connected(quick_world)
    await adi.says("/xyz")
    assert adi.sees("Anda terhubung")


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
    for label, state in (("Terdaftar", None), (None, "verified")):
        if label:
            await adi.taps(label)
        else:
            async with quick_world.app.database.transaction() as tx:
                [lead] = await quick_world.leads()
                moved = (lead.id, lead.version, lead.state, state, "branch_file", quick_world.telegram.now())
                assert await leads.move(tx, *moved, holder=lead.holder, reason=None)
        await quick_world.quiet()
        adi.press(old.id, old.buttons[0][0].callback_data)
        await quick_world.quiet()
        assert "Bu Sari" not in (adi.phone.message(old.id).text or "")
    assert adi.sees("Obrolan itu sudah ditutup")


async def test_the_holder_can_read_the_last_words_again(quick_world: World) -> None:
    """Of this conversation alone, and that it was read is kept."""
    sari, adi = await connected(quick_world)
    await sari.says("jam 9 di balai desa")
    await adi.says("baik")
    await sari.sends("photo")
    await adi.taps("Baca lagi")
    assert adi.has_seen("👷 jam 9 di balai desa\n🧑‍💼 baik\n👷 foto")
    kept = await quick_world.rows("SELECT action, details FROM audit ORDER BY id DESC LIMIT 1")
    assert "lead.read" in str(kept) and "relay" in str(kept)
    await adi.says("lanjut")
    assert sari.sees("lanjut")


async def test_an_agent_writes_in_one_conversation_at_a_time(quick_world: World) -> None:
    """Each worker gets only what is meant for them; the others wait behind their buttons."""
    sari, adi = await connected(quick_world)
    budi = quick_world.person("Budi")
    await sends(budi, name="Pak Budi", phone="081298765432")
    await adi.taps("Terima")
    await budi.says("/obrolan")
    await adi.taps("Balas")
    assert adi.sees("minat nomor 2")
    await adi.says("untuk budi")
    assert budi.sees("untuk budi") and not sari.has_seen("untuk budi")
    await sari.says("dari sari")
    assert adi.sees("👷 Minat 1\ndari sari")
    await adi.taps("Balas")
    await adi.says("untuk sari")
    assert sari.sees("untuk sari") and not budi.has_seen("untuk sari")
    await adi.says("/obrolan")
    assert {"💬 Minat 1", "💬 Minat 2"} <= set(adi.labels())
    await adi.says("/selesai")
    assert adi.sees("Pilih yang mau dibuka")
    await adi.taps("Minat 2")
    await adi.says("/selesai")
    assert budi.sees("ditutup dari sana") and not sari.has_seen("ditutup dari sana")
    await adi.says("/done")
    assert sari.sees("ditutup dari sana")


async def test_a_long_text_arrives_whole(quick_world: World) -> None:
    """In as many messages as Telegram needs, none cut in the middle of a sign."""
    sari, adi = await connected(quick_world)
    since = adi.phone.chat[-1].id
    await sari.says("&" * 4000)
    assert texts(adi, since).count("&") == 4000
    assert ("reply", "parked") not in await quick_world.outbox()


async def test_each_side_reads_its_own_language(quick_world: World) -> None:
    """What the two say is not translated."""
    sari, adi = await accepted(quick_world)
    await sari.says("/bahasa")
    await sari.taps("English")
    await adi.taps("Ngobrol lewat bot")
    assert sari.sees("would like to chat")
    await sari.taps("Start")
    assert sari.sees("You are connected with Adi") and adi.sees("Anda terhubung")
    await sari.says("/done")
    assert sari.has_seen("The chat is closed") and adi.sees("ditutup dari sana")
