"""/laporan: the report of one's own region in every form, beside another one, with what its figures mean."""

from datetime import date

import pytest

from storage import staff
from tests.conversations.enrol import meets
from tests.conversations.reports import AUGUST, counted, pictures, subscribes
from tests.kit import World

NOVEMBER = date(2026, 11, 10)


async def test_an_official_reads_the_last_week_in_every_form(world: World) -> None:
    """It is made when it is first asked for, and the files come as documents."""
    await counted(world, 100_000, AUGUST)
    bapak = world.official("Bapak")
    await bapak.says("/laporan")
    await bapak.taps("Buka")
    assert bapak.sees("Kab. Pamekasan, 9–15 November 2026") and bapak.sees("25%"), bapak.transcript()
    for form in ("Gambar", "PDF", "Excel"):
        await bapak.taps(form)
        await bapak.taps("Kembali ke laporan")
    assert pictures(bapak) == 1
    files = dict(bapak.received())
    assert files["35.28-2026-W46.pdf"].startswith(b"%PDF") and files["35.28-2026-W46.xlsx"].startswith(b"PK")
    await bapak.says("/laporan")
    assert bapak.sees("9–15 November 2026"), "the second time it is there at once"


async def test_whoever_reads_a_report_may_ask_what_it_means(quick_world: World) -> None:
    """An answer beside it, or the report once more: never an apology for something that failed."""
    bapak = quick_world.official("Bapak")
    await counted(quick_world, 100_000, AUGUST)
    await bapak.says("/laporan")
    await bapak.taps("Buka")
    for question in ("cakupan itu apa", "iurannya brp", "resep rendang dong"):
        await bapak.says(question)
        assert not bapak.sees("gagal kami olah"), bapak.transcript()


async def test_two_weeks_beside_each_other(quick_world: World) -> None:
    """The earlier one first; nothing is worked out that the two reports do not tell."""
    bapak = quick_world.official("Bapak")
    await counted(quick_world, 100_000, AUGUST)
    await counted(quick_world, 101_000, NOVEMBER)
    await bapak.says("/laporan")
    await bapak.taps("Buka")
    await bapak.taps("Bandingkan")
    await bapak.taps("Minggu sebelumnya")
    await bapak.taps("Buka")
    for told in ("8 Nov", "15 Nov", "100.000", "101.000", "25,25%"):
        assert bapak.sees(told), bapak.transcript()


async def test_two_regions_beside_each_other(quick_world: World) -> None:
    """Of different years of workers: their percentages are not to be compared, and it says so."""
    ibu = quick_world.official("Ibu", "35.28", "35.29")
    await counted(quick_world, 100_000, AUGUST)
    await counted(quick_world, 50_000, AUGUST, "35.29", year=2024)
    await ibu.says("/laporan")
    await ibu.taps("Kab. Pamekasan")
    await ibu.taps("Buka")
    await ibu.taps("Bandingkan")
    await ibu.taps("Wilayah Anda yang lain")
    await ibu.taps("Kab. Sumenep")
    await ibu.taps("Buka")
    assert ibu.sees("12,50%") or ibu.sees("12,5%"), ibu.last()
    assert ibu.sees("jangan dibandingkan")


async def test_a_region_is_not_laid_beside_itself(quick_world: World) -> None:
    """It is no button, and who types it is told so, with a way on."""
    ibu = quick_world.official("Ibu", "35.28", "35.29")
    await counted(quick_world, 100_000, AUGUST)
    await ibu.says("/laporan")
    await ibu.taps("Kab. Pamekasan")
    await ibu.taps("Buka")
    await ibu.taps("Bandingkan")
    await ibu.taps("Wilayah Anda yang lain")
    assert not any("Pamekasan" in label for label in ibu.labels()), ibu.labels()
    await ibu.says("pamekasan")
    await ibu.taps("Kab. Pamekasan")
    assert ibu.sees("wilayah laporan ini sendiri"), ibu.last()
    await ibu.taps("Wilayah Anda yang lain")
    await ibu.taps("Kab. Sumenep")
    await ibu.taps("Buka")
    assert ibu.sees("berdampingan"), ibu.last()


