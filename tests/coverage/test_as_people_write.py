"""Names, sums, numbers and signatures as offices write them."""

from typing import Any

import pytest

from bot.answers.spelling import fold
from bot.coverage.former import FORMER
from tests.coverage.tables import PLACES, book, text, understood


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("KAB. PAMEKASAN", "35.28"),
        ("Kab.Pamekasan", "35.28"),
        ("PAMEKASAN (KAB)", "35.28"),
        ("Kota Adm. Jakarta Selatan", "31.74"),
        ("Kab. Adm. Kep. Seribu", "31.01"),
        ("D.I. Yogyakarta", "34"),
        ("Kab. Toba Samosir", "12.12"),
        ("Kab. Mamuju Utara", "76.01"),
        ("Maluku Tenggara Barat", "81.03"),
        ("Kab. Talaud", "71.04"),
        ("Kota Tidore", "82.72"),
        ("Kota Padang Sidempuan", "12.77"),
        ("Irian Jaya Barat", "92"),
        ("Nangroe Aceh Darussalam", "11"),
        ("Kab. Polewali Mamasa", None),
    ],
)
def test_names_of_today_and_of_before(name: str, region: str | None) -> None:
    """A region that was only renamed is the same one; what was split since is nobody's."""
    [row] = understood(text("wilayah;aktif", f"{name};80.000")).rows
    assert row["region"] == region


def test_no_former_name_is_somebodys_name_today() -> None:
    """Else it would hide a region."""
    for name, code in FORMER.items():
        assert "".join(fold(name).split()) == name
        assert not [one for level in (1, 2) for one in PLACES.named(name, level)]
        assert PLACES.get(code)


def test_a_former_name_is_taken_only_where_a_kabupaten_is_meant() -> None:
    """Villages are called Pasir, too."""
    assert understood(text("kabupaten;aktif", "Pasir;8.000")).rows[0]["region"] == "64.01"
    assert understood(text("wilayah;aktif", "Meranti;8.000")).rows[0]["region"] != "14.10"


@pytest.mark.parametrize(
    "line",
    ["J U M L A H;480.000;100.000", ";480.000;100.000", "TOTAL :;480.000;100.000", "Indonesia;9;9", "NASIONAL;9;9"],
)
def test_a_sum_however_it_is_called(line: str) -> None:
    """Spaced out, without a name, or of the whole country."""
    told = understood(text("kabupaten;eligible;aktif", "Pamekasan;400.000;80.000", "Sampang;80.000;20.000", line))
    assert (told.found, len(told.rows)) == ([(4, "totals_row_skipped")], 2)


def test_a_row_without_a_name_that_is_no_sum() -> None:
    """It is somebody's, and nobody knows whose."""
    told = understood(text("kabupaten;eligible;aktif", "Pamekasan;400.000;80.000", "Sampang;80.000;20.000", ";9.000;9"))
    assert (4, "unknown_region") in told.found


def test_a_code_and_a_name_that_are_two_regions() -> None:
    """Somebody must say which; a former name, or a narrower column, contradicts nothing."""
    told = understood(text("kode;wilayah;aktif", "35.28;Sampang;70.000", "76.01;Mamuju Utara;9.000"))
    assert (told.found, [row["region"] for row in told.rows]) == ([(2, "ambiguous_region")], [None, "76.01"])
    narrower = understood(text("kode;kabupaten;kecamatan;aktif", "35.28.03;Pamekasan;Galis;2.621"))
    assert narrower.found == []


def test_who_signed_a_table_is_no_row() -> None:
    """Neither place and day, nor title, name and number."""
    rows = (
        ("Kecamatan", "Eligible", "Aktif"),
        ("Galis", 12480, 2621),
        (),
        (None, None, "Pamekasan, 3 November 2026"),
        ("Mengetahui,", None, "Kepala Dinas"),
        ("Drs. H. Fulan, M.Si", None, "NIP. 19700101 199503 1 001"),
    )
    told = understood(book(*rows), region="35.28")
    assert (len(told.rows), told.found) == (1, [])


def test_a_last_row_that_cannot_be_read_is_no_signature() -> None:
    """Right below the others it is one of them."""
    told = understood(text("kecamatan;aktif", "Galis;2.621", "Atlantis;abc"), region="35.28")
    assert told.found == [(3, "unknown_region"), (3, "unreadable_number")]


def test_lines_of_dashes() -> None:
    """As a table has that was copied out of a chat."""
    told = understood(b"| Kabupaten | Aktif |\n|---|---|\n| Pamekasan | 80.000 |\n")
    assert (told.figures("row", "active"), told.found) == ([(3, 80_000)], [])


