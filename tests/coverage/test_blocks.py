"""Tables in blocks below each other: a line that stands alone says of whom, or of when, those below it tell."""

from datetime import date

import pytest

from tests.coverage.tables import OCTOBER, book, text, understood

DAYS = ("2026-09-30", "2026-10-31")
PU, BPU = (("35.28.01", "pu", 2000), ("35.28.02", "pu", 1800)), (("35.28.01", "bpu", 3000), ("35.28.02", "bpu", 1650))


@pytest.mark.parametrize(
    ("first", "second"), [("Segmen PU", "Segmen BPU"), ("A. Penerima Upah", "B. Bukan Penerima Upah (BPU)")]
)
def test_each_block_is_of_the_segment_above_it(first: str, second: str) -> None:
    """Whether each has headings of its own or not; its sum is that of the block."""
    headings = "Kecamatan;Pekerja;Aktif"
    blocks = (["Tlanakan;8.000;2.000", "Pademawu;9.000;1.800"], ["Tlanakan;30.000;3.000", "Pademawu;33.000;1.650"])
    of_their_own = understood(text(f"{first};;", headings, *blocks[0], f"{second};;", headings, *blocks[1]), "35.28")
    below_one = understood(text(headings, f"{first};;", *blocks[0], "Jumlah;17.000;3.800", f"{second};;", *blocks[1]))
    for told in (of_their_own, below_one):
        assert told.figures("region", "segment", "active") == [*PU, *BPU]
    assert (of_their_own.found, below_one.found) == ([], [(5, "totals_row_skipped")])


def test_a_segment_beside_the_numbers_of_lines() -> None:
    """The column "No" holds it, and is no column of segments for that."""
    told = understood(
        text("No;Kecamatan;Aktif", "I. PU;;", "1;Tlanakan;2.000", "2;Pademawu;1.800", "II. BPU;;", "1;Tlanakan;3.000")
    )
    assert told.figures("row", "segment") == [(3, "pu"), (4, "pu"), (6, "bpu")]
    assert told.found == []


def test_a_remark_about_a_segment_begins_no_block() -> None:
    """What a note leaves out is not what the rows below it are of."""
    told = understood(text("Kecamatan;Aktif", "Tlanakan;2.000", "Catatan: belum termasuk BPU;", "Pademawu;1.800"))
    assert told.figures("segment") == [("all",), ("all",)]


def test_each_block_is_of_the_month_above_it() -> None:
    """And --as-of does not overrule what the table says of itself."""
    rows = text("A. September 2026;", "Kecamatan;Aktif", "Tlanakan;4.000", "B. Oktober 2026;", "Tlanakan;4.100")
    for as_of in (None, date(2026, 8, 31)):
        told = understood(rows, "35.28", as_of)
        assert told.figures("as_of", "active") == [(DAYS[0], 4000), (DAYS[1], 4100)]
        assert told.found == []


@pytest.mark.parametrize("region", [None, "35"])
def test_each_block_is_of_the_kabupaten_above_it(region: str | None) -> None:
    """There is a Galis in both; the first stands in the title of the table."""
    headings = "No;Kecamatan;Aktif"
    rows = ("KABUPATEN BANGKALAN;;", headings, "1;Galis;2.000", "KABUPATEN PAMEKASAN;;", headings, "1;Galis;1.500")
    told = understood(text(*rows), region)
    assert told.figures("region", "active") == [("35.26.18", 2000), ("35.28.03", 1500)]
    assert told.found == []


def test_a_title_tells_namesakes_apart_in_a_wider_region() -> None:
    """Whoever says Jawa Timur need not repeat what stands above the table."""
    told = understood(text("Cakupan Kabupaten Bangkalan;", "Kecamatan;Aktif", "Galis;2.000"), "35")
    assert (told.figures("region"), told.found) == ([("35.26.18",)], [])


def test_the_name_of_a_sheet_is_a_title() -> None:
    """Of a segment, too."""
    told = understood(book(("Kecamatan", "Aktif"), ("Galis", 2000), title="BPU Okt 2026"), "35.28", None)
    assert told.figures("segment", "as_of") == [("bpu", DAYS[1])]


