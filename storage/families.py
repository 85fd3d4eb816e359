"""What was told of regions of one parent on days on which a few could be worked out, with every revision of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union_all

from storage.coverage import SEGMENTS, Observation, level_of
from storage.database import Tx
from storage.observations import read
from storage.schema import observations, reports
from storage.statements import among_many, inside

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
    near = (await tx.execute(_days(tx, region, [*heads, *beside], heads, until, small))).all()
    if not near:
        return {}
    days, found = {(one.head, one.as_of) for one in near}, defaultdict[str, list[Observation]](list)
    codes = {head for head, _ in days}
    wanted = or_(among_many(tx, _ROW.region, codes), among_many(tx, _HEAD, codes))
    rows = select(observations).where(
        wanted, _ROW.as_of.in_({day for _, day in days}), _near(tx, region, [*heads, *beside])
    )
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


def _near(tx: Tx, region: str, others: Collection[str]) -> ColumnElement[bool]:
    """A region, what lies in it, and these; two ways of looking are not taken where one finds all."""
    here, outside = inside(tx, _ROW.region, region), [one for one in others if not f"{one}.".startswith(f"{region}.")]
    return or_(_ROW.region.in_(outside), here) if outside else here


def _days(tx: Tx, region: str, others: Collection[str], heads: Collection[str], until: date, small: int) -> Select[Any]:
    told = (_ROW.as_of, _ROW.segment, _ROW.meaning, _ROW.active, _ROW.revision, _ROW.at)
    as_part = select(_HEAD.label("head"), literal(1).label("part"), *told).where(
        _near(tx, region, others), _ROW.as_of <= until, _ROW.level > 1
    )
    # What lies deepest is the head of nothing, and none of its days needs a look unless it was corrected.
    deepest = select(func.max(func.length(_ROW.region))).where(_near(tx, region, [])).correlate(None).scalar_subquery()
    is_head = or_(_ROW.region.in_(heads), _ROW.revision > 1, func.length(_ROW.region) < deepest)
    as_head = select(_ROW.region.label("head"), literal(0), *told).where(
        _near(tx, region, heads), _ROW.as_of <= until, is_head
    )
    each = union_all(as_part, as_head).subquery().c
    is_few = and_(each.active > 0, each.active < small)
    few = func.sum(case((is_few, 1), else_=0)) > 0
    left = (_left(each, segment) for segment in SEGMENTS)
    came = case((each.part == 1, each.at))
    late = func.max(each.at) > func.min(came)
    looked = or_(
        and_(few, or_(each.head.in_(heads), late)),
        func.max(each.revision) > 1,
        and_(func.sum(each.part) > 0, or_(*(rest.between(1, small - 1) for rest in left))),
    )
    return select(each.head, each.as_of).group_by(each.head, each.as_of).having(looked)


def _left(each: Any, segment: str) -> ColumnElement[int]:
    """What the members leave of their head in a segment."""
    signed = case((each.part == 1, -each.active), else_=each.active)
    return func.sum(case((and_(each.segment == segment, each.active.is_not(None)), signed), else_=0))