@pytest.mark.parametrize("title", ["(dalam ribuan orang)", "Satuan: ribu jiwa", "Data dalam ribu orang"])
def test_thousands_in_a_title(title: str) -> None:
    """They hold for every count; percentages stay."""
    rows = ((title,), ("Kabupaten", "Eligible", "Aktif", "UCJ (%)"), ("Pamekasan", 400, "84,5", 21.13))
    told = understood(book(*rows))
    assert told.figures("eligible", "active", "coverage_pct") == [(400_000, 84_500, 21.13)]


def test_thousands_that_a_title_only_speaks_of() -> None:
    """It counts nothing else."""
    rows = (("Lebih dari 269 ribu orang terlindungi, dalam ribuan rupiah",), ("Kabupaten", "Aktif"), ("Pamekasan", 8e4))
    assert understood(book(*rows)).row(3)["active"] == 80_000


def test_a_column_that_lost_its_zeros_lost_them_everywhere() -> None:
    """30 below 12.48 is 30.000; a percentage confirms it, else a person must."""
    rows = (("Kecamatan", "Eligible", "Aktif", "UCJ (%)"), ("Galis", 12.48, 2.621, 21.0), ("Proppo", 30, 6.1, 20.33))
    told = understood(book(*rows), region="35.28")
    assert (told.figures("eligible", "active"), told.found) == ([(12480, 2621), (30_000, 6_100)], [])
    alone = understood(book(*(row[:2] for row in rows)), region="35.28")
    assert alone.found == [(2, "count_implausible"), (3, "count_implausible")]


@pytest.mark.parametrize(
    ("cell", "count"), [("'400.000", 400_000), (410_000.4, 410_000), ("80.000,00", 80_000), ("± 80 ribu orang", 80_000)]
)
def test_counts_as_cells_have_them(cell: Any, count: int) -> None:
    """With a mark of text in front, or decimals that nobody sees."""
    assert understood(book(("Kabupaten", "Aktif"), ("Pamekasan", cell))).row(2)["active"] == count


@pytest.mark.parametrize(("cell", "share"), [("sekitar 20%", 20), ("±15 %", 15), ("33,51 persen", 33.51)])
def test_shares_as_cells_have_them(cell: str, share: float) -> None:
    """Above all is none: how far above nobody knows."""
    assert understood(text("kabupaten;cakupan", f"Pamekasan;{cell}")).row(2)["coverage_pct"] == share


@pytest.mark.parametrize(
    ("said", "segment"),
    [
        ("Penerima Upah (PU)", "pu"),
        ("Bukan Penerima Upah (BPU)", "bpu"),
        ("Jasa Konstruksi (JAKON)", "jakon"),
        ("Peserta BPU", "bpu"),
    ],
)
def test_segments_with_their_letters_behind(said: str, segment: str) -> None:
    """What is not one of them stays unknown."""
    rows = text("kabupaten;jenis kepesertaan;aktif", f"Pamekasan;{said};9.000", "Pamekasan;Non PU;9.000")
    told = understood(rows)
    assert told.rows[0]["segment"] == segment and told.found == [(3, "unreadable_number")]


def test_a_title_about_a_segment_that_the_headings_repeat() -> None:
    """One observation, not two that contradict each other."""
    rows = (
        ("PESERTA BPU KAB PAMEKASAN",),
        ("Kecamatan", "Potensi BPU", "Peserta BPU", "%"),
        ("Galis", 9000, 450, "5%"),
    )
    told = understood(book(*rows))
    assert told.figures("segment", "active", "eligible", "coverage_pct") == [("bpu", 450, 9000, 5)]


def test_eligible_workers_before_all_who_work() -> None:
    """Where both are told."""
    told = understood(text("kabupaten;angkatan kerja;pekerja eligible;aktif", "Pamekasan;500.000;400.000;80.000"))
    assert told.row(2)["eligible"] == 400_000


@pytest.mark.parametrize("cell", ["20261031", "202610", "31.10.2026", "akhir Oktober 2026", "Okt'26"])
def test_days_as_cells_have_them(cell: str) -> None:
    """A month is its last day."""
    told = understood(text("kabupaten;tanggal;aktif", f"Pamekasan;{cell};80.000"), as_of=None)
    assert told.row(2)["as_of"] == "2026-10-31"


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Per 31/10/26", "2026-10-31"),
        ("Posisi 15-10-26", "2026-10-15"),
        ("per 15-Okt-26", "2026-10-15"),
        ("Kode 35-28-06 per Oktober 2026", "2026-10-31"),
    ],
)
def test_a_year_of_two_digits_in_a_title(title: str, day: str) -> None:
    """A day of a month is not the end of it."""
    assert understood(text(f"{title};", "kecamatan;aktif", "Galis;2.000"), "35.28", None).row(3)["as_of"] == day


