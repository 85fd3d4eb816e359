"""What stands around the figures of a table and is none: lines of dashes, and who signed it where and when."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from bot.coverage.columns import FIGURES, PEOPLE, Column
from bot.coverage.numbers import A_THOUSAND, count, is_figure, quietly, share
from bot.sheets.sheet import Row, Value, plain


def without_edges(
    rows: Sequence[Row], columns: Sequence[Column], is_region: Callable[[Row], bool], name_of: Callable[[Row], str]
) -> tuple[Row, ...]:
    """The rows without lines that hold no letter and no digit, and without the signature below them."""
    told = [row for row in rows if row.flaws or any(any(map(str.isalnum, plain(cell))) for cell in row.cells)]
    figures = [one.at for one in columns if one.role in FIGURES]
    end = len(told)
    while end and not told[end - 1].flaws and not _tells(told[end - 1], figures) and not is_region(told[end - 1]):
        end -= 1
    first = next((at for at in range(end, len(told)) if _is_apart(told, at, name_of)), len(told))
    return tuple(told[:first])


def losing_zeros(columns: Sequence[Column], rows: Sequence[Row]) -> frozenset[int]:
    """The columns in which 12.480 became 12.48 somewhere and nothing is a thousand as it stands: 30 is 30.000 there."""
    return frozenset(
        one.at
        for one in columns
        if one.role in PEOPLE and one.scale == 1 and _loses([row.cell(one.at) for row in rows])
    )


def of_a_hundred_in(one: Column, rows: Sequence[Row]) -> Decimal | None:
    """The first percentage in a column that cannot be a share of one; None where all may be."""
    if one.unit != "percent" or one.role not in FIGURES:
        return None
    found = (figure for row in rows if (figure := quietly(share, row.cell(one.at))) is not None)
    return next((each.value for each in found if each.value > 0 and not each.is_fraction), None)


def _loses(cells: Sequence[Value]) -> bool:
    lost = False
    for cell in cells:
        figure = quietly(count, cell)
        if figure is not None and figure.value >= A_THOUSAND and plain(cell).isdecimal():
            return False
        lost = lost or (figure is not None and figure.lost_zeros)
    return lost


def _tells(row: Row, figures: Sequence[int]) -> bool:
    """Whether any cell of a figure holds one, or might."""
    cells = [row.cell(at) for at in figures]
    return any(isinstance(cell, int | float) or is_figure(cell) for cell in cells)


def _is_apart(rows: Sequence[Row], at: int, name_of: Callable[[Row], str]) -> bool:
    """Whether the rows from here on are no rows of the table: a gap stands above them, or no name in the first."""
    return at == 0 or rows[at].line > rows[at - 1].line + 1 or not name_of(rows[at])
