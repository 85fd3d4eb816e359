"""Whoever asked to be called is asked once whether anybody came, and later once whether it led to a registration."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import people
from tests.conversations.enrol import sends
from tests.conversations.operators import arrived
from tests.conversations.test_asked_later import CALLED, NINE, PLACES, REGISTERED, until, whys
from tests.conversations.test_escalation import times
from tests.kit import Actor, World

HOLDER, PERSON = "orangnya bilang belum ada yang menghubungi", "ada kabar dari orangnya"


async def contacted(world: World) -> tuple[Actor, Actor]:
    """Sari's interest lies with Adi, who has called her."""
    sari, adi = world.person("Sari"), world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Sudah dihubungi")
    return sari, adi


async def still_waits(world: World, adi: Actor) -> None:
    """Adi calls now and then, so that the lead stays with him, and reaches nobody."""
    for hours in (40, 40, 22, 18):
        await world.passes(hours=hours)
        await adi.says("1 tt")


async def unregistered(world: World) -> tuple[Actor, Actor]:
    """A week later she is asked."""
    sari, adi = await contacted(world)
    await world.passes(days=7, hours=14)
    await world.passes(hours=10)
    assert sari.sees(REGISTERED) and sari.sees("/berhenti") and await arrived(sari, "registered_yet")
    return sari, adi


@pytest.mark.parametrize("zone", ["WITA", "WIT"])
async def test_who_heard_nothing_is_asked_on_the_fifth_morning(quick_world: World, zone: str) -> None:
    """At nine where they live; once, whatever they do with it."""
    sari = quick_world.person("Sari")
    await sends_from(sari, PLACES[zone])
    morning = datetime(2026, 11, 26, NINE[zone], tzinfo=UTC)
    await until(quick_world, morning - timedelta(seconds=1))
    assert not sari.has_seen(CALLED)
    await quick_world.passes(seconds=1)
    assert sari.sees(CALLED) and sari.sees("21 November 2026") and sari.sees("/berhenti")
    assert await arrived(sari, "lead_quiet")
    await quick_world.passes(days=3)
    assert times(sari, CALLED) == 1


async def sends_from(who: Actor, place: str) -> None:
    """An interest from a city far away."""
    await who.says("/start")
    for label in ("Mengerti", "Hubungi saya", "Kerja atau usaha sendiri", "18 sampai 64", "Boleh"):
        await who.taps(label)
    await who.says("Bu Sari")
    await who.taps("Petani")
    await who.says(place)
    await who.taps("Kota")
    await who.taps(who.labels()[0])
    for label in ("Tidak ada di daftar", "JKK", "Selesai"):
        await who.taps(label)
    await who.says(who.number)
    for label in ("Pagi", "Kirim", "Tidak usah"):
        await who.taps(label)


async def test_not_yet_reaches_holder_and_officers_once(quick_world: World) -> None:
    """The person hears what happens next; the card shows it, the lead stays where it is, and so does its clock."""
    sari, adi, rina = quick_world.person("Sari"), quick_world.agent("Adi"), quick_world.officer("Rina")
    far = quick_world.officer("Jauh", "73.71", branch="makassar")
    await sends(sari)
    await adi.taps("Terima")
    before = (await quick_world.leads())[0]
    await still_waits(quick_world, adi)
    await sari.taps("Belum")
    assert sari.has_seen("Maaf, Anda jadi menunggu") and sari.has_seen("175")
    assert (times(adi, HOLDER), times(rina, HOLDER), times(far, HOLDER)) == (1, 1, 0)
    await adi.taps("Buka kartu 1")
    assert adi.sees("Kata orangnya") and adi.sees("belum ada yang menghubungi")
    after = (await quick_world.leads())[0]
    assert (after.state, after.holder) == (before.state, before.holder)
    await sari.says("/data")
    assert sari.sees("Kabar dari Anda") and sari.sees("belum ada yang menghubungi")


async def test_yes_is_kept_and_moves_nothing(quick_world: World) -> None:
    """Typed as people do; nobody is told for it. The no to reminders that she gave was no answer to this."""
    sari, rina = quick_world.person("Sari"), quick_world.officer("Rina")
    await sends(sari)
    await quick_world.passes(days=4, hours=14)
    await quick_world.passes(hours=10)
    assert sari.sees(CALLED)
    await sari.says("sudah")
    assert sari.has_seen("Syukurlah") and times(rina, HOLDER) == 0
    assert [lead.state for lead in await quick_world.leads()] == ["new"]
    assert [row.answer for row in await quick_world.rows("SELECT answer FROM lead_words")] == ["yes"]


async def test_whoever_was_called_or_withdrew_is_not_asked(quick_world: World) -> None:
    """Nor who is silent; the reasons stand on the rows."""
    adi = quick_world.agent("Adi")
    called, gone, quiet = (quick_world.person(name) for name in ("Called", "Gone", "Quiet"))
    for who in (called, gone, quiet):
        await sends(who)
        await adi.taps("Terima")
    for hours in (40, 40, 30):
        await quick_world.passes(hours=hours)
        await adi.says("1 tt")
    await adi.says("1 hub")
    await gone.says("/status")
    await gone.taps("Tarik minat")
    await gone.taps("Ya, tarik")
    await quiet.says("/berhenti")
    await quick_world.passes(hours=10)
    assert [times(who, CALLED) for who in (called, gone, quiet)] == [0, 0, 0]
    assert sorted(str(why) for kind, _, why in await whys(quick_world) if kind == "lead_quiet") == [
        "lead_moved",
        "muted",
        "withdrawn",
    ]


