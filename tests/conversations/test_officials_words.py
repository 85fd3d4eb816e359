"""What officials type in their own words, where a report stands open and elsewhere."""

from datetime import date

import pytest

from tests.conversations.enrol import meets
from tests.conversations.reports import AUGUST, counted, pictures
from tests.kit import Actor, World

NOVEMBER = date(2026, 11, 10)


async def opens(who: Actor, said: str) -> None:
    """Types it, and opens what was still to be made."""
    await who.says(said)
    for _ in range(2):
        if "📂 Buka" in who.labels():
            await who.taps("Buka")


async def bapak_reads(world: World) -> Actor:
    """An official with the report of last week before him."""
    bapak = world.official("Bapak")
    await counted(world, 100_000, AUGUST)
    await counted(world, 101_000, NOVEMBER)
    await opens(bapak, "/laporan")
    return bapak


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
    ],
)
async def test_the_week_that_was_named_is_the_one_that_opens(quick_world: World, said: str, days: str) -> None:
    """By its number, by how long ago it was, by one of its days, before the name of the region or behind it."""
    bapak = quick_world.official("Bapak")
    await opens(bapak, f"/laporan {said}")
    assert bapak.sees(f"Kab. Pamekasan, {days}"), bapak.transcript()


@pytest.mark.parametrize(
    ("area", "said", "told"),
    [
        ("63.03", "simpang empat minggu lalu", "Simpang Empat, Kab. Banjar, 9–15 November 2026"),
        ("63.03", "kec simpang empat dua minggu lalu", "Simpang Empat, Kab. Banjar, 2–8 November 2026"),
        ("36.03", "kelapa dua minggu lalu", "Kelapa Dua, Kab. Tangerang, 9–15 November 2026"),
        ("53.71", "kelapa lima minggu lalu", "Kelapa Lima, Kota Kupang, 9–15 November 2026"),
        ("16.71", "ilir timur tiga minggu lalu", "Ilir Timur Tiga, Kota Palembang, 9–15 November 2026"),
        ("19.05", "kelapa dua minggu lalu", "Kelapa, Kab. Bangka Barat, 2–8 November 2026"),
        ("73.09", "lau minggu lalu", "Lau, Kab. Maros, 9–15 November 2026"),
        ("73.09", "lau", "Lau, Kab. Maros, 9–15 November 2026"),
        ("73.09", "maros minggu lau", "Kab. Maros, 9–15 November 2026"),
    ],
)
async def test_a_number_in_a_name_counts_no_weeks(quick_world: World, area: str, said: str, told: str) -> None:
    """There is a Simpang Empat, a Kelapa Dua and a Lau; where only Kelapa is theirs, the number counts."""
    bapak = quick_world.official("Bapak", area)
    await opens(bapak, f"/laporan {said}")
    assert bapak.sees(told), bapak.transcript()


async def test_the_months_of_a_region_with_a_number_are_those_of_last_month(quick_world: World) -> None:
    """Not of four months ago."""
    ibu = quick_world.official("Ibu", "63.03")
    await ibu.says("/laporan simpang empat bulan lalu")
    assert "12–18 Oktober 2026" in ibu.labels(), ibu.transcript()


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
    ("said", "heads"),
    [
        ("bandingkan galis", ("Galis", "Pamekasan")),
        ("coba dibandingin sama larangan", ("Larangan", "Pamekasan")),
        ("bandingkan galis dan larangan", ("Galis", "Larangan")),
        ("bandingkan dengan minggu lalu", ("8 Nov", "15 Nov")),
        ("bandingkan 3 minggu lalu", ("1 Nov", "15 Nov")),
        ("bandingkan dengan 2 minggu sebelumnya", ("1 Nov", "15 Nov")),
        ("bandingkan dengan seminggu sebelumnya", ("8 Nov", "15 Nov")),
        ("kenapa turun", ("8 Nov", "15 Nov")),
    ],
)
async def test_what_is_to_be_compared_with_need_not_be_typed_again(
    quick_world: World, said: str, heads: tuple[str, ...]
) -> None:
    """The region and the week that were named stand in the table; why it fell is read beside the week before."""
    bapak = await bapak_reads(quick_world)
    await opens(bapak, said)
    assert bapak.sees("berdampingan") and all(head in bapak.last() for head in heads), bapak.transcript()
    await bapak.taps("Kembali ke laporan")
    assert bapak.sees("9–15 November 2026"), bapak.last()


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


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("laporan sampang", "Kab. Sampang di luar wilayah Anda; yang bisa Anda buka: Kab. Pamekasan"),
        ("sumenep", "Kab. Sumenep di luar wilayah Anda; yang bisa Anda buka: Kab. Pamekasan"),
        ("bandingkan sumenep", "Kab. Sumenep di luar wilayah Anda; yang bisa Anda buka: Kab. Pamekasan"),
        ("laporan atlantis", "belum kami temukan di wilayah Anda; yang bisa Anda buka: Kab. Pamekasan"),
        ("wakanda", "belum kami temukan di wilayah Anda; yang bisa Anda buka: Kab. Pamekasan"),
    ],
)
async def test_a_region_that_is_not_theirs_is_answered_with_what_is(quick_world: World, said: str, told: str) -> None:
    """One sentence, and their own report is one tap away; of the other one nothing is made."""
    bapak = await bapak_reads(quick_world)
    await bapak.says(said)
    assert bapak.sees(told), bapak.transcript()
    await bapak.taps("Kab. Pamekasan")
    assert bapak.sees("Kab. Pamekasan, 9–15 November 2026"), bapak.last()
    assert {region for (region,) in await quick_world.rows("SELECT region FROM reports")} == {"35.28"}


