"""What others pay and promise, and where the staff have been, as officials read it: no person, no name of one. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from bot.reports.funnel import steady
from bot.reports.suppression import masked
from bot.reports.weekly import MASKED, Commitments, Count, Ending, PlaceName, Pledge, Sponsored, Villages, VillagesOf
from storage.field import Outstanding, Reached
from storage.sponsors import Sponsorship

Named = Callable[[str], str]
"""A region's code to the name that people call it by."""
KECAMATAN: Final = 8
"""Characters of the code of one; villages that are parts themselves lie in it."""
MOST: Final = 40
"""Lines of a list; whoever needs more looks at the sheets of their offices."""


def sponsored(
    running: Iterable[Sponsorship], last: date, named: Named, before: Sponsored, small: int, within: Sequence[int]
) -> Sponsored:
    """Cover that ends within so many days after the day `last`; `before` is what was told a week ago.

    A sum is told only where every count in it is, so that none can be worked out.
    """
    latest = last + timedelta(days=within[-1])
    soon = sorted((one for one in running if one.used and last < one.ends <= latest), key=_ends)
    told = {(one.payer, one.channel, one.region, one.ends): one.people for one in before.ending}
    ending = [_ending(one, last, named, told, small, within) for one in soon]
    return Sponsored(tuple(ending), {days: _sum(one.people for one in ending if one.within == days) for days in within})


def commitments(promised: Iterable[Outstanding], last: date, named: Named, small: int) -> Commitments:
    """The open ones as they stand; an organisation is told by its kind and place."""
    standing = sorted(promised, key=lambda one: _meets(one, last))
    return Commitments(
        open=len(standing),
        promised=sum(one.promised for one in standing),
        done=_sum(masked(one.done, small) for one in standing),
        overdue=sum(1 for one in standing if one.is_overdue(last)),
        pledges=tuple(_pledge(one, last, named, small) for one in standing[:MOST]),
    )


def villages(
    parts: Mapping[str, Sequence[str]],
    in_year: frozenset[str],
    in_week: Reached,
    named: Named,
    small: int,
    *,
    lists: bool,
) -> Villages:
    """How many villages were reached; `parts` are those of each part (dotted codes), `lists` names the others.

    `in_year` are those that were visited since it began.
    """
    every = [village for inside in parts.values() for village in inside]
    visited = in_year.intersection(every)
    return Villages(
        total=len(every),
        visited=len(visited),
        visited_in_week=len(in_week.villages.intersection(every)),
        visits_in_week=in_week.visits,
        people_in_week=masked(in_week.people, small),
        unreached=tuple(_unreached(parts, visited, named)) if lists else (),
        parts=tuple(
            VillagesOf(part, named(part), len(visited.intersection(inside)), len(inside))
            for part, inside in parts.items()
        ),
    )


def _ends(one: Sponsorship) -> tuple[date, int]:
    return one.ends, one.id


def _ending(
    one: Sponsorship,
    last: date,
    named: Named,
    before: Mapping[tuple[str, str, str, date], Count],
    small: int,
    within: Sequence[int],
) -> Ending:
    days = next(days for days in within if one.ends <= last + timedelta(days=days))
    people = steady(masked(one.used, small), before.get((one.payer, one.channel, one.region, one.ends)), small)
    return Ending(one.payer, one.channel, one.region, named(one.region), one.ends, days, people)


def _sum(counts: Iterable[Count]) -> Count:
    listed = list(counts)
    return MASKED if MASKED in listed else sum(one for one in listed if isinstance(one, int))


def _meets(one: Outstanding, last: date) -> tuple[bool, date, int]:
    return not one.is_overdue(last), one.next or date.max, one.id


def _pledge(one: Outstanding, last: date, named: Named, small: int) -> Pledge:
    done = masked(one.done, small)
    return Pledge(one.kind, named(one.region), one.promised, done, one.next, overdue=one.is_overdue(last))


def _unreached(parts: Mapping[str, Sequence[str]], visited: Collection[str], named: Named) -> Iterable[PlaceName]:
    for part, inside in parts.items():
        for village in inside:
            if village not in visited:
                yield PlaceName(village, named(village), named(part if part != village else village[:KECAMATAN]))
