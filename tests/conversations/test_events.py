"""Events: many people at once say with two taps that they came, and what comes of it is counted with the event."""

import asyncio
from collections.abc import Sequence

from bot.simulator.messages import Photo
from tests.conversations.broadcasting import all_say
from tests.conversations.enrol import sends
from tests.conversations.qr import words_in
from tests.conversations.reports import pictures
from tests.kit import Actor, World

PLACE = "Konang, Galis, Kab. Pamekasan"


async def opens_event(who: Actor, day: str = "Hari ini") -> str:
    """An event at Konang; what its link says to /start."""
    await who.says("/acara")
    await who.says("konang")
    await who.taps(PLACE)
    await who.taps(day)
    await who.taps("Kelompok tani")
    await who.taps("Buat tautannya")
    assert who.has_seen("Acara siap") and who.sees("Acara Jangkau"), who.transcript()
    return who.last().partition("start=")[2].split()[0]


async def looks(who: Actor) -> None:
    """At the card of the event."""
    await who.says("/kunjungan")
    await who.taps("Konang")


async def all_tap(world: World, people: Sequence[Actor], label: str) -> None:
    """Everybody taps this at the same moment, twice; where processes work beside each other each has a tap to do."""
    for one in (*people, *people):
        button = one._button(label)
        assert button is not None, one.transcript()
        one.press(*button)
    await world._receive()
    others = [] if world.app.database.is_sqlite else [await world.another() for _ in people[1:]]
    done = await asyncio.gather(*(each.worker._together(1) for each in (world.app, *others)))
    assert sum(done) == 1 + len(others), "each of them had a tap"
    for each in others:
        await each.sender.once()
        await each.close()
    await world.quiet()


async def wants_a_call(who: Actor) -> None:
    """The whole form, by somebody who read the notice at an event."""
    for answer in ("Kerja atau usaha sendiri", "18 sampai 64", "Boleh"):
        await who.taps(answer)
    await who.says("Bu Sari")
    await who.taps("Petani")
    await who.says("sumedangan pademawu")
    for answer in ("Sumedangan", "JKK", "Selesai"):
        await who.taps(answer)
    await who.says(who.number)
    for answer in ("Pagi", "Kirim"):
        await who.taps(answer)


async def events_of(world: World) -> list[int | None]:
    """The event through which each lead came, by number."""
    return [row.event for row in await world.rows("SELECT event FROM leads ORDER BY id")]


async def test_a_phone_reads_the_link_from_the_picture(quick_world: World) -> None:
    """What the QR code says is the link in the words, also when it is sent again; who follows it is there."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    link = f"https://t.me/simulator_bot?start={await opens_event(adi)}"
    await looks(adi)
    assert adi.sees(link), adi.last()
    await adi.taps("Kirim QR")
    sent = [one.attachment for one in adi.phone.chat if isinstance(one.attachment, Photo)]
    read = [words_in(photo.file.content) for photo in sent]
    assert read == [link, link]
    await sari.says(f"/start {read[0].partition('start=')[2]}")
    await sari.taps("Ikut")
    assert sari.sees("sudah terhitung ikut") and sari.sees(PLACE)


async def test_five_people_come_with_two_taps_each(world: World) -> None:
    """The link and one button; fewer than five are not told as a number, and who is there twice is one."""
    adi = world.agent("Adi")
    link = await opens_event(adi)
    assert pictures(adi) == 1
    people = [world.person(f"Warga {number}") for number in range(5)]
    await all_say(people, f"/start {link}")
    for one in people:
        assert one.sees(PLACE) and one.sees("tidak pernah") and one.sees("AP-0001"), one.transcript()
    for one in people[:4]:
        await one.taps("Ikut")
        assert one.sees("sudah terhitung ikut") and one.sees("Adi yang kami tanya lebih dulu"), one.transcript()
    await people[0].says(f"/start {link}")
    assert people[0].sees("sudah terhitung ikut")
    await looks(adi)
    assert adi.sees("Ikut lewat tautan: kurang dari 5"), adi.last()
    await people[4].taps("Ikut")
    await adi.taps("Perbarui")
    assert adi.sees("Ikut lewat tautan: 5")
    read = await world.rows("SELECT chat FROM consent_log WHERE purpose = 'notice'")
    assert len(read) == 5


async def test_five_people_who_tap_at_once_are_five(world: World) -> None:
    """Each of them twice, as one does where the signal is bad: nobody is lost, and nobody is there twice."""
    adi = world.agent("Adi")
    link = await opens_event(adi)
    people = [world.person(f"Warga {number}") for number in range(5)]
    await all_say(people, f"/start {link}")
    await all_tap(world, people, "Ikut")
    for one in people:
        assert one.sees("sudah terhitung ikut") and one.sees("Adi yang kami tanya lebih dulu"), one.transcript()
    chats = sorted(one.chat for one in people)
    for once in (
        "SELECT chat FROM guests ORDER BY chat",
        "SELECT chat FROM consent_log WHERE purpose = 'notice' ORDER BY chat",
    ):
        assert [row.chat for row in await world.rows(once)] == chats, once
    await looks(adi)
    assert adi.sees("Ikut lewat tautan: 5"), adi.last()


async def test_the_event_is_known_while_one_looks_around(quick_world: World) -> None:
    """What was tapped in between does not make the bot forget which event it is about."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sari.says(f"/start {await opens_event(adi)}")
    await sari.taps("Bagaimana data dijaga")
    assert sari.sees(PLACE) and sari.sees("180 hari"), sari.transcript()
    await sari.taps("Kembali ke acara")
    await sari.taps("Ikut")
    await sari.says("apa ini?")
    assert sari.sees("sudah terhitung ikut") and sari.sees(PLACE), sari.transcript()


