"""Tables of offices that nobody had in mind: nothing in them may become a wrong figure in silence."""

from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.coverage.tables import OCTOBER, book, text, understood

KECAMATAN = ("Kecamatan;Peserta;Pekerja", "Tlanakan;5.120;31.002", "Pademawu;8.003;40.411", "Galis;3.100;15.700")


def test_decimals_cut_off_by_a_comma_without_quotes() -> None:
    """16,18 is two cells to a program that knows no better; 16 would be another figure."""
    told = understood(text("Kabupaten,Peserta,Cakupan", "Sumenep,99000,16,18", "Sampang,50000,10,42", "Jember,80000,9"))
    assert told.found == [(2, "unreadable_number"), (3, "unreadable_number")]
    assert told.row(4)["coverage_pct"] == 9


def test_a_remark_without_a_heading_is_no_part_of_a_number() -> None:
    """Words at the end of a line are no decimals."""
    assert understood(text("Kabupaten,Peserta", "Sumenep,99000,sementara", "Sampang,50000,")).found == []
    assert understood(text("Kabupaten,Peserta,", "Sumenep,99000,1", "Sampang,50000,2")).found == []


def test_lines_that_were_quoted_as_a_whole() -> None:
    """As a program saves them that took each line for one cell."""
    told = understood(text('"Kabupaten,Peserta,Pekerja"', '"Pamekasan,""74.880"",""468.000"""'))
    assert told.figures("region", "active", "eligible") == [("35.28", 74_880, 468_000)]


def test_a_code_behind_the_mark_of_a_text() -> None:
    """A spreadsheet shows '35.28 as 35.28."""
    assert understood(text("Kode;Peserta", "'35.28;'74880")).figures("region", "active") == [("35.28", 74_880)]


def test_ninety_nine_of_612_thousand() -> None:
    """Members who lost their thousands beside workers who did not; in a village there may be so few."""
    told = understood(text("wilayah;peserta;pekerja", "Pamekasan;74.880;468.000", "Sumenep;99;612.000"))
    assert told.found == [(3, "count_implausible")] and told.accepted == 1
    assert "Hanya 99 peserta aktif dari 612.000 pekerja" in told.texts[0]
    assert understood(text("kecamatan;peserta;pekerja", "Galis;9;15.700"), "35.28").found == [(2, "count_implausible")]
    assert understood(text("desa;peserta;pekerja", "Terrak;2;2.100"), "35.28.01").found == []


@pytest.mark.parametrize(("total", "found"), [("94.880", [(2, "count_implausible")]), ("76.000", []), ("74.880", [])])
def test_segments_that_do_not_make_their_total(total: str, found: list[tuple[int, str]]) -> None:
    """Some members work abroad and are in none of the three; a fifth of them is a slip."""
    told = understood(text("kabupaten;PU;BPU;Jakon;Total", f"Pamekasan;20.000;45.000;9.880;{total}"))
    assert told.found == found


@pytest.mark.parametrize("name", ["Kab. Pamekasan", "Pamekasan", "Se-Madura", "PAMEKASAN", "Semua Kecamatan"])
def test_a_sum_of_a_few_parts_is_not_told_of_the_whole(name: str) -> None:
    """Whatever it is called: three of thirteen kecamatan are no kabupaten, nor one more kecamatan of that name."""
    told = understood(text(*KECAMATAN, f"{name};16.223;87.113"), "35.28")
    assert told.found == [(5, "totals_row_skipped")] and len(told.rows) == 3


def test_a_whole_above_a_few_of_its_parts_is_asked() -> None:
    """It says of itself to be the kabupaten, and is the sum of three parts."""
    told = understood(text("wilayah;peserta;pekerja", "Kab. Pamekasan;16.223;87.113", *KECAMATAN[1:]), "35.28")
    assert told.found == [(2, "count_implausible")] and "3 bagiannya" in told.texts[0] and "13" in told.texts[0]
    other = understood(text("wilayah;peserta;pekerja", "Kab. Pamekasan;74.880;468.000", *KECAMATAN[1:]), "35.28")
    assert other.found == []


def test_namesakes_below_the_row_of_their_kabupaten() -> None:
    """There is a Galis in Bangkalan, too."""
    rows = (
        "wilayah;peserta",
        "Kab. Pamekasan;74.880",
        "  Kec. Galis;3.100",
        "Kab. Bangkalan;71.500",
        "  Kec. Galis;6.000",
    )
    told = understood(text(*rows))
    assert [row["region"] for row in told.rows] == ["35.28", "35.28.03", "35.26", "35.26.18"]


def test_few_small_numbers_may_add_up_by_chance() -> None:
    """The third village has as many members as the two before it."""
    told = understood(text("desa;peserta", "Terrak;1", "Mangar;2", "Bandaran;3"), "35.28.01")
    assert (len(told.rows), told.found) == (3, [])


@pytest.mark.parametrize("total", ["Jumlah;16.223;87.113", "Rata-rata;5.408;29.038"])
def test_a_total_of_its_rows_is_passed_over(total: str) -> None:
    """Nobody has anything to decide."""
    told = understood(text(*KECAMATAN, total), "35.28")
    assert told.found == [(5, "totals_row_skipped")] and told.accepted == 3
    assert told.texts == ["Baris jumlah dilewati."]