async def test_a_name_at_the_head_of_a_column_is_whole(quick_world: World) -> None:
    """Without its kind, unless a kabupaten stands beside its kecamatan of the same name; who has one region types."""
    bapak = quick_world.official("Bapak")
    await counted(quick_world, 100_000, AUGUST)
    for typed, picked, heads in (
        ("galis", "Galis", ("Galis", "Pamekasan")),
        ("pamekasan", "Kec. Pamekasan, Kab. Pamekasan", ("Kec. Pamek…", "Kab. Pamek…")),
    ):
        await bapak.says("/laporan")
        if "📂 Buka" in bapak.labels():
            await bapak.taps("Buka")
        await bapak.taps("Bandingkan")
        await bapak.taps("Wilayah Anda yang lain")
        assert bapak.sees("Tulis nama kecamatan") and not bapak.sees("Tekan"), bapak.last()
        await bapak.says(typed)
        await bapak.taps(picked)
        await bapak.taps("Buka")
        assert all(head in bapak.last() for head in heads), bapak.last()


async def test_what_is_typed_where_two_reports_stand_is_understood(quick_world: World) -> None:
    """Explaining a figure and comparing with another region, as the buttons of the report before say it."""
    ibu = quick_world.official("Ibu", "35.28", "35.29")
    await ibu.says("/laporan 35.28")
    await ibu.taps("Buka")
    await ibu.says("bandingkan sumenep")
    await ibu.taps("Buka")
    assert ibu.sees("berdampingan") and ibu.sees("Sumenep"), ibu.last()
    await ibu.says("jelaskan angka ini")
    assert ibu.sees("Angka yang mana?"), ibu.last()
    await ibu.taps("Kembali ke laporan")
    await ibu.taps("Bandingkan")
    await ibu.says("bandingkan sumenep")
    assert ibu.sees("berdampingan") and ibu.sees("Sumenep"), ibu.last()
    await ibu.says("jelaskan angka ini")
    assert ibu.sees("Angka yang mana?"), ibu.last()


async def test_who_gets_the_report_already_is_not_offered_it_again(quick_world: World) -> None:
    """Changing or ending it is."""
    bapak = quick_world.official("Bapak")
    await bapak.says("/laporan")
    await bapak.taps("Buka")
    assert "📬 Kirim tiap Senin" in bapak.labels() and "⚙️ Atur atau berhenti" not in bapak.labels()
    await subscribes(bapak)
    await bapak.says("/laporan")
    assert "📬 Kirim tiap Senin" not in bapak.labels() and "⚙️ Atur atau berhenti" in bapak.labels()
    await bapak.taps("Atur atau berhenti")
    await bapak.taps("Kab. Pamekasan")
    assert bapak.sees("setiap minggu"), bapak.last()


async def test_a_name_that_is_theirs_several_times_is_asked_back(quick_world: World) -> None:
    """There is a Galis in Bangkalan and in Pamekasan: who reads of the province is asked which one."""
    gubernur = quick_world.official("Gubernur", "35")
    await gubernur.says("/laporan galis 2026-W45")
    assert gubernur.sees("beberapa wilayah dengan nama itu"), gubernur.last()
    assert {"Galis, Kab. Bangkalan", "Galis, Kab. Pamekasan"} <= set(gubernur.labels()), gubernur.labels()
    await gubernur.taps("Galis, Kab. Pamekasan")
    await gubernur.taps("Buka")
    assert gubernur.sees("Galis, Kab. Pamekasan") and gubernur.sees("2–8 November 2026"), gubernur.last()


async def test_every_figure_is_explained(quick_world: World) -> None:
    """With its definition, its source and as of when."""
    bapak = quick_world.official("Bapak")
    await counted(quick_world, 100_000, AUGUST)
    await bapak.says("/laporan")
    await bapak.taps("Buka")
    await bapak.taps("Jelaskan angka ini")
    await bapak.taps("Cakupan")
    for told in (
        "25% (100.000",
        "dibagi jumlah pekerja",
        "menurut Sakernas 2025",
        "31 Agustus 2026",
        "35.28/2026-W46/1",
    ):
        assert bapak.sees(told), bapak.last()
    await bapak.taps("Angka lain")
    await bapak.taps("Desa dikunjungi")
    assert bapak.sees("0 / 189") and bapak.sees("catatan Jangkau"), bapak.last()


async def test_another_week_is_picked_or_typed(quick_world: World) -> None:
    """Eight of them."""
    bapak = quick_world.official("Bapak")
    await bapak.says("/laporan")
    await bapak.taps("Buka")
    await bapak.taps("Minggu lain")
    await bapak.says("oktober")
    await bapak.taps("12–18 Oktober 2026")
    await bapak.taps("Buka")
    assert bapak.sees("12–18 Oktober 2026"), bapak.transcript()