async def test_an_old_button_answers_for_no_other_request(quick_world: World) -> None:
    """The question was about a lead that has ended since: how things stand is said instead."""
    sari = quick_world.person("Sari")
    await sends(sari)
    await quick_world.passes(days=4, hours=14)
    await quick_world.passes(hours=10)
    [question] = [message for message in sari.phone.chat if CALLED in (message.text or "")]
    old = question.buttons[1][0].callback_data or ""
    await sari.says("/status")
    await sari.taps("Tarik minat")
    await sari.taps("Ya, tarik")
    sari.press(question.id, old)
    await quick_world.quiet()
    assert await quick_world.rows("SELECT answer FROM lead_words") == []


async def test_what_stopped_them_is_kept_and_helped(quick_world: World) -> None:
    """One tap; the holder is told once and reads it on the card, the person is led to what helps."""
    sari, adi = await unregistered(quick_world)
    await sari.taps("Belum")
    await sari.taps("Biayanya")
    assert [row.answer for row in await quick_world.rows("SELECT answer FROM lead_words")] == ["cost"]
    await sari.taps("Hitung iuran")
    assert sari.sees("enghasilan")
    assert times(adi, PERSON) == 1
    await adi.taps("Buka kartu 1")
    assert adi.sees("belum terdaftar, karena biaya")


async def test_yes_registered_is_for_the_holder_to_note(quick_world: World) -> None:
    """The lead itself waits for them."""
    sari, adi = await unregistered(quick_world)
    await sari.taps("Sudah")
    assert sari.has_seen("Terima kasih kabarnya") and times(adi, PERSON) == 1
    assert [lead.state for lead in await quick_world.leads()] == ["contacted"]
    await adi.taps("Buka kartu 1")
    assert adi.sees("sudah terdaftar")


async def test_news_of_the_lead_puts_the_question_off(quick_world: World) -> None:
    """A note of the holder's is news; registering clears it."""
    sari, adi = await contacted(quick_world)
    await quick_world.passes(days=6)
    await adi.says("1 berkas")
    await quick_world.passes(days=4)
    assert times(sari, REGISTERED) == 0
    await quick_world.passes(days=3, hours=14)
    await adi.says("1 daftar")
    await quick_world.passes(hours=10)
    assert times(sari, REGISTERED) == 0
    assert await whys(quick_world) == [("registered_yet", "cleared", "lead_moved")]


async def test_too_late_is_too_late(quick_world: World) -> None:
    """What a bot that was away would have asked is not asked weeks later."""
    sari = quick_world.person("Sari")
    await sends(sari)
    await quick_world.passes(days=4, hours=14)
    await quick_world.passes(days=9)
    assert times(sari, CALLED) == 0
    assert await whys(quick_world) == [("lead_quiet", "cleared", "too_late")]


async def test_nobody_is_asked_weeks_later_whether_they_registered(quick_world: World) -> None:
    """The question waited for a bot that was away."""
    sari, _ = await contacted(quick_world)
    await quick_world.passes(days=7, hours=14)
    quick_world.telegram.jump(timedelta(days=15))
    while await quick_world.app.timers.look():
        pass
    assert times(sari, REGISTERED) == 0
    assert await whys(quick_world) == [("registered_yet", "cleared", "too_late")]


async def test_a_conversation_that_was_forgotten_begins_with_the_question(quick_world: World) -> None:
    """After a month of silence nothing is known of where somebody stood; the buttons work all the same."""
    sari, _ = await contacted(quick_world)
    async with quick_world.app.database.transaction() as tx:
        await people.forget_sessions(tx, quick_world.telegram.now())
    await quick_world.passes(days=7, hours=14)
    await quick_world.passes(hours=10)
    await sari.taps("Belum")
    await sari.taps("Biayanya")
    assert sari.sees("Coba hitung dulu")


async def test_an_answer_after_the_conversation_was_forgotten(quick_world: World) -> None:
    """A month later nothing is known of the question; whoever answers it is told so, and not only shown the menu."""
    sari, _ = await contacted(quick_world)
    await quick_world.passes(days=7, hours=14)
    await quick_world.passes(hours=10)
    assert sari.sees("Bagaimana, sudah terdaftar?")
    async with quick_world.app.database.transaction() as tx:
        await people.forget_sessions(tx, quick_world.telegram.now())
    await sari.taps("Belum")
    assert sari.sees("Tombol itu sudah lama") and sari.sees("Mau tahu apa?")


async def test_nobody_who_talks_with_their_agent_is_interrupted(quick_world: World) -> None:
    """The question waits until both are done."""
    sari, adi = await contacted(quick_world)
    await quick_world.passes(days=7, hours=14)
    await quick_world.passes(hours=9)
    await adi.taps("Ngobrol lewat bot")
    await sari.taps("Mulai")
    await adi.says("Sudah bayar, Bu?")
    await quick_world.passes(minutes=29)
    await adi.says("Bu?")
    await quick_world.passes(minutes=25)
    assert times(sari, REGISTERED) == 0
