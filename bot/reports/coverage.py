"""How far a region is covered, from what others counted: figures of one denominator are never mixed with another's.

Everything here takes observations of a single region, as they hold on the last day of the week, in any order. Pure.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from bot.reports.forecast import Counted, pace
from bot.reports.weekly import Change, Headcount, Point, Standing, TargetShare
from storage.coverage import Observation, Segment, Target

Is = Callable[[Observation], bool]
"""Whether something is so of a figure."""
_HUNDRED, _FINE = Decimal(100), Decimal("0.01")
TREND_MOST: Final = 26


@dataclass(frozen=True, slots=True)
class Goal:
    """The share of the workers (percent) that is to be reached in a year, and who says so.

    `people` where it was told in people: then the share is worked out from them.
    """

    percent: Decimal
    source: str
    people: int | None = None


def share(one: Observation, goal: Goal | None = None) -> Decimal | None:
    """The share of the workers in percent, to two digits: by its own counts, else as printed; None where unknown.

    Rounding reaches neither everybody nor the `goal`, and leads nobody back below it: 49.9998 of 50 is 49.99.
    """
    exact = _exact(one)
    if exact is None:
        return None
    rounded, less = (exact.quantize(_FINE, way) for way in (ROUND_HALF_UP, ROUND_DOWN))
    told = less if exact < _HUNDRED <= rounded else rounded
    if goal is None or abs(goal.percent - exact) >= _FINE:
        return told
    if _gap(one, goal) == 0:
        return max(told, goal.percent)
    # A goal in people was itself rounded to a share.
    return less if less < goal.percent else less - _FINE


def has_reached(one: Observation, goal: Goal | None) -> bool:
    """Whether a figure is where a goal wants it."""
    return _gap(one, goal) == 0


def _exact(one: Observation) -> Decimal | None:
    """Counts are of workers whatever the percentage beside them is a share of; only that one has to mean workers."""
    if one.active is not None and one.eligible:
        return _HUNDRED * one.active / one.eligible
    return one.coverage_pct if one.meaning == "of_workers" else None


def same_denominator(one: Observation, other: Observation) -> bool | None:
    """Whether both are shares of the same people; None where too little was told of one of them to know."""
    if one.eligible is not None and other.eligible is not None:
        return one.eligible == other.eligible and one.eligible_year == other.eligible_year
    if one.eligible_year is None or other.eligible_year is None:
        return None
    return one.eligible_year == other.eligible_year


def of_segment(told: Iterable[Observation], segment: Segment) -> list[Observation]:
    """The shares of the workers in one segment that can be told, oldest first: of a region and a day the one that tells
    counts, and of two such the one that says nothing of the target."""
    wanted = (one for one in told if one.segment == segment and share(one) is not None)
    surest_last = sorted(wanted, key=lambda one: (one.as_of, one.is_counted, one.meaning))
    return list({(one.region, one.as_of): one for one in surest_last}.values())


def goal_of(told: Iterable[Observation], target: Target | None, year: int) -> Goal | None:
    """What is to be reached in a year: as the targets say, else as the newest figure of that year does."""
    if target is not None and target.year == year and target.meaning == "of_workers":
        return Goal(target.percent, target.source)
    said = [one for one in told if one.as_of.year == year and one.segment == "all" and _goal(one) is not None]
    newest = max(said, key=lambda one: one.as_of, default=None)
    return None if newest is None else _goal(newest)


def _goal(one: Observation) -> Goal | None:
    """What a figure says of the target: a share, else people of as many workers as it tells itself."""
    if one.target_pct is not None:
        return Goal(one.target_pct, one.target_source)
    if one.target_people is None or not one.eligible:
        return None
    percent = (_HUNDRED * one.target_people / one.eligible).quantize(_FINE, ROUND_HALF_UP)
    return Goal(percent, one.target_source, one.target_people)


def standing(
    told: Sequence[Observation], segment: Segment, goal: Goal | None, last: date, is_new: Is
) -> Standing | None:
    """How a segment stands at the end of the week up to `last`; None where nobody told a share of workers.

    Only the whole has a goal: nobody sets one for a segment. `is_new` says whether a figure is of this week.
    """
    known = of_segment(told, segment)
    if not known:
        return None
    now, base = known[-1], _base(known)
    fresh, gap = is_new(now), _gap(now, goal)
    return Standing(
        segment=segment,
        as_of=now.as_of,
        source=now.source,
        active=now.active,
        eligible=now.eligible,
        eligible_year=now.eligible_year,
        eligible_source=now.eligible_source,
        pct=share(now, goal),
        target_pct=goal.percent if goal else None,
        target_source=goal.source if goal else "",
        target_people=goal.people if goal else None,
        uncovered=None if now.active is None or now.eligible is None else max(0, now.eligible - now.active),
        gap=gap,
        fresh=fresh,
        since_last=_change(known[-2], now, goal) if fresh and len(known) > 1 else None,
        since_base=_change(base, now, goal) if base is not now else None,
        pace=pace(_counted(known), _counted(known[known.index(base) :]), gap, last, has_goal=goal is not None),
        note=now.note,
    )


def of_target(told: Iterable[Observation]) -> TargetShare | None:
    """The newest share of the target that was printed, which says nothing of how many workers are covered."""
    shares = [
        one for one in told if one.meaning == "of_target" and one.segment == "all" and one.coverage_pct is not None
    ]
    newest = max(shares, key=lambda one: one.as_of, default=None)
    if newest is None or newest.coverage_pct is None:
        return None
    return TargetShare(newest.as_of, newest.coverage_pct.quantize(_FINE, ROUND_HALF_UP), newest.source)


def headcount(told: Iterable[Observation]) -> Headcount | None:
    """How many people were covered by the newest count of them, whatever it may be a share of."""
    counts = ((one, one.active) for one in told if one.segment == "all" and one.active is not None)
    newest = max(counts, key=lambda told_of: (told_of[0].as_of, told_of[0].meaning), default=None)
    return None if newest is None else Headcount(newest[0].as_of, newest[1], newest[0].source)


def trend(told: Iterable[Observation], goal: Goal | None = None) -> tuple[Point, ...]:
    """The newest figures of the whole, oldest first; each says where its denominator is another one than before.

    None of them touches the `goal` that it has not reached.
    """
    known = of_segment(told, "all")[-TREND_MOST:]
    befores: list[Observation | None] = [None, *known]
    return tuple(_point(one, before, goal) for one, before in zip(known, befores, strict=False))


def _point(one: Observation, before: Observation | None, goal: Goal | None) -> Point:
    same = before is None or same_denominator(before, one)
    return Point(one.as_of, share(one, goal) or Decimal(0), one.active, one.eligible, not same, same is None)


def _base(known: Sequence[Observation]) -> Observation:
    """The first figure since which every one had the denominator of the newest."""
    now = base = known[-1]
    for one in reversed(known[:-1]):
        if not same_denominator(one, now):
            break
        base = one
    return base


def _change(before: Observation, now: Observation, goal: Goal | None) -> Change:
    shares = share(before, goal), share(now, goal)
    people = None if before.active is None or now.active is None else now.active - before.active
    points = None if shares[0] is None or shares[1] is None else shares[1] - shares[0]
    same = same_denominator(before, now)
    return Change(before.as_of, people, points, not same, same is None)


def _gap(now: Observation, goal: Goal | None) -> int | None:
    if goal is None:
        return None
    if now.active is not None and goal.people is not None:
        return max(0, goal.people - now.active)
    if now.active is not None and now.eligible:
        wanted = (goal.percent * now.eligible / _HUNDRED).to_integral_value(ROUND_CEILING)
        return max(0, int(wanted) - now.active)
    reached = _exact(now)
    return 0 if reached is not None and reached >= goal.percent else None


def _counted(known: Iterable[Observation]) -> list[Counted]:
    return [Counted(one.as_of, one.active) for one in known if one.active is not None]
