"""Which figures of others a report may not tell, as the rule is written, out of every row that was ever told.

Of figures of all people alone, without segments. A region and its parts are a family. On each day a few are not told,
nor others beside them where a sum would give them away; who was not told once is not told later. Once anything was
read, a correction shuts the day where it makes a few of somebody, or lets a few be worked out: for the family and for
the regions around it. Nobody has read what no report of the province came after. What follows from a sum is tried with
all numbers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from storage.database import Tx
from storage.schema import observations, reports
from tests.recounts.by_hand import Asked, parts, rows
from tests.recounts.coverage_by_hand import Before, Told, corrections, newest_shares, report_before, standing, told_of

SMALL = 5
Untold = Callable[[str, date], bool]
"""Whether a region is not told of a day."""
State = dict[str, int]
"""People of each region of a family on one day, as they stood at some time."""


@dataclass
class Family:
    """What is not told of a region and its parts."""

    hidden: set[tuple[str, date]] = field(default_factory=set)
    shut: set[date] = field(default_factory=set)

    def holds_back(self, region: str, day: date) -> bool:
        """Whether one of them is not told."""
        return day in self.shut or (region, day) in self.hidden


async def figures(tx: Tx, asked: Asked) -> dict[str, Any]:
    """The days of which a region is told, who of its parts is not, and what is said of corrections."""
    told, before = await standing(tx, asked.sunday), await report_before(tx, asked)
    families = await all_families(tx, asked)
    every = told_of([one for one in told.values() if one.holds.region == asked.region], "all")

    def is_held(day: date) -> bool:
        """Whether the region is not told, for its own sake or for that of what is around it and in it."""
        own = [one for one in told.values() if (one.holds.region, one.holds.as_of) == (asked.region, day)]
        return (
            families[asked.region].holds_back(asked.region, day)
            or any(families[head].holds_back(inside, day) for head, inside in above(asked.region) if head in families)
            or any(
                day in one.shut for head, one in families.items() if head[: len(asked.region) + 1] == f"{asked.region}."
            )
            or any(is_few(one.holds.active) for one in own)
        )

    def is_untold(region: str, day: date) -> bool:
        return is_held(day) or (region != asked.region and families[asked.region].holds_back(region, day))

    shown = [one for one in every if not is_held(one.holds.as_of)]
    return {
        "days": [one.holds.as_of for one in shown],
        "held_back": every[-1:] != shown[-1:],
        "masked": masked_parts(told, asked, is_untold),
        "corrected": [] if before is None else await named(tx, asked, before, is_untold),
        "late": [] if before is None else came_late(shown, before),
    }


def is_few(people: int | None) -> bool:
    """Whether somebody could be recognised."""
    return people in range(1, SMALL)


def above(region: str) -> Iterator[tuple[str, str]]:
    """The regions around one, each with what lies in it and around this one, or is it."""
    inside = region
    while len(inside) > 2:
        yield inside[:-3], inside
        inside = inside[:-3]


async def all_families(tx: Tx, asked: Asked) -> dict[str, Family]:
    """By their heads: those of which anybody was ever told, and that of the region itself."""
    province = asked.region[:2]
    told = [row for row in await rows(tx, observations) if row.as_of <= asked.sunday and row.region[:2] == province]
    made = sorted({row.made for row in await rows(tx, reports) if row.region[:2] == province})
    heads = {row.region for row in told} | {row.region[:-3] for row in told} - {""} | {asked.region}
    return {head: of_family(head, told, made) for head in heads if len(head) <= 8}


def of_family(head: str, told: list[Any], made: list[Any]) -> Family:
    """Day by day, through all that reports could tell."""
    found = Family()
    near = [row for row in told if row.region in (head, *parts(head))]
    for day in {row.as_of for row in near}:
        through(found, head, day, list(states([row for row in near if row.as_of == day], made)))
    return found


def states(told: list[Any], made: list[Any]) -> Iterator[State]:
    """How a day stood whenever a report was made after something had come, and how it stands now."""
    seen_before = 0
    for at in (*made, None):
        seen = [row for row in told if at is None or row.at <= at]
        if len(seen) > seen_before:
            seen_before = len(seen)
            newest = {row.region: row.active for row in sorted(seen, key=lambda row: row.revision)}
            yield {region: active for region, active in newest.items() if active is not None}


def through(found: Family, head: str, day: date, stood: list[State]) -> None:
    """What is hidden of a day after all of this, and whether it is shut."""
    hidden, anew = set[str](), set[str]()
    read: State = {}
    first: State = {}
    before: tuple[State, State] = {}, {}
    for state in stood:
        few = {region for region, people in state.items() if is_few(people)}
        fresh = few - hidden
        hidden |= few | beside({part: state[part] for part in parts(head) if part in state}, head, state.get(head))
        told = {region: people for region, people in state.items() if region not in hidden}
        # Who was read of before is known, as long as that did not change.
        known = told | {region: people for region, people in state.items() if read.get(region) == people}
        if read:
            anew |= fresh
            moved = head in state and state[head] != read.get(head, state[head])
            if (
                anew & read.keys()
                or (anew and moved)
                or leaves_few(head, known, first)
                or follows(head, (state, known), before)
            ):
                found.shut.add(day)
                break
        read |= told
        first = read | first
        before = state, known
    found.hidden |= {(region, day) for region in hidden}


def beside(people: State, head: str, whole: int | None) -> set[str]:
    """The few parts, and the least others with them, until whoever subtracts is left with two of SMALL together.

    Who lacks a figure is what the sum leaves; where nobody told it, there is nothing to subtract from.
    """
    few = {part for part, count in people.items() if is_few(count)}
    lacks = len(people) < len(parts(head))
    if lacks and whole is None:
        return few
    left = max(0, (whole or 0) - sum(people.values())) if lacks else 0
    if (not few and not is_few(left)) or (few and left >= SMALL) or sum(people.values()) + left < SMALL:
        return few
    together = [people[part] for part in few] + ([left] if left else [])
    others = sorted((count == 0, count, part) for part, count in people.items() if part not in few)
    for _, count, part in others:
        if len(together) < 2 or sum(together) < SMALL:
            together.append(count)
            few.add(part)
    return few


def leaves_few(head: str, known: State, first: State) -> bool:
    """Whether a few are left of the sum, or will be once those who contradict it are corrected as well."""
    if head not in known:
        return False
    seen = [part for part in parts(head) if part in known]
    if len(seen) < len(parts(head)) and is_few(known[head] - sum(known[part] for part in seen)):
        return True
    grew = {region: people - first.get(region, people) for region, people in known.items()}
    odd = grew[head] - sum(grew[part] for part in seen)
    return odd != 0 and any(is_few(people + odd) or is_few(people - odd) for people in known.values())


def follows(head: str, now: tuple[State, State], before: tuple[State, State]) -> bool:
    """Whether somebody who is not told is known by the sum, and was not before; of each how it stands and who is known.

    Nought is nobody, unless as many were hidden before; who never was told of is known by it where that is a few.
    """
    known_then = only_numbers(head, before[1])
    for region, people in only_numbers(head, now[1]).items():
        if region in known_then:
            continue
        if region not in now[0]:
            if is_few(people):
                return True
        elif now[0][region] > 0 or before[0].get(region) == 0:
            return True
    return False


def only_numbers(head: str, known: State) -> State:
    """Those of the family who are not known, and can only be as many: tried with all numbers."""
    unseen = [part for part in parts(head) if part not in known]
    seen = sum(known.get(part, 0) for part in parts(head))
    if head not in known:
        return {} if unseen else {head: seen}
    found = {}
    for part in unseen:
        others = len(unseen) - 1
        left = known[head] - seen
        possible = [number for number in range(left + 1) if others or number == left]
        if len(possible) == 1:
            found[part] = possible[0]
    return found


def masked_parts(told: dict[Any, Told], asked: Asked, is_untold: Untold) -> list[str]:
    """Who of the parts that have a share is told without it."""
    shares = newest_shares(told, asked, asked.sunday)
    counts = {part: row.active for part, row in shares.items() if row.active is not None}
    hidden = beside(counts, asked.region, None)
    return sorted(part for part, row in shares.items() if part in hidden or is_untold(part, row.as_of))


async def named(tx: Tx, asked: Asked, before: Before, is_untold: Untold) -> list[tuple[Any, ...]]:
    """What changed, as far as it is told; where neither is told that it changed is not told either."""
    found = []
    for region, day, _, _, what, then, now in await corrections(tx, asked, before):
        told = ["masked" if is_untold(region, day) or is_few(round(float(each))) else each for each in (then, now)]
        assert what == "active", "of others the count does not follow from the figure"
        if told != ["masked", "masked"]:
            found.append((region, day, *told))
    return found


def came_late(shown: list[Told], before: Before) -> list[tuple[Any, ...]]:
    """Figures that came after the report before, of days ahead of the newest one that it told."""
    then = [one.holds.as_of for one in shown if one.since < before.made and one.holds.as_of <= before.last]
    return [
        (one.holds.as_of, one.holds.active)
        for one in shown
        if one.since >= before.made and then and one.holds.as_of < max(then)
    ]