async def test_the_interest_of_who_came_is_a_lead_of_the_event(quick_world: World) -> None:
    """It goes to the agent who held it first; one sent much later, or by somebody else, is not the event's."""
    adi = quick_world.agent("Adi")
    link = await opens_event(adi)
    sari, tini, wati = (quick_world.person(name) for name in ("Sari", "Tini", "Wati"))
    for one in (sari, tini):
        await one.says(f"/start {link}")
        await one.taps("Ikut")
    await sari.taps("Hubungi saya")
    await wants_a_call(sari)
    await sends(wati)
    await quick_world.passes(days=31)
    await tini.says("/minat")
    await wants_a_call(tini)
    assert await events_of(quick_world) == [1, None, None]
    met = [lead.met for lead in await quick_world.leads()]
    assert met[0] == met[2] != met[1] is None


async def test_a_day_that_has_been_is_none_for_a_new_event(quick_world: World) -> None:
    """Yesterday is understood and said to be over; what is not understood is answered with days that can be taken."""
    citra = quick_world.officer("Citra")
    await citra.says("/acara")
    await citra.says("konang")
    await citra.taps(PLACE)
    for said in ("kemarin", "3 hari lalu", "20 november 2026"):
        await citra.says(said)
        assert citra.sees("Hari itu sudah lewat."), citra.last()
    await citra.says("kapan-kapan")
    assert citra.sees("belum saya pahami. Tulis misalnya besok") and not citra.sees("kemarin"), citra.last()
    await citra.says("besok")
    assert citra.sees("Acara bersama siapa?")


async def test_an_event_that_is_over_counts_nobody(quick_world: World) -> None:
    """Nor one that was called off; whoever opens the link is greeted all the same."""
    citra, sari, tini = quick_world.officer("Citra"), quick_world.person("Sari"), quick_world.person("Tini")
    link = await opens_event(citra, "Besok")
    await sari.says(f"/start {link}")
    await looks(citra)
    await citra.taps("Tarik catatan")
    await citra.taps("Ya, tarik")
    await sari.taps("Ikut")
    assert sari.sees("sudah selesai atau dibatalkan"), sari.transcript()
    link = await opens_event(citra)
    await quick_world.passes(days=8)
    await tini.says(f"/start {link}")
    assert tini.sees("sudah selesai atau dibatalkan") and tini.sees("Halo"), tini.transcript()
    await sari.says("/start e-TIDAKADA")
    assert not sari.sees("Acara")
    assert await quick_world.rows("SELECT id FROM guests") == []


