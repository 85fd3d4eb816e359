"""Which regions officials mean in their own words, and what is to stand beside the report."""

import pytest

from tests.conversations.reports import bapak_reads, opens
from tests.kit import World


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
        ("bandingkan galis tlanakan", ("Galis", "Tlanakan")),
        ("bandingkan galis minggu lalu dan larangan minggu lalu", ("Galis", "Larangan")),
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
    ("said", "heads"),
    [
        ("bandingkan minggu 44 dengan minggu 45", ("1 Nov", "8 Nov")),
        ("bandingkan minggu 44 dan 45", ("1 Nov", "8 Nov")),
        ("bandingkan pamekasan w43 dengan w45", ("25 Okt", "8 Nov")),
        ("bandingkan galis w44 dengan larangan w44", ("Galis", "Larangan")),
        ("bandingkan galis dan larangan w44", ("Galis", "Larangan")),
    ],
)
async def test_two_weeks_that_were_named_stand_beside_each_other(
    quick_world: World, said: str, heads: tuple[str, ...]
) -> None:
    """Neither is that of the report that was open."""
    bapak = await bapak_reads(quick_world)
    await opens(bapak, said)
    assert bapak.sees("berdampingan") and all(head in bapak.last() for head in heads), bapak.transcript()
    assert "15 Nov" not in bapak.last()
    await bapak.taps("Kembali ke laporan")
    assert not bapak.sees("9–15 November 2026"), bapak.last()


@pytest.mark.parametrize(
    ("said", "told", "taps", "opened"),
    [
        (
            "bandingkan galis dengan tlanakan dan pademawu",
            "Hanya dua laporan yang bisa berdampingan",
            "Pademawu, Kab. Pamekasan",
            ("Galis", "Pademawu"),
        ),
        (
            "laporan proppo dan pademawu",
            "dibuka satu per satu",
            "Proppo, Kab. Pamekasan",
            ("Proppo, Kab. Pamekasan, 9–15 November 2026",),
        ),
        (
            "laporan desa konang",
            "belum per desa",
            "Galis, Kab. Pamekasan",
            ("Galis, Kab. Pamekasan, 9–15 November 2026",),
        ),
    ],
)
async def test_more_or_less_than_one_report_is_asked_back_with_what_can_be_opened(
    quick_world: World, said: str, told: str, taps: str, opened: tuple[str, ...]
) -> None:
    """None of what was named is dropped without a word."""
    bapak = await bapak_reads(quick_world)
    await bapak.says(said)
    assert bapak.sees(told), bapak.transcript()
    await bapak.taps(taps)
    await bapak.taps("Buka")
    assert all(each in bapak.last() for each in opened), bapak.transcript()


async def test_a_region_that_nobody_knows_beside_one_of_theirs_is_not_left_out(quick_world: World) -> None:
    """The one that is known is not laid beside something else."""
    bapak = await bapak_reads(quick_world)
    await bapak.says("bandingkan galis dan atlantis")
    assert bapak.sees("belum kami temukan") and not bapak.sees("berdampingan"), bapak.transcript()


async def test_two_regions_are_named_where_one_is_asked_for(quick_world: World) -> None:
    """Both stand in the table; neither is taken for the answer."""
    ibu = quick_world.official("Ibu", "35.28", "35.29")
    await ibu.says("/laporan")
    assert ibu.sees("wilayah mana"), ibu.last()
    await opens(ibu, "bandingkan pamekasan sumenep")
    assert ibu.sees("berdampingan") and "Pamekasan" in ibu.last() and "Sumenep" in ibu.last(), ibu.transcript()


async def test_what_else_is_asked_where_a_week_is_to_be_picked_is_heard(quick_world: World) -> None:
    """A figure, or two weeks: it is no name of a week."""
    bapak = await bapak_reads(quick_world)
    for said, told in (
        ("berapa peserta di galis", "🔎 Cakupan"),
        ("bandingkan minggu 44 dengan minggu 45", "berdampingan"),
    ):
        await bapak.says("/laporan bulan lalu")
        assert bapak.sees("minggu yang mana"), bapak.last()
        await opens(bapak, said)
        assert bapak.has_seen(told), bapak.transcript()


async def test_each_of_two_regions_keeps_the_week_that_was_told_with_it(quick_world: World) -> None:
    """Also where it is asked which of its namesakes is meant."""
    gubernur = quick_world.official("Gubernur", "35")
    await gubernur.says("bandingkan galis w44 dengan tuban w45")
    await gubernur.taps("Galis, Kab. Pamekasan")
    await gubernur.taps("Buka")
    assert gubernur.sees("berdampingan") and "Tuban" in gubernur.last(), gubernur.transcript()
    made = await quick_world.rows("SELECT region, week FROM reports")
    assert set(made) == {("35.28.03", "2026-W44"), ("35.23", "2026-W45")}
