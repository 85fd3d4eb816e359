"""Counts so small that somebody could be recognised are not told, nor what would let anybody work them out. Pure.

A table is counted with its sums: the last column is the sum of each row, the last row the sum of each column. Hidden
cells and the sums that are told are a flow in a network of rows and columns; a hidden cell can be worked out exactly
when no flow goes round through it, and then another cell is hidden as well.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.reports.weekly import MASKED, Count

Cell = tuple[int, int]
"""A row and a column of a table with its sums."""
Grid = Sequence[Sequence[int]]
_Node = tuple[str, int]


def masked(count: int, small: int) -> Count:
    """A count by itself; nothing is said of none."""
    return MASKED if 0 < count < small else count


def with_sums(rows: Sequence[Sequence[int]], columns: int) -> list[list[int]]:
    """The table and its sums; `columns` is how many each row has, for a table without rows."""
    full = [[*row, sum(row)] for row in rows]
    return [*full, [sum(row[at] for row in full) for at in range(columns + 1)]]


def hidden_in_list(counts: Sequence[int], small: int) -> frozenset[int]:
    """Which of these are not told where their sum, which stands last, is told as well."""
    *parts, total = counts
    if 0 < total < small:
        return frozenset(range(len(counts)))
    hidden = {at for at, count in enumerate(parts) if 0 < count < small}
    if len(hidden) == 1:
        others = [at for at in range(len(parts)) if at not in hidden]
        hidden.add(min(others, key=lambda at: (parts[at] == 0, parts[at]), default=len(parts)))
    return frozenset(hidden)


def hidden_in(grids: Sequence[Grid], small: int) -> list[frozenset[Cell]]:
    """Which cells of tables that share their rows, and the sums of these, are not told, for each table.

    Whoever knows all that is told, and that a hidden count may be anything from nought, can work no hidden one out.
    """
    if not grids:
        return []
    sums = hidden_in_list([row[-1] for row in grids[0]], small)
    while True:
        found = [_protected(_Table(grid, small), sums) for grid in grids]
        needed = sums.union(
            *(
                {row for row, column in hidden if column == len(grid[0]) - 1}
                for grid, hidden in zip(grids, found, strict=True)
            )
        )
        if needed == sums:
            return found
        sums = needed


@dataclass(frozen=True, slots=True)
class _Table:
    grid: Grid
    small: int

    @property
    def last(self) -> Cell:
        return len(self.grid) - 1, len(self.grid[0]) - 1

    def cells(self) -> Iterable[Cell]:
        return ((row, column) for row, counts in enumerate(self.grid) for column in range(len(counts)))

    def count(self, cell: Cell) -> int:
        return self.grid[cell[0]][cell[1]]

    def is_sum(self, cell: Cell) -> bool:
        return cell[0] == self.last[0] or cell[1] == self.last[1]

    def is_few(self, count: int) -> bool:
        return 0 < count < self.small

    def too_few(self) -> set[Cell]:
        """Small counts; where a sum is small, not even which of its parts are nought is told."""
        rows = {row for row in range(self.last[0] + 1) if self.is_few(self.grid[row][-1])}
        columns = {column for column in range(self.last[1] + 1) if self.is_few(self.grid[-1][column])}
        return {cell for cell in self.cells() if self.is_few(self.count(cell)) or self._within(cell, rows, columns)}

    def _within(self, cell: Cell, rows: Collection[int], columns: Collection[int]) -> bool:
        inside_row = cell[0] in rows and cell[1] < self.last[1]
        return inside_row or (cell[1] in columns and cell[0] < self.last[0])


def _protected(table: _Table, sums: Collection[int]) -> frozenset[Cell]:
    hidden = table.too_few() | {(row, table.last[1]) for row in sums}
    while open_to_all := [cell for cell in sorted(hidden) if not _is_safe(table, hidden, cell)]:
        hidden.add(_next(table, hidden, open_to_all[0]))
    return frozenset(hidden)


def _next(table: _Table, hidden: Collection[Cell], cell: Cell) -> Cell:
    """What else to hide: what closes a round through this cell, else what lies in its row or column.

    Small counts cost least, then noughts, then sums.
    """
    shown = sorted((other for other in table.cells() if other not in hidden), key=lambda other: _cost(table, other))
    closing = (other for other in shown if _is_safe(table, {*hidden, other}, cell))
    near = (other for other in shown if other[0] == cell[0] or other[1] == cell[1])
    return next(chain(closing, near, shown))


def _cost(table: _Table, cell: Cell) -> tuple[bool, bool, int, Cell]:
    return table.is_sum(cell), table.count(cell) == 0, table.count(cell), cell


def _is_safe(table: _Table, hidden: Collection[Cell], cell: Cell) -> bool:
    """Whether the cell could be one more, or one less, with everything that is told the same."""
    row, column = ("row", cell[0]), ("column", cell[1])
    arcs = _arcs(table, hidden, cell)
    forward, back = _directions(table, cell)
    return (forward and _leads(arcs, column, row)) or (back and _leads(arcs, row, column))


def _arcs(table: _Table, hidden: Collection[Cell], but: Cell) -> Mapping[_Node, list[_Node]]:
    arcs: dict[_Node, list[_Node]] = {}
    for cell in hidden:
        if cell != but:
            row, column = ("row", cell[0]), ("column", cell[1])
            forward, back = _directions(table, cell)
            arcs.setdefault(row, []).extend([column] if forward else [])
            arcs.setdefault(column, []).extend([row] if back else [])
    return arcs


def _directions(table: _Table, cell: Cell) -> tuple[bool, bool]:
    """Whether a flow may go from its row to its column, and back: a sum flows back, and nothing is below nought."""
    can_shrink = table.count(cell) > 0
    is_margin = (cell[0] == table.last[0]) != (cell[1] == table.last[1])
    return (can_shrink, True) if is_margin else (True, can_shrink)


def _leads(arcs: Mapping[_Node, list[_Node]], begin: _Node, end: _Node) -> bool:
    seen, ahead = {begin}, [begin]
    while ahead:
        for node in arcs.get(ahead.pop(), ()):
            if node == end:
                return True
            if node not in seen:
                seen.add(node)
                ahead.append(node)
    return False
