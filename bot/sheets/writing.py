"""Writes tables that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

from bot.sheets.sheet import Value, plain

_TRAPS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60
_LITERAL = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def harmless(value: Value) -> Value:
    """A cell that is only ever shown: text that a spreadsheet would work out begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_TRAPS) else value


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a file: its name (at most 31 letters), its headings and its rows."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]


def to_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]], at: datetime) -> bytes:
    """An XLSX of one sheet; `at` is when it says that it was made (aware)."""
    return to_book([Page(title, headings, rows)], at)


def to_book(pages: Iterable[Page], at: datetime) -> bytes:
    """An XLSX of several sheets; `at` is when it says that it was made (aware)."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _LITERAL) as book:
        book.set_properties({"created": at.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        for page in pages:
            _fill(book.add_worksheet(page.title), page, bold)
    return file.getvalue()


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV as Indonesian spreadsheets open it at once: semicolons, UTF-8 with a mark."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in headings])
    writer.writerows([plain(harmless(value)) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _fill(sheet: xlsxwriter.worksheet.Worksheet, page: Page, bold: xlsxwriter.format.Format) -> None:
    widths = [len(heading) for heading in page.headings]
    for column, heading in enumerate(page.headings):
        sheet.write_string(0, column, str(harmless(heading)), bold)
    for line, row in enumerate(page.rows, start=1):
        for column, value in enumerate(row):
            widths[column] = max(widths[column], min(len(plain(value)), _WIDEST))
            _write(sheet, line, column, harmless(value))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width + 2)
    sheet.freeze_panes(1, 0)


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, column: int, value: Value) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(line, column, value)
    else:
        sheet.write_string(line, column, plain(value))