@pytest.mark.parametrize(
    ("said", "week"),
    [
        ("12 november", "9–15 November 2026"),
        ("tanggal 12", "9–15 November 2026"),
        ("10 hari lalu", "9–15 November 2026"),
        ("tanggal 20/10", "19–25 Oktober 2026"),
        ("W45", "2–8 November 2026"),
        ("2026-w46", "9–15 November 2026"),
    ],
)
async def test_a_week_is_found_by_any_of_its_days(quick_world: World, said: str, week: str) -> None:
    """The question asks for a day or a month, so that is understood; what is no week asks again."""
    bapak = quick_world.official("Bapak")
    await quick_world.passes(days=4)
    await bapak.says("/laporan")
    await bapak.taps("Buka")
    await bapak.taps("Minggu lain")
    await bapak.says("2019")
    assert bapak.sees("belum bisa dibaca"), bapak.last()
    await bapak.says(said)
    assert bapak.sees("Minggu yang mana?"), bapak.last()
    await bapak.taps(week)
    await bapak.taps("Buka")
    assert bapak.sees(f"Kab. Pamekasan, {week}"), bapak.transcript()


async def test_a_file_says_of_which_week_it_is(quick_world: World) -> None:
    """Whoever gets it forwarded reads the days below it."""
    bapak = quick_world.official("Bapak")
    await bapak.says("/laporan")
    await bapak.taps("Buka")
    await bapak.taps("Gambar")
    assert bapak.has_seen("Laporan mingguan Kab. Pamekasan, 9–15 November 2026"), bapak.transcript()


async def test_what_is_not_theirs_stays_closed_however_it_is_asked_for(quick_world: World) -> None:
    """By its name, by a forged command, for a week that is not over; nothing is made of it."""
    bapak = quick_world.official("Bapak")
    await bapak.says("/laporan 35.29 2026-W46")
    assert bapak.sees("di luar wilayah Anda"), bapak.last()
    await bapak.taps("Wilayah lain")
    await bapak.says("sampang")
    await bapak.taps("🔒 Kab. Sampang")
    assert bapak.sees("di luar wilayah Anda")
    for forged in ("35.28 2026-W47", "35.28 2026-W99", "99 2026-W46"):
        await bapak.says(f"/laporan {forged}")
        assert not bapak.sees("pekerja sudah terlindungi"), forged
    assert await quick_world.rows("SELECT * FROM reports") == []


@pytest.mark.parametrize(("week", "days"), [("2026-W38", "14–20 September 2026"), ("2026-W47", "16–22 November 2026")])
async def test_a_week_that_cannot_be_read_is_not_blamed_on_the_region(quick_world: World, week: str, days: str) -> None:
    """An old button, or a week that is not over: an official's own region is never called somebody else's."""
    bapak = quick_world.official("Bapak")
    await bapak.says(f"/laporan 35.28 {week}")
    assert not bapak.sees("di luar wilayah Anda"), bapak.transcript()
    assert bapak.sees(f"Laporan Kab. Pamekasan untuk {days}"), bapak.transcript()
    await bapak.taps("Minggu lain")
    await bapak.taps("9–15 November 2026")
    await bapak.taps("Buka")
    assert bapak.sees("Kab. Pamekasan, 9–15 November 2026"), bapak.transcript()


async def test_the_week_before_the_oldest_one_is_too_old_and_not_out_of_reach(quick_world: World) -> None:
    """By taps alone: the last week of the list, laid beside the one before it."""
    bapak = quick_world.official("Bapak")
    for said in ("/laporan", "Buka", "Minggu lain", "21–27 September 2026", "Buka", "Bandingkan", "Minggu sebelumnya"):
        await (bapak.says if said.startswith("/") else bapak.taps)(said)
    assert not bapak.sees("di luar wilayah Anda"), bapak.transcript()
    assert bapak.sees("8 minggu terakhir"), bapak.transcript()


