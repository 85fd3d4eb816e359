"""Short codes: what an agent types about a lead, on a line that drops every second message."""

import pytest

from tests.conversations.enrol import sends
from tests.conversations.test_agents_day import accepted, tries
from tests.kit import World


async def states(world: World) -> list[str]:
    """The state of each lead."""
    return [lead.state for lead in await world.leads()]


async def test_a_lead_from_offer_to_registration(world: World) -> None:
    """Without a single tap; each answer says how it stands, none of them who it is."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await sends(sari)
    for code, state in (
        ("1 ok", "accepted"),
        ("1 hub", "contacted"),
        ("1 berkas", "documents"),
        ("1 kode", "code_issued"),
        ("1 daftar", "registered"),
    ):
        await adi.says(code)
        assert await states(world) == [state], adi.transcript()
    assert not adi.has_seen("Bu Sari")
    assert sari.has_seen("akan menghubungi")
    assert sari.sees("sudah didaftarkan")
    await adi.says("1")
    assert adi.sees("terdaftar, menunggu berkas cabang")


async def test_repeating_changes_nothing(world: World) -> None:
    """Who saw no answer sends it again; the worker is told once."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await sends(sari)
    for _ in range(3):
        await adi.says("1 ok")
    assert adi.sees("sudah tercatat")
    assert sum("akan menghubungi" in (one.text or "") for one in sari.phone.chat) == 1
    log = await world.rows("SELECT state FROM lead_log ORDER BY version")
    assert [row[0] for row in log] == ["new", "offered", "accepted"]


async def test_two_codes_before_the_first_is_answered(world: World) -> None:
    """Sent twice in one breath they are one acceptance."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await sends(sari)
    adi.phone.send("1 ok")
    adi.phone.send("1 ok")
    adi.phone.send("1 tt")
    adi.phone.send("1 tt")
    await world.quiet()
    assert (await states(world), await tries(world)) == (["accepted"], 1)
    await world.passes(hours=1)
    await adi.says("1 tt")
    assert await tries(world) == 2


async def test_name_and_number_only_on_the_card(quick_world: World) -> None:
    """The answer has a button that opens it; the card that is open already follows."""
    adi, _ = await accepted(quick_world)
    await adi.says("1 hub")
    assert not adi.sees("Bu Sari")
    shown = [one.text or "" for one in adi.phone.chat if one.from_bot and "Bu Sari" in (one.text or "")]
    assert len(shown) == 1
    assert "sudah dihubungi" in shown[0]
    await adi.taps("Buka kartu 1")
    assert adi.sees("Bu Sari")
    assert sum("Bu Sari" in (one.text or "") for one in adi.phone.chat) == 1


async def test_declining_and_closing(quick_world: World) -> None:
    """An offer needs no reason; what was accepted ends with one, and the name goes off the card."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.says("1 tdk")
    assert adi.sees("Anda tolak")
    for _ in range(2):
        await adi.says("1 ok")
        assert adi.sees("sudah Anda tolak")


async def test_why_an_offer_is_declined(world: World) -> None:
    """The reason that was said is logged, and the offer is declined whatever it was."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await sends(sari)
    await adi.says("1 tdk sudah jadi peserta")
    assert (await world.rows("SELECT reason FROM lead_log ORDER BY version"))[-1][0] == "already_member"
    assert [row[0] for row in await world.rows("SELECT answer FROM offers")] == ["declined"]
    await world.passes(days=3)
    assert await states(world) == ["new"]


async def test_declining_twice_reads_the_same_twice(world: World) -> None:
    """Whoever saw no answer sends or taps it again, and is not told that they may have been mistaken."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await sends(sari)
    for _ in range(2):
        await adi.says("1 tdk luar wilayah")
        assert adi.sees("Anda tolak")
    budi = world.agent("Budi")
    await world.quiet()
    card = budi.phone.chat[-1]
    [no] = [button for row in card.buttons for button in row if "Tolak" in button.text]
    for _ in range(2):
        budi.press(card.id, no.callback_data or "")
        await world.quiet()
        assert budi.sees("Anda tolak. Kami carikan")


