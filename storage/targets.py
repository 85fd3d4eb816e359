"""What regions are to reach in a year: only ever added to, and the newest revision holds."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select

from storage.coverage import Became, Meaning, Provenance, Target, revised
from storage.database import Tx
from storage.schema import targets
from storage.statements import among_given, pages

_ROW = targets.c
_OF_YEAR = {
    dialect: select(targets)
    .where(there, _ROW.year == bindparam("year"), _ROW.meaning == "of_workers")
    .order_by(_ROW.revision)
    for dialect, there in among_given(_ROW.region, "regions").items()
}


async def record(tx: Tx, told: Sequence[Target]) -> list[Became]:
    """Store these, in their order; what is told again word for word stays as it is.

    Raises IntegrityError when somebody else told of the same one meanwhile.
    """
    became, new = revised(told, await standing_for(tx, {one.region for one in told}))
    for page in pages(new):
        await tx.execute(insert(targets), [_values(one) for one in page])
    return became


async def standing_for(tx: Tx, regions: Collection[str]) -> dict[tuple[str, int, Meaning], Target]:
    """What holds for exactly these regions, of all years."""
    found: dict[tuple[str, int, Meaning], Target] = {}
    for page in pages(regions):
        rows = await tx.execute(select(targets).where(_ROW.region.in_(page)).order_by(_ROW.revision))
        found |= {one.key: one for one in map(_target, rows)}
    return found


async def of_year(tx: Tx, regions: Collection[str], year: int) -> dict[str, Target]:
    """The share of the eligible workers that each of these regions is to reach in a year, where one was told."""
    asked = {"regions": list(regions), "year": year}
    rows = await tx.execute(_OF_YEAR[tx.connection.dialect.name], asked)
    return {row.region: _target(row) for row in rows}


def _values(one: Target) -> dict[str, Any]:
    origin = one.provenance
    return {
        "region": one.region,
        "year": one.year,
        "meaning": one.meaning,
        "revision": one.revision,
        "percent": one.percent,
        "source": one.source,
        "file": origin.file,
        "row": origin.row,
        "by": origin.by,
        "at": origin.at,
        "confirmed": list(origin.confirmed),
    }


def _target(row: Any) -> Target:
    origin = Provenance(row.file, row.row, row.by, row.at, tuple(row.confirmed))
    return Target(row.region, row.year, row.percent, origin, row.meaning, row.source, row.revision)
