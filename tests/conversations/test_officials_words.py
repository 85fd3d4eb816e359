"""What officials type in their own words, where a report stands open and elsewhere."""

import pytest

from tests.conversations.enrol import meets
from tests.conversations.reports import bapak_reads, opens, pictures
from tests.kit import World


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("pamekasan minggu ke-44", "26 Oktober – 1 November 2026"),
        ("minggu ke 45", "2–8 November 2026"),
        ("pamekasan 2 minggu lalu", "2–8 November 2026"),
        ("pamekasan dua minggu yang lalu", "2–8 November 2026"),
        ("12 november", "9–15 November 2026"),
        ("pamekasan 12-11", "9–15 November 2026"),
        ("9-15 november pamekasan", "9–15 November 2026"),
        ("pamekasan week 44", "26 Oktober – 1 November 2026"),
        ("senin minggu lalu", "9–15 November 2026"),
        ("pamekasan jumat 2 minggu lalu", "2–8 November 2026"),
        ("senin, 9 november", "9–15 November 2026"),
        ("minggu terakhir", "9–15 November 2026"),
    ],
)
async def test_the_week_that_was_named_is_the_one_that_opens(quick_world: World, said: str, days: str) -> None:
    """By its number, by how long ago it was, by one of its days, before the name of the region or behind it."""
    bapak = quick_world.official("Bapak")
    await opens(bapak, f"/laporan {said}")
    assert bapak.sees(f"Kab. Pamekasan, {days}"), bapak.transcript()


@pytest.mark.parametrize("said", ["pamekasan oktober", "oktober", "bulan lalu", "pamekasan minggu ke-2 oktober"])
async def test_a_month_has_more_weeks_than_one_and_offers_them(quick_world: World, said: str) -> None:
    """No week is picked for anybody."""
    bapak = quick_world.official("Bapak")
    await bapak.says(f"/laporan {said}")
    assert bapak.sees("minggu yang mana") and "12–18 Oktober 2026" in bapak.labels(), bapak.transcript()
    assert "9–15 November 2026" not in bapak.labels()
    await bapak.taps("12–18 Oktober 2026")
    await bapak.taps("Buka")
    assert bapak.sees("Kab. Pamekasan, 12–18 Oktober 2026"), bapak.last()


@pytest.mark.parametrize(
    ("said", "told", "nearest"),
    [
        ("pamekasan november 2025", "untuk waktu itu", "21–27 September 2026"),
        ("pamekasan 12 november 2025", "untuk 10–16 November 2025", "21–27 September 2026"),
        ("12/11/2025", "untuk 10–16 November 2025", "21–27 September 2026"),
        ("tahun lalu", "untuk waktu itu", "21–27 September 2026"),
        ("kemarin", "untuk 16–22 November 2026 belum ada", "9–15 November 2026"),
        ("minggu ke-50", "untuk 7–13 Desember 2026 belum ada", "9–15 November 2026"),
        ("bulan depan", "belum ada", "9–15 November 2026"),
        ("31 november", "tidak ada di kalender", "9–15 November 2026"),
    ],
)
async def test_a_week_without_a_report_is_named_and_the_nearest_are_offered(
    quick_world: World, said: str, told: str, nearest: str
) -> None:
    """Too long ago, not over, or in no calendar: nothing else opens in its place, and one tap goes on."""
    bapak = quick_world.official("Bapak")
    await bapak.says(f"/laporan {said}")
    assert bapak.sees(told), bapak.transcript()
    assert await quick_world.rows("SELECT * FROM reports") == []
    await bapak.taps(nearest)
    await bapak.taps("Buka")
    assert bapak.sees(f"Kab. Pamekasan, {nearest}"), bapak.last()


@pytest.mark.parametrize("said", ["pamekasan semester lalu", "triwulan 3", "pamekasan asdfgh", "galis 77"])
async def test_what_nobody_read_asks_for_the_week_and_opens_no_other(quick_world: World, said: str) -> None:
    """Neither a region nor a week that we know: we say so."""
    bapak = quick_world.official("Bapak")
    await bapak.says(f"/laporan {said}")
    assert bapak.sees("belum kami pahami"), bapak.transcript()
    assert await quick_world.rows("SELECT * FROM reports") == []
    await bapak.says("minggu ke-44")
    await bapak.taps("26 Oktober – 1 November 2026")
    await bapak.taps("Buka")
    assert bapak.sees("26 Oktober – 1 November 2026"), bapak.last()


