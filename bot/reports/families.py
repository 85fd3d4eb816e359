"""Regions of one parent laid beside each other and beside what was told of them before a correction. Pure.

A correction tells twice of the same people: whoever kept the reports of the week before knows every figure that did not
change, and subtracts. So what was hidden once on a day stays hidden; and where a correction would leave a few to be
worked out, nothing more is told of that day: of the whole family, nor of the regions around it, which it adds up to.

What this cannot protect: a figure that stood in a report stays known. Where a sum is corrected weeks before the parts
two levels below it, and the few come to be known only with these, the sum is out already.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import groupby, product
from typing import Final

from bot.reports.few import LISTED, PARTS, Hidden, hidden_beside, hidden_of_one, is_few
from storage.coverage import Observation, Segment

Cell = tuple[str, Segment]
"""A segment of a region."""
State = Mapping[Cell, int]
"""People on one day, as it stood at some time."""
_Sum = tuple[Cell, Sequence[Cell]]
_ENDLESS: Final = 1_000_000_000
_ROUNDS: Final = 6
"""How often sums are gone through: further than so many of them nobody reckons on."""


@dataclass(frozen=True, slots=True)
class Family:
    """All `members` of the region `head` (dotted codes), and every revision of both on the days that need a look.

    Those are days on which anybody is of a few or anything was corrected. `reported` are the instants (aware) at which
    reports that may have told of them were made.
    """

    members: Collection[str] = ()
    told: Sequence[Observation] = ()
    head: str = ""
    reported: Sequence[datetime] = ()


@dataclass(frozen=True)
class Veil:
    """What is not told of a family, in whatever report: `hidden` by region, and days that are `shut` for all of it."""

    hidden: Mapping[str, Hidden] = field(default_factory=dict)
    shut: Set[date] = frozenset()

    def of(self, region: str) -> Hidden:
        """What is not told of one of them."""
        return self.hidden.get(region, set()) | self.closed

    @cached_property
    def closed(self) -> Hidden:
        """Everything of the days that are shut."""
        return frozenset(product(self.shut, LISTED))


def veil(family: Family, small: int) -> Veil:
    """What is not told of a family, so that nobody works out a few beside it: neither now nor from earlier reports."""
    hidden: defaultdict[str, set[tuple[date, Segment]]] = defaultdict(set)
    shut = set[date]()
    rows = sorted(family.told, key=lambda one: (one.as_of, one.meaning, one.revision))
    for day, told in groupby(rows, key=lambda one: one.as_of):
        cells, is_shut = _veiled(family, _states(family, list(told)), small)
        shut |= {day} if is_shut else set()
        for region, segment in cells:
            hidden[region].add((day, segment))
    return Veil(hidden, shut)


def _states(family: Family, told: Sequence[Observation]) -> Iterator[State]:
    """How a day stood whenever a report was made, and how it stands now."""
    came = sorted(one.provenance.at for one in told)
    seen_by = {bisect_right(came, made) for made in family.reported}
    for until in (came[count - 1] for count in sorted(seen_by | {len(came)}) if count):
        seen = (one for one in told if one.provenance.at <= until)
        newest = {(one.region, one.segment, one.meaning): one for one in seen}
        # Of two of a day that come last which is told: with its workers, then beside no share of a target.
        surest_last = sorted(newest.values(), key=lambda one: (one.is_counted, one.meaning))
        yield {(one.region, one.segment): one.active for one in surest_last if one.active is not None}


def _veiled(family: Family, states: Iterable[State], small: int) -> tuple[Set[Cell], bool]:
    """What is hidden of a day that stood like this whenever a report was made, and whether all of it is."""
    hidden, new = set[Cell](), set[Cell]()
    told: dict[Cell, int] = {}
    first: dict[Cell, int] = {}
    before: tuple[State, State] = {}, {}
    for state in states:
        few = {cell for cell, count in state.items() if is_few(count, small)} - hidden
        hidden |= _hidden(family, state, small)
        known = {cell: count for cell, count in state.items() if cell not in hidden or told.get(cell) == count}
        if told:
            new |= few
            moved = any(cell[0] == family.head and count != told.get(cell, count) for cell, count in state.items())
            late = not new.isdisjoint(told) or (new and moved)
            sums = _sums(family, state)
            if late or _leaves(sums, known, first, small) or _follows(sums, (state, known), before, small):
                return hidden, True
        told |= {cell: count for cell, count in state.items() if cell not in hidden}
        first = told | first
        before = state, known
    return hidden, False


def _follows(sums: Sequence[_Sum], now: tuple[State, State], before: tuple[State, State], small: int) -> bool:
    """Whether sums say how many somebody hidden is who was not told by them before; each is a state, and what is known.

    Nobody is recognised in nought, unless it says what was hidden when others were there. Who was never told of is
    hidden by nobody: that such a count follows betrays no other than a few.
    """
    state, was = now[0], before[0]
    known_before = determined(before[1], sums)
    found = {cell: people for cell, people in determined(now[1], sums).items() if cell not in known_before}
    return any(
        bool(state[cell]) or state[cell] == was.get(cell) if cell in state else is_few(people, small)
        for cell, people in found.items()
    )


def _hidden(family: Family, state: State, small: int) -> set[Cell]:
    """By how a day stands: of each region by itself, and of members beside each other.

    Where a segment of any member is of a few, no member's segments are told; nor where its whole is not.
    """
    wholes = {code: state[code, "all"] for code in family.members if (code, "all") in state}
    beside = hidden_beside(wholes, family.members, small, state.get((family.head, "all")))
    split = any(_leaves_few(family, state, segment, small) for segment in PARTS)
    found: set[Cell] = {(code, "all") for code in beside}
    found |= set(product(family.members if split else beside, PARTS))
    for region in (*family.members, family.head):
        counts = {segment: state[region, segment] for segment in LISTED if (region, segment) in state}
        found |= {(region, segment) for segment in hidden_of_one(counts, small)}
    return found


def _leaves_few(family: Family, state: State, segment: Segment, small: int) -> bool:
    counts = [state[code, segment] for code in family.members if (code, segment) in state]
    whole = state.get((family.head, segment))
    lacks = whole is not None and 0 < len(counts) < len(family.members)
    return any(is_few(count, small) for count in counts) or (lacks and is_few((whole or 0) - sum(counts), small))


def _leaves(sums: Sequence[_Sum], known: State, first: State, small: int) -> bool:
    """Whether a sum leaves few of whom nobody knows, or will once what it contradicts is corrected as well."""
    for whole, parts in sums:
        if whole not in known:
            continue
        rest = known[whole] - sum(known.get(cell, 0) for cell in parts)
        seen = [cell for cell in parts if cell in known]
        moved = _since(whole, known, first) - sum(_since(cell, known, first) for cell in seen)
        if len(seen) < len(parts) and is_few(rest, small):
            return True
        if moved and _any_few(known.values(), moved, small):
            return True
    return False


def _since(cell: Cell, known: State, first: State) -> int:
    return known[cell] - first.get(cell, known[cell])


def _any_few(counts: Iterable[int], change: int, small: int) -> bool:
    return any(is_few(count + way, small) for count in counts for way in (change, -change))


def _sums(family: Family, state: State) -> list[_Sum]:
    """The head of its members, segment by segment, and each region of the segments that anybody told of."""
    segments = {segment for _, segment in state}
    split = [segment for segment in PARTS if segment in segments]
    below = [((family.head, each), [(code, each) for code in family.members]) for each in LISTED if each in segments]
    regions = (*family.members, family.head) if split else ()
    return [*(below if family.members else ()), *(((one, "all"), [(one, each) for each in split]) for one in regions)]


def determined(known: State, sums: Sequence[_Sum]) -> State:
    """The cells that follow from what is known and from sums, each by the least and the most that it may be."""
    least = dict(known)
    most = dict(known)
    cells = {cell for whole, parts in sums for cell in (whole, *parts)} - known.keys()
    if not cells:
        return {}
    for _ in range(_ROUNDS):
        for whole, parts in sums:
            _narrow(least, most, whole, parts)
    return {cell: least.get(cell, 0) for cell in cells if least.get(cell, 0) == most.get(cell, _ENDLESS)}


def _narrow(least: dict[Cell, int], most: dict[Cell, int], whole: Cell, parts: Sequence[Cell]) -> None:
    """What a sum says of its parts, and they of it. Figures that contradict each other say nothing."""
    low, high = sum(least.get(cell, 0) for cell in parts), sum(most.get(cell, _ENDLESS) for cell in parts)
    _between(least, most, whole, low, high)
    for cell in parts:
        others_low, others_high = low - least.get(cell, 0), high - most.get(cell, _ENDLESS)
        _between(least, most, cell, least.get(whole, 0) - others_high, most.get(whole, _ENDLESS) - others_low)


def _between(least: dict[Cell, int], most: dict[Cell, int], cell: Cell, low: int, high: int) -> None:
    now = least.get(cell, 0), most.get(cell, _ENDLESS)
    if max(now[0], low) <= min(now[1], high):
        least[cell], most[cell] = max(now[0], low), min(now[1], high)
