"""What runs by the clock: one row for each hour at which something was to run, whoever runs it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update

from storage.database import Tx
from storage.schema import slots
from storage.statements import insert_or


@dataclass(frozen=True, slots=True)
class Slot:
    """The last hour at which something was to run (UTC), and when it was done; None while it runs, or if it failed."""

    at: datetime
    done: datetime | None


async def last(tx: Tx) -> dict[str, Slot]:
    """The newest slot of everything that ever ran, by name."""
    newest = select(slots.c.name, func.max(slots.c.at).label("at")).group_by(slots.c.name).subquery()
    rows = await tx.execute(select(slots).join(newest, (newest.c.name == slots.c.name) & (newest.c.at == slots.c.at)))
    return {row.name: Slot(row.at, row.done) for row in rows}


async def last_done(tx: Tx, name: str) -> datetime | None:
    """The newest hour (UTC) at which something of this name has run; None where it never did."""
    newest = select(func.max(slots.c.at)).where(slots.c.name == name, slots.c.done.is_not(None))
    at: datetime | None = (await tx.execute(newest)).scalar_one()
    return at


async def done(tx: Tx, ats: Collection[datetime]) -> set[tuple[str, datetime]]:
    """What has run of what was to run at these instants: name and instant."""
    rows = await tx.execute(select(slots.c.name, slots.c.at).where(slots.c.at.in_(ats), slots.c.done.is_not(None)))
    return {(row.name, row.at) for row in rows}


async def holders(tx: Tx) -> set[str]:
    """Who runs something that is not done."""
    held = select(slots.c.owner).distinct().where(slots.c.done.is_(None), slots.c.owner.is_not(None))
    return set((await tx.execute(held)).scalars())


async def take(tx: Tx, name: str, at: datetime, owner: str, dead: Collection[str], now: datetime) -> bool:
    """Whether `owner` is to run this slot: nobody has begun it, or whoever did is dead, gave it back, or is `owner`.

    So nobody may ask twice at the same time.
    """
    mine = {"owner": owner, "begun": now}
    begun = await tx.execute(
        insert_or(tx, slots).on_conflict_do_nothing(index_elements=("name", "at")), {"name": name, "at": at, **mine}
    )
    if begun.rowcount == 1:
        return True
    free = slots.c.owner.is_(None) | slots.c.owner.in_([*dead, owner])
    unfinished = (slots.c.name == name, slots.c.at == at, slots.c.done.is_(None))
    again = await tx.execute(update(slots).where(*unfinished, free).values(mine))
    return bool(again.rowcount == 1)


async def end(tx: Tx, name: str, at: datetime, owner: str, done: datetime | None) -> None:
    """This slot has run, or (None) it failed and anybody may try it again."""
    ours = (slots.c.name == name, slots.c.at == at, slots.c.owner == owner)
    await tx.execute(update(slots).where(*ours).values(owner=None, done=done))


async def purge(tx: Tx, before: datetime) -> None:
    """Forget what was done before this instant, but never the newest of its name: it tells what was not missed."""
    newer = slots.alias()
    is_last = ~select(newer.c.name).where(newer.c.name == slots.c.name, newer.c.at > slots.c.at).exists()
    await tx.execute(delete(slots).where(slots.c.done < before, ~is_last))
