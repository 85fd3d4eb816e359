"""Writes tables that no spreadsheet takes for formulas."""

import csv
import io
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from bot.sheets.sheet import Value, plain

_TRAPS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60
_A4 = 9
_A_DAY = "d mmm yyyy"
_LINE = 15.0
_ROOM = 0.9
"""Height of a line in points; how much of a column's width is surely filled before a word goes to the next line."""
_BEGINS: Mapping[str, Any] = {"align": "left", "indent": 1, "text_wrap": True}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "heading": {**_BEGINS, "bold": True, "bg_color": "#EEF2F6", "bottom": 1},
    "heading of numbers": {"align": "right", "bold": True, "bg_color": "#EEF2F6", "bottom": 1, "text_wrap": True},
    "text": _BEGINS,
    "number": _BEGINS,
    "number of its column": {"align": "right"},
    "day": {**_BEGINS, "num_format": _A_DAY},
    "back": {"font_color": "#4A545E", "align": "right"},
}
_LITERAL = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def harmless(value: Value) -> Value:
    """A cell that is only ever shown: text that a spreadsheet would work out begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_TRAPS) else value


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a file: its name (at most 31 letters), its headings and its rows.

    `shows` is a format of each column's numbers ("#,##0", "" as they are) where they shall be read with ease; what
    stands there in words instead is set back.
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    shows: Sequence[str] = ()


def to_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]], at: datetime) -> bytes:
    """An XLSX of one sheet; `at` is when it says that it was made (aware)."""
    return to_book([Page(title, headings, rows)], at)


def to_book(pages: Iterable[Page], at: datetime) -> bytes:
    """An XLSX of several sheets; `at` is when it says that it was made (aware)."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _LITERAL) as book:
        book.set_properties({"created": at.replace(tzinfo=None)})
        looks = _Looks(book)
        for page in pages:
            _fill(book.add_worksheet(page.title), page, looks)
    return file.getvalue()


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV as Indonesian spreadsheets open it at once: semicolons, UTF-8 with a mark."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in headings])
    writer.writerows([plain(harmless(value)) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


class _Looks:
    """What cells look like; the same look is one format of the book."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def of(self, kind: str, number: str = "") -> Any:
        """A heading, a text, a day, what is set back, or a number that is shown so."""
        key = f"{kind} {number}"
        if key not in self._made:
            shown = {"num_format": number} if number else {}
            self._made[key] = self._book.add_format({"valign": "top", **_LOOKS[kind], **shown})
        return self._made[key]


def _fill(sheet: xlsxwriter.worksheet.Worksheet, page: Page, looks: _Looks) -> None:
    widths = [len(heading) for heading in page.headings]
    shows = [*page.shows, *[""] * (len(widths) - len(page.shows))]
    for column, heading in enumerate(page.headings):
        look = looks.of("heading of numbers" if shows[column] else "heading")
        sheet.write_string(0, column, str(harmless(heading)), look)
    for line, row in enumerate(page.rows, start=1):
        for column, value in enumerate(row):
            widths[column] = max(widths[column], min(_length(value), _WIDEST))
            _write(sheet, (line, column), harmless(value), shows[column], looks)
        # Not every program makes a row as high as its words.
        if (lines := max(map(_lines, row), default=1)) > 1:
            sheet.set_row(line, lines * _LINE)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width + 3)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _lines(value: Value) -> int:
    """In the widest column."""
    return sum(max(1, len(textwrap.wrap(line, int(_WIDEST * _ROOM)))) for line in plain(value).splitlines())


def _length(value: Value) -> int:
    return len(_A_DAY) if isinstance(value, date) else len(plain(value))


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, at: tuple[int, int], value: Value, number: str, looks: _Looks
) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(*at, value, looks.of("number of its column" if number else "number", number))
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, looks.of("day"))
    else:
        sheet.write_string(*at, plain(value), looks.of("back" if number else "text"))
