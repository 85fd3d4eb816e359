"""Shapes that tables of offices take: months side by side, lines turned to columns, names merged over several rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot.errors import InvalidAnswer
from tests.coverage.tables import OCTOBER, book, text, understood

DAYS = ("2026-09-30", "2026-10-31")


@pytest.mark.parametrize(
    "rows",
    [
        [("Kecamatan", "Eligible", "Sept 2026", "Okt 2026"), ("Galis", 12480, 2500, 2621)],
        [("Kecamatan", "Eligible", "Sep-26", "Okt-26"), ("Galis", 12480, 2500, 2621)],
        [("Kecamatan", "Eligible", date(2026, 9, 30), date(2026, 10, 31)), ("Galis", 12480, 2500, 2621)],
        [
            ("Kecamatan", "Eligible", "Peserta Aktif", None),
            (None, None, "Sept 2026", "Okt 2026"),
            ("Galis", 12480, 2500, 2621),
        ],
        [("Kecamatan", "Eligible", "Aktif per 30-9-2026", "Aktif per 31-10-2026"), ("Galis", 12480, 2500, 2621)],
        [
            ("Kecamatan", "Eligible", "September 2026", "Oktober 2026", "Selisih", "Kenaikan (%)"),
            ("Galis", "12.480", "2.500", "2.621", "121", "4,84%"),
        ],
    ],
)
def test_two_months_side_by_side_are_two_observations(rows: list[tuple[Any, ...]]) -> None:
    """Each with the day of its own heading; the workers are those of both."""
    told = understood(book(*rows), region="35.28", as_of=None)
    assert told.figures("as_of", "active", "eligible") == [(DAYS[0], 2500, 12480), (DAYS[1], 2621, 12480)]
    assert (told.found, told.accepted) == ([], 2)


def test_several_figures_below_each_day() -> None:
    """And a target holds for the year of each."""
    rows = (
        ("Kecamatan", "31 Desember 2025", None, None, "31 Oktober 2026", None, None, "Target 2025", "Target 2026"),
        (None, "Eligible", "Aktif", "%", "Eligible", "Aktif", "%", None, None),
        ("Galis", 12480, 2500, 20.03, 12480, 2621, 21.0, 30, 45),
    )
    told = understood(book(*rows), region="35.28", as_of=None)
    assert told.figures("as_of", "active", "coverage_pct", "target_pct") == [
        ("2025-12-31", 2500, 20.03, 30),
        ("2026-10-31", 2621, 21, 45),
    ]
    assert told.found == []


def test_days_alone_count_what_the_title_says() -> None:
    """Members, or a coverage; with no word of it anywhere nothing is read."""
    headings, row = ("Kabupaten", "30 Sep 2026", "31 Okt 2026"), ("Pamekasan", 79_000, 80_000)
    members = understood(book(("Jumlah peserta aktif per kabupaten",), headings, row), as_of=None)
    assert members.figures("as_of", "active") == [(DAYS[0], 79_000), (DAYS[1], 80_000)]
    shares = understood(book(("UCJ per kabupaten",), headings, ("Pamekasan", "19,75%", "20%")), as_of=None)
    assert shares.figures("as_of", "coverage_pct") == [(DAYS[0], 19.75), (DAYS[1], 20)]


def test_members_without_a_day_beside_others_are_the_newest() -> None:
    """A coverage at the end of a line is that of the last month."""
    told = understood(
        text("kecamatan;eligible;aktif Sep 2026;aktif Okt 2026;cakupan", "Galis;12480;2500;2621;21%"), "35.28", None
    )
    assert told.figures("as_of", "coverage_pct") == [(DAYS[0], None), (DAYS[1], 21)]


def test_years_side_by_side_are_the_latest_and_no_day() -> None:
    """ "2024" is no clear day, so that is asked; --as-of answers it."""
    rows = text("kabupaten;eligible 2024;eligible 2025;cakupan 2024;cakupan 2025", "Pamekasan;300000;400000;19%;20%")
    asked = understood(rows, as_of=None)
    assert (asked.found, asked.rows[0]["coverage_pct"]) == ([(2, "as_of_missing")], 20)
    told = understood(rows, as_of=date(2025, 12, 31)).row(2)
    assert (told["eligible"], told["coverage_pct"]) == (400_000, 20)
    assert understood(rows, as_of=date(2024, 12, 31)).row(2)["eligible"] == 300_000


def test_when_the_workers_were_counted_is_not_the_day() -> None:
    """The statistics of August stand beside the members of October."""
    heading = "Kabupaten;Penduduk Bekerja (Sakernas Agustus 2025);Peserta Aktif per 31 Oktober 2026"
    told = understood(text(heading, "Pamekasan;400000;80000"), as_of=None)
    assert told.figures("as_of", "active", "eligible") == [("2026-10-31", 80_000, 400_000)]


@pytest.mark.parametrize(
    "rows",
    [
        [("Uraian", "Galis", "Proppo"), ("Eligible", 12480, 30000), ("Peserta Aktif", 2621, 6000), ("UCJ (%)", 21, 20)],
        [
            ("Kab. Pamekasan, 31 Oktober 2026",),
            (None, "Galis", "Proppo"),
            ("Eligible", 12480, 30000),
            ("Peserta Aktif", 2621, 6000),
            ("UCJ (%)", 21, 20),
        ],
    ],
)
def test_a_table_on_its_side(rows: list[tuple[Any, ...]]) -> None:
    """Regions in columns: what is the line of a row is the column there."""
    told = understood(book(*rows), region="35.28")
    assert told.figures("row", "region", "active", "eligible", "coverage_pct") == [
        (2, "35.28.03", 2621, 12480, 21),
        (3, "35.28.05", 6000, 30000, 20),
    ]
    assert told.found == []


def test_months_of_one_kabupaten_in_columns() -> None:
    """And a form of two columns."""
    rows = (
        ("Kab. Pamekasan",),
        ("Uraian", "September 2026", "Oktober 2026"),
        ("Pekerja eligible", 400_000, 400_000),
        ("Peserta aktif", 79_500, 80_000),
    )
    told = understood(book(*rows), as_of=None)
    assert told.figures("region", "as_of", "active") == [("35.28", DAYS[0], 79_500), ("35.28", DAYS[1], 80_000)]
    form = (("Kabupaten", "Pamekasan"), ("Tanggal", "31 Oktober 2026"), ("Eligible", 400_000), ("Aktif", 80_000))
    assert understood(book(*form), as_of=None).figures("region", "as_of", "active") == [("35.28", DAYS[1], 80_000)]


def _merging(*areas: str) -> Callable[[Worksheet], None]:
    def shape(sheet: Worksheet) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return shape


SEGMENTS = (
    ("Kabupaten", "Segmen", "Aktif"),
    ("Pamekasan", "PU", 30_000),
    (None, "BPU", 50_000),
    (None, "Jumlah", 80_000),
    ("Sampang", "PU", 20_000),
    (None, "BPU", 40_000),
    (None, "Jumlah", 60_000),
    (None, "Jumlah", 140_000),
)


@pytest.mark.parametrize("areas", [("A2:A4", "A5:A7"), ()])
def test_a_region_over_the_rows_of_its_segments(areas: tuple[str, ...]) -> None:
    """Merged or left empty below; the sum over both regions is none of theirs."""
    told = understood(book(*SEGMENTS, shape=_merging(*areas)))
    assert told.figures("region", "segment", "active") == [
        ("35.28", "pu", 30_000),
        ("35.28", "bpu", 50_000),
        ("35.28", "all", 80_000),
        ("35.27", "pu", 20_000),
        ("35.27", "bpu", 40_000),
        ("35.27", "all", 60_000),
    ]
    assert told.found == [(8, "totals_row_skipped")]


def test_a_sum_below_segments_that_have_none() -> None:
    """It is that of the table, not of the last region."""
    told = understood(book(*(row for row in SEGMENTS if row[1:] not in (("Jumlah", 80_000), ("Jumlah", 60_000)))))
    assert (len(told.rows), told.found) == (4, [(6, "totals_row_skipped")])


def test_a_figure_merged_over_segments_is_the_first_ones_only() -> None:
    """Workers of a kabupaten are not those of each segment."""
    rows = (("Kabupaten", "Segmen", "Eligible", "Aktif"), ("Pamekasan", "PU", 400_000, 30_000), (None, "BPU", None, 50))
    told = understood(book(*rows, shape=_merging("A2:A3", "C2:C3")))
    assert told.figures("segment", "eligible") == [("pu", 400_000), ("bpu", None)]


def test_months_below_a_region_that_stands_once() -> None:
    """Each row has its own day."""
    rows = ("kabupaten;bulan;aktif", "Pamekasan;September 2026;79.500", ";Oktober 2026;80.000")
    told = understood(text(*rows), as_of=None)
    assert told.figures("region", "as_of") == [("35.28", DAYS[0]), ("35.28", DAYS[1])]


def test_the_halves_of_an_official_list() -> None:
    """ "Kabupaten" and "Kota" alone in a row tell namesakes apart, and are no second line of headings."""
    rows = (("Wilayah", "Aktif"), ("KABUPATEN",), ("01. Kediri", 150_000), ("KOTA",), ("71. Kediri", 70_000))
    told = understood(book(*rows))
    assert [row["region"] for row in told.rows] == ["35.06", "35.71"] and told.found == []


def test_a_heading_of_two_levels() -> None:
    """In "Kecamatan/Desa" most names say which of both they are."""
    told = understood(text("Kecamatan / Desa;Aktif", "Galis;2621", "Pademawu;6000"), region="35.28")
    assert [row["level"] for row in told.rows] == ["kecamatan", "kecamatan"]


def test_one_day_for_all_below_the_table() -> None:
    """As a source line tells it; the day of a signature is none."""
    rows = ("kabupaten;aktif", "Pamekasan;80.000", "Sumber: BPJS Ketenagakerjaan, data per 31 Oktober 2026;")
    told = understood(text(*rows, "Pamekasan, 5 November 2026;"), as_of=None)
    assert (told.figures("as_of"), told.accepted) == ([("2026-10-31",)], 1)
    assert OCTOBER.isoformat() == "2026-10-31"


def test_months_below_a_year_that_is_told_once() -> None:
    """In a title, or over its months; those still to come are empty and say nothing."""
    rows = ("Peserta Aktif Tahun 2026;;;", "Kecamatan;Sep;Okt;Des", "Galis;1.000;1.100;", "Waru;900;950;-")
    told = understood(text(*rows), "35.28", None)
    assert told.figures("row", "as_of", "active") == [
        (3, DAYS[0], 1000),
        (3, DAYS[1], 1100),
        (4, DAYS[0], 900),
        (4, DAYS[1], 950),
    ]
    assert told.found == []
    quarters = understood(text("Peserta Aktif 2026;;", "Kecamatan;TW II;TW III", "Galis;1.000;1.100"), "35.28", None)
    assert quarters.figures("as_of") == [("2026-06-30",), (DAYS[0],)]
    rows = ("Peserta aktif;;;;", "Kecamatan;2025;;2026;", ";Nov;Des;Jan;Feb", "Galis;1.000;1.100;1.150;1.200")
    days = ("2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28")
    assert understood(text(*rows), "35.28", None).figures("as_of") == [(day,) for day in days]


@pytest.mark.parametrize("gap", ["", ";"])
def test_halves_of_a_table_side_by_side(gap: str) -> None:
    """Its headings stand there twice; the sum below the second is that of both."""
    told = understood(
        text(
            f"No;Kecamatan;Aktif;{gap}No;Kecamatan;Aktif",
            f"1;Galis;1.000;{gap}3;Pasean;1.100",
            f"2;Waru;900;{gap};;",
            f";;;{gap};Jumlah;3.000",
        ),
        "35.28",
    )
    assert told.figures("row", "region", "active") == [
        (2, "35.28.03", 1000),
        (3, "35.28.10", 900),
        (2, "35.28.13", 1100),
    ]
    assert told.found == [(4, "totals_row_skipped")]


def test_a_table_without_a_figure_is_refused() -> None:
    """Quarters of nobody knows what are not read, and that is said."""
    with pytest.raises(InvalidAnswer):
        understood(text("Laporan;;", "Kecamatan;TW I 2026;TW II 2026", "Galis;1.000;1.100"), "35.28", None)
