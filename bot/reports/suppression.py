"""Counts so small that somebody could be recognised are not told, nor what would let anybody work them out. Pure.

One or two tables of the same people are a network through which these flow: from the sum of their row through a cell to
its column, on to the sum of all, and (through the other table) back to where they came from. A hidden count can be
worked out exactly when nobody could go round through it and other hidden ones alone; then another one is hidden, too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count as numbers
from typing import Self

from bot.reports.weekly import MASKED, Count

Cell = tuple[int, int]
"""A row and a column of a table; one past the last is the sum of the row, or of the column."""
Table = tuple[tuple[int, ...], ...]
"""Counts by row and column, without sums; at least one row and one column."""
_Node = int
"""A row, a column or the sum of all of either table; each has a number of its own."""
_NOUGHT, _SUM, _SHARED = 400, 200, 2_000
_ENDLESS = 1_000_000_000


def masked(count: int, small: int) -> Count:
    """A count by itself; nothing is said of none."""
    return MASKED if 0 < count < small else count


def with_sums(rows: Table) -> list[list[int]]:
    """The table with the sum of each row behind it, and of each column below."""
    full = [[*row, sum(row)] for row in rows]
    return [*full, [sum(column) for column in zip(*full, strict=True)]]


def hidden_in_list(counts: Sequence[int], small: int) -> frozenset[int]:
    """Which of these are not told where their sum, which stands last, is told as well."""
    *parts, total = counts
    hidden = {at for at, count in enumerate(parts) if 0 < count < small}
    if 0 < total < small:
        return frozenset((*hidden, len(parts)))
    others = sorted((at for at in range(len(parts)) if at not in hidden), key=lambda at: (not parts[at], parts[at]))
    while hidden and (len(hidden) < 2 or sum(parts[at] for at in hidden) < small) and others:
        hidden.add(others.pop(0))
    return frozenset((*hidden, len(parts)) if len(hidden) == 1 else hidden)


@lru_cache(maxsize=64)
def hidden_in(first: Table, second: Table, small: int) -> tuple[frozenset[Cell], frozenset[Cell]]:
    """Which cells of two tables that count the same people by the same rows are not told, for each of them.

    Whoever knows all that is told, and that a hidden count may be anything from nought, can work no hidden one out;
    nor how many all the hidden ones of a row or column are, where these are few. All kabupaten of a province ask for
    the same, so what was found is remembered.
    """
    network = _Network.of([*_inside(first, 0), *_inside(second, 1), *_shared(first, second)])
    hidden, found = set[_Arc](), {arc for arc in network.arcs if 0 < arc.count < small}
    while found:
        hidden |= found
        for arc in sorted(found, key=lambda one: one.cells):
            hidden.update(_round(network, hidden, arc))
        found = set(_beside_few(network, hidden, small))
    return _cells(hidden, 0), _cells(hidden, 1)


@dataclass(frozen=True, eq=False, slots=True)
class _Arc:
    """A count that flows from `tail` to `head`; it stands at `cells`, by the number of the table.

    `loss` is what readers lose without it: a sum more than a count, one that both tables have most.
    """

    tail: _Node
    head: _Node
    count: int
    cells: tuple[tuple[int, Cell], ...]
    loss: int


@dataclass(frozen=True, slots=True)
class _Network:
    """Rows to columns to the sum in the first table, and the other way round in the second one.

    `ways` are where a change could go on from each node: one more along an arc, one less against it, for nothing is
    less than nought. `sides` are the arcs that leave it, and those that end there.
    """

    arcs: Sequence[_Arc]
    ways: Mapping[_Node, Sequence[tuple[_Node, _Arc]]]
    sides: Mapping[_Node, tuple[Sequence[_Arc], Sequence[_Arc]]]

    @classmethod
    def of(cls, arcs: Sequence[_Arc]) -> Self:
        """Laid out once: every hidden count is looked for in the same one."""
        ways = defaultdict[_Node, list[tuple[_Node, _Arc]]](list)
        sides = defaultdict[_Node, tuple[list[_Arc], list[_Arc]]](lambda: ([], []))
        for arc in arcs:
            ways[arc.tail].append((arc.head, arc))
            if arc.count:
                ways[arc.head].append((arc.tail, arc))
            sides[arc.tail][0].append(arc)
            sides[arc.head][1].append(arc)
        return cls(arcs, ways, sides)


def _row(number: int, at: int) -> _Node:
    return 4 * at + 2 + number


def _column(number: int, at: int) -> _Node:
    return 4 * at + 4 + number


def _all(number: int) -> _Node:
    return number


def _inside(table: Table, number: int) -> Iterator[_Arc]:
    """The second table's counts flow the other way round."""
    last, way = len(table), (1, -1)[number]
    for row, counts in enumerate(table):
        for column, count in enumerate(counts):
            tail, head = (_row(number, row), _column(number, column))[::way]
            yield _Arc(tail, head, count, ((number, (row, column)),), min(count, _SUM) or _NOUGHT)
    for column, counts in enumerate(zip(*table, strict=True)):
        tail, head = (_column(number, column), _all(number))[::way]
        yield _sum(tail, head, sum(counts), ((number, (last, column)),))