def test_two_days_in_a_title_are_asked() -> None:
    """The second is as much told as the first."""
    title = "Perbandingan per 30 September 2026 dan 31 Oktober 2026;"
    told = understood(text(title, "kecamatan;aktif", "Galis;2.000"), "35.28", None)
    assert (told.found, told.row(3)["as_of"]) == ([(3, "as_of_missing")], None)


@pytest.mark.parametrize("heading", ["Pekerja (BPS)", "Jumlah Pekerja BPS 2025", "Penduduk Bekerja, BPS 2025"])
def test_workers_that_statistics_counted(heading: str) -> None:
    """Its codes of regions are others; its counts are what everybody uses."""
    told = understood(text(f"Kode BPS\tKecamatan\tAktif\t{heading}", "3528010\tGalis\t2.000\t15.000"), "35.28")
    assert told.figures("region", "eligible") == [("35.28.03", 15_000)]


def test_what_a_table_says_of_its_day_is_not_overruled() -> None:
    """--as-of is for figures that do not say so themselves: a day somewhere in a title may be any other."""
    rows = ("kecamatan;aktif", "Galis;2.000")
    for own in ("Data per 30 September 2026;", "SEPTEMBER 2026;"):
        assert understood(text(own, *rows), "35.28").row(3)["as_of"] == "2026-09-30"
    assert understood(text("Lampiran rapat 5 November 2026;", *rows), "35.28").row(3)["as_of"] == "2026-10-31"
    assert understood(text("Data per 31 Desember 2027;", *rows), "35.28").row(3)["as_of"] == "2026-10-31"


@pytest.mark.parametrize("name", ["Kadur 1)", "Kadur¹", "Kadur*)", "Kadur **"])
@pytest.mark.parametrize("active", ["2.000*", "2.000 ¹", "2.000**", "2.000,-"])
def test_marks_that_lead_to_footnotes_are_no_digits(name: str, active: str) -> None:
    """Behind a name, and behind a figure."""
    told = understood(text("kecamatan;aktif;%", f"{name};{active};10 %*"), "35.28").row(2)
    assert (told["region"], told["active"], told["coverage_pct"]) == ("35.28.12", 2000, 10)


def test_a_name_with_the_kabupaten_of_the_table_behind_it() -> None:
    """It is never taken for the kabupaten itself."""
    rows = ("kecamatan;aktif", '"Waru, Pamekasan";3.000', '"Kec. Pasean, Kab. Pamekasan";2.600', '"Pamekasan";4.000')
    told = understood(text(*(row.replace(";", "\t") for row in rows)), "35.28")
    assert told.figures("region") == [("35.28.10",), ("35.28.13",), ("35.28.04",)]
    assert told.found == []


def test_women_and_men_are_not_everybody() -> None:
    """Nor are members of one programme, new ones, or those of last month."""
    headings = (
        "kecamatan;Aktif (L);Aktif (P);Aktif JHT;Peserta Baru;Aktif Bulan Lalu;Penambahan Bulan Ini;Aktif (Total)"
    )
    told = understood(text(headings, "Galis;1.200;800;500;40;1.900;100;2.000"), "35.28")
    assert (told.row(2)["active"], told.found) == (2000, [])
    two_lines = (("Kecamatan", "Peserta Aktif", None, None), (None, "L", "P", "Jml"), ("Galis", 1200, 800, 2000))
    assert understood(book(*two_lines), "35.28").row(3)["active"] == 2000


def test_a_level_of_membership_is_a_coverage() -> None:
    """And so is whatever is printed as a percentage, under a heading that only speaks of members."""
    rows = ("kecamatan;pekerja;aktif;Tingkat Kepesertaan", "Galis;15.000;2.000;13,33%")
    assert understood(text(*rows), "35.28").row(2)["coverage_pct"] == 13.33
    assert (
        understood(text("kecamatan;Kepesertaan", "Galis;13,33%", "Waru;20%"), "35.28").row(2)["coverage_pct"] == 13.33
    )


def test_a_dash_in_front_of_a_name() -> None:
    """As lists have it below the name of the whole."""
    told = understood(
        text("wilayah;aktif", "Kab. Pamekasan;89.000", "- Kec. Galis;2.000", "• Kec. Waru;3.000"), "35.28"
    )
    assert told.figures("region") == [("35.28",), ("35.28.03",), ("35.28.10",)]
