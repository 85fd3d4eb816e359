"""Which figures that others counted are of so few people that they are not told. Pure."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from bot.reports.suppression import hidden_in_list
from storage.coverage import Observation, Segment

PARTS: tuple[Segment, ...] = ("pu", "bpu", "jakon")
_LISTED: tuple[Segment, ...] = (*PARTS, "all")
"""The segments with their sum behind them."""


Hidden = Set[tuple[date, Segment]]
"""Figures of a region that are not told, by day."""


@dataclass(frozen=True, slots=True)
class Family:
    """All `members` of one region (dotted codes), and what was `told` of them on days on which any are few.

    Who reads the report of the region above and those of all members but one could subtract.
    """

    members: Collection[str] = ()
    told: Sequence[Observation] = ()


def is_few(people: int | None, small: int) -> bool:
    """Whether somebody could be recognised in a count."""
    return people is not None and 0 < people < small


def hidden_beside(counts: Mapping[str, int], members: Collection[str], small: int) -> set[str]:
    """Members of a few people; where all are told, others as well, since their sum may be told, too."""
    few = {code for code, count in counts.items() if is_few(count, small)}
    if few and counts.keys() >= set(members):
        codes = sorted(counts)
        listed = hidden_in_list([*(counts[code] for code in codes), sum(counts.values())], small)
        few |= {codes[at] for at in listed if at < len(codes)}
    return few


def hidden_with(region: str, family: Family, small: int) -> Hidden:
    """What is not told of a member, in whatever report, so that nobody works out a few beside it.

    On a day on which a segment of any member is of a few, no member's segments are told; nor where its whole is not.
    """
    hidden = set[tuple[date, Segment]]()
    for day in {one.as_of for one in family.told}:
        here = [one for one in family.told if one.as_of == day and one.active is not None]
        wholes = {one.region: one.active for one in here if one.segment == "all" and one.active is not None}
        hides = region in hidden_beside(wholes, family.members, small)
        if hides or any(is_few(one.active, small) for one in here if one.segment != "all"):
            hidden |= {(day, segment) for segment in PARTS}
        hidden |= {(day, "all")} if hides else set()
    return hidden


def without_few(history: Sequence[Observation], small: int, also: Hidden = frozenset()) -> list[Observation]:
    """The figures of one region without those of a few people, without what would give them away, and without `also`.

    Where all people of a day and all but one of their segments are told, the last one is, too.
    """
    days: dict[date, dict[Segment, int]] = {}
    for one in history:
        if one.active is not None:
            days.setdefault(one.as_of, {})[one.segment] = one.active
    hidden = {(day, segment) for day, counts in days.items() for segment in _hidden(counts, small)} | also
    return [one for one in history if (one.as_of, one.segment) not in hidden]


def _hidden(counts: Mapping[Segment, int], small: int) -> list[Segment]:
    few = [segment for segment, count in counts.items() if is_few(count, small)]
    if not few or "all" not in counts or "all" in few:
        return few
    listed = hidden_in_list([counts.get(segment, 0) for segment in _LISTED], small)
    return [*few, *(_LISTED[at] for at in listed)]
