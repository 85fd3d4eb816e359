"""Cover that others pay for, from the table of a branch to the card, the person's phone and the officer's week."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from bot.flows.sponsor_file import Told
from bot.runtime import sponsoring
from bot.runtime.sponsor_files import apply
from storage import people, sponsorships
from storage.records import Consent
from storage.sponsors import Sponsorship
from tests.conversations.enrol import fills, sends
from tests.conversations.test_escalation import times
from tests.conversations.test_paying import until
from tests.conversations.test_verify import SARI, sent
from tests.kit import Actor, World

YEAR = (date(2026, 1, 1), date(2027, 12, 31), 24)
LONG = Sponsorship(0, "pamekasan", "apbd", "Pemkab Contoh", ("jkk", "jkm"), "35.28", 10, 7, *YEAR, law="SK 1")
SHORT = Sponsorship(
    0,
    "pamekasan",
    "dbhcht",
    "Dana Cukai Contoh",
    ("jkk", "jkm"),
    "35.28.02",
    1,
    0,
    date(2026, 11, 1),
    date(2027, 1, 15),
    3,
)


async def told(world: World, *offers: Sponsorship) -> None:
    """The branch told of these."""
    await world.quiet()
    async with world.app.database.transaction() as tx:
        await sponsorships.add(tx, offers, world.telegram.now())


async def stands(world: World) -> list[tuple[int, int | None]]:
    """How many are in each sponsorship, and through which one each lead is enrolled."""
    used = [row.used for row in await world.rows("SELECT used FROM sponsorships ORDER BY id")]
    enrolled = [row.sponsorship for row in await world.rows("SELECT sponsorship FROM leads ORDER BY id")]
    return list(zip(used, enrolled, strict=False))


async def covered_until(world: World, who: Actor) -> date | None:
    """Until when we remember that somebody is covered."""
    async with world.app.database.reading() as tx:
        return (await people.of_chats(tx, [who.chat])).person(who.chat).covered_until


async def gives(world: World, who: Actor) -> None:
    """They change their mind, and allow messages after all."""
    yes = Consent(True, world.telegram.now(), "reminders-2")
    async with world.app.database.transaction() as tx:
        person = (await people.of_chats(tx, [who.chat])).person(who.chat)
        await people.save(tx, [replace(person, consents={**person.consents, "reminders": yes})], yes.at)
        await sponsoring.allowed(tx, who.chat, given=True)


async def enrols(who: Actor, payer: str) -> None:
    """From the card to the mark."""
    await who.taps("Lewat sponsor")
    await who.taps(payer)
    await who.taps("Ya, sudah terdaftar")


async def enrolled(world: World) -> tuple[Actor, Actor]:
    """The agent, and the person who is enrolled through the longer offer without having allowed reminders."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await told(world, LONG)
    await sends(sari)
    await adi.taps("Terima")
    await enrols(adi, "Pemkab")
    return adi, sari


async def allows_and_is_enrolled(who: Actor, agent: Actor, payer: str) -> None:
    """From the form with a yes to reminders to the mark."""
    await fills(who)
    await who.taps("Kirim")
    await who.taps("Boleh")
    await agent.taps("Terima")
    await enrols(agent, payer)


async def test_a_card_says_what_may_suit(quick_world: World) -> None:
    """The narrowest region first, with what is left and the warning; nothing before it is accepted."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await told(quick_world, LONG, SHORT)
    await sends(sari)
    assert not adi.sees("Mungkin cocok")
    await adi.taps("Terima")
    assert adi.sees("🤲 Mungkin cocok")
    first, second = (line for line in adi.last().splitlines() if line.startswith("• ") and "sisa" in line)
    assert first == "• Dana Cukai Contoh: sisa 1, sampai Januari 2027. ⚠️ 3 bulan: belum santunan penuh"
    assert second == "• Pemkab Contoh: sisa 3, sampai Desember 2027"


async def test_where_nothing_suits_there_is_no_button(quick_world: World) -> None:
    """No room, another region, over, another kind of work: the card says nothing about any of it."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    full = Sponsorship(0, "pamekasan", "csr", "Penuh", ("jkk",), "35.28", 3, 3, *YEAR)
    fishers = Sponsorship(0, "pamekasan", "csr", "Nelayan", ("jkk",), "35.28", 3, 0, *YEAR, works=("fisher",))
    over = Sponsorship(0, "pamekasan", "csr", "Lewat", ("jkk",), "35.28", 3, 0, YEAR[0], date(2026, 11, 20), 11)
    await told(quick_world, full, fishers, over)
    await sends(sari)
    await adi.taps("Terima")
    assert not adi.sees("Mungkin cocok")
    assert not any("Lewat sponsor" in label for label in adi.labels())