@pytest.mark.parametrize(
    ("area", "said", "told"),
    [
        ("35", "laporan kabupaten bogor minggu lalu", "Kab. Bogor di luar wilayah Anda"),
        ("35", "/laporan kab bandung", "Kab. Bandung di luar wilayah Anda"),
        ("35", "laporan provinsi bali", "Bali di luar wilayah Anda"),
        ("32", "laporan kab malang", "Kab. Malang di luar wilayah Anda"),
        ("35.28", "laporan jatim", "Jawa Timur di luar wilayah Anda"),
        ("35", "laporan bogor", "belum kami temukan di wilayah Anda"),
    ],
)
async def test_a_region_elsewhere_that_was_named_opens_none_of_theirs_that_is_like_it(
    quick_world: World, area: str, said: str, told: str
) -> None:
    """Bogor is no Bagor, and a kabupaten no kecamatan of its name."""
    bapak = quick_world.official("Bapak", area)
    await bapak.says("/laporan")
    await bapak.says(said)
    assert bapak.sees(told), bapak.transcript()
    assert {region for (region,) in await quick_world.rows("SELECT region FROM reports")} <= {area}


@pytest.mark.parametrize(
    ("area", "said", "like", "opened"),
    [
        ("35", "laporan madura", "Maduran, Kab. Lamongan", "Maduran, Kab. Lamongan, 9–15 November 2026"),
        ("35", "/laporan madura w45", "Maduran, Kab. Lamongan", "Maduran, Kab. Lamongan, 2–8 November 2026"),
        ("35", "laporan pantura", "Bantur, Kab. Malang", "Bantur, Kab. Malang, 9–15 November 2026"),
        ("32", "/laporan priangan", "Pangenan, Kab. Cirebon", "Pangenan, Kab. Cirebon, 9–15 November 2026"),
        ("35.28", "laporan galiz", "Galis, Kab. Pamekasan", "Galis, Kab. Pamekasan, 9–15 November 2026"),
        ("35.28", "laporan kabupaten galis", "Galis, Kab. Pamekasan", "Galis, Kab. Pamekasan, 9–15 November 2026"),
        ("35", "laporan kota jember", "Kab. Jember", "Kab. Jember, 9–15 November 2026"),
    ],
)
async def test_what_is_only_like_a_name_is_offered_and_not_opened(
    quick_world: World, area: str, said: str, like: str, opened: str
) -> None:
    """One tap opens it, in the week that was told."""
    bapak = quick_world.official("Bapak", area)
    await bapak.says(said)
    assert bapak.sees("Maksudnya yang ini?") and like in bapak.labels(), bapak.transcript()
    assert await quick_world.rows("SELECT * FROM reports") == []
    await bapak.taps(like)
    await bapak.taps("Buka")
    assert bapak.sees(opened), bapak.transcript()


@pytest.mark.parametrize(
    ("area", "said", "told"),
    [
        ("35.28", "laporan pamekesan", "Kab. Pamekasan, "),
        ("35", "laporan sidorjo", "Kab. Sidoarjo, "),
        ("35", "laporan galis pamekesan", "Galis, Kab. Pamekasan, "),
        ("35", "laporan kabupaten malang", "Kab. Malang, "),
        ("35", "laporan kota madiun", "Kota Madiun, "),
        ("35", "laporan kecamatan kota kediri", "Kota, Kota Kediri, "),
        ("35.28", "laporan kec pamekasan", "Kec. Pamekasan, Kab. Pamekasan, "),
        ("33", "laporan solo", "Kota Surakarta, "),
    ],
)
async def test_a_slip_in_a_long_name_and_the_kind_that_was_said_leave_no_doubt(
    quick_world: World, area: str, said: str, told: str
) -> None:
    """Nobody is asked what they have said."""
    bapak = quick_world.official("Bapak", area)
    await opens(bapak, said)
    assert bapak.sees(f"{told}9–15 November 2026"), bapak.transcript()


async def test_what_is_to_stand_beside_is_asked_back_where_several_may_be_meant(quick_world: World) -> None:
    """Like a name, of one name, and both of several."""
    gubernur = quick_world.official("Gubernur", "35")
    for said, taps, heads in (
        ("bandingkan madura", ("Maduran, Kab. Lamongan",), ("Maduran", "Jawa Timur")),
        ("bandingkan galis", ("Galis, Kab. Pamekasan",), ("Galis", "Jawa Timur")),
        ("bandingkan malang dan blitar", ("Kota Malang", "Kab. Blitar"), ("Malang", "Blitar")),
        ("bandingkan tuban dengan malang", ("Kota Malang",), ("Tuban", "Malang")),
    ):
        await opens(gubernur, "/laporan jawa timur")
        await gubernur.says(said)
        for label in taps:
            assert not gubernur.sees("berdampingan"), gubernur.transcript()
            await gubernur.taps(label)
        await gubernur.taps("Buka")
        assert gubernur.sees("berdampingan") and all(head in gubernur.last() for head in heads), gubernur.transcript()


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