async def test_a_week_is_typed_in_english_where_english_is_spoken(quick_world: World) -> None:
    """And the report, its file and what it stands beside."""
    bapak = quick_world.official("Bapak")
    await bapak.says("/menu")
    await bapak.taps("English")
    await bapak.taps("🇬🇧 English")
    await bapak.says("the report of galis 2 weeks ago please")
    await bapak.taps("Open")
    assert bapak.sees("Galis, Kab. Pamekasan, 2–8 November 2026"), bapak.last()
    await bapak.says("last month")
    assert "12–18 October 2026" in bapak.labels(), bapak.last()
    await bapak.says("report of pamekasan november 12, 2026")
    await bapak.taps("Open")
    await bapak.says("send me the pdf")
    assert dict(bapak.received())["35.28-2026-W46.pdf"].startswith(b"%PDF")
    await bapak.says("where do these figures come from?")
    assert bapak.sees("Source:"), bapak.last()


@pytest.mark.parametrize("said", ["laporan mingguan", "laporan minggu lalu", "tolong kirimkan laporan minggu lalu ya"])
@pytest.mark.parametrize("where", ["/menu", "/tugas", "/program"])
async def test_an_official_who_types_laporan_gets_the_report(quick_world: World, where: str, said: str) -> None:
    """Wherever they stand, as if the command had been typed."""
    bapak = quick_world.official("Bapak")
    await bapak.says(where)
    await opens(bapak, said)
    assert bapak.sees("Kab. Pamekasan, 9–15 November 2026"), bapak.transcript()


async def test_an_officer_types_laporan_with_a_region_and_a_week(quick_world: World) -> None:
    """Short codes stay what they are."""
    rina = quick_world.officer("Rina")
    await opens(rina, "laporan galis 2 minggu lalu")
    assert rina.sees("Galis, Kab. Pamekasan, 2–8 November 2026"), rina.transcript()
    await rina.says("12 ok")
    assert rina.sees("12") and not rina.sees("Galis"), rina.last()


async def test_each_button_of_the_report_has_words(quick_world: World) -> None:
    """Nobody has to find the button for what they can say."""
    bapak = await bapak_reads(quick_world)
    for said, told in (
        ("kirim pdf", "Kami kirim di bawah ini"),
        ("minta excelnya dong", "Kami kirim di bawah ini"),
        ("gambarnya tolong", "Kami kirim di bawah ini"),
        ("jelaskan cakupan", "🔎 Cakupan"),
        ("targetnya brp", "🔎 Target"),
        ("kurang berapa lagi ke target", "🔎 Kurang ke target"),
        ("desa mana yang belum dikunjungi", "🔎 Desa"),
        ("sumbernya dari mana", "Sumber: "),
        ("minggu sebelumnya", "Kab. Pamekasan, 2–8 November 2026"),
        ("kirim tiap senin", "Laporan wilayah mana?"),
    ):
        await opens(bapak, "/laporan")
        await opens(bapak, said)
        assert bapak.has_seen(told) and not bapak.has_seen("belum paham"), (said, bapak.transcript())
    assert {name.rpartition(".")[2] for name, _ in bapak.received()} >= {"pdf", "xlsx"} and pictures(bapak) == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Tolong PDF-nya dikirim ya Mbak", "Kami kirim di bawah ini"),
        ("unduh laporan excel", "Kami kirim di bawah ini"),
        ("kok cuma 25 persen", "🔎 Cakupan"),
        ("kenapa cakupannya rendah", "berdampingan"),
        ("ini dari siapa datanya", "Sumber: "),
        ("target tahun ini berapa", "🔎 Target"),
        ("kurangnya berapa orang", "🔎 Kurang ke target"),
        ("berapa yg sudah daftar", "🔎 Daftar dan terbukti"),
        ("berapa orang daftar minggu lalu", "🔎 Daftar dan terbukti"),
        ("berapa peserta di galis", "🔎 Cakupan"),
        ("jumlah peserta pamekasan", "🔎 Cakupan"),
        ("saya mau tiap minggu dapat laporan", "Laporan wilayah mana?"),
        ("kalau kadur gimana?", "Kadur, Kab. Pamekasan, 9–15 November 2026"),
    ],
)
async def test_endings_slips_and_words_around_do_not_hide_what_is_meant(
    quick_world: World, said: str, told: str
) -> None:
    """As people write on a phone."""
    bapak = await bapak_reads(quick_world)
    await opens(bapak, said)
    assert bapak.has_seen(told), bapak.transcript()


@pytest.mark.parametrize(
    "said", ["sudah bayar", "cara daftar", "apa itu jht", "saya kurang paham", "bagaimana klaim jkm"]
)
async def test_what_is_no_region_is_not_looked_for_among_them(quick_world: World, said: str) -> None:
    """Whatever a worker might ask is answered, or asked back, as ever."""
    bapak = await bapak_reads(quick_world)
    await bapak.says(said)
    assert not bapak.sees("Wilayah itu"), bapak.transcript()


