"""Wholes beside their parts: a region and its segments, a region and the regions inside it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from bot.answers.places import Gazetteer
from bot.conversation.words import Count
from bot.coverage.findings import Findings
from bot.coverage.numbers import A_HUNDRED, Figure
from bot.coverage.told import Told
from storage.coverage import SEGMENTS, Segment

_PARTS = len(SEGMENTS) - 1


def segments_apart(rows: Iterable[Told], findings: Findings, unnamed: int) -> None:
    """Segments that are more than their total, or all three of them fewer by more than `unnamed` percent of it."""
    by_row: dict[tuple[object, ...], dict[Segment, Told]] = {}
    for one in rows:
        by_row.setdefault((one.row, one.place, one.as_of), {})[one.segment] = one
    for parts in by_row.values():
        whole = parts.get("all")
        counted = [one.active for segment, one in parts.items() if segment != "all" and one.active]
        if whole is None or whole.active is None or not counted:
            continue
        room = whole.active.width / 2 + sum((one.width / 2 for one in counted), Decimal(0))
        added, count = sum((one.value for one in counted), Decimal(0)), Count(whole.active.whole)
        if added > whole.active.value + room:
            findings.add(whole.row, "count_implausible", "parts", count=count)
        elif len(counted) == _PARTS and _misses_many(whole.active.value, added + room, unnamed):
            findings.add(whole.row, "count_implausible", "missing", count=count, parts=Count(int(added)))


def _misses_many(whole: Decimal, parts: Decimal, unnamed: int) -> bool:
    """Whether more members are in none of the segments than those who work abroad may be."""
    return (whole - parts) * A_HUNDRED > whole * unnamed


def some_of_its_parts(rows: Sequence[Told], findings: Findings, places: Gazetteer) -> None:
    """A region whose figures are exactly the sum of a few of its parts is perhaps not told as a whole."""
    inside = defaultdict[tuple[str, date | None, Segment], dict[str, Told]](dict)
    for one in rows:
        if one.place is not None and (above := one.place.code.rpartition(".")[0]):
            inside[above, one.as_of, one.segment][one.place.code] = one
    for one in rows:
        parts = inside.get((one.place.code, one.as_of, one.segment)) if one.place is not None else None
        if one.place is None or not parts or len(parts) < 2 or not _is_sum(one, list(parts.values())):
            continue
        of = len(places.children(one.place.code))
        if len(parts) < of:
            told = {"count": Count(len(parts)), "all": Count(of)}
            findings.add(one.row, "count_implausible", "some", None, place=one.place.name, **told)


def _is_sum(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether all people told of a whole are those of its parts together."""
    pairs = [
        (whole.active, [each.active for each in parts]),
        (whole.eligible, [each.eligible for each in parts]),
    ]
    told = [(one, of) for one, of in pairs if one is not None and one.value > 0]
    return bool(told) and all(_added(of) == one.value for one, of in told)


def _added(figures: Iterable[Figure | None]) -> Decimal | None:
    total = Decimal(0)
    for one in figures:
        if one is None:
            return None
        total += one.value
    return total
