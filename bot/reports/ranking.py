"""The parts of a region by their coverage, and how they moved. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from bot.reports.coverage import Goal, has_reached, of_segment, share
from bot.reports.few import hidden_beside
from bot.reports.weekly import MASKED, Count, Note, Part
from storage.coverage import Observation


def ranked(
    names: Mapping[str, str],
    told: Iterable[Observation],
    before: Mapping[str, int],
    small: int,
    is_untold: Callable[[Observation], bool] = lambda _: False,
    goal: Callable[[str, Observation], Goal | None] = lambda *_: None,
) -> tuple[Part, ...]:
    """Every part (dotted code to name), the furthest in front, then those of whom nobody told a share of workers.

    `told` is the newest that holds of each; `before` their ranks a week ago. Equal shares share a rank. Where fewer
    than `small` people are active, or where that would give such a part away, neither they nor the share are told; nor
    are figures that are told nowhere (`is_untold`). `goal` is what a part (its code, its newest figure) is to reach.
    """
    newest = {code: told_of for code, _, told_of in _each(names, told)}
    counts = {code: one.active for code, one in newest.items() if one is not None and one.active is not None}
    hidden = hidden_beside(counts, names, small)
    hidden |= {code for code, one in newest.items() if one is not None and is_untold(one)}
    parts = {code: _part(code, name, newest[code], goal, hides=code in hidden) for code, name in names.items()}
    known = sorted((one for one in parts.values() if one.pct is not None), key=_furthest)
    ranks = {one.region: 1 + sum(1 for other in known if _pct(other) > _pct(one)) for one in known}
    lacking = sorted((one for one in parts.values() if one.pct is None), key=lambda one: one.name)
    return (*(_placed(one, ranks[one.region], before.get(one.region)) for one in known), *lacking)


def ranks_of(parts: Iterable[Part]) -> dict[str, int]:
    """The rank of each part that has one."""
    return {one.region: one.rank for one in parts if one.rank is not None}


def unlike(parts: Collection[str], told: Iterable[Observation]) -> tuple[Note, ...]:
    """What has to be said where the parts (dotted codes) are shares of workers of different years.

    What is still told of under a code that is in no decree any more is not ranked either.
    """
    years = {one.eligible_year for one in of_segment(told, "all") if one.region in parts}
    return ("below_of_different_years",) if len(years) > 1 else ()


def _each(names: Mapping[str, str], told: Iterable[Observation]) -> Iterable[tuple[str, str, Observation | None]]:
    newest = {one.region: one for one in of_segment(told, "all")}
    return ((code, name, newest.get(code)) for code, name in names.items())


def _part(
    code: str,
    name: str,
    told: Observation | None,
    goal: Callable[[str, Observation], Goal | None],
    *,
    hides: bool,
) -> Part:
    if told is None:
        return Part(code, name)
    active: Count = MASKED if hides else told.active
    aim = goal(code, told)
    return Part(
        region=code,
        name=name,
        pct=None if hides else share(told, aim),
        active=active,
        eligible=told.eligible,
        eligible_year=told.eligible_year,
        as_of=told.as_of,
        reached=not hides and has_reached(told, aim),
    )


def _placed(one: Part, rank: int, before: int | None) -> Part:
    return replace(one, rank=rank, moved=None if before is None else before - rank)


def _furthest(one: Part) -> tuple[Decimal, str]:
    return -_pct(one), one.name


def _pct(one: Part) -> Decimal:
    return one.pct if one.pct is not None else Decimal(-1)
