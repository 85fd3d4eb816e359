"""What we write is only ever shown."""

import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from bot.sheets.reading import read
from bot.sheets.writing import Page, harmless, to_book, to_csv, to_xlsx

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TRAPS = ('=HYPERLINK("http://x")', "+62812", "-1+1", "@SUM(A1)", "\t=1", "\r=1")


@pytest.mark.parametrize("trap", TRAPS)
def test_no_cell_is_worked_out(trap: str) -> None:
    """In either kind of file."""
    assert str(harmless(trap)).startswith("'")
    book = load_workbook(io.BytesIO(to_xlsx("Hasil", ["=a", "b"], [[trap, 3]], AT)))
    first = book["Hasil"]["A2"]
    assert first.data_type == "s"
    assert first.value.startswith("'")
    [_, row] = to_csv(["a"], [[trap]]).decode("utf-8-sig").split("\r\n", 1)
    assert row.lstrip('"').startswith("'")


def test_what_is_written_can_be_read() -> None:
    """Numbers stay numbers, and the same rows make the same bytes."""
    rows = [[2, "Cocok", None], [3, "Tidak ditemukan – é", 12]]
    for content in (to_xlsx("Hasil", ["Baris", "Hasil", "Minat"], rows, AT), to_csv(["Baris", "Hasil", "Minat"], rows)):
        sheet = read(content)
        assert [str(row.cells[0]) for row in sheet.rows] == ["Baris", "2", "3"]
        assert sheet.rows[2].cells[1] == "Tidak ditemukan – é"
    assert to_xlsx("Hasil", ["a", "b", "c"], rows, AT) == to_xlsx("Hasil", ["a", "b", "c"], rows, AT)


def test_a_file_may_have_several_sheets() -> None:
    """Each with its own headings, in their order."""
    made = to_book([Page("Satu", ["a"], [[1]]), Page("Dua", ["=b", "c"], [["=x", 2]])], AT)
    book = load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["Satu", "Dua"]
    assert [[cell.value for cell in row] for row in book["Dua"]] == [["'=b", "c"], ["'=x", 2]]


def test_a_row_is_as_high_as_its_words() -> None:
    """Where a program leaves rows as they are, the next row was printed over the end of long words."""
    long, short = "kata " * 40, "kata"
    sheet = load_workbook(io.BytesIO(to_xlsx("Arti", ["Hal", "Artinya"], [[short, long], [short, short]], AT)))["Arti"]
    assert sheet["B2"].alignment.wrap_text
    assert sheet.column_dimensions["B"].width * (sheet.row_dimensions[2].height // 15) > len(long)
    assert sheet.row_dimensions[3].height is None


def test_a_number_does_not_touch_the_words_beside_it() -> None:
    """Numbers stand below the end of their heading, words begin a little after the line."""
    page = Page("Orang", ["Jumlah", "Sampai", "Catatan"], [[12, AT.date(), "ya"]], ["#,##0"])
    sheet = load_workbook(io.BytesIO(to_book([page], AT)))["Orang"]
    assert [cell.alignment.horizontal for cell in sheet["A"]] == ["right", "right"]
    for cell in (*sheet["B"], *sheet["C"]):
        assert (cell.alignment.horizontal, cell.alignment.indent) == ("left", 1)