async def test_an_offer_that_passed_was_not_declined(quick_world: World) -> None:
    """Who gave no answer is not told that they said no."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    quick_world.agent("Budi")
    await quick_world.passes(hours=2)
    await adi.says("1 tdk")
    assert adi.sees("tidak ada pada Anda")


async def test_closing_with_a_reason_in_words(quick_world: World) -> None:
    """One that is understood closes at once; any other shows the reasons as buttons."""
    adi, _ = await accepted(quick_world)
    await adi.says("1 tdk gimana ya orangnya bingung")
    assert adi.sees("Kenapa minat nomor 1")
    assert await states(quick_world) == ["accepted"]
    await adi.says("1 tdk ga mampu")
    [lead] = await quick_world.leads()
    assert (lead.state, lead.reason) == ("closed", "cannot_afford")
    assert not adi.has_seen("Bu Sari")
    await adi.says("1 tdk ga mampu")
    assert adi.sees("ditutup")
    await adi.taps("Ragu soal klaim")
    [lead] = await quick_world.leads()
    assert lead.reason == "cannot_afford"


async def test_a_reason_tapped_below_wipes_the_card_above(quick_world: World) -> None:
    """The question stands in a message of its own."""
    adi, _ = await accepted(quick_world)
    await adi.says("1 tdk")
    await adi.taps("Sudah jadi peserta")
    assert await states(quick_world) == ["closed"]
    assert not adi.has_seen("Bu Sari")


async def test_notes_in_one_line(quick_world: World) -> None:
    """The same words again are one note; without words they are asked for."""
    adi, _ = await accepted(quick_world)
    for _ in range(2):
        await adi.says("1 cat Besok sore jam 4")
    assert adi.sees("sudah disimpan")
    assert (await quick_world.rows("SELECT count(*) FROM lead_notes"))[0][0] == 1
    await adi.says("1 cat orangnya habis kecelakaan")
    assert (await quick_world.rows("SELECT count(*) FROM lead_notes"))[0][0] == 2
    await adi.says("1 cat")
    await adi.says("minta dijemput")
    await adi.taps("Buka kartu")
    for noted in ("Besok sore jam 4", "habis kecelakaan", "minta dijemput"):
        assert adi.sees(noted)
    await adi.says("1 cat " + "x" * 600)
    assert adi.sees("terlalu panjang")


@pytest.mark.parametrize("code", ["1", "1 ok", "1 tdk mahal", "1 tt", "1 cat halo", "99 ok", "99"])
async def test_somebody_elses_lead(quick_world: World, code: str) -> None:
    """A lead of another agent and one that never was are answered alike, and nothing moves."""
    await accepted(quick_world)
    budi = quick_world.agent("Budi")
    await budi.says(code)
    assert budi.sees("tidak ada pada Anda")
    assert await states(quick_world) == ["accepted"]
    assert not budi.has_seen("Sari")


async def test_too_early(quick_world: World) -> None:
    """A step that cannot follow yet says how the lead stands."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    for code in ("1 hub", "1 daftar", "1 tt", "1 cat halo"):
        await adi.says(code)
        assert adi.sees("Belum bisa"), adi.transcript()
    assert await states(quick_world) == ["offered"]


async def test_after_the_end(quick_world: World) -> None:
    """Whatever is typed about a lead that is closed, it stays closed."""
    adi, _ = await accepted(quick_world)
    await adi.says("1 tdk mahal")
    for code in ("1 ok", "1 hub", "1 tt", "1 cat halo", "1"):
        await adi.says(code)
        assert adi.sees("Minat nomor 1: ditutup"), adi.transcript()


async def test_an_officer_takes_what_waits(quick_world: World) -> None:
    """And then does with it what agents do; what lies with an agent they may only look at."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await sends(sari)
    await rina.says("1 ok")
    await rina.says("1 hub")
    assert await states(quick_world) == ["contacted"]
    adi = quick_world.agent("Adi")
    await sends(quick_world.person("Dewi"), name="Bu Dewi")
    await adi.says("2 ok")
    await rina.says("2 tdk mahal")
    assert rina.sees("Minat nomor 2: diterima")
    assert await states(quick_world) == ["contacted", "accepted"]


async def test_answers_of_a_form_are_not_stolen(quick_world: World) -> None:
    """A number alone is an answer where one is asked for, and words are where any words are."""
    adi, _ = await accepted(quick_world)
    await adi.says("/iuran")
    await adi.taps("sendiri lain")
    await adi.says("2000000")
    await adi.says("1")
    assert adi.sees("berapa bulan")
    await adi.says("1 hub")
    assert adi.sees("Iuran November 2026")
    assert await states(quick_world) == ["accepted"]
    await adi.says("1 hub")
    assert await states(quick_world) == ["contacted"]


async def test_a_code_in_the_middle_of_a_note(quick_world: World) -> None:
    """No note is only a code."""
    adi, _ = await accepted(quick_world)
    await adi.taps("Catatan")
    await adi.says("1 hub")
    assert await states(quick_world) == ["contacted"]
    await adi.says("Besok sore")
    assert adi.sees("sudah disimpan")


async def test_news_of_another_lead_in_the_middle_of_a_note(world: World) -> None:
    """Neither moved nor written down by mistake: nothing happens, and the answer says how to do either."""
    adi, _ = await accepted(world)
    tono = world.person("Tono")
    await sends(tono, name="Pak Tono")
    await adi.says("2 ok")
    await adi.says("2 hub")
    await adi.says("1 cat")
    await adi.says("2 kode")
    assert adi.sees("kabar untuk minat nomor 2")
    assert await states(world) == ["accepted", "contacted"]
    assert not tono.has_seen("Kode bayar")
    await adi.says("minta 2 kode sekaligus")
    assert (await world.rows("SELECT count(*) FROM lead_notes"))[0][0] == 1
    await adi.says("2 kode")
    assert await states(world) == ["accepted", "code_issued"]


async def test_codes_of_others_are_words(quick_world: World) -> None:
    """For a worker and an official they mean nothing."""
    await accepted(quick_world)
    joko, bapak = quick_world.person("Joko"), quick_world.official("Bapak")
    await joko.says("/start")
    for who in (joko, bapak):
        await who.says("1 tdk mahal")
        assert not who.has_seen("Minat nomor 1")
    assert await states(quick_world) == ["accepted"]


async def test_every_reading_by_a_code_is_kept(quick_world: World) -> None:
    """The card that follows a code shows the name again."""
    adi, _ = await accepted(quick_world)
    await adi.says("1 hub")
    await adi.says("1 cat halo")
    kept = [row[0] for row in await quick_world.rows("SELECT action FROM audit WHERE subject = 'lead:1' ORDER BY id")]
    assert kept == ["lead.accept", "lead.read", "lead.contacted", "lead.read", "lead.note"]