async def test_a_file_of_another_week_is_that_weeks(quick_world: World) -> None:
    """And the way back leads to the report of it, and sends nothing again."""
    bapak = await bapak_reads(quick_world)
    await opens(bapak, "tlg kirimkan pdf galis 2 minggu lalu ya pak")
    assert [name for name, _ in bapak.received()] == ["35.28.03-2026-W45.pdf"], bapak.transcript()
    await bapak.taps("Kembali ke laporan")
    assert bapak.sees("Galis, Kab. Pamekasan, 2–8 November 2026"), bapak.last()
    assert len(bapak.received()) == 1


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("seminggu sebelumnya", "19–25 Oktober 2026"),
        ("satu minggu sebelumnya", "19–25 Oktober 2026"),
        ("2 minggu sebelumnya", "12–18 Oktober 2026"),
        ("dua pekan sebelumnya", "12–18 Oktober 2026"),
        ("seminggu berikutnya", "2–8 November 2026"),
        ("2 minggu lalu", "2–8 November 2026"),
    ],
)
async def test_weeks_before_and_after_are_those_of_the_open_report(quick_world: World, said: str, days: str) -> None:
    """However many; what was some weeks ago was so from today."""
    bapak = quick_world.official("Bapak")
    await opens(bapak, "/laporan w44")
    await opens(bapak, said)
    assert bapak.sees(f"Kab. Pamekasan, {days}"), bapak.transcript()


async def test_how_many_joined_in_a_month_offers_its_weeks(quick_world: World) -> None:
    """An official asks of their region, and not of what an agent earns."""
    bapak = quick_world.official("Bapak")
    await bapak.says("/menu")
    await bapak.says("berapa orang daftar bulan ini")
    assert "9–15 November 2026" in bapak.labels(), bapak.transcript()
    await bapak.taps("9–15 November 2026")
    await bapak.taps("Buka")
    assert bapak.has_seen("🔎 Daftar dan terbukti"), bapak.transcript()


@pytest.mark.parametrize(
    "said", ["siapa yang belum bayar", "minta nama-nama yang belum daftar", "siapa saja yang belum terdaftar di galis"]
)
async def test_no_official_is_told_a_name(quick_world: World, said: str) -> None:
    """Said plainly, with what can be read instead."""
    bapak = await bapak_reads(quick_world)
    for where in ("/laporan", "/menu"):
        await opens(bapak, where)
        await bapak.says(said)
        assert bapak.sees("tidak pernah nama"), bapak.transcript()
        await bapak.taps("Kab. Pamekasan")
        assert bapak.sees("Kab. Pamekasan, 9–15 November 2026"), bapak.last()


async def test_a_workers_question_of_an_official_is_answered(quick_world: World) -> None:
    """The answer, and the report stands there again; a thank you is not misunderstood either."""
    bapak = await bapak_reads(quick_world)
    await bapak.says("berapa iuran nelayan")
    assert bapak.has_seen("Rp") and bapak.sees("Kab. Pamekasan, 9–15 November 2026"), bapak.transcript()
    await bapak.says("terima kasih")
    assert not bapak.has_seen("belum paham") and bapak.sees("9–15 November 2026"), bapak.transcript()
    await bapak.says("/menu")
    await bapak.says("berapa iuran petani")
    assert bapak.sees("Rp"), bapak.last()


async def test_a_worker_who_types_laporan_is_led_where_they_always_were(quick_world: World) -> None:
    """To questions about accidents and complaints, never to a report or to what officials are told."""
    sari, bapak = quick_world.person("Sari"), quick_world.official("Bapak")
    await meets(sari)
    for said in (
        "laporan",
        "laporan galis",
        "laporan kecelakaan kerja",
        "minggu lalu",
        "cakupan",
        "siapa yang belum bayar",
    ):
        await sari.says("/menu")
        await sari.says(said)
        for never in ("wilayah Anda", "tidak pernah nama", "sedang disusun"):
            assert not sari.sees(never), sari.transcript()
    await bapak.says("/menu")
    await bapak.says("laporan kecelakaan kerja")
    assert any("kecelakaan" in label for label in (*bapak.labels(), bapak.last())), bapak.transcript()


async def test_a_region_typed_with_a_week_where_the_region_is_asked_keeps_the_week(quick_world: World) -> None:
    """So does a region where another week is asked for."""
    bapak = await bapak_reads(quick_world)
    await bapak.taps("Wilayah lain")
    await opens(bapak, "galis 2 minggu lalu")
    assert bapak.sees("Galis, Kab. Pamekasan, 2–8 November 2026"), bapak.transcript()
    await bapak.taps("Minggu lain")
    await opens(bapak, "larangan minggu ke-44")
    assert bapak.sees("Larangan, Kab. Pamekasan, 26 Oktober – 1 November 2026"), bapak.transcript()
    await bapak.taps("Bandingkan")
    await bapak.taps("Wilayah Anda yang lain")
    await opens(bapak, "galis minggu ke-45")
    assert bapak.sees("berdampingan") and bapak.sees("Galis"), bapak.last()