def _shared(first: Table, second: Table) -> Iterator[_Arc]:
    """The sums of the rows, and the sum of everything, which both tables have."""
    ends = len(first[0]), len(second[0])
    for row, counts in enumerate(first):
        cells = tuple((number, (row, end)) for number, end in enumerate(ends))
        yield _sum(_row(1, row), _row(0, row), sum(counts), cells)
    corner = tuple((number, (len(first), end)) for number, end in enumerate(ends))
    yield _sum(_all(0), _all(1), sum(map(sum, first)), corner)


def _sum(tail: _Node, head: _Node, count: int, cells: tuple[tuple[int, Cell], ...]) -> _Arc:
    return _Arc(tail, head, count, cells, _SHARED * (len(cells) - 1) + _SUM + (min(count, _SUM) or _NOUGHT))


def _cells(hidden: Iterable[_Arc], number: int) -> frozenset[Cell]:
    return frozenset(cell for arc in hidden for table, cell in arc.cells if table == number)


def _beside_few(network: _Network, hidden: Set[_Arc], small: int) -> Iterator[_Arc]:
    """One more count for each sum that is told while the hidden ones under it are few together; else the sum."""
    for sides in network.sides.values():
        for parts, sums in (sides, sides[::-1]):
            unseen = [arc for arc in parts if arc in hidden]
            if unseen and hidden.isdisjoint(sums) and sum(arc.count for arc in unseen) < small:
                shown = (arc for arc in parts if arc.count and arc not in hidden)
                yield min(shown, key=lambda arc: arc.loss, default=sums[0])


def _round(network: _Network, hidden: Set[_Arc], arc: _Arc) -> Sequence[_Arc]:
    """The counts to hide, at the least loss, so that one more here, or one less, could be made up for by the others.

    Whatever lies on the way round is hidden as well as this one; what is hidden already costs nothing.
    """
    more = _cheapest(network, hidden, arc, arc.head, arc.tail)
    if arc.count and (more is None or more[0]):
        less = _cheapest(network, hidden, arc, arc.tail, arc.head)
        more = min((one for one in (more, less) if one), key=lambda one: one[0], default=None)
    return more[1] if more else ()


def _cheapest(
    network: _Network, hidden: Set[_Arc], without: _Arc, begin: _Node, end: _Node
) -> tuple[int, tuple[_Arc, ...]] | None:
    """The way with the least loss, and what that is; None where there is no way."""
    turn = numbers()
    ahead: list[tuple[int, int, _Node, tuple[_Arc, ...]]] = [(0, 0, begin, ())]
    least: dict[_Node, int] = {begin: 0}
    most: int = _ENDLESS
    while ahead:
        loss, _, node, way = heappop(ahead)
        if node == end:
            return loss, way
        if loss > least[node]:
            continue
        for beyond, arc in network.ways.get(node, ()):
            there = loss if arc in hidden else loss + arc.loss
            # Of two ways with the same loss the one that was found first stays, so none leads on from as much.
            if there < most and there < least.get(beyond, most) and arc is not without:
                least[beyond] = there
                heappush(ahead, (there, next(turn), beyond, (*way, arc)))
                if beyond == end:
                    most = there
    return None
