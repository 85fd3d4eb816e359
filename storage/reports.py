"""The weekly reports of regions: made once, and never changed afterwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from storage.database import Tx
from storage.schema import branch_regions, reports, staff
from storage.statements import insert_or

Snapshot = Mapping[str, Any]
"""A report as JSON knows it."""

_EARLIER = (
    reports.c.region == bindparam("region"),
    reports.c.week < bindparam("week"),
    reports.c.definition == bindparam("definition"),
)
_BEFORE = select(reports.c.snapshot).where(*_EARLIER).order_by(reports.c.week.desc()).limit(1)


async def freeze(tx: Tx, region: str, week: str, definition: str, snapshot: Snapshot, made: datetime) -> Snapshot:
    """Keep this report, or the one that somebody made before; returns the one that is kept. `week` is "2026-W46"."""
    row = {"region": region, "week": week, "definition": definition, "made": made, "snapshot": snapshot}
    unique = ("region", "week", "definition")
    await tx.execute(insert_or(tx, reports).on_conflict_do_nothing(index_elements=unique), row)
    kept = await of(tx, region, week, definition)
    return snapshot if kept is None else kept


async def of(tx: Tx, region: str, week: str, definition: str) -> Snapshot | None:
    """The report of a region (dotted code) and week; None where none was made."""
    same = (reports.c.region == region, reports.c.week == week, reports.c.definition == definition)
    found: Snapshot | None = (await tx.execute(select(reports.c.snapshot).where(*same))).scalar_one_or_none()
    return found


async def before(tx: Tx, region: str, week: str, definition: str) -> Snapshot | None:
    """The newest report of an earlier week that means the same by its figures."""
    asked = {"region": region, "week": week, "definition": definition}
    found: Snapshot | None = (await tx.execute(_BEFORE, asked)).scalar_one_or_none()
    return found


async def wanted(tx: Tx) -> set[str]:
    """The regions (dotted codes) of which officials at work read: their own areas, else those of their branch."""
    served: dict[str, set[str]] = {}
    for row in await tx.execute(select(branch_regions)):
        served.setdefault(row.branch, set()).add(row.region)
    officials = await tx.execute(
        select(staff.c.areas, staff.c.branch).where(staff.c.role == "official", staff.c.active)
    )
    return {region for row in officials for region in row.areas or served.get(row.branch, ())}