@pytest.mark.parametrize(
    ("said", "told", "way_on"),
    [
        ("kab. sumenep", "🔒 Kab. Sumenep di luar wilayah Anda", "Wilayah lain"),
        ("31.71", "di luar wilayah Anda", "Wilayah lain"),
        ("Konang", "di luar wilayah Anda", "Wilayah lain"),
        ("asdfgh", "belum kami temukan", "Wilayah lain"),
        ("buat bos", "belum kami temukan", "Wilayah lain"),
        ("99", "belum kami temukan", "Wilayah lain"),
        ("2026-W47", "minggunya belum selesai", "Minggu lain"),
        ("minggu ini", "minggunya belum selesai", "Minggu lain"),
        ("pamekasan 2026-W47", "minggunya belum selesai", "Minggu lain"),
        ("pamekasan 2026-W99", "tidak ada di kalender", "Minggu lain"),
        ("sumenep 2026-W99", "di luar wilayah Anda", "Wilayah lain"),
    ],
)
async def test_what_cannot_be_opened_is_not_answered_with_another_report(
    quick_world: World, said: str, told: str, way_on: str
) -> None:
    """Another region's name, a week that is not over, or nothing we know: it says so, and what can be opened."""
    bapak = quick_world.official("Bapak")
    await bapak.says(f"/laporan {said}")
    assert bapak.sees(told), bapak.transcript()
    assert any(way_on in label for label in bapak.labels()), bapak.labels()
    assert await quick_world.rows("SELECT * FROM reports") == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("pamekasan 2026-W46", "Kab. Pamekasan, 9–15 November 2026"),
        ("W45", "Kab. Pamekasan, 2–8 November 2026"),
        ("Kab. Pamekasan minggu lalu", "Kab. Pamekasan, 9–15 November 2026"),
        ("Galis", "Kec. Galis"),
        ("kec. pamekasan", "Kec. Pamekasan"),
    ],
)
async def test_a_region_of_theirs_is_opened_by_its_name(quick_world: World, said: str, told: str) -> None:
    """With a week or without; a namesake in another kabupaten is not in the way."""
    bapak = quick_world.official("Bapak")
    for _ in range(2):
        await bapak.says(f"/laporan {said}")
        if "📂 Buka" in bapak.labels():
            await bapak.taps("Buka")
        assert bapak.sees(told), bapak.transcript()


async def test_a_week_alone_asks_whoever_has_two_regions_which(quick_world: World) -> None:
    """And is kept until the region is told."""
    ibu = quick_world.official("Ibu", "35.28", "35.29")
    await ibu.says("/laporan 2026-W45")
    await ibu.taps("Kab. Sumenep")
    await ibu.taps("Buka")
    assert ibu.sees("Kab. Sumenep, 2–8 November 2026"), ibu.transcript()


async def test_agents_and_workers_read_no_reports(quick_world: World) -> None:
    """For them the command does not exist; a branch officer reads those of the branch."""
    adi, rina, sari = quick_world.agent("Adi"), quick_world.officer("Rina"), quick_world.person("Sari")
    await meets(sari)
    for one in (adi, sari):
        await one.says("/laporan")
        assert not one.has_seen("laporan") and not one.has_seen("Laporan")
    await rina.says("/laporan")
    await rina.taps("Buka")
    assert rina.sees("Kab. Pamekasan, 9–15 November 2026")


async def test_an_area_that_is_no_more_is_not_offered(quick_world: World) -> None:
    """A kabupaten was split up since: whoever had only that is told whom to ask, with another one there is that one."""
    bapak, ibu = quick_world.official("Bapak", "11.99"), quick_world.official("Ibu", "11.99", "35.28")
    for command in ("/laporan", "/langganan"):
        await bapak.says(command)
        assert bapak.sees("Minta pengelola bot menambahkan wilayah Anda"), bapak.transcript()
    await ibu.says("/laporan")
    await ibu.taps("Buka")
    if not ibu.sees("Kab. Pamekasan, 9"):
        await ibu.taps("Buka")
    assert ibu.sees("Kab. Pamekasan, 9–15 November 2026"), ibu.transcript()


@pytest.mark.parametrize("taps", [["Gambar"], ["PDF"], ["Excel"], ["Jelaskan angka ini", "Cakupan"]])
async def test_whoever_was_moved_reads_nothing_more_of_the_old_region(quick_world: World, taps: list[str]) -> None:
    """The page still stands open on the phone; its buttons open nothing any more."""
    bapak = quick_world.official("Bapak")
    await bapak.says("/laporan")
    await bapak.taps("Buka")
    async with quick_world.app.database.transaction() as tx:
        [member] = (await staff.of_chats(tx, [bapak.chat])).values()
        await staff.rearrange(tx, member.id, {"areas": ("35.29",)})
    for label in taps:
        await bapak.taps(label)
    assert bapak.received() == [] and pictures(bapak) == 0
    assert bapak.sees("di luar wilayah Anda"), bapak.transcript()