async def test_a_lead_is_enrolled_through_a_sponsorship_and_that_can_be_undone(quick_world: World) -> None:
    """One place is taken, the lead is registered, the person hears who pays until when, and everything is kept."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await told(quick_world, LONG)
    await allows_and_is_enrolled(sari, adi, "Pemkab")
    assert adi.sees("Minat nomor 1: terdaftar lewat sponsor.")
    assert await stands(quick_world) == [(8, 1)]
    assert [lead.state for lead in await quick_world.leads()] == ["registered"]
    assert sari.has_seen("iurannya dibayari Pemkab Contoh sampai iuran Desember 2027")
    assert times(sari, "melaporkan") == 1
    assert await covered_until(quick_world, sari) == date(2027, 12, 1)
    await sari.says("/data")
    assert sari.sees("Iuran Anda dicatat dibayari Pemkab Contoh")
    await adi.taps("Buka kartu 1")
    assert adi.sees("🤲 Dibayari Pemkab Contoh")
    await adi.taps("Batal lewat sponsor")
    assert adi.sees("batal lewat sponsor.")
    assert await stands(quick_world) == [(7, None)]
    assert await covered_until(quick_world, sari) is None
    assert sari.has_seen("iuran Anda ternyata tidak dibayari Pemkab Contoh")
    kept = await quick_world.rows("SELECT action, details FROM audit WHERE action LIKE 'lead.sponsor%' ORDER BY id")
    assert [row.action for row in kept] == ["lead.sponsor", "lead.sponsor_undo"]
    assert "Sari" not in str(kept)


async def test_before_a_sponsorship_ends_the_person_hears_what_follows(quick_world: World) -> None:
    """Sixty days before its last one, for who was enrolled through it: what it costs alone, and whom to ask."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await told(quick_world, replace(LONG, ends=date(2027, 2, 28)))
    await allows_and_is_enrolled(sari, adi, "Pemkab")
    await quick_world.passes(hours=1)
    for day, so_far in ((date(2026, 12, 29), 0), (date(2026, 12, 30), 1)):
        await until(quick_world, day)
        assert times(sari, "Iuran Anda dibayari sampai Februari 2027") == so_far, sari.transcript()
    assert sari.sees("Rp16.800 sebulan")


async def test_who_is_not_registered_after_all_takes_no_place(quick_world: World) -> None:
    """Taking back that somebody is registered frees the place in the same moment."""
    adi, _ = await enrolled(quick_world)
    await adi.taps("Buka kartu 1")
    await adi.taps("Ternyata belum terdaftar")
    assert await stands(quick_world) == [(7, None)]
    assert [lead.state for lead in await quick_world.leads()] == ["contacted"]


async def test_whom_the_branch_refused_takes_no_place(quick_world: World) -> None:
    """The file says that the registration failed: there is room for somebody else, whatever becomes of the lead."""
    citra, adi, sari = quick_world.officer("Citra"), quick_world.agent("Adi"), quick_world.person("Sari")
    await told(quick_world, LONG)
    await allows_and_is_enrolled(sari, adi, "Pemkab")
    await sent(citra, (*SARI[:-1], "TIDAK AKTIF"))
    await citra.taps("Lihat dan terapkan")
    await citra.taps("Terapkan")
    assert [lead.state for lead in await quick_world.leads()] == ["contacted"]
    assert await stands(quick_world) == [(7, None)]
    assert await covered_until(quick_world, sari) is None
    await adi.taps("Daftar tugas")
    await adi.taps("1 ·")
    assert not adi.sees("Dibayari") and adi.sees("🤲 Mungkin cocok"), adi.transcript()


async def test_a_button_tapped_twice_counts_once(quick_world: World) -> None:
    """A bad connection: the undo of an old card says how the lead stands and changes nothing."""
    adi, sari = await enrolled(quick_world)
    await adi.taps("Buka kartu 1")
    undo = adi._button("Batal lewat sponsor")
    assert undo is not None
    for _ in range(3):
        adi.press(*undo)
    await quick_world.quiet()
    assert await stands(quick_world) == [(7, None)]
    assert times(sari, "Ralat dari") == 1


