"""Whoever reads a report works out no count that it hides: tried with every table that would look the same."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.suppression import Cell, hidden_in, hidden_in_list, masked, with_sums

SMALL, MOST = 3, 8
COUNTS = st.integers(0, 3)
Told = dict[Cell, int]
Grid = list[list[int]]


def hides_of(first: Grid, second: Grid, small: int) -> tuple[frozenset[Cell], frozenset[Cell]]:
    """What is hidden of two tables."""
    tables = (tuple(map(tuple, rows)) for rows in (first, second))
    return hidden_in(*tables, small)


def summed(rows: Grid) -> Grid:
    """With its sums."""
    return with_sums(tuple(map(tuple, rows)))


def told(grid: Grid, hidden: frozenset[Cell]) -> Told:
    """What is shown of a table."""
    cells = ((row, column) for row in range(len(grid)) for column in range(len(grid[0])))
    return {cell: grid[cell[0]][cell[1]] for cell in cells if cell not in hidden}


def alike(shown: Told, rows: int, columns: int, most: int) -> Iterator[Grid]:
    """Every table of whole numbers up to `most` that would be shown as this one."""
    possible = [list(rows_alike(shown, row, columns, most)) for row in range(rows)]
    for chosen in product(*possible):
        grid = with_sums(tuple(chosen))
        if all(shown.get((rows, column), count) == count for column, count in enumerate(grid[-1])):
            yield grid


def rows_alike(shown: Told, row: int, columns: int, most: int) -> Iterator[tuple[int, ...]]:
    """The same of a row."""
    ranges = [[shown[row, column]] if (row, column) in shown else range(most + 1) for column in range(columns)]
    return (counts for counts in product(*ranges) if shown.get((row, columns), sum(counts)) == sum(counts))


def by_sums(grids: Iterator[Grid]) -> dict[tuple[int, ...], list[Grid]]:
    """The tables by the sums of their rows, which tables of the same rows share."""
    found = defaultdict(list)
    for grid in grids:
        found[tuple(row[-1] for row in grid)].append(grid)
    return found


def nobody_works_out(rows: Grid, others: Grid, small: int = SMALL, most: int = MOST) -> None:
    """Each hidden count has several values in the tables of whole numbers up to `most` that look like these."""
    grids = [summed(rows), summed(others)]
    hides = hides_of(rows, others, small)
    possible = [
        by_sums(alike(told(grid, hidden), len(rows), 2, most)) for grid, hidden in zip(grids, hides, strict=True)
    ]
    joint = possible[0].keys() & possible[1].keys()
    for each, hidden in zip(possible, hides, strict=True):
        for row, column in hidden:
            assert len({grid[row][column] for sums in joint for grid in each[sums]}) > 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(COUNTS, min_size=2, max_size=2), min_size=1, max_size=3), st.data())
def test_nobody_works_out_a_hidden_count_from_two_tables_that_share_their_rows(
    rows: list[list[int]], data: st.DataObject
) -> None:
    """By channel and by kind of work, with the sums of both."""
    shares = [data.draw(st.integers(0, sum(row))) for row in rows]
    others = [[share, sum(row) - share] for row, share in zip(rows, shares, strict=True)]
    nobody_works_out(rows, others)


@given(st.lists(st.integers(0, 14), min_size=1, max_size=5), st.sampled_from((3, 5, 10)))
def test_every_small_count_is_hidden_and_a_large_sum_is_told(counts: list[int], small: int) -> None:
    """Hiding everything would be safe, too."""
    hidden = hidden_in_list([*counts, sum(counts)], small)
    assert {at for at, count in enumerate([*counts, sum(counts)]) if 0 < count < small} <= hidden
    if len(counts) > 1 and sum(counts) >= small:
        assert len(counts) not in hidden
    if hidden and len(counts) not in hidden:
        assert len(hidden) > 1


@pytest.mark.parametrize(
    ("rows", "others"),
    [
        ([[14, 2], [13, 11]], [[16, 0], [9, 15]]),
        ([[9, 9], [9, 9]], [[10, 8], [18, 0]]),
        ([[15, 15], [15, 1]], [[14, 16], [16, 0]]),
    ],
)
def test_nobody_works_out_fewer_than_ten(rows: Grid, others: Grid) -> None:
    """Where our own rule is stricter, what would give away nine is hidden, too."""
    nobody_works_out(rows, others, small=10, most=18)


def test_a_total_would_reveal_a_lonely_one() -> None:
    """So the smallest other one goes, too."""
    assert hidden_in_list([30, 12, 2, 44], 5) == {1, 2}


def test_a_table_hides_the_corners_of_a_rectangle() -> None:
    """One cell of each row and column gives nothing away."""
    hidden, _ = hides_of([[30, 2, 9], [12, 8, 40]], [[41], [60]], 5)
    assert hidden == {(0, 1), (1, 1), (0, 0), (1, 0)}


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    """Noughts are told."""
    assert hides_of([[30, 0], [12, 8]], [[30], [20]], 5) == (frozenset(), frozenset())


def test_two_tables_together_tell_no_more_than_each() -> None:
    """Each was safe by itself, and both together gave a sum away."""
    rows, others = [[3, 4], [0, 1], [0, 4]], [[6, 1], [1, 0], [1, 3]]
    nobody_works_out(rows, others)


def test_hidden_ones_are_not_few_together() -> None:
    """Two who are three would be told by what is left of a sum."""
    assert hidden_in_list([30, 12, 2, 1, 45], 5) == {1, 2, 3}
    hidden, _ = hides_of([[30, 12, 2, 1], [30, 12, 20, 10]], [[45], [72]], 5)
    assert hidden >= {(0, 1), (0, 2), (0, 3)}


def test_a_small_count_of_one_kabupaten_costs_the_others_nothing() -> None:
    """Nothing was told of Pamekasan, because nobody asked to be called anywhere else."""
    hidden, _ = hides_of([[20, 9, 3], [0, 0, 0], [0, 0, 0]], [[32], [0], [0]], 5)
    assert hidden == {(0, 1), (0, 2), (3, 1), (3, 2)}


def test_a_count_by_itself() -> None:
    """Five are told, four are not, none is."""
    assert [masked(count, 5) for count in (0, 1, 4, 5)] == [0, "masked", "masked", 5]
