"""The pictures of weekly reports: drawn once for each region, week and language, and kept until they have gone out."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, tuple_

from storage.database import Tx
from storage.schema import report_pictures
from storage.statements import insert_or

KEY = ("region", "week", "language")
Key = tuple[str, str, str]


async def keep(tx: Tx, key: Key, content: bytes, now: datetime) -> None:
    """Store a picture (PNG), unless somebody did."""
    row = {**dict(zip(KEY, key, strict=True)), "content": content, "made": now}
    await tx.execute(insert_or(tx, report_pictures).values(row).on_conflict_do_nothing(index_elements=KEY))


async def languages(tx: Tx, region: str, week: str) -> set[str]:
    """The languages in which this picture was drawn."""
    same = (report_pictures.c.region == region, report_pictures.c.week == week)
    return set((await tx.execute(select(report_pictures.c.language).where(*same))).scalars())


async def of(tx: Tx, keys: Collection[Key]) -> dict[Key, bytes]:
    """Those of these that were drawn."""
    columns = tuple_(*(report_pictures.c[name] for name in KEY))
    rows = await tx.execute(select(report_pictures).where(columns.in_(keys))) if keys else ()
    return {(row.region, row.week, row.language): row.content for row in rows}


async def forget(tx: Tx, before: datetime) -> None:
    """Forget those that were drawn before this instant: they can be drawn again."""
    await tx.execute(delete(report_pictures).where(report_pictures.c.made < before))