def test_a_total_that_is_not_the_sum_of_its_rows_is_asked() -> None:
    """A row is missing, or a digit: that is for a person to say, and was a mere note. The rows themselves are kept."""
    told = understood(text(*KECAMATAN, "Jumlah;26.223;87.113"), "35.28")
    assert told.found == [(5, "totals_row_skipped"), (5, "count_implausible")] and told.accepted == 3
    assert told.severities == {"totals_row_skipped": "note", "count_implausible": "question"}
    note, asked = told.texts
    assert note == "Baris jumlah dilewati."
    assert asked.startswith(
        "Tertulis 26.223, padahal baris-baris di atasnya berjumlah 16.223. Adakah baris yang kurang"
    )


def test_totals_below_each_group_and_below_all() -> None:
    """Each adds up what stands above it since the last one, the last one everything."""
    rows = ("Galis;3.100;15.700", "Waru;2.000;9.000", "Jumlah;5.100;24.700", "Total;18.223;96.113")
    told = understood(text(*KECAMATAN[:3], "Jumlah;13.123;71.413", *rows), "35.28")
    assert set(told.texts) == {"Baris jumlah dilewati."} and told.accepted == 4


@pytest.mark.parametrize("headings", [("Kabupaten", "Jumlah Perusahaan"), ("Kabupaten", "Kasus Kecelakaan Kerja")])
def test_another_table_below_is_not_read_with_the_headings_of_the_first(headings: tuple[str, str]) -> None:
    """1.250 companies in Sampang are no members; what is left out is asked."""
    rows = (("Kabupaten", "Peserta"), ("Pamekasan", 74_880), (), ("Tabel 2",), headings, ("Sampang", 12_500))
    told = understood(book(*rows))
    assert told.figures("row", "region", "active") == [(2, "35.28", 74_880)]
    assert told.found == [(5, "meaning_unclear")] and told.severities["meaning_unclear"] == "question"


def test_a_smaller_table_above_is_said_to_be_left_out() -> None:
    """The one with the most headings is read."""
    rows = (("Kabupaten", "Peserta"), ("Sampang", 50_000), (), ("Kabupaten", "Peserta", "Pekerja", "Target"))
    told = understood(book(*rows, ("Pamekasan", 74_880, 468_000, "30%")))
    assert told.figures("row", "region") == [(5, "35.28")] and told.found == [(1, "meaning_unclear")]


def test_the_headings_again_in_other_letters_go_on() -> None:
    """On the second page of a printed table."""
    rows = (("Kabupaten", "Peserta Aktif"), ("Pamekasan", 74_880), ("KABUPATEN", "PESERTA AKTIF"), ("Sampang", 50_000))
    assert understood(book(*rows)).figures("row", "active") == [(2, 74_880), (4, 50_000)]


def test_a_coverage_of_another_year_than_the_day() -> None:
    """That of 2025 was not counted in October 2026."""
    told = understood(text("kabupaten;Cakupan 2025 (%);Target 2026", "Pamekasan;33,51;55"))
    assert told.found == [(2, "as_of_missing")] and told.accepted == 0
    assert understood(text("kabupaten;Cakupan 2026 (%)", "Pamekasan;33,51")).found == []


def test_members_of_bpjs_kesehatan() -> None:
    """Another insurance, whose tables look the same; a column of it beside ours is left alone."""
    rows = "Kepesertaan JKN BPJS Kesehatan", "Kabupaten;Peserta;Cakupan", "Pamekasan;800.000;92,9%"
    told = understood(text(*rows))
    assert told.found == [(3, "meaning_unclear")] and told.accepted == 0
    both = text("Kabupaten;Peserta JKN;Peserta BPJS Ketenagakerjaan", "Pamekasan;800.000;74.880")
    assert understood(both).figures("active") == [(74_880,)]
    assert understood(both).found == []


def test_formal_and_informal_workers_are_said_to_be_left_out() -> None:
    """They are no segments; a note tells that nobody reads these columns."""
    told = understood(text("Kabupaten;Pekerja Formal;Pekerja Informal;Peserta;Pekerja", "Pamekasan;1;2;74.880;468.000"))
    assert told.found == [(1, "meaning_unclear")] and told.severities["meaning_unclear"] == "note"
    assert "Pekerja Formal, Pekerja Informal" in told.texts[0] and told.accepted == 1


def test_a_unit_in_the_corner_of_a_title() -> None:
    """A title is no group of columns because it stands right above them."""
    rows = (("Tabel 3. Cakupan", None, "(ribu orang)"), ("Kabupaten", "Peserta", "Pekerja"), ("Pamekasan", 74.88, 468))
    told = understood(book(*rows))
    assert told.figures("region", "active", "eligible") == [("35.28", 74_880, 468_000)] and told.found == []


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("Kabupaten Pamekasan Tahun 2026", ["2026-01-31", "2026-02-28"]),
        ("Kabupaten Pamekasan, sesuai Inpres Nomor 2 Tahun 2021", [None, None]),
    ],
)
def test_months_below_each_other_are_of_the_year_in_the_title(title: str, days: list[str | None]) -> None:
    """Not of that of a law."""
    rows = ((title,), ("Bulan", "Peserta"), ("Januari", 70_000), ("Februari", 70_500))
    assert [row["as_of"] for row in understood(book(*rows), as_of=None).rows] == days


def test_the_kind_and_the_name_in_cells_of_their_own() -> None:
    """Below one heading that was merged over both."""

    def shape(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:B1")

    rows: tuple[tuple[Any, ...], ...] = (
        ("Kab/Kota", None, "Peserta"),
        ("Kab.", "Malang", 200_000),
        ("Kota", "Malang", 150_000),
    )
    told = understood(book(*rows, shape=shape), as_of=OCTOBER)
    assert told.figures("region") == [("35.07",), ("35.73",)]
