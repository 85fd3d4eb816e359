"""A sheet as it waits for somebody to look it over: as text that reads as its cells do on paper."""

from collections.abc import Sequence

from bot.coverage.layout import Layout, headings, layout
from bot.coverage.numbers import THOUSANDS, is_figure, share
from bot.coverage.upright import upright
from bot.errors import InvalidAnswer
from bot.sheets.headings import Table
from bot.sheets.private import hides_a_number, private_columns
from bot.sheets.sheet import Printed, Row, Sheet, Value, plain

_TAB = 0
"""The line of the name of the sheet, above all others."""
SAMPLE = 50
_MOSTLY = 0.5


def carried(sheet: Sheet) -> Table:
    """All rows of a table of coverage, titles and headings among them, without columns that are private.

    Raises InvalidAnswer where there are no headings that we know.
    """
    sheet = upright(sheet)
    words = headings(sheet)
    private = private_columns(words, sheet.rows)
    rows = [_as_seen(row, private) for row in sheet.rows]
    named = [Row(_TAB, (sheet.title,))] if sheet.title else []
    return Table({}, (*named, *rows), tuple(words[at] for at in sorted(private) if at in words), sheet.unread)


def laid_out(table: Table) -> Layout:
    """The table in such a sheet. Raises InvalidAnswer as `layout` does."""
    tabs = [plain(row.cells[0]) for row in table.rows if row.line == _TAB]
    return layout(Sheet(tuple(row for row in table.rows if row.line != _TAB), title=" ".join(tabs)))


def is_coverage(sheet: Sheet) -> bool:
    """Whether a sheet holds a table of coverage: under one of its headings people are counted, or percentages told."""
    try:
        table = layout(upright(sheet))
    except InvalidAnswer:
        return False
    figures = (one for one in table.columns if one.role in ("active", "eligible", "coverage"))
    return any(_holds_figures([row.cell(one.at) for row in table.rows[:SAMPLE]]) for one in figures)


def _holds_figures(cells: Sequence[Value]) -> bool:
    told = [cell for cell in cells if cell is not None]
    return bool(told) and sum(map(is_figure, told)) > _MOSTLY * len(told)


def _as_seen(row: Row, private: frozenset[int]) -> Row:
    cells = tuple(None if at in private or hides_a_number(cell) else _seen(cell) for at, cell in enumerate(row.cells))
    return Row(row.line, cells, {at: flaw for at, flaw in row.flaws.items() if at not in private})


def _seen(cell: Value) -> Value:
    """What a cell shows where that is not the number in it."""
    if not isinstance(cell, Printed):
        return cell
    if cell.percent:
        figure = share(cell)
        return f"{figure.value}%" if figure else None
    return f"{float(cell):.3f}" if cell.places == THOUSANDS else cell
