"""The calendar of people's money: who pays alone, who is paid for, whose season it is, whose child goes to school."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from storage import people
from storage.records import Person
from tests.conversations.enrol import meets, prices, sends
from tests.kit import Actor, World

TIMERS = "SELECT kind, slot, state, why FROM timers ORDER BY due, id"
DUE = "SELECT kind, due FROM timers WHERE state = 'waiting' ORDER BY due, id"
SETTINGS = "Pengingat Anda"


async def pays(who: Actor, until: str, *, fresh: bool = True) -> None:
    """Told until when it is paid, and that we may keep it."""
    if fresh:
        await meets(who)
    await who.says("/lunas")
    await who.taps(until)
    if any(label == "👍 Boleh" for label in who.labels()):
        await who.taps("Boleh")
    await who.world.passes(hours=1)


async def known(who: Actor) -> Person:
    """What is stored about somebody."""
    async with who.world.app.database.reading() as tx:
        return (await people.of_chats(tx, [who.chat])).person(who.chat)


async def becomes(who: Actor, **changed: object) -> None:
    """Something else is stored about this person."""
    person = await known(who)
    async with who.world.app.database.transaction() as tx:
        await people.save(tx, [replace(person, **changed)], who.world.telegram.now())  # type: ignore[arg-type]


async def until(world: World, day: date, hour: int = 13) -> None:
    """Time goes by, a month at a time, up to an hour of a day in Jakarta."""
    goal = datetime(day.year, day.month, day.day, hour - 7, tzinfo=UTC)
    while (left := goal - world.telegram.now()).total_seconds() > 0:
        await world.passes(seconds=min(left.total_seconds(), 30 * 86400))


async def due(world: World) -> list[tuple[str, datetime]]:
    """What waits, and until when (UTC)."""
    return [(kind, datetime.fromtimestamp(at / 1000, UTC)) for kind, at in await world.rows(DUE)]


def heard(who: Actor, words: str) -> int:
    """How many messages said this."""
    return sum(words in (message.text or "") for message in who.phone.chat if message.from_bot)


async def test_three_nudges_then_once_how_to_come_back(quick_world: World) -> None:
    """Each in its month, with what it costs by then; after that silence."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await prices(sari)
    await pays(sari, "November 2026", fresh=False)
    assert sari.sees("lunas sampai November 2026") and sari.sees(SETTINGS)
    await until(quick_world, date(2026, 12, 3), hour=8)
    assert not sari.has_seen("🔔")
    await until(quick_world, date(2026, 12, 3))
    assert sari.sees("Iuran Desember 2026") and sari.sees("Rp11.400") and sari.sees("tanggal pilihan kami")
    await until(quick_world, date(2027, 1, 4))
    assert all(sari.has_seen(words) for words in ("Iuran Des 2026–Jan 2027", "Rp34.200", "sampai 3 bulan"))
    await until(quick_world, date(2027, 2, 4))
    assert sari.sees("Lewat itu, perlindungan berhenti") and sari.sees("Keterangan resmi berbeda")
    await until(quick_world, date(2027, 3, 4))
    assert sari.sees("Perlindungan Anda mungkin berhenti")
    await sari.taps("Aktif lagi")
    assert sari.sees("Bayar lagi dengan NIK")
    await until(quick_world, date(2027, 5, 20))
    done = await quick_world.rows("SELECT kind FROM timers WHERE kind LIKE 'pay%' AND state = 'done'")
    assert [row[0] for row in done] == ["pay_month"] * 3 + ["pay_stopped"]


async def test_paid_already_clears_what_is_pending(world: World) -> None:
    """At once, with the reason; the next month is another matter, and correcting oneself brings it back."""
    sari = world.person("Sari")
    await pays(sari, "November 2026")
    await until(world, date(2026, 12, 3))
    await sari.taps("Sudah bayar")
    await sari.taps("Desember 2026")
    assert sari.sees("lunas sampai Desember 2026")
    assert [tuple(row) for row in await world.rows(TIMERS)][:2] == [
        ("pay_month", "2026-11:1", "done", None),
        ("pay_month", "2026-11:2", "cleared", "told_anew"),
    ]
    await until(world, date(2027, 1, 4))
    assert sari.sees("Iuran Januari 2027")
    await pays(sari, "November 2026", fresh=False)
    await until(world, date(2027, 2, 4))
    assert sari.sees("Iuran Des 2026–Feb 2027")


