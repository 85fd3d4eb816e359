"""Whoever reads a report works out no count that it hides: tried with every table that would look the same."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.suppression import Cell, hidden_in, hidden_in_list, masked, with_sums

SMALL, MOST = 3, 6
COUNTS = st.integers(0, 4)
Told = dict[Cell, int]
Grid = list[list[int]]


def told(grid: Grid, hidden: frozenset[Cell]) -> Told:
    """What is shown of a table."""
    cells = ((row, column) for row in range(len(grid)) for column in range(len(grid[0])))
    return {cell: grid[cell[0]][cell[1]] for cell in cells if cell not in hidden}


def alike(shown: Told, rows: int, columns: int) -> Iterator[Grid]:
    """Every table of whole numbers up to MOST that would be shown as this one."""
    possible = [list(rows_alike(shown, row, columns)) for row in range(rows)]
    for chosen in product(*possible):
        grid = with_sums(chosen, columns)
        if all(shown.get((rows, column), count) == count for column, count in enumerate(grid[-1])):
            yield grid


def rows_alike(shown: Told, row: int, columns: int) -> Iterator[tuple[int, ...]]:
    """The same of a row."""
    ranges = [[shown[row, column]] if (row, column) in shown else range(MOST + 1) for column in range(columns)]
    return (counts for counts in product(*ranges) if shown.get((row, columns), sum(counts)) == sum(counts))


def by_sums(grids: Iterator[Grid]) -> dict[tuple[int, ...], list[Grid]]:
    """The tables by the sums of their rows, which tables of the same rows share."""
    found = defaultdict(list)
    for grid in grids:
        found[tuple(row[-1] for row in grid)].append(grid)
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(COUNTS, min_size=2, max_size=2), min_size=1, max_size=3), st.data())
def test_nobody_works_out_a_hidden_count_from_two_tables_that_share_their_rows(
    rows: list[list[int]], data: st.DataObject
) -> None:
    """By channel and by kind of work, with the sums of both."""
    shares = [data.draw(st.integers(0, sum(row))) for row in rows]
    others = [[share, sum(row) - share] for row, share in zip(rows, shares, strict=True)]
    grids = [with_sums(rows, 2), with_sums(others, 2)]
    hides = hidden_in(grids, SMALL)
    possible = [by_sums(alike(told(grid, hidden), len(rows), 2)) for grid, hidden in zip(grids, hides, strict=True)]
    joint = possible[0].keys() & possible[1].keys()
    for each, hidden in zip(possible, hides, strict=True):
        for row, column in hidden:
            assert len({grid[row][column] for sums in joint for grid in each[sums]}) > 1


@given(st.lists(COUNTS, min_size=1, max_size=5))
def test_every_small_count_is_hidden_and_a_large_sum_is_told(counts: list[int]) -> None:
    """Hiding everything would be safe, too."""
    hidden = hidden_in_list([*counts, sum(counts)], SMALL)
    assert {at for at, count in enumerate([*counts, sum(counts)]) if 0 < count < SMALL} <= hidden
    if len(counts) > 1 and sum(counts) >= SMALL:
        assert len(counts) not in hidden
    if hidden and len(counts) not in hidden:
        assert len(hidden) > 1


def test_a_total_would_reveal_a_lonely_one() -> None:
    """So the smallest other one goes, too."""
    assert hidden_in_list([30, 12, 2, 44], 5) == {1, 2}


def test_a_table_hides_the_corners_of_a_rectangle() -> None:
    """One cell of each row and column gives nothing away."""
    [hidden] = hidden_in([with_sums([[30, 2, 9], [12, 8, 40]], 3)], 5)
    assert hidden == {(0, 1), (1, 1), (0, 2), (1, 2)}


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    """Noughts are told."""
    assert hidden_in([with_sums([[30, 0], [12, 8]], 2)], 5) == [frozenset()]


def test_a_count_by_itself() -> None:
    """Five are told, four are not, none is."""
    assert [masked(count, 5) for count in (0, 1, 4, 5)] == [0, "masked", "masked", 5]
