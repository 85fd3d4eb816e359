"""What organisations promised: for how many workers, what it came to, when one meets next. No person is named."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, insert, or_, select, update

from storage.database import Tx
from storage.field import Commitment, Outstanding, Promised
from storage.records import Staff, StaffId
from storage.schema import commitments, staff
from storage.statements import bounds, inside_given


async def add(tx: Tx, branch: str, holder: StaffId, told: Promised, now: datetime) -> int:
    """Store a commitment; returns its number."""
    begun = {"version": 1, "done": 0, "state": "open", "created": now, "changed": now}
    row = {**_row(tx, branch, told), "branch": branch, "holder": holder, **begun}
    return int((await tx.execute(insert(commitments).values(row).returning(commitments.c.id))).scalar_one())


async def change(tx: Tx, one: Commitment, changed: Mapping[str, Any], now: datetime) -> bool:
    """Store these of its fields (promised, done, next, state); False when it moved on since it was as it is here.

    Raises KeyError for any other field.
    """
    values = {name: changed[name] for name in changed if name in ("promised", "done", "next", "state")}
    if len(values) < len(changed):
        raise KeyError(", ".join(set(changed) - set(values)))
    stands = (commitments.c.id == one.id, commitments.c.version == one.version)
    moved = update(commitments).where(*stands).values(**values, version=one.version + 1, changed=now)
    return bool((await tx.execute(moved)).rowcount == 1)


async def of_branch(tx: Tx, branch: str, most: int, *, holder: StaffId | None = None) -> tuple[Commitment, ...]:
    """Those of a branch, open ones in front and of these the one whose day comes first; of one member where given."""
    wanted = [commitments.c.branch == branch] + ([commitments.c.holder == holder] if holder is not None else [])
    closed, undated = commitments.c.state != "open", commitments.c.next.is_(None)
    rows = await tx.execute(
        select(commitments)
        .where(*wanted)
        .order_by(closed, undated, commitments.c.next, commitments.c.id.desc())
        .limit(most)
    )
    return tuple(_commitment(tx, row) for row in rows)


async def outstanding(tx: Tx, region: str) -> tuple[Outstanding, ...]:
    """The open ones inside a region (dotted code), by number; nobody's name is opened for it."""
    return tuple(Outstanding(*row) for row in await tx.execute(_open(tx.connection.dialect.name), bounds(region)))


@cache
def _open(dialect: str) -> Select[Any]:
    """Built once for all regions."""
    columns = [commitments.c[one.name] for one in fields(Outstanding)]
    there = inside_given(dialect, commitments.c.region)
    return select(*columns).where(there, commitments.c.state == "open").order_by(commitments.c.id)


async def to_remind(tx: Tx, member: Staff, last: date) -> tuple[Commitment, ...]:
    """The open ones that a member of the staff has to meet about until a day, the earliest first.

    For officers, those of whoever left the branch, too: nobody else looks after them.
    """
    mine = commitments.c.holder == member.id
    orphaned = and_(commitments.c.branch == member.branch, staff.c.active.is_(False))
    whose = or_(mine, orphaned) if member.role == "officer" else mine
    rows = await tx.execute(
        select(commitments)
        .join(staff, staff.c.id == commitments.c.holder)
        .where(whose, commitments.c.branch == member.branch)
        .where(commitments.c.state == "open", commitments.c.next <= last)
        .order_by(commitments.c.next, commitments.c.id)
    )
    return tuple(_commitment(tx, row) for row in rows)


def _row(tx: Tx, branch: str, told: Promised) -> Mapping[str, Any]:
    name = tx.vault.seal(_place(branch), told.name)
    return {"kind": told.kind, "name": name, "region": told.region, "promised": told.promised, "next": told.next}


def _place(branch: str) -> str:
    """Some organisations are called after a person: their names are sealed as those of people are."""
    return f"commitments.name:{branch}"


def _commitment(tx: Tx, row: Any) -> Commitment:
    name = tx.vault.open(_place(row.branch), row.name)
    return Commitment(
        id=row.id,
        branch=row.branch,
        holder=row.holder,
        version=row.version,
        told=Promised(row.kind, name, row.region, row.promised, row.next),
        done=row.done,
        state=row.state,
        changed=row.changed,
    )
