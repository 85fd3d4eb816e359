"""A column that is none of our business beside a good table: rows and findings stay as they are without it."""

import pytest

from tests.coverage.tables import text, understood

TITLE = "Cakupan Kab. Pamekasan per 31 Oktober 2026"
COUNTED = ("Kecamatan;Pekerja Eligible;Peserta Aktif;Cakupan (%)", "Galis;12.480;2.621;21", "Pamekasan;40.100;8.020;35")
SHARES = ("Kecamatan;Cakupan (%)", "Galis;21", "Pamekasan;20")
STRAYS = {
    "Kode Pos": ("69382", "69311"),
    "Kode Kantor": ("L04", "35"),
    "Kode Cabang": ("3528", "11"),
    "Kode Pembina": ("12", "35.28"),
    "Kode Peserta": ("A-1", "A-2"),
    "Tipe Desa": ("Perdesaan", "Mandiri"),
    "Jenis Desa": ("Swakarya", "Swasembada"),
    "Luas Wilayah (km2)": ("31,86", "35.28"),
    "Penyuluh Desa": ("Bu Sri", "Pak Hasan"),
    "Kepadatan (Penduduk)": ("850", "2.020"),
    "Kepadatan": ("850", "2.020"),
    "Keadaan Jalan": ("baik", "rusak"),
}


def beside(lines: tuple[str, ...], heading: str, cells: tuple[str, str], *, first: bool) -> bytes:
    """The table with one more column, in front or behind."""
    more = (heading, *cells)
    return text(TITLE, *(f"{new};{line}" if first else f"{line};{new}" for line, new in zip(lines, more, strict=True)))


@pytest.mark.parametrize("lines", [COUNTED, SHARES], ids=["counted", "shares"])
@pytest.mark.parametrize("heading", STRAYS)
@pytest.mark.parametrize("first", [True, False], ids=["in_front", "behind"])
def test_a_column_of_something_else_changes_nothing(lines: tuple[str, ...], heading: str, first: bool) -> None:
    """A postal code was taken for the region of each row, the state of the roads for the day."""
    without = understood(text(TITLE, *lines), "35.28", as_of=None)
    with_it = understood(beside(lines, heading, STRAYS[heading], first=first), "35.28", as_of=None)
    assert (with_it.rows, with_it.found, with_it.texts) == (without.rows, without.found, without.texts)


def test_a_region_without_figures_is_not_asked_for_its_postal_code() -> None:
    """A number in a column of something else is no figure that was overlooked."""
    rows = ("Kecamatan;Peserta Aktif;Kode Pos", "Galis;2.621;69382", "Waru;;69353")
    assert understood(text(*rows), "35.28").found == []


@pytest.mark.parametrize(
    "heading",
    [
        "Kode Wilayah",
        "Kode Kemendagri",
        "Kode Kecamatan",
        "Kode",
        "Kode Wilayah (Permendagri 77/2019)",
        "KODE WILAYAH ADM",
    ],
)
def test_a_code_of_the_region_stays_one(heading: str) -> None:
    """There are two regions called Galis; the code says which."""
    told = understood(text(f"{heading};Nama;Peserta Aktif", "35.28.03;Galis;2.621", "35.26.18;Galis;3.100"))
    assert ([row["region"] for row in told.rows], told.found) == (["35.28.03", "35.26.18"], [])


def test_the_code_of_a_village_stays_one() -> None:
    """As offices write it, without dots."""
    told = understood(text("Kode Desa;Peserta Aktif", "3528032002;120", "3528032004;80"))
    assert [row["region"] for row in told.rows] == ["35.28.03.2002", "35.28.03.2004"]


def test_an_odd_heading_over_villages_is_told_by_what_stands_below() -> None:
    """ "Pemerintah Desa" over the names of villages."""
    rows = ("Kecamatan;Pemerintah Desa;Peserta Aktif", "Galis;Konang;120", "Galis;Lembung;80")
    assert [row["region"] for row in understood(text(*rows), "35.28").rows] == ["35.28.03.2002", "35.28.03.2004"]


def test_a_day_below_a_heading_with_words_of_its_own_is_still_the_day() -> None:
    """ "Keadaan Terkini" is no state of the roads."""
    rows = ("Kecamatan;Peserta Aktif;Keadaan Terkini", "Galis;2.621;31/10/2026")
    assert understood(text(*rows), "35.28", as_of=None).rows[0]["as_of"] == "2026-10-31"


@pytest.mark.parametrize("heading", ["Kode Pos", "Kode Cabang", "Tipe Desa", "Penyuluh Desa"])
def test_a_stray_that_stands_alone_makes_no_figure_of_the_region_around(heading: str) -> None:
    """Where nothing else says what a row is about, it is not stored as the whole kabupaten's."""
    told = understood(text(f"{heading};Pekerja;Peserta", "69382;12.480;2.621"), "35.28")
    assert (told.found, told.accepted) == ([(2, "unknown_region")], 0)


def test_a_name_without_a_heading_beside_a_postal_code() -> None:
    """What stands in the cells is what names the region."""
    told = understood(text(";Kode Pos;Pekerja;Peserta", "Galis;69382;12.480;2.621"), "35.28")
    assert ([row["region"] for row in told.rows], told.found) == (["35.28.03"], [])


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        ("Kecamatan;Bulan Pelaporan;Peserta;Pekerja", "Galis;Oktober;2.621;12.480"),
        ("Kecamatan;Bulan Pelaporan;Tahun;Peserta;Pekerja", "Galis;10;2026;2.621;12.480"),
    ],
)
def test_a_month_whose_year_stands_elsewhere_is_a_day_below_an_odd_heading(headings: str, cells: str) -> None:
    """In the title, or in a column of its own."""
    told = understood(text("Laporan tahun 2026", headings, cells), "35.28", as_of=None)
    assert (told.rows[0]["as_of"], told.found) == ("2026-10-31", [])
