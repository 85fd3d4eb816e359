"""Which figures that others counted are of so few people that they are not told. Pure."""

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import date

from bot.reports.suppression import hidden_in_list
from storage.coverage import Observation, Segment

PARTS: tuple[Segment, ...] = ("pu", "bpu", "jakon")
LISTED: tuple[Segment, ...] = (*PARTS, "all")
"""The segments with their sum behind them."""


Hidden = Set[tuple[date, Segment]]
"""Figures of a region that are not told, by day."""


def is_few(people: int | None, small: int) -> bool:
    """Whether somebody could be recognised in a count."""
    return people is not None and 0 < people < small


def hidden_beside(
    counts: Mapping[str, int], members: Collection[str], small: int, whole: int | None = None
) -> set[str]:
    """Members of a few people; where their sum may be told, others as well, or it would give the few away.

    Of members without a count the sum `whole`, where it is known, leaves how many they are.
    """
    few = {code for code, count in counts.items() if is_few(count, small)}
    lacks = not counts.keys() >= set(members)
    if lacks and whole is None:
        return few
    rest = max(0, (whole or 0) - sum(counts.values())) if lacks else 0
    if (few and rest >= small) or not (few or is_few(rest, small)):
        return few
    codes = sorted(counts)
    listed = [*(counts[code] for code in codes), *([rest] if rest else [])]
    hidden = hidden_in_list([*listed, sum(listed)], small)
    return few | {codes[at] for at in hidden if at < len(codes)}


def without_few(history: Sequence[Observation], small: int, also: Hidden = frozenset()) -> list[Observation]:
    """The figures of one region without those of a few people, without what would give them away, and without `also`.

    Where all people of a day and all but one of their segments are told, the last one is, too.
    """
    days: dict[date, dict[Segment, int]] = {}
    for one in history:
        if one.active is not None:
            days.setdefault(one.as_of, {})[one.segment] = one.active
    hidden = {(day, segment) for day, counts in days.items() for segment in hidden_of_one(counts, small)} | also
    # A day may be told of twice: beside a share of the target, and beside one of the workers.
    hidden |= {(one.as_of, one.segment) for one in history if is_few(one.active, small)}
    return [one for one in history if (one.as_of, one.segment) not in hidden]


def hidden_of_one(counts: Mapping[Segment, int], small: int) -> list[Segment]:
    """The segments of one region that are not told; `all` is their sum, and leaves how many one without a count is."""
    few = [segment for segment, count in counts.items() if is_few(count, small)]
    if "all" not in counts or "all" in few:
        return few
    told = [segment for segment in PARTS if segment in counts]
    rest = max(0, counts["all"] - sum(counts[segment] for segment in told)) if 0 < len(told) < len(PARTS) else 0
    if (few and rest >= small) or not (few or is_few(rest, small)):
        return few
    listed = [*(counts[segment] for segment in told), *([rest] if rest else [])]
    hidden = hidden_in_list([*listed, sum(listed)], small)
    named: list[Segment] = [*told, *([told[0]] if rest else []), "all"]
    return [*few, *(named[at] for at in hidden if not (rest and at == len(told)))]
