"""Tables as offices really make them are read as a person would read them."""

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.coverage.tables import book, text, understood
from tests.sheets.files import xlsx

HEADINGS = ("No", "Kecamatan", "Pekerja Eligible", "Peserta Aktif", "Cakupan (%)")


def test_titles_that_were_merged_a_row_of_numbers_and_a_sum() -> None:
    """The title names the kabupaten around the kecamatan and the day; the sum is passed over and said so."""

    def shape(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("A2:E2")

    found = understood(
        book(
            ("DATA CAKUPAN KEPESERTAAN BPJS KETENAGAKERJAAN",),
            ("KABUPATEN PAMEKASAN PROVINSI JAWA TIMUR PER 31 OKTOBER 2026",),
            (),
            HEADINGS,
            ("(1)", "(2)", "(3)", "(4)", "(5=4/3)"),
            (1, "Galis", 12480, 2621, 21.0),
            (2, "Pamekasan", "40.100", "8.020", "20,00"),
            (None, "JUMLAH", 52580, 10641, 20.2),
            ("Sumber: BPJS Ketenagakerjaan Cabang Madura",),
            ("Pamekasan, 5 November 2026",),
            shape=shape,
        ),
        as_of=None,
    )
    assert found.figures("row", "region", "level", "as_of", "active", "eligible", "coverage_pct") == [
        (6, "35.28.03", "kecamatan", "2026-10-31", 2621, 12480, 21),
        (7, "35.28.04", "kecamatan", "2026-10-31", 8020, 40100, 20),
    ]
    assert found.found == [(8, "totals_row_skipped")]
    assert found.severities == {"totals_row_skipped": "note"}
    assert found.accepted == 2


def test_the_keys_of_a_row_and_their_order() -> None:
    """Other programs read them."""
    [row] = understood(text("wilayah;aktif;eligible", "Kab. Pamekasan;80.000;400.000")).rows
    assert list(row.items()) == [
        ("row", 2),
        ("region", "35.28"),
        ("name", "Kab. Pamekasan"),
        ("level", "kabupaten"),
        ("as_of", "2026-10-31"),
        ("segment", "all"),
        ("active", 80_000),
        ("eligible", 400_000),
        ("coverage_pct", None),
        ("target_pct", None),
        ("meaning", "of_workers"),
    ]


def test_headings_over_several_columns_split_the_members() -> None:
    """No segment takes over what was told of everybody."""
    found = understood(
        book(
            ("Kabupaten/Kota", "Eligible", "Peserta Aktif", None, None, None, "Cakupan", "Target 2026 (%)"),
            (None, None, "PU", "BPU", "Jakon", "Jumlah", None, None),
            ("Kab. Banyumas", 684654, 159475, 35814, 19398, 214687, "31,36%", 45),
        )
    )
    assert found.row(3) | {"name": ""} == {
        "row": 3,
        "region": "33.02",
        "name": "",
        "level": "kabupaten",
        "as_of": "2026-10-31",
        "segment": "all",
        "active": 214687,
        "eligible": 684654,
        "coverage_pct": 31.36,
        "target_pct": 45,
        "meaning": "of_workers",
    }
    for segment, active in (("pu", 159475), ("bpu", 35814), ("jakon", 19398)):
        one = found.row(3, segment)
        assert (one["active"], one["eligible"], one["coverage_pct"], one["target_pct"]) == (active, None, None, None)
    assert (found.found, found.accepted) == ([], 4)


def test_numbers_that_mean_what_the_cell_shows() -> None:
    """0.21 is shown as 21 %, 12.48 as 12.480."""

    def shape(sheet: Worksheet) -> None:
        for line in (2, 3):
            sheet[f"B{line}"].number_format = "0.000"
            sheet[f"C{line}"].number_format = "#,##0"
            sheet[f"D{line}"].number_format = "0%"

    found = understood(
        book(
            ("Kecamatan", "Eligible", "Aktif", "Cakupan"),
            ("Galis", 12.48, 2621, 0.21),
            ("Pademawu", 30.0, 6000, 0.2),
            shape=shape,
        ),
        region="35.28",
    )
    assert found.figures("eligible", "active", "coverage_pct") == [(12480, 2621, 21), (30000, 6000, 20)]
    assert found.found == []


@pytest.mark.parametrize(("cell", "count"), [("12.480", 12480), ("12,480", 12480), (12.48, 12480), ("12 480", 12480)])
def test_twelve_thousand_however_it_is_written(cell: object, count: int) -> None:
    """A percentage beside it says that it was read well."""
    found = understood(book(HEADINGS, (1, "Galis", cell, 2621, 21)), region="35.28")
    assert (found.row(2)["eligible"], found.found) == (count, [])


def test_a_count_that_lost_its_zeros_is_asked_where_nothing_confirms_it() -> None:
    """12.48 people there are not."""
    found = understood(book(("Kecamatan", "Eligible"), ("Galis", 12.48)), region="35.28")
    assert (found.row(2)["eligible"], found.found, found.accepted) == (12480, [(2, "count_implausible")], 0)


@pytest.mark.parametrize("heading", ["Eligible (ribu orang)", "Pekerja eligible (dalam ribuan)", "Eligible (x 1.000)"])
def test_thousands_in_the_heading(heading: str) -> None:
    """They hold for the whole column, and for no other."""
    rows = (("Kabupaten", heading, "Aktif"), ("Pamekasan", 400, 80_000), ("Sampang", "412,5", 82_500))
    found = understood(book(*rows))
    assert found.figures("eligible", "active") == [(400_000, 80_000), (412_500, 82_500)]


def test_words_for_thousands_and_millions_in_the_cell() -> None:
    """As speeches have them; their rounding is no contradiction."""
    rows = ("provinsi;eligible;aktif;cakupan", "Sulawesi Utara;843 ribu;573 ribu;67,95%", "Lampung;2,8 juta;687rb;24,5")
    found = understood(text(*rows))
    assert found.figures("eligible", "active", "coverage_pct") == [
        (843_000, 573_000, 67.95),
        (2_800_000, 687_000, 24.5),
    ]
    assert found.found == []


def test_what_is_hidden_is_not_read() -> None:
    """Neither a column nor a row."""

    def shape(sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[3].hidden = True

    rows = (("Kecamatan", "Eligible", "Aktif", "Cakupan"), ("Galis", 12480, 999, 21), ("Pademawu", 30000, 1, 20))
    found = understood(book(*rows, shape=shape), region="35.28")
    assert found.figures("row", "active", "coverage_pct") == [(2, None, 21)]


def test_formulas_are_what_was_stored_for_them() -> None:
    """openpyxl stores no results, so there is nothing to use, and that is asked."""
    found = understood(book(HEADINGS, (1, "Galis", 12480, 2621, "=D2/C2*100")), region="35.28")
    assert (found.row(2)["coverage_pct"], found.found, found.accepted) == (None, [(2, "formula_ignored")], 0)
    assert found.severities["formula_ignored"] == "question"
    csv = understood(text("kecamatan;eligible;aktif", "Galis;12480;=B2/5"), region="35.28")
    assert csv.found == [(2, "formula_ignored")]


def test_a_region_that_stands_above_its_parts() -> None:
    """Galis is in two kabupaten; each is the one below its own heading line."""
    rows = (
        ("Wilayah", "Eligible", "Aktif"),
        ("Kabupaten Bangkalan",),
        ("Galis", 30000, 3000),
        ("Kabupaten Pamekasan",),
        ("Galis", 12480, 2621),
    )
    found = understood(book(*rows), region="35")
    assert [row["region"] for row in found.rows] == ["35.26.18", "35.28.03"]
    assert found.found == []


def test_wider_places_in_columns_of_their_own_that_were_merged_downwards() -> None:
    """A cell over several rows counts for each of them."""
    rows = (
        ("Kabupaten", "Kecamatan", "Desa", "Peserta Aktif"),
        ("Kab. Pamekasan", "Galis", "Konang", 120),
        (None, None, "Lembung", 80),
        (None, "Pademawu", "Sumedangan", 90),
    )
    found = understood(book(*rows))
    assert found.figures("region", "level") == [
        ("35.28.03.2002", "desa"),
        ("35.28.03.2004", "desa"),
        ("35.28.02.2016", "desa"),
    ]


def test_one_region_month_by_month() -> None:
    """No column names it; the title does."""
    rows = (
        ("Perkembangan peserta aktif Kab. Pamekasan",),
        ("Bulan", "Peserta aktif", "Pekerja eligible"),
        ("Agustus 2026", 79_000, 400_000),
        ("Sep-26", 79_500, 400_000),
        ("31/10/2026", "80.000", "400.000"),
    )
    found = understood(book(*rows), as_of=None)
    assert found.figures("region", "as_of", "active") == [
        ("35.28", "2026-08-31", 79_000),
        ("35.28", "2026-09-30", 79_500),
        ("35.28", "2026-10-31", 80_000),
    ]


def test_a_segment_in_a_column_behind_the_name_and_in_the_title() -> None:
    """However it is told, it is never the whole."""
    told = understood(
        text("wilayah;segmen;eligible;aktif", "Pamekasan;BPU;300000;6000", "Pamekasan;Semua;400000;80000")
    )
    assert [row["segment"] for row in told.rows] == ["bpu", "all"]
    behind = understood(text("wilayah;eligible;aktif", "Kabupaten Kudus - jasa konstruksi;27531;4474"))
    assert [(row["region"], row["segment"]) for row in behind.rows] == [("33.19", "jakon")]
    title = understood(book(("Kepesertaan BPU Kab. Pamekasan",), ("Kecamatan", "Peserta aktif"), ("Galis", 50)))
    assert [(row["region"], row["segment"]) for row in title.rows] == [("35.28.03", "bpu")]


def test_headings_with_slips_and_columns_that_are_none_of_our_business() -> None:
    """Ranks, gaps and who is not covered are left alone."""
    headings = "Kecamtan;Elegible;Pesrta Aktif;Belum Terlindungi;Gap;Peringkat;NIK PIC;Keteragan"
    found = understood(text(headings, "Galis;12480;2621;9859;9859;3;3528010101010001;x"), region="35.28")
    assert found.figures("eligible", "active", "coverage_pct") == [(12480, 2621, None)]


def test_the_headings_again_on_the_next_page() -> None:
    """A printed table repeats them."""
    rows = (HEADINGS, (1, "Galis", 12480, 2621, 21), HEADINGS, (2, "Pamekasan", 40100, 8020, 20))
    assert [row["row"] for row in understood(book(*rows), region="35.28").rows] == [2, 4]


def test_a_target_for_the_year_of_the_figures() -> None:
    """Others beside it are for other years."""
    rows = (("Kabupaten", "Cakupan", "Target 2025", "Target 2026", "Target 2027"), ("Pamekasan", "20%", 40, 45, 50))
    assert understood(book(*rows)).row(2)["target_pct"] == 45


def test_a_sheet_of_examples_from_the_field() -> None:
    """Codes, kinds in a column of their own, and a day for each row."""
    lines = (
        "region_name,level,date,eligible_workers,active_participants,coverage_pct,target_pct,note",
        "Bogor,kota,2026-03-31,500000,,40,,",
        "35.28,kabupaten,2026-03-31,,,16,,",
        "Papua Barat - informal,segmen_provinsi,2026-03-31,170616,77750,45.57,,",
        "Kabupaten Sukamara,kabupaten,2026-03-31,,,,,di atas delapan puluh persen",
    )
    found = understood(text(*lines))
    assert [(row["row"], row["region"]) for row in found.rows] == [(2, "32.71"), (3, "35.28"), (4, None)]
    assert found.found == [(4, "unknown_region")]


def test_columns_that_no_heading_explains_are_told_by_what_stands_in_them() -> None:
    """What stands beside a kecamatan is not of its kabupaten, whatever --region says."""
    rows = (
        (None, "Per", "Sektor", "Aktif", "Eligible"),
        ("Galis", "31-Okt-2026", "BPU", 120, 9000),
        ("Proppo", "Okt 2026", "PU", 80, 7000),
    )
    found = understood(book(*rows), region="35.28", as_of=None)
    assert found.figures("region", "as_of", "segment", "active") == [
        ("35.28.03", "2026-10-31", "bpu", 120),
        ("35.28.05", "2026-10-31", "pu", 80),
    ]


def test_the_sheet_with_the_table_behind_a_cover() -> None:
    """Nobody is asked to delete it."""
    content = xlsx([["Petunjuk"], ["Isi lembar berikutnya"]], Cakupan=[["Kabupaten", "Aktif"], ["Pamekasan", 80_000]])
    assert understood(content).figures("region", "active") == [("35.28", 80_000)]


def test_a_title_about_one_kabupaten_above_several() -> None:
    """What says that it is a kabupaten is one; what might be a kecamatan of it is asked. --region shuts both out."""
    rows = (
        ("Kab. Pamekasan dan tetangganya",),
        ("Wilayah", "Aktif"),
        ("Kab. Pamekasan", 80_000),
        ("Kab. Sampang", 70_000),
    )
    assert [row["region"] for row in understood(book(*rows)).rows] == ["35.28", "35.27"]
    assert [row["region"] for row in understood(book(*rows), region="35.28").rows] == ["35.28", None]
    unmarked = (("Kab. Pamekasan",), ("Wilayah", "Aktif"), ("Galis", 800), ("Sampang", 70_000))
    assert understood(book(*unmarked)).found == [(4, "unknown_region")]


@pytest.mark.parametrize(
    "title",
    [
        "Coverage as of October 31, 2026",
        "Data s.d. 31 Oktober 2026, dicetak 5 November 2026",
        "Periode 1 Januari 2026 s/d 31 Oktober 2026",
        "POSISI : 31-10-2026",
        "Semester I 2026 sampai Oktober 2026",
    ],
)
def test_the_day_in_a_title(title: str) -> None:
    """Neither when it was printed nor when the period began."""
    rows = ((title,), ("Kabupaten", "Aktif"), ("Pamekasan", 80_000))
    assert understood(book(*rows), as_of=None).rows[0]["as_of"] == "2026-10-31"


def test_a_sum_of_nothing_but_formulas_is_said_to_be_left_out() -> None:
    """It is no repeated heading, though its only words could stand in one."""
    told = understood(book(("Kecamatan", "Aktif"), ("Galis", 2000), ("Jumlah", "=SUM(B2)")), "35.28")
    assert told.found == [(3, "totals_row_skipped")]
    short = understood(text("kecamatan;aktif", "Galis;2.000", "TOT;2.000"), "35.28")
    assert short.found == [(3, "totals_row_skipped")]