async def test_an_officer_moves_an_event_and_counts_who_came(quick_world: World) -> None:
    """The day of an event may lie ahead; the QR code can be had again."""
    adi, citra = quick_world.agent("Adi"), quick_world.officer("Citra")
    await opens_event(adi, "Besok")
    await looks(citra)
    assert citra.sees("belum dihitung") and citra.sees("Ikut lewat tautan: 0"), citra.last()
    await citra.taps("Perbaiki")
    await citra.taps("📅 Hari")
    await citra.says("28/11")
    await citra.taps("Lihat lagi")
    assert citra.sees("28 November 2026")
    await citra.taps("Kirim QR")
    assert pictures(citra) == 1
    await citra.taps("Perbaiki")
    await citra.taps("📅 Hari")
    await citra.says("kemarin")
    await citra.taps("Lihat lagi")
    await citra.taps("Perbaiki")
    await citra.taps("👥 Yang hadir")
    await citra.says("40")
    await citra.taps("Lihat lagi")
    assert citra.sees("20 November 2026") and citra.sees("Yang hadir: 40")


async def test_who_came_can_see_it_and_have_it_erased(quick_world: World) -> None:
    """The event keeps its number; after half a year nobody is remembered."""
    adi, sari, tini = quick_world.agent("Adi"), quick_world.person("Sari"), quick_world.person("Tini")
    link = await opens_event(adi)
    for one in (sari, tini):
        await one.says(f"/start {link}")
        await one.taps("Ikut")
    await sari.says("/menu")
    await sari.taps("Data saya")
    assert sari.sees("Anda ikut acara"), sari.last()
    await sari.says("/hapus")
    await sari.taps("Ya, hapus")
    chats = [row.chat for row in await quick_world.rows("SELECT chat FROM guests ORDER BY id")]
    assert chats == [None, tini.chat]
    await quick_world.passes(days=181)
    assert [row.chat for row in await quick_world.rows("SELECT chat FROM guests")] == [None, None]


async def test_whoever_works_here_is_no_guest(quick_world: World) -> None:
    """An agent who tries the link out lands at the desk."""
    adi = quick_world.agent("Adi")
    link = await opens_event(adi)
    await adi.says(f"/start {link}")
    assert adi.sees("Tugas Anda"), adi.transcript()


async def test_whoever_opens_the_link_may_read_it_in_english(quick_world: World) -> None:
    """One tap, and one back; the event stays the same."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sari.says(f"/start {await opens_event(adi)}")
    await sari.taps("English")
    assert sari.sees(PLACE) and not sari.sees("tidak pernah"), sari.transcript()
    await sari.taps("Bahasa Indonesia")
    await sari.taps("Ikut")
    assert sari.sees("sudah terhitung ikut")


async def test_the_next_morning_asks_how_many_came(quick_world: World) -> None:
    """Until it is noted, for three days at most; an event to come is not asked about."""
    adi = quick_world.agent("Adi")
    await opens_event(adi)
    asked = "jumlah yang hadir belum dicatat: 1"
    await quick_world.passes(hours=2)
    assert not adi.has_seen(asked)
    await quick_world.passes(days=1)
    assert adi.has_seen(asked), adi.transcript()
    await adi.taps("Catat yang hadir")
    await adi.taps("Konang")
    await adi.taps("Perbaiki")
    await adi.taps("👥 Yang hadir")
    await adi.says("1200")
    await looks(adi)
    assert adi.sees("Yang hadir: 1.200"), adi.last()
    before = len(adi.phone.chat)
    await quick_world.passes(days=2)
    assert not any(asked in (message.text or "") for message in adi.phone.chat[before:])


async def test_who_makes_an_event_reads_that_it_is_one(quick_world: World) -> None:
    """The first question is that of a visit, so what it is for stands above it."""
    adi = quick_world.agent("Adi")
    await adi.says("/acara")
    assert adi.sees("Acara baru") and adi.sees("Di desa mana?"), adi.last()
    await adi.says("/kunjungan")
    await adi.taps("Catat kunjungan")
    assert adi.sees("Di desa mana?") and not adi.sees("Acara baru"), adi.last()
