"""What the bot came to in a week, by channel and kind of work, without what would show a single person.

Counts of a kabupaten are judged together with those of its whole province, whose report others read. Pure.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from bot.reports.suppression import Cell, hidden_in, hidden_in_list, masked, with_sums
from bot.reports.weekly import CHANNELS, MASKED, Count, Funnel, Lateness, Line, Step
from storage.weeks import Counted, Week

PROVINCE: Final = 2
COUNTED: tuple[Step, ...] = ("interest", "offered", "contacted", "registered", "verified")
"""The steps that leads take."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What is told of a region at one step; `parts` are all kabupaten of a province, else all kecamatan."""

    total: Count
    channels: list[Count]
    works: list[Count]
    parts: list[Count]


def funnel(
    week: Week, region: str, kabupaten: Collection[str], kecamatan: Collection[str], began: int | None, small: int
) -> Funnel:
    """The funnel of a province or a kabupaten (dotted code); `week` is of the whole province.

    `kabupaten` are those of the province in one order, `kecamatan` those of a kabupaten (a province has none), `began`
    are the people who wrote for the first time.
    """
    works = sorted({one.work for one in week.counted}) or [""]
    at = _row(region, kabupaten)
    told = {step: _told(week.counted, step, at, kabupaten, works, small) for step in COUNTED}
    parts = kabupaten
    if len(region) > PROVINCE:
        parts, below = _below(week, region, kecamatan)
        told = {step: replace(row, parts=_told_below(below[step], row.total, small)) for step, row in told.items()}
    came = of_list(week.came, region, kabupaten, small)
    talked: dict[Step, Count] = {"conversations": None if began is None else masked(began, small)}
    return Funnel(
        total=talked | {step: counts.total for step, counts in told.items()},
        by_channel=tuple(
            Line(channel, {"conversations": came if channel == "event" else None, **_at(told, "channels", place)})
            for place, channel in enumerate(CHANNELS)
        ),
        by_sector=tuple(Line(work, _at(told, "works", place)) for place, work in enumerate(works) if work),
        taken_back=of_list(week.taken_back, region, kabupaten, small),
        by_part=tuple(Line(code, _at(told, "parts", place)) for place, code in enumerate(parts)),
    )


def lateness(week: Week, region: str, kabupaten: Collection[str], small: int, *, stands: bool) -> Lateness:
    """What is late; how things stand is told only where it `stands` for the end of this week."""
    return Lateness(
        expired_offers=of_list(week.expired, region, kabupaten, small),
        unheld=of_list(week.unheld, region, kabupaten, small) if stands else None,
        overdue=of_list(week.overdue, region, kabupaten, small) if stands else None,
    )


def of_list(counts: Mapping[str, int], region: str, kabupaten: Collection[str], small: int) -> Count:
    """A count of a region out of those of all kabupaten of its province, whose sum is told as well."""
    listed = [counts.get(one, 0) for one in kabupaten]
    full = [*listed, sum(listed)]
    at = _row(region, kabupaten)
    return MASKED if at in hidden_in_list(full, small) else full[at]


def steady(now: Count, before: Count, small: int) -> Count:
    """What is told of a count that goes on from week to week: the old one, as long as it changed by too few people."""
    changed = isinstance(now, int) and isinstance(before, int) and 0 < abs(now - before) < small
    return before if changed else now


def _row(region: str, kabupaten: Collection[str]) -> int:
    """Where a region stands in a table with its sums; the province itself is the sum."""
    return len(kabupaten) if len(region) == PROVINCE else list(kabupaten).index(region)


def _told(
    counted: Iterable[Counted], step: Step, at: int, kabupaten: Collection[str], works: Collection[str], small: int
) -> _Row:
    counts: Counter[tuple[str, str]] = Counter()
    for one in counted:
        if one.step == step:
            counts[one.kabupaten, one.channel] += one.people
            counts[one.kabupaten, one.work] += one.people
    channels, sectors = (
        tuple(tuple(counts[row, key] for key in keys) for row in kabupaten) for keys in (CHANNELS, works)
    )
    by_channel, by_sector = hidden_in(channels, sectors, small)
    *first, total = _shown(with_sums(channels)[at], at, by_channel)
    *second, _ = _shown(with_sums(sectors)[at], at, by_sector)
    parts = [_shown(row, place, by_channel)[-1] for place, row in enumerate(with_sums(channels)[:-1])]
    return _Row(total, first, second, parts)


def _below(week: Week, region: str, kecamatan: Collection[str]) -> tuple[list[str], Mapping[Step, list[int]]]:
    """The kecamatan, older ones that people still stand under, and last the kabupaten's own code for those without."""
    found = {step: week.by_kecamatan(region, step) for step in COUNTED}
    parts = sorted({*kecamatan, *(at for counts in found.values() for at in counts)}, key=lambda at: (at == region, at))
    return parts, {step: [counts.get(at, 0) for at in parts] for step, counts in found.items()}


def _told_below(counts: list[int], total: Count, small: int) -> list[Count]:
    """What is told of kecamatan beside their sum; nothing where that is hidden, for it could be worked out."""
    if total == MASKED:
        return [MASKED] * len(counts)
    hidden = hidden_in_list([*counts, sum(counts)], small)
    return [MASKED if at in hidden else count for at, count in enumerate(counts)]


def _shown(counts: Iterable[int], row: int, hidden: Collection[Cell]) -> list[Count]:
    return [MASKED if (row, column) in hidden else count for column, count in enumerate(counts)]


def _at(told: Mapping[Step, _Row], which: Literal["channels", "works", "parts"], place: int) -> dict[Step, Count]:
    return {step: getattr(row, which)[place] for step, row in told.items()}