@pytest.mark.parametrize(
    "rows",
    [
        ("Kecamatan;Segmen;Aktif", "Galis;PU;1.000", "Galis;PMI;20", "Galis;Semua;1.900"),
        ("Kecamatan;Aktif", "Galis;1.900", "C. Pekerja Migran (PMI);", "Galis;20"),
    ],
)
def test_people_of_no_segment_of_ours_are_not_taken_for_everybody(rows: tuple[str, ...]) -> None:
    """The row is refused, and nothing is said against the sum of all."""
    told = understood(text(*rows), "35.28")
    [line] = [line for line, code in told.found if code == "unreadable_number"]
    assert (len(told.found), told.row(line)["active"]) == (1, None)
    assert any(row["active"] == 1900 for row in told.rows)
    assert told.accepted == len(told.rows) - 1


def test_the_sum_of_the_segments_of_one_region_is_that_of_all() -> None:
    """Without a column of regions there is nothing else that it could be the sum of."""
    rows = ("Kabupaten Pamekasan, 31 Oktober 2026;;", "Segmen;Potensi;Aktif", "PU;60.000;30.000", "BPU;390.000;59.000")
    told = understood(text(*rows, "Jumlah;450.000;89.000"), as_of=None)
    assert told.figures("region", "segment", "active")[-1] == ("35.28", "all", 89_000)
    assert (told.found, told.accepted) == ([], 3)


@pytest.mark.parametrize(
    ("titles", "figures"),
    [
        (("Tabel 1. Cakupan per 30 September 2026", "Tabel 2. Cakupan per 31 Oktober 2026"), ("35.28.03", *DAYS)),
        (("Tabel 1. Kec. di Kab. Bangkalan", "Tabel 2. Kec. di Kab. Pamekasan"), ("35.26.18", DAYS[1], DAYS[1])),
        (("Peserta PU", "Rincian peserta segmen BPU di semua kecamatan yang ada"), ("35.28.03", DAYS[1], DAYS[1])),
    ],
)
def test_a_line_above_headings_that_come_again_is_a_title(
    titles: tuple[str, str], figures: tuple[str, str, str]
) -> None:
    """However long it is: a day, a region or a segment in it is that of the table below."""
    rows = (f"{titles[0]};", "Kecamatan;Aktif", "Galis;1.000", ";", f"{titles[1]};", "Kecamatan;Aktif", "Galis;1.100")
    told = understood(text(*rows), None if "Kab." in titles[0] else "35.28", None if "per" in titles[0] else OCTOBER)
    region, first, second = figures
    assert told.figures("region", "as_of") == [(region, first), ("35.28.03", second)]
    assert told.figures("segment") == ([("pu",), ("bpu",)] if "PU" in titles[0] else [("all",), ("all",)])
    assert told.found == []


@pytest.mark.parametrize("group", [("Segmen", "PU", "BPU"), ("Bulan", "September 2026", "Oktober 2026")])
def test_a_group_to_the_left_of_the_names_holds_until_the_next(group: tuple[str, str, str]) -> None:
    """It stands once, merged or not, in the first of its rows or in one of its own."""
    heading, first, second = group
    names = ("Galis;1.000", "Waru;900"), ("Galis;500", "Waru;700")
    beside = (f"{first};{names[0][0]}", f";{names[0][1]}", f"{second};{names[1][0]}", f";{names[1][1]}")
    above = (f"{first};;", *(f";{row}" for row in names[0]), f"{second};;", *(f";{row}" for row in names[1]))
    for rows in (beside, above):
        told = understood(text(f"{heading};Kecamatan;Aktif", *rows), "35.28", None if heading == "Bulan" else OCTOBER)
        said = ("pu", "bpu") if heading == "Segmen" else DAYS
        assert [row["segment" if heading == "Segmen" else "as_of"] for row in told.rows] == [
            said[0],
            said[0],
            said[1],
            said[1],
        ]
        assert told.found == []


def test_who_signed_the_first_table_is_no_title_of_the_second() -> None:
    """Nor is the day of it that of the figures."""
    table = ("Kecamatan;Aktif", "Galis;1.000")
    signed = (";", "Sampang, 5 November 2026;", "Kepala Cabang Kabupaten Sampang;", ";")
    told = understood(
        text("Kab. Bangkalan per 31 Oktober 2026;", *table, *signed, "Kab. Pamekasan;", *table), as_of=None
    )
    assert told.figures("region", "as_of") == [("35.26.18", DAYS[1]), ("35.28.03", DAYS[1])]
    assert told.found == []