async def test_without_consent_nothing_is_remembered_until_it_is_given(quick_world: World) -> None:
    """Who said no to reminders hears who pays, and no more; who allows them later is treated as the others."""
    _, sari = await enrolled(quick_world)
    assert sari.has_seen("dibayari Pemkab Contoh")
    assert await covered_until(quick_world, sari) is None
    await gives(quick_world, sari)
    assert await covered_until(quick_world, sari) == date(2027, 12, 1)


async def test_the_month_that_somebody_tells_with_their_yes_is_the_one_that_is_kept(quick_world: World) -> None:
    """They were enrolled until later, and had not allowed reminders: what they just read is what we remember."""
    _, sari = await enrolled(quick_world)
    await sari.says("/dibayari")
    await sari.taps("Maret 2027")
    await sari.taps("Ingatkan sebelum habis")
    await sari.taps("Boleh")
    assert sari.has_seen("Dicatat: dibayari sampai Maret 2027"), sari.transcript()
    assert await covered_until(quick_world, sari) == date(2027, 3, 1)


async def test_what_is_prolonged_holds_for_who_is_in_already(world: World) -> None:
    """Only for who allowed messages; a branch tells it with its next table."""
    agents, people_in = [world.agent("Adi"), world.agent("Budi")], [world.person("Sari"), world.person("Tono")]
    await told(world, LONG)
    for agent, who in zip(agents, people_in, strict=True):
        await sends(who)
        await agent.taps("Terima")
        await enrols(agent, "Pemkab")
    await gives(world, people_in[0])
    longer = Told(2, replace(LONG, ends=date(2028, 6, 30), months=30))
    async with world.app.database.transaction() as tx:
        [one] = await apply(tx, [longer], "command_line", "branch:pamekasan", world.telegram.now())
    assert one.outcome == "changed"
    assert [await covered_until(world, who) for who in people_in] == [date(2028, 6, 1), None]


async def test_a_table_told_again_does_not_remind_who_asked_to_be_left_in_peace(quick_world: World) -> None:
    """Sari wants no reminders of the end, Tono told another month: what the branch tells anew takes neither back."""
    agents = [quick_world.agent("Adi"), quick_world.agent("Budi")]
    sari, tono = people_in = [quick_world.person("Sari"), quick_world.person("Tono")]
    await told(quick_world, LONG)
    for agent, who in zip(agents, people_in, strict=True):
        await allows_and_is_enrolled(who, agent, "Pemkab")
    await sari.says("/stopdibayari")
    await tono.says("/dibayari")
    await tono.taps("Maret 2027")
    await tono.taps("Ingatkan sebelum habis")
    assert [await covered_until(quick_world, who) for who in people_in] == [None, date(2027, 3, 1)]
    async with quick_world.app.database.transaction() as tx:
        told_again = [Told(2, replace(LONG, ends=date(2028, 6, 30), months=30))]
        [one] = await apply(tx, told_again, "command_line", "branch:pamekasan", quick_world.telegram.now())
    assert one.outcome == "changed"
    assert [await covered_until(quick_world, who) for who in people_in] == [None, date(2027, 3, 1)]


