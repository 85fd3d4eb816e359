"""A worker and the holder of their lead talk through the bot, and neither sees the other's number."""

from collections.abc import Mapping

from bot.simulator.messages import Moving, Recording
from tests.conversations.enrol import sends
from tests.conversations.relay import accepted, audited, connected, texts
from tests.kit import World

RECORDINGS: Mapping[Moving, str] = {
    "video": "video",
    "video_note": "video pendek",
    "audio": "rekaman suara",
    "animation": "gambar bergerak",
}
NUMBERS = ("0812-3456-7890", "081234567890", "6281234567890")


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


async def test_whatever_moves_or_sounds_is_passed_on(quick_world: World) -> None:
    """A film of the workshop, a song, a moving picture; each is named before it is shown."""
    sari, adi = await connected(quick_world)
    for kind, named in RECORDINGS.items():
        await sari.sends(kind)
        assert adi.has_seen(f"👷 Minat 1 mengirim {named}:")
        shown = adi.phone.chat[-1].attachment
        assert isinstance(shown, Recording) and shown.kind == kind
        assert sari.sees("✓ Diteruskan ke Adi")
    await adi.sends("video")
    assert sari.has_seen("mengirim video")


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
    assert adi.sees("ingin bertanya kepada Anda lewat bot: orang pada minat nomor 1")
    await adi.taps("Balas")
    assert adi.sees("Anda terhubung") and sari.sees("siap mengobrol")
    await sari.says("boleh bayar tiga bulan?")
    assert adi.sees("boleh bayar tiga bulan?")
    await adi.taps("Tutup obrolan")
    assert sari.sees("ditutup dari sana")
    assert adi.has_seen("Tugas Anda") and "💬 Kembali ke obrolan" not in adi.labels()


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


async def test_whoever_waits_and_asks_again_hears_that_the_other_is_there(quick_world: World) -> None:
    """The question of who waits is out of date once both are connected."""
    _, adi = await connected(quick_world)
    await adi.says("/xyz")
    assert adi.sees("Anda terhubung")


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


async def test_a_file_is_passed_on_unless_it_is_a_contact_card(quick_world: World) -> None:
    """A number in a file called so would be there with one tap, whatever the capitals of its name."""
    sari, adi = await connected(quick_world)
    await sari.sends_file(b"%PDF-1.7", "surat.pdf")
    assert [name for name, _ in adi.received()] == ["surat.pdf"]
    await sari.sends_file(b"BEGIN:VCARD", "Bu Sari.VCF")
    assert [name for name, _ in adi.received()] == ["surat.pdf"]
    assert sari.has_seen("Kartu kontak tidak kami teruskan")
