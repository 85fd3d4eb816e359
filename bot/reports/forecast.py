"""When a target is reached if things go on as they did: a range from the paces that were seen, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from math import ceil
from statistics import median
from typing import Final

from bot.reports.weekly import Pace, Reach, Unforeseen

A_WEEK: Final = 7
SEEN: Final = timedelta(days=366)
"""Paces older than this tell nothing of today's."""
FEWEST: Final = 3
"""Figures below which there is but one pace, and so no range."""
FARTHEST: Final = timedelta(days=10 * 365)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people were active on a day."""

    as_of: date
    active: int


def pace(
    known: Sequence[Counted], alike: Sequence[Counted], gap: int | None, last: date, *, has_goal: bool
) -> Pace | None:
    """The pace that is needed after the day `last` until the year's end, the present one, and where it leads.

    `known` are all counts of the region, `alike` those of the newest denominator, both oldest first; `gap` is who is
    missing to the goal, in people. None where nobody counted people and there is no goal either.
    """
    if not known and not has_goal:
        return None
    until = date(last.year, 12, 31)
    days = (until - last).days
    needed = ceil(Fraction(gap * A_WEEK, max(days, A_WEEK))) if gap and days else None
    paces = _paces(alike)
    present = round(A_WEEK * median(paces)) if paces else None
    return Pace(until, ceil(days / A_WEEK), needed, present, _reach(known, alike, paces, gap, last, has_goal=has_goal))


def _paces(alike: Sequence[Counted]) -> list[Fraction]:
    """People a day between any two of the figures of the last year that lie a week apart or more, slowest first.

    So one odd figure decides nothing, nor do two that were counted on different days of one week.
    """
    seen = [one for one in alike if one.as_of >= alike[-1].as_of - SEEN]
    return sorted(
        Fraction(later.active - earlier.active, (later.as_of - earlier.as_of).days)
        for earlier, later in combinations(seen, 2)
        if (later.as_of - earlier.as_of).days >= A_WEEK
    )


def _reach(
    known: Sequence[Counted],
    alike: Sequence[Counted],
    paces: list[Fraction],
    gap: int | None,
    last: date,
    *,
    has_goal: bool,
) -> Reach:
    why = _why_not(known, alike, paces, gap, has_goal=has_goal)
    if why:
        return Reach(why=why)
    quarter = len(paces) // 4
    slow, fast = paces[quarter], paces[-1 - quarter]
    earliest, latest = _after(alike[-1].as_of, gap or 0, fast), _after(alike[-1].as_of, gap or 0, slow)
    if earliest is None:
        return Reach(why="not_growing" if fast <= 0 else "far")
    return Reach(max(earliest, last), None if latest is None else max(latest, last))


def _why_not(
    known: Sequence[Counted], alike: Sequence[Counted], paces: list[Fraction], gap: int | None, *, has_goal: bool
) -> Unforeseen:
    if not has_goal:
        return "no_target"
    if gap == 0:
        return "reached"
    if gap is None:
        return "no_figure"
    if len(paces) >= FEWEST:
        return ""
    return "denominator_changed" if len(known) >= FEWEST and len(alike) < len(known) else "too_few"


def _after(since: date, gap: int, daily: Fraction) -> date | None:
    """The day on which so many have joined at this pace; None where that takes longer than we look ahead."""
    if daily <= 0 or Fraction(gap) / daily > FARTHEST.days:
        return None
    return since + timedelta(days=ceil(gap / daily))
