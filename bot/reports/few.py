"""Which figures that others counted are of so few people that they are not told. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.reports.suppression import hidden_in_list
from storage.coverage import Observation, Segment

PARTS: tuple[Segment, ...] = ("pu", "bpu", "jakon")
_LISTED: tuple[Segment, ...] = (*PARTS, "all")
"""The segments with their sum behind them."""


def is_few(people: int | None, small: int) -> bool:
    """Whether somebody could be recognised in a count."""
    return people is not None and 0 < people < small


def without_few(history: Sequence[Observation], small: int) -> list[Observation]:
    """The figures of one region without those of a few people, and without what would give them away.

    Where all people of a day and all but one of their segments are told, the last one is, too.
    """
    days: dict[date, dict[Segment, int]] = {}
    for one in history:
        if one.active is not None:
            days.setdefault(one.as_of, {})[one.segment] = one.active
    hidden = {(day, segment) for day, counts in days.items() for segment in _hidden(counts, small)}
    return [one for one in history if (one.as_of, one.segment) not in hidden]


def _hidden(counts: Mapping[Segment, int], small: int) -> list[Segment]:
    few = [segment for segment, count in counts.items() if is_few(count, small)]
    if not few or "all" not in counts or "all" in few:
        return few
    listed = hidden_in_list([counts.get(segment, 0) for segment in _LISTED], small)
    return [*few, *(_LISTED[at] for at in listed)]
