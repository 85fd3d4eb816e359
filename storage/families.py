"""What was told of regions of one parent on days on which a few could be worked out, with every revision of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, func, literal, or_, select, union_all

from storage.coverage import SEGMENTS, Observation, level_of
from storage.database import Tx
from storage.observations import read
from storage.schema import observations, reports
from storage.statements import among_many, bounds, inside, inside_given

_ROW = observations.c
_HEAD = case(
    (_ROW.level == level_of("35.28"), func.substr(_ROW.region, 1, 2)),
    (_ROW.level == level_of("35.28.06"), func.substr(_ROW.region, 1, 5)),
    else_=func.substr(_ROW.region, 1, 8),
)
"""The region around one; nothing is around a province."""


async def around(
    tx: Tx, region: str, beside: Collection[str], until: date, small: int
) -> Mapping[str, Sequence[Observation]]:
    """Families (by their head) around a region, below it and deeper: every revision of head and members.

    `beside` are the parts of what is around it. Of each family the days up to `until` on which anybody is of fewer than
    `small` people, or what a sum leaves is, or anything was corrected. Deeper ones need a look only where the few came
    at another time than what is told beside.
    """
    heads = [region[:length] for length in (2, 5, 8) if length <= len(region)][-3:]
    others, above = _outside(region, [*heads, *beside]), _outside(region, heads)
    asked = {**bounds(region), "others": others, "above": above, "heads": heads, "until": until, "few": small - 1}
    looked = _days(tx.connection.dialect.name, beside=bool(others), is_inside=bool(above))
    near = (await tx.execute(looked, asked)).all()
    if not near:
        return {}
    days, found = {(one.head, one.as_of) for one in near}, defaultdict[str, list[Observation]](list)
    codes = {head for head, _ in days}
    wanted = or_(among_many(tx, _ROW.region, codes), among_many(tx, _HEAD, codes))
    here = inside(tx, _ROW.region, region)
    near_it = or_(_ROW.region.in_(others), here) if others else here
    rows = select(observations).where(wanted, _ROW.as_of.in_({day for _, day in days}), near_it)
    for one in await read(tx, rows.order_by(_ROW.region, _ROW.as_of, _ROW.revision)):
        for head in {one.region, _head(one.region)}:
            if (head, one.as_of) in days:
                found[head].append(one)
    return found


async def reported(tx: Tx, province: str, told: Iterable[Observation]) -> Sequence[datetime]:
    """When reports of a province and of what lies in it were made while figures of these came in, oldest first."""
    came = {one.provenance.at for one in told}
    if len(came) <= 1:
        return []
    between = (reports.c.made >= min(came), reports.c.made <= max(came))
    found = await tx.execute(select(reports.c.made).distinct().where(inside(tx, reports.c.region, province), *between))
    return sorted(found.scalars())


def _head(region: str) -> str:
    return region[:8] if level_of(region) > level_of("35.28.06") else region[:-3]


def _outside(region: str, others: Iterable[str]) -> list[str]:
    return [one for one in others if not f"{one}.".startswith(f"{region}.")]


@cache
def _days(dialect: str, *, beside: bool, is_inside: bool) -> Select[Any]:
    """Built once for all regions, which takes longer than what it finds; two ways of looking only where one finds less.

    `beside` says that `others` are given, which lie outside the region, `is_inside` that it has heads `above`.
    """
    here, heads = inside_given(dialect, _ROW.region), _given("heads")
    near = or_(_ROW.region.in_(_given("others")), here) if beside else here
    around_it = or_(_ROW.region.in_(_given("above")), here) if is_inside else here
    then, most = _ROW.as_of <= bindparam("until"), bindparam("few", type_=Integer())
    told = (_ROW.as_of, _ROW.segment, _ROW.active, _ROW.revision, _ROW.at)
    as_part = select(_HEAD.label("head"), literal(1).label("part"), *told).where(near, then, _ROW.level > 1)
    # What lies deepest is the head of nothing, and none of its days needs a look unless it was corrected.
    deepest = select(func.max(func.length(_ROW.region))).where(here).correlate(None).scalar_subquery()
    is_head = or_(_ROW.region.in_(heads), _ROW.revision > 1, func.length(_ROW.region) < deepest)
    as_head = select(_ROW.region.label("head"), literal(0), *told).where(around_it, then, is_head)
    each = union_all(as_part, as_head).subquery().c
    few = func.sum(case((each.active.between(1, most), 1), else_=0)) > 0
    left = (_left(each, segment) for segment in SEGMENTS)
    came = case((each.part == 1, each.at))
    late = func.max(each.at) > func.min(came)
    looked = or_(
        and_(few, or_(each.head.in_(heads), late)),
        func.max(each.revision) > 1,
        and_(func.sum(each.part) > 0, or_(*(rest.between(1, most) for rest in left))),
    )
    return select(each.head, each.as_of).group_by(each.head, each.as_of).having(looked)


def _given(name: str) -> Any:
    return bindparam(name, expanding=True)


def _left(each: Any, segment: str) -> ColumnElement[int]:
    """What the members leave of their head in a segment."""
    signed = case((each.part == 1, -each.active), else_=each.active)
    return func.sum(case((and_(each.segment == segment, each.active.is_not(None)), signed), else_=0))