@pytest.mark.parametrize("words", ["sudah bayar", "udh lunas kak", "wis bayar kok bu"])
async def test_who_says_so_in_their_own_words_has_paid(quick_world: World, words: str) -> None:
    """Instead of tapping; what asks something is still a question, and so is all of who is reminded of nothing."""
    sari, budi = quick_world.person("Sari"), quick_world.person("Budi")
    await pays(sari, "November 2026")
    await until(quick_world, date(2026, 12, 3))
    await sari.says("sudah bayar tapi kartunya belum dikirim")
    assert not sari.sees("sampai bulan apa")
    await sari.says(words)
    assert sari.sees("sampai bulan apa"), sari.transcript()
    await sari.taps("Desember 2026")
    assert sari.sees("lunas sampai Desember 2026")
    await meets(budi)
    await budi.says(words)
    assert not budi.sees("sampai bulan apa")


async def test_what_others_paid_is_no_debt(quick_world: World) -> None:
    """Paid until November, covered until December: what is open begins with January, on each page and in each nudge."""
    sari = quick_world.person("Sari")
    await covered(sari, "Desember 2026")
    await pays(sari, "November 2026", fresh=False)
    assert sari.sees("dibayari sampai Desember 2026")
    await until(quick_world, date(2027, 1, 4))
    assert sari.has_seen("Masa dibayari sudah habis") and not sari.has_seen("Iuran Des")
    assert not sari.has_seen("Iuran Januari"), "the end of the cover said it the same morning"
    await until(quick_world, date(2027, 2, 4))
    assert sari.sees("Iuran Jan–Feb 2027") and sari.sees("lunas sampai Desember 2026")
    await pays(sari, "November 2026", fresh=False)
    assert sari.sees("Yang belum: Jan–Feb 2027")
    await until(quick_world, date(2027, 3, 4))
    assert sari.sees("Lewat itu, perlindungan berhenti")
    await until(quick_world, date(2027, 4, 4))
    assert sari.sees("Perlindungan Anda mungkin berhenti")


async def test_who_is_late_already_reads_it_at_once(quick_world: World) -> None:
    """And hears nothing the next morning of what they just read."""
    sari, budi = quick_world.person("Sari"), quick_world.person("Budi")
    await pays(sari, "Oktober 2026")
    assert sari.sees("Yang belum: Nov 2026")
    await pays(budi, "Belum tahu")
    await budi.says("/lunas")
    await budi.says("juni 2026")
    await budi.taps("Boleh")
    assert budi.sees("lewat 3 bulan")
    await until(quick_world, date(2026, 11, 30))
    assert not sari.has_seen("🔔") and not budi.has_seen("🔔")
    await until(quick_world, date(2026, 12, 3))
    assert sari.sees("Iuran Nov–Des 2026") and not budi.has_seen("🔔")


