"""What stands beside our columns and is not kept: of whom a percentage, or members, may be as well."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from bot.coverage.chosen import Figures
from bot.coverage.columns import Column, are_all_workers, is_of_some_people
from bot.coverage.numbers import Figure
from bot.coverage.told import LONGEST_HEADING, Kind, Other
from bot.coverage.vocabulary import SEGMENT_SHORT
from storage.coverage import Segment

Counted = Callable[[Column | None], Figure | None]
"""The count under a heading in one row, None where there is none."""
MOST: Final = 6
"""Columns that are looked at; whoever has more tells of something else."""


def others(of: Figures, key: Segment, beside: Sequence[Column], counted: Counted) -> tuple[Other, ...]:
    """Of whom the percentage of a segment may be, besides its own workers."""
    members = {each: counted(columns.get("active")) for each, columns in of.items()}
    if "coverage" not in of[key] or (members[key] is not None and counted(of[key].get("eligible")) is not None):
        return ()
    left = [(one, counted(one)) for one in beside[:MOST]]
    found = list(_of_strangers(left, members[key]))
    workers = counted(of["all"].get("eligible")) if "all" in of else None
    parts = [each for each in of if each != "all" and members[each] is not None]
    if key == "all" and members["all"] is None:
        found += _of_segments(left, [figure for each in parts if (figure := members[each])])
    if key == "all" and members["all"] is None and len(parts) == 1:
        found.append(Other("crossed", SEGMENT_SHORT[parts[0]], members[parts[0]], workers))
    if key != "all" and members[key] is not None and workers is not None:
        found.append(Other("crossed", SEGMENT_SHORT[key], members[key], workers))
    return tuple(found)


def _of_strangers(left: Sequence[tuple[Column, Figure | None]], members: Figure | None) -> Iterator[Other]:
    """Members, or any other count, over each count that is not of members."""
    for one, whole in left:
        if one.role == "active" or whole is None:
            continue
        kind: Kind = "some" if is_of_some_people(one.words) else "strange" if one.is_doubtful else "known"
        for part in (members, *(figure for each, figure in left if each is not one)):
            yield Other(kind, one.words[:LONGEST_HEADING], part, whole)


def _of_segments(left: Sequence[tuple[Column, Figure | None]], members: Sequence[Figure]) -> Iterator[Other]:
    """Members of segments over workers whom we do not keep apart: "BPU" over informal ones, or all over all."""
    wholes = [(one, whole) for one, whole in left if whole and one.role != "active" and is_of_some_people(one.words)]
    for one, whole in wholes:
        for part in members:
            yield Other("some", one.words[:LONGEST_HEADING], part, whole)
    if len(members) > 1 and are_all_workers([one.words for one, _ in wholes]):
        yield Other("all", "", _sum(members), _sum([whole for _, whole in wholes]))


def _sum(figures: Sequence[Figure]) -> Figure:
    return Figure(sum((one.value for one in figures), Decimal(0)), sum((one.width for one in figures), Decimal(0)))


def are_a_sum(members: Column | None, beside: Sequence[Column], counted: Counted) -> bool:
    """Whether members are those of strangers together: teachers and guardians, of whom nobody says they are all."""
    told = [figure.value for one in beside[:MOST] if one.is_doubtful and (figure := counted(one)) and figure.value > 0]
    whole = counted(members)
    return whole is not None and len(told) > 1 and sum(told, Decimal(0)) == whole.value
