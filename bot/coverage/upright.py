"""A sheet as a person sees it: names that were merged downwards in each of their rows, and regions below each other."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.texts import clean
from bot.coverage import numbers
from bot.coverage.beside import one_below_another, with_years
from bot.coverage.columns import FIGURES, column
from bot.sheets.sheet import LIMITS, Row, Sheet, Value, plain, refused

LONGEST_FORM = 60
"""Lines of a table that lies on its side: each of them would be a column."""
_LABELS = 2
"""Columns among which the labels of such a table are: a number may stand before them."""
_FEWEST = 2
_CORNER = frozenset(("uraian", "indikator", "keterangan", "data", "kategori", "jenis data", "rincian", "item"))


def upright(sheet: Sheet) -> Sheet:
    """The sheet with merged names filled in, turned where its regions stand beside each other.

    In a turned sheet the line of a row is the column it was, from 1.
    """
    filled = one_below_another(with_years(_filled(sheet)))
    if any(_roles(_labels(row.cells)) >= _FEWEST for row in filled.rows[:LONGEST_FORM]):
        return filled
    return _turned(filled) or filled


def _filled(sheet: Sheet) -> Sheet:
    """Words, never numbers, count for each row that their cell spans."""
    lines, rows, left = [row.line for row in sheet.rows], list(sheet.rows), LIMITS.cells
    for first, last, at in sheet.merged:
        begin, end = bisect_left(lines, first), bisect_right(lines, last)
        left -= end - begin
        if left < 0:
            raise refused("too_much")
        if begin < end and lines[begin] == first and _is_name(said := rows[begin].cell(at)):
            for index in range(begin + 1, end):
                if rows[index].cell(at) is None and at not in rows[index].flaws:
                    rows[index] = rows[index].filled({at: said})
    return replace(sheet, rows=tuple(rows), merged=())


def _is_name(cell: Value) -> bool:
    if not isinstance(cell, str) or not any(map(str.isalpha, cell)):
        return False
    return numbers.quietly(numbers.count, cell) is None and not numbers.looks_like_percent(cell)


def _turned(sheet: Sheet) -> Sheet | None:
    """The columns as rows, below the titles; None where the first words of the lines are no headings either."""
    above = next((at for at, row in enumerate(sheet.rows) if _width(row) > 1), len(sheet.rows))
    titles, body = sheet.rows[:above], sheet.rows[above:]
    if not _FEWEST <= len(body) <= LONGEST_FORM:
        return None
    for at in range(_LABELS):
        labels = _labels([row.cell(at) for row in body])
        if at and any(any(map(str.isalpha, plain(row.cell(0)))) for row in body[1:]):
            return None
        told = [label for label in labels if label]
        if _roles(labels) >= _FEWEST and len(set(told)) == len(told):
            width = max(len(row.cells) for row in body)
            return replace(sheet, rows=(*titles, *(_column(body, each, at) for each in range(at, width))))
    return None


def _column(body: Sequence[Row], at: int, labels: int) -> Row:
    """One column as a row; in that of the labels a word for all of them says nothing of those that stand beside it."""
    cells = [row.cell(at) for row in body]
    if at == labels and clean(plain(cells[0])).casefold() in _CORNER:
        cells[0] = None
    return Row(at + 1, tuple(cells), {index: row.flaws[at] for index, row in enumerate(body) if at in row.flaws})


def _labels(cells: Sequence[Value]) -> list[str]:
    return [clean(plain(cell), 300) if isinstance(cell, str) and not cell[:1].isdigit() else "" for cell in cells]


def _roles(labels: Sequence[str]) -> int:
    """How many kinds of figures these words are headings of."""
    found = (column(at, label) for at, label in enumerate(labels) if len(label) <= LONGEST_FORM)
    return len({one.role for one in found if one is not None and one.role in FIGURES})


def _width(row: Row) -> int:
    return sum(bool(plain(cell)) for cell in row.cells)