async def test_no_is_no_and_nothing_is_kept(quick_world: World) -> None:
    """The month is forgotten with the conversation."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/lunas")
    await sari.taps("November 2026")
    await sari.taps("Tidak usah")
    assert (await known(sari)).paid_until is None and sari.has_seen("tidak kami kirimi pengingat")


async def test_stopping_ends_it_each_in_its_way(world: World) -> None:
    """These alone, all reminders, or everything; what was kept for it goes."""
    crowd = [world.person(name) for name in ("Sari", "Budi", "Wati")]
    for who in crowd:
        await pays(who, "November 2026")
    await until(world, date(2026, 12, 3))
    sari, budi, wati = crowd
    await sari.taps("Jangan ingatkan ini")
    assert sari.has_seen("bulannya tidak kami simpan lagi") and sari.sees(SETTINGS)
    await budi.says("/data")
    assert budi.sees("Iuran lunas sampai: November 2026")
    await budi.taps("Tarik izin pengingat")
    await wati.says("/berhenti")
    waiting = await world.rows("SELECT chat, why FROM timers WHERE state = 'cleared'")
    assert {tuple(row) for row in waiting} == {
        (sari.chat, "told_anew"),
        (budi.chat, "not_allowed"),
        (wati.chat, "muted"),
    }
    assert [(await known(who)).paid_until for who in crowd] == [None, None, date(2026, 11, 1)]
    await until(world, date(2027, 4, 1))
    assert [heard(who, "🔔") for who in crowd] == [1, 1, 1]


async def test_who_is_silent_may_tell_and_hears_nothing(quick_world: World) -> None:
    """Until they let us write again."""
    sari = quick_world.person("Sari")
    await pays(sari, "November 2026")
    await sari.says("/berhenti")
    await pays(sari, "Desember 2026", fresh=False)
    assert sari.sees("Sedang diam")
    await pays(sari, "November 2026", fresh=False)
    assert not await due(quick_world)
    await sari.taps("Boleh kirim lagi")
    await quick_world.passes(hours=1)
    await until(quick_world, date(2026, 12, 3))
    assert sari.sees("Iuran Desember 2026")


async def test_nine_is_nine_where_they_live(quick_world: World) -> None:
    """In WIB, WITA and WIT."""
    sari, daeng, yosina = (quick_world.person(name) for name in ("Sari", "Daeng", "Yosina"))
    await sends(daeng, place="Malimongan")
    await sends(yosina, place="Nafri")
    await pays(daeng, "November 2026", fresh=False)
    await pays(yosina, "November 2026", fresh=False)
    await pays(sari, "November 2026")
    first = await quick_world.rows("SELECT chat, min(due) FROM timers WHERE kind = 'pay_month' GROUP BY chat")
    hours = {chat: datetime.fromtimestamp(at / 1000, UTC) for chat, at in first}
    assert hours == {
        who.chat: datetime(2026, 12, 3, hour, tzinfo=UTC) for who, hour in ((sari, 2), (daeng, 1), (yosina, 0))
    }


async def test_own_hours_and_market_days(quick_world: World) -> None:
    """The third of December is a Thursday Wage; two days later it is Legi, and it waits until the afternoon."""
    sari = quick_world.person("Sari")
    await pays(sari, "November 2026")
    await sari.taps("Pilih jam")
    await sari.taps("Sore 15.00–20.00")
    assert sari.sees("Jam kabar: 15.00–20.00")
    await sari.taps("Pilih hari")
    await sari.taps("Hari pasaran")
    await sari.taps("Legi")
    await sari.taps("Selesai")
    assert sari.sees("Hari kabar: Legi")
    await sari.says("/data")
    assert sari.sees("Hari kabar: Legi") and sari.sees("Jam kabar: 15.00–20.00")
    await until(quick_world, date(2026, 12, 5))
    assert not sari.has_seen("🔔")
    await until(quick_world, date(2026, 12, 5), hour=16)
    assert sari.sees("🔔")


async def test_a_payday_is_waited_for_and_any_day_again_is_not(quick_world: World) -> None:
    """What was planned before the choice keeps to it, too."""
    sari, budi = quick_world.person("Sari"), quick_world.person("Budi")
    for who in (sari, budi):
        await pays(who, "November 2026")
        await who.taps("Pilih hari")
        await who.taps("Tanggal gajian")
        await who.says("tanggal 22")
        assert who.sees("Hari kabar: Tanggal 22")
    await budi.taps("Pilih hari")
    await budi.taps("Hari apa saja")
    await until(quick_world, date(2026, 12, 4))
    assert budi.has_seen("🔔") and not sari.has_seen("🔔")
    await until(quick_world, date(2026, 12, 22))
    assert sari.has_seen("🔔")


async def test_once_in_a_month_of_the_season(quick_world: World) -> None:
    """What three and six months cost, for who is not ahead already; empty ends it."""
    crowd = [quick_world.person(name) for name in ("Sari", "Budi", "Wati")]
    for who, paid in zip(crowd, ("November 2026", "Desember 2026", "November 2026"), strict=True):
        await pays(who, paid)
        await who.taps("Bulan musim")
        for month in ("Januari", "Desember"):
            await who.taps(month)
        await who.taps("Selesai")
        assert who.sees("Musim panen atau ikan: Januari dan Desember")
    sari, budi, wati = crowd
    await becomes(budi, paid_until=date(2027, 6, 1))
    await wati.taps("Bulan musim")
    for month in ("Januari", "Desember"):
        await wati.taps(month)
    await wati.taps("Selesai")
    await until(quick_world, date(2026, 12, 11))
    assert sari.sees("bayar di muka?") and sari.sees("Des 2026–Feb 2027") and sari.sees("Tidak harus")
    assert not budi.has_seen("bayar di muka?") and not wati.has_seen("bayar di muka?")
    await sari.taps("Jangan ingatkan ini")
    assert sari.has_seen("soal bayar di muka") and not sari.sees("Musim panen")
    await until(quick_world, date(2027, 2, 1))
    assert heard(sari, "bayar di muka?") == 1


async def covered(who: Actor, month: str) -> None:
    """Told until when others pay, and asked to be reminded."""
    await meets(who)
    await who.says("/dibayari")
    await who.taps(month)
    await who.taps("Ingatkan sebelum habis")
    await who.taps("Boleh")
    await who.world.passes(hours=1)


async def test_before_the_cover_ends_and_once_after(quick_world: World) -> None:
    """Sixty, thirty and seven days before its last day, and three after; with the price alone and an agent."""
    sari = quick_world.person("Sari")
    await covered(sari, "Februari 2027")
    assert sari.sees("Dibayari sampai: Februari 2027")
    for on, so_far in ((date(2026, 12, 30), 1), (date(2027, 1, 29), 2), (date(2027, 2, 22), 3), (date(2027, 3, 3), 4)):
        await until(quick_world, on, hour=8)
        assert heard(sari, "Santunan kematian penuh (Rp42 juta)") == so_far - 1
        await until(quick_world, on)
        assert heard(sari, "Santunan kematian penuh (Rp42 juta)") == so_far
        assert sari.sees("Rp16.800 sebulan") and any("Hubungi saya" in label for label in sari.labels())
    assert (
        sari.sees("Masa dibayari sudah habis") and sari.sees("Rp16.800 sebulan") and sari.sees("mulai iuran Maret 2027")
    )
    await sari.taps("Hubungi saya")
    assert any("18 sampai 64" in label or "Kerja atau usaha" in label for label in sari.labels())


async def test_a_later_notice_covers_an_earlier_one(quick_world: World) -> None:
    """Who was away for weeks hears the newest alone; after the end only that it has ended."""
    sari, budi = quick_world.person("Sari"), quick_world.person("Budi")
    await covered(sari, "Februari 2027")
    await until(quick_world, date(2026, 12, 20))
    await covered(budi, "Februari 2027")
    quick_world.telegram.jump(datetime(2027, 2, 1, 5, tzinfo=UTC) - quick_world.telegram.now())
    await quick_world.passes(hours=24)
    assert heard(sari, "🔔") == heard(budi, "🔔") == 1
    states = await quick_world.rows("SELECT kind, why FROM timers WHERE settled IS NOT NULL ORDER BY kind")
    assert {tuple(row) for row in states} == {("cover_early", "merged"), ("cover_near", None)}
    quick_world.telegram.jump(datetime(2027, 3, 5, 5, tzinfo=UTC) - quick_world.telegram.now())
    await quick_world.passes(hours=24)
    assert heard(sari, "🔔") == 2 and sari.sees("sudah habis")


async def test_another_month_or_none_clears_the_old_one(quick_world: World) -> None:
    """The sponsor goes on; or it is no longer wanted."""
    sari = quick_world.person("Sari")
    await covered(sari, "Januari 2027")
    await until(quick_world, date(2026, 12, 2))
    assert sari.sees("dibayari sampai Januari 2027")
    await sari.taps("Bulannya lain")
    await sari.taps("April 2027")
    await sari.taps("Ingatkan sebelum habis")
    await quick_world.passes(hours=1)
    assert sari.sees("Dibayari sampai: April 2027")
    await until(quick_world, date(2027, 2, 20))
    assert heard(sari, "🔔") == 1
    await sari.says("/stopdibayari")
    assert sari.has_seen("tidak kami simpan lagi") and (await known(sari)).covered_until is None
    await until(quick_world, date(2027, 6, 1))
    assert heard(sari, "🔔") == 1


async def test_the_scholarship_comes_round_each_year(quick_world: World) -> None:
    """From the helper after a death; three weeks before the month, with the papers, year after year."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/klaim")
    await sari.taps("meninggal")
    await sari.taps("Beasiswa anak")
    assert sari.sees("rapor") and sari.sees("23 tahun")
    await sari.taps("Ingatkan tiap tahun")
    await sari.taps("Januari 2026")
    await sari.taps("Boleh")
    await quick_world.passes(hours=1)
    assert sari.sees("Beasiswa terakhir diajukan: Januari 2026")
    await until(quick_world, date(2026, 12, 12))
    assert sari.sees("sebentar lagi Januari 2027") and sari.sees("rapor") and sari.sees("/berhenti")
    await until(quick_world, date(2027, 12, 13))
    assert heard(sari, "sebentar lagi Januari 2028") == 1 and heard(sari, "🔔") == 2
    await sari.taps("Jangan ingatkan ini")
    assert (await known(sari)).scholarship is None


async def test_erasing_takes_every_month_and_wish_along(world: World) -> None:
    """As if nothing had been told."""
    sari = world.person("Sari")
    await pays(sari, "November 2026")
    await becomes(sari, hours=(480, 720), rhythm={"months": [12]}, covered_until=date(2026, 12, 1))
    assert await due(world)
    await sari.says("/hapus")
    await sari.taps("Ya")
    assert await world.rows("SELECT chat FROM people") == [] and await world.rows(TIMERS) == []
