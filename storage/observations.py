"""What others counted in a region: only ever added to, a correction is a new revision, and the newest one holds."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, func, insert, or_, select

from storage.coverage import Became, Key, Observation, Provenance, revised
from storage.database import Tx
from storage.schema import observations
from storage.statements import bounds, inside, inside_given, pages

_ROW = observations.c
_SAME = (_ROW.region, _ROW.segment, _ROW.meaning)
_NEWEST = (_ROW.as_of.desc(), _ROW.revision.desc())
_PARTS = {2: 5, 5: 8, 8: 13, 13: 13}
"""Characters of the dotted code of a region, and of those of its direct parts; a village has none."""


async def record(tx: Tx, told: Sequence[Observation]) -> list[Became]:
    """Store these, in their order; what is told again word for word stays as it is, and nothing is ever overwritten.

    Their own revision numbers do not matter. Raises IntegrityError when somebody else told of the same one meanwhile.
    """
    became, new = revised(told, await standing_for(tx, {one.region for one in told}))
    for page in pages(new):
        await tx.execute(insert(observations), [_values(one) for one in page])
    return became


async def standing_for(tx: Tx, regions: Collection[str]) -> dict[Key, Observation]:
    """What holds in exactly these regions, of all days."""
    found: list[Observation] = []
    for page in pages(regions):
        found += await read(tx, _holding(_ROW.region.in_(page)))
    return {one.key: one for one in found}


async def history(tx: Tx, region: str, until: date, since: date = date.min) -> list[Observation]:
    """What holds in one region on each day from `since` to `until`, both with them, oldest first."""
    return await read(tx, _history(), {"region": region, "since": since, "until": until})


async def latest(tx: Tx, region: str, until: date) -> list[Observation]:
    """The newest that holds on the day `until`, of a region and its direct parts, for each segment and meaning.

    Each says with `as_of` how old it is; the region itself comes first, its parts by their codes.
    """
    return await read(tx, _first(_SAME, _NEWEST, _near(tx, region), _ROW.as_of <= until))


async def shares(tx: Tx, region: str, until: date, before: date) -> tuple[list[Observation], list[Observation]]:
    """The newest of a region and its direct parts that tells a share of all workers, by counts or as printed: what
    tells less hides no older one that does.

    Those that hold on the day `until`, and those that did on one `before`; of one day what tells counts, and then what
    says nothing of a target.
    """
    asked = {**bounds(region), "longest": _PARTS[len(region)], "until": until, "before": before}
    found = await read(tx, _shares(tx.connection.dialect.name), asked)
    return list({one.region: one for one in found}.values()), [one for one in found if one.as_of <= before]


async def first_told(tx: Tx, region: str, until: date) -> dict[Key, datetime]:
    """When figures of one region, of days until `until`, that were corrected since were told for the first time."""
    told = await read(tx, _first_told(), {"region": region, "until": until})
    return {one.key: one.provenance.at for one in told}


async def everywhere(tx: Tx, level: int, until: date) -> list[Observation]:
    """The same of all regions of a level, by their codes."""
    return await read(tx, _first(_SAME, _NEWEST, _ROW.level == level, _ROW.as_of <= until))


async def revisions(tx: Tx, region: str, as_of: date) -> list[Observation]:
    """Everything that was ever told of a region on a day, by segment and meaning, the oldest revision first."""
    same_day = select(observations).where(_ROW.region == region, _ROW.as_of == as_of)
    return await read(tx, same_day.order_by(_ROW.segment, _ROW.meaning, _ROW.revision))


async def corrected(tx: Tx, region: str, since: datetime, until: date) -> list[tuple[Observation, Observation]]:
    """What was told of a region or its parts, of days until `until`, before an instant (aware) and corrected since.

    Each as it stood then and as it stands now.
    """
    newer = observations.alias("newer")
    same = and_(*(newer.c[column.name] == column for column in (*_SAME, _ROW.as_of)))
    later = select(newer.c.id).where(same, newer.c.revision > 1, newer.c.at >= since).exists()
    near = and_(_near(tx, region), _ROW.as_of <= until)
    then: dict[Key, Observation] = {}
    now: dict[Key, Observation] = {}
    for one in await read(tx, select(observations).where(near, later).order_by(_ROW.revision)):
        now[one.key] = one
        if one.provenance.at < since:
            then[one.key] = one
    return [(before, now[key]) for key, before in sorted(then.items(), key=lambda item: item[0])]


# Reports of hundreds of regions are made one after the other: building these takes longer than what they find.


@cache
def _history() -> Select[Any]:
    of_days = (_ROW.as_of >= bindparam("since"), _ROW.as_of <= bindparam("until"))
    return _holding(_ROW.region == bindparam("region"), *of_days)


@cache
def _first_told() -> Select[Any]:
    there = _ROW.region == bindparam("region")
    again = select(_ROW.as_of).where(there, _ROW.revision > 1)
    return select(observations).where(
        there, _ROW.as_of <= bindparam("until"), _ROW.revision == 1, _ROW.as_of.in_(again)
    )


@cache
def _shares(dialect: str) -> Select[Any]:
    near = and_(inside_given(dialect, _ROW.region), func.length(_ROW.region) <= bindparam("longest", type_=Integer()))
    counted = and_(_ROW.active.is_not(None), _ROW.eligible > 0)
    printed = and_(_ROW.meaning == "of_workers", _ROW.coverage_pct.is_not(None))
    tells = and_(_ROW.segment == "all", or_(counted, printed), ~_corrected())
    surest = (_ROW.as_of.desc(), case((counted, 1), else_=0).desc(), _ROW.meaning.desc())
    kinds = (_ROW.region, _ROW.as_of > bindparam("before"))
    return _first(kinds, surest, near, tells, _ROW.as_of <= bindparam("until"))


def _first(apart: Sequence[Any], order: Sequence[Any], *where: ColumnElement[bool]) -> Select[Any]:
    """Of those that are kept `apart` the first one in an order; told the oldest first."""
    nth = func.row_number().over(partition_by=tuple(apart), order_by=tuple(order))
    ranked = select(_ROW.id, nth.label("nth")).where(*where).subquery()
    chosen = select(observations).join(ranked, and_(ranked.c.id == _ROW.id, ranked.c.nth == 1))
    return chosen.order_by(_ROW.region, _ROW.segment, _ROW.as_of, _ROW.meaning)


def _holding(*where: ColumnElement[bool]) -> Select[Any]:
    """The newest revisions, oldest day first."""
    return (
        select(observations).where(*where, ~_corrected()).order_by(_ROW.region, _ROW.as_of, _ROW.segment, _ROW.meaning)
    )


def _near(tx: Tx, region: str) -> ColumnElement[bool]:
    """The region and its direct parts, told from deeper ones by the code, which the index holds."""
    return and_(inside(tx, _ROW.region, region), func.length(_ROW.region) <= _PARTS[len(region)])


def _corrected() -> ColumnElement[bool]:
    """Whether there is a newer revision."""
    newer = observations.alias("newer")
    same = and_(*(newer.c[column.name] == column for column in (*_SAME, _ROW.as_of)))
    return select(newer.c.id).where(same, newer.c.revision > _ROW.revision).exists()


async def read(tx: Tx, statement: Select[Any], asked: Mapping[str, Any] | None = None) -> list[Observation]:
    """What a statement that selects whole rows of the table finds."""
    return [_observation(row) for row in await tx.execute(statement, asked)]


def _values(one: Observation) -> dict[str, Any]:
    origin = one.provenance
    return {
        "region": one.region,
        "level": one.level,
        "as_of": one.as_of,
        "segment": one.segment,
        "meaning": one.meaning,
        "revision": one.revision,
        "active": one.active,
        "eligible": one.eligible,
        "eligible_year": one.eligible_year,
        "eligible_source": one.eligible_source,
        "coverage_pct": one.coverage_pct,
        "target_pct": one.target_pct,
        "target_people": one.target_people,
        "target_source": one.target_source,
        "source": one.source,
        "note": one.note,
        "file": origin.file,
        "row": origin.row,
        "by": origin.by,
        "at": origin.at,
        "confirmed": list(origin.confirmed),
    }


def _observation(row: Any) -> Observation:
    return Observation(
        region=row.region,
        as_of=row.as_of,
        provenance=Provenance(row.file, row.row, row.by, row.at, tuple(row.confirmed)),
        segment=row.segment,
        meaning=row.meaning,
        active=row.active,
        eligible=row.eligible,
        eligible_year=row.eligible_year,
        eligible_source=row.eligible_source,
        coverage_pct=row.coverage_pct,
        target_pct=row.target_pct,
        target_source=row.target_source,
        source=row.source,
        note=row.note,
        revision=row.revision,
        target_people=row.target_people,
    )
