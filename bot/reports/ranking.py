"""The parts of a region by their coverage, and how they moved. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from bot.reports.coverage import of_segment, share
from bot.reports.suppression import masked
from bot.reports.weekly import Note, Part
from storage.coverage import Observation


def ranked(
    names: Mapping[str, str], told: Iterable[Observation], before: Mapping[str, int], small: int
) -> tuple[Part, ...]:
    """Every part (dotted code to name), the furthest in front, then those of whom nobody told a share of workers.

    `told` is the newest that holds of each; `before` their ranks a week ago. Equal shares share a rank. Where fewer
    than `small` people are active, neither they nor the share are told.
    """
    parts = {code: _part(code, name, told_of, small) for code, name, told_of in _each(names, told)}
    known = sorted((one for one in parts.values() if one.pct is not None), key=_furthest)
    ranks = {one.region: 1 + sum(1 for other in known if _pct(other) > _pct(one)) for one in known}
    lacking = sorted((one for one in parts.values() if one.pct is None), key=lambda one: one.name)
    return (*(_placed(one, ranks[one.region], before.get(one.region)) for one in known), *lacking)


def ranks_of(parts: Iterable[Part]) -> dict[str, int]:
    """The rank of each part that has one."""
    return {one.region: one.rank for one in parts if one.rank is not None}


def unlike(told: Iterable[Observation]) -> tuple[Note, ...]:
    """What has to be said where the parts are shares of workers of different years."""
    years = {one.eligible_year for one in told if one.segment == "all" and share(one) is not None}
    return ("below_of_different_years",) if len(years) > 1 else ()


def _each(names: Mapping[str, str], told: Iterable[Observation]) -> Iterable[tuple[str, str, Observation | None]]:
    newest = {one.region: one for one in of_segment(told, "all")}
    return ((code, name, newest.get(code)) for code, name in names.items())


def _part(code: str, name: str, told: Observation | None, small: int) -> Part:
    if told is None:
        return Part(code, name)
    active = None if told.active is None else masked(told.active, small)
    return Part(
        region=code,
        name=name,
        pct=None if active == "masked" else share(told),
        active=active,
        eligible=told.eligible,
        eligible_year=told.eligible_year,
        as_of=told.as_of,
    )


def _placed(one: Part, rank: int, before: int | None) -> Part:
    return replace(one, rank=rank, moved=None if before is None else before - rank)


def _furthest(one: Part) -> tuple[Decimal, str]:
    return -_pct(one), one.name


def _pct(one: Part) -> Decimal:
    return one.pct if one.pct is not None else Decimal(-1)