async def test_short_cover_is_said_to_whoever_marks_it_and_to_the_person(quick_world: World) -> None:
    """With the months of the rule; it is a warning, and who pays decides."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await told(quick_world, SHORT)
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Lewat sponsor")
    await adi.taps("Dana Cukai")
    warning = "⚠️ Hanya 3 bulan. Santunan kematian penuh baru berlaku setelah 3 bulan berturut-turut."
    assert adi.sees(warning)
    await adi.taps("Ya, sudah terdaftar")
    assert sari.has_seen(warning)


async def test_two_reach_for_the_last_place_at_once(world: World) -> None:
    """On both databases, through two processes: one has it; the other is told, and their lead stays where it was."""
    agents = [world.agent("Adi"), world.agent("Budi")]
    await told(world, SHORT)
    for number, agent in enumerate(agents):
        await sends(world.person(f"Warga {number}"))
        await agent.taps("Terima")
        await agent.taps("Lewat sponsor")
        await agent.taps("Dana Cukai")
    for agent in agents:
        button = agent._button("Ya, sudah terdaftar")
        assert button is not None
        agent.press(*button)
    await world._receive()
    others = [] if world.app.database.is_sqlite else [await world.another()]
    await asyncio.gather(*(app.worker.batch() for app in (world.app, *others)))
    await world.quiet()
    for app in others:
        await app.close()
    assert [used for used, _ in await stands(world)] == [1]
    assert sorted(lead.state for lead in await world.leads()) == ["accepted", "registered"]
    assert sorted(agent.sees("terdaftar lewat sponsor.") for agent in agents) == [False, True]
    assert sorted(agent.sees("tidak bisa lagi: kuota habis") for agent in agents) == [False, True]


async def test_a_person_reads_what_there_is_near_them_and_no_promise(quick_world: World) -> None:
    """Once they asked to be called; never who else is in."""
    sari, _ = quick_world.person("Sari"), quick_world.agent("Adi")
    await told(quick_world, LONG, SHORT)
    await fills(sari)
    await sari.says("/tanya")
    await sari.taps("Dibayari orang lain")
    assert not sari.sees("Di daerah Anda")
    await sari.says("/minat")
    await sari.taps("Ya, lanjutkan")
    await sari.taps("Kirim")
    await sari.taps("Tidak usah")
    await sari.says("/tanya")
    await sari.taps("Dibayari orang lain")
    assert sari.sees("🤲 Di daerah Anda")
    assert sari.sees("Dana Cukai Contoh, kalau masuk sekarang hanya 3 bulan, sampai iuran Januari 2027. ⚠️")
    assert sari.sees("Pemkab Contoh, kalau masuk sekarang 14 bulan")
    assert sari.sees("Yang membayar yang menentukan siapa yang ikut; ini bukan janji.")
    assert not sari.sees("sisa")


async def test_the_officers_list(quick_world: World) -> None:
    """What ends first on top, page by page; agents and workers have no such command."""
    citra, adi = quick_world.officer("Citra"), quick_world.agent("Adi")
    await citra.says("/sponsor")
    assert citra.sees("Belum ada.")
    more = [
        Sponsorship(0, "pamekasan", "csr", f"PT Contoh {number}", ("jkk",), "35.28", 9, number, *YEAR)
        for number in range(5)
    ]
    await told(quick_world, LONG, SHORT, *more)
    await citra.says("/sponsors")
    assert citra.sees("7 yang belum berakhir, halaman 1 dari 2.")
    lines = [line for line in citra.last().splitlines() if line.startswith("•")]
    assert lines[0].startswith(
        "• Dana Cukai Contoh (🍂 Dana tembakau), Pademawu: sisa 1 dari 1, berakhir 15 Januari 2027"
    )
    assert lines[0].endswith("⚠️ 3 bulan: belum santunan penuh")
    assert lines[1] == "• Pemkab Contoh (🏛️ Pemda), Kab. Pamekasan: sisa 3 dari 10, berakhir 31 Desember 2027"
    await citra.taps("Halaman berikut")
    assert citra.sees("halaman 2 dari 2")
    await citra.taps("Cara mengisi daftar")
    assert citra.sees("Kontak harus milik kantor, bukan nomor pribadi.")
    await adi.says("/sponsor")
    assert not adi.sees("yang belum berakhir")


async def test_an_official_sees_two_counts(quick_world: World) -> None:
    """How many are in and how many could be; who pays, and for whom, is nothing they see, nor a count of a few."""
    bapak = quick_world.official("Bapak")
    await told(quick_world, SHORT)
    await bapak.says("/tugas")
    assert bapak.sees("Dibayari sponsor: 0 dari kuota 1")
    await told(quick_world, LONG)
    await bapak.says("/tugas")
    assert bapak.sees("Dibayari sponsor: 7 dari kuota 11")
    assert not bapak.sees("Pemkab Contoh")
    await bapak.says("/sponsor")
    assert not bapak.sees("yang belum berakhir")


async def test_the_officers_week_names_what_ends_soon(quick_world: World) -> None:
    """With how many people there are to talk to, and nobody's name; what ends later is not named."""
    citra, adi, sari = quick_world.officer("Citra"), quick_world.agent("Adi"), quick_world.person("Sari")
    await told(quick_world, LONG, SHORT)
    await sends(sari)
    await adi.taps("Terima")
    await enrols(adi, "Dana Cukai")
    quick_world.telegram.jump(timedelta(days=2))
    await quick_world.quiet()
    assert citra.has_seen("Iuran dari sponsor yang segera berakhir")
    assert citra.has_seen("• Dana Cukai Contoh, sampai 15 Januari 2027: 1 orang")
    assert not citra.has_seen("Pemkab Contoh") and not citra.has_seen("Bu Sari")
    assert not citra.has_seen("lama tidak ada kabarnya")
