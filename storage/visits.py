"""Villages that the staff visited and events they held: what is told is never lost, each correction is a revision."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, insert, select, update

from storage.database import Tx
from storage.field import EVENT, Told, Visit
from storage.field import Reached as Reached
from storage.records import StaffId
from storage.schema import guests, visit_log, visits
from storage.statements import bounds, inside_given

VILLAGE = 13
"""Characters of the dotted code of a village."""


async def add(tx: Tx, kind: str, branch: str, holder: StaffId, told: Told, now: datetime, code: str | None) -> int:
    """Store a visit, or an event under its `code`; returns its number. Raises IntegrityError for a code of another."""
    row = {**_row(tx, branch, told), "author": holder, "undone": False, "revision": 1}
    first = {**row, "kind": kind, "branch": branch, "holder": holder, "code": code, "changed": now}
    number = int((await tx.execute(insert(visits).values(first).returning(visits.c.id))).scalar_one())
    await tx.execute(insert(visit_log).values(**row, visit=number, at=now))
    return number


async def revise(tx: Tx, visit: Visit, told: Told, author: StaffId, now: datetime, *, undone: bool = False) -> bool:
    """One more revision of a visit as it stands here; False when it was revised meanwhile."""
    row = {**_row(tx, visit.branch, told), "author": author, "undone": undone, "revision": visit.revision + 1}
    stands = (visits.c.id == visit.id, visits.c.revision == visit.revision)
    if (await tx.execute(update(visits).where(*stands).values(**row, changed=now))).rowcount != 1:
        return False
    await tx.execute(insert(visit_log).values(**row, visit=visit.id, at=now))
    return True


async def latest(
    tx: Tx, branch: str, most: int, *, holder: StaffId | None = None, kind: str | None = None
) -> tuple[Visit, ...]:
    """The newest of a branch that were not undone, by day; of one member of the staff, or of one kind, where given."""
    wanted = [visits.c.branch == branch, visits.c.undone.is_(False)]
    wanted += [visits.c.holder == holder] if holder is not None else []
    wanted += [visits.c.kind == kind] if kind else []
    rows = await tx.execute(select(visits).where(*wanted).order_by(visits.c.day.desc(), visits.c.id.desc()).limit(most))
    return await _with_guests(tx, [_visit(tx, row) for row in rows])


async def uncounted(tx: Tx, holder: StaffId, first: date, last: date) -> int:
    """How many events of a member of the staff, from the day `first` to `last`, nobody told how many came to."""
    theirs = (visits.c.holder == holder, visits.c.kind == EVENT, visits.c.undone.is_(False))
    then = (visits.c.day >= first, visits.c.day <= last, visits.c.people.is_(None))
    return int((await tx.execute(select(func.count()).select_from(visits).where(*theirs, *then))).scalar_one())


async def revisions(tx: Tx, number: int) -> list[tuple[StaffId, Told, bool]]:
    """Everything that was ever told of a visit, in order: by whom, what, and whether it was undone by that."""
    branch = (await tx.execute(select(visits.c.branch).where(visits.c.id == number))).scalar_one()
    rows = await tx.execute(select(visit_log).where(visit_log.c.visit == number).order_by(visit_log.c.revision))
    return [(row.author, _told(tx, branch, row), row.undone) for row in rows]


async def reached(tx: Tx, region: str, first: date, last: date) -> Reached:
    """What was done inside a region (dotted code) from the day `first` to the day `last`, both included."""
    asked = {**bounds(region), "first": first, "last": last}
    rows = (await tx.execute(_reached(tx.connection.dialect.name), asked)).all()
    return Reached(
        frozenset(row.region for row in rows if len(row.region) == VILLAGE),
        sum(row.visits for row in rows),
        sum(row.people or 0 for row in rows),
    )


async def villages(tx: Tx, region: str, first: date, last: date) -> frozenset[str]:
    """Those inside a region (dotted codes) where anybody was from the day `first` to the day `last`, both included."""
    asked = {**bounds(region), "first": first, "last": last}
    listed = (await tx.execute(_villages(tx.connection.dialect.name), asked)).scalar_one()
    return frozenset(listed.split(",") if listed else ())


@cache
def _reached(dialect: str) -> Select[Any]:
    counted = select(visits.c.region, func.count().label("visits"), func.sum(visits.c.people).label("people"))
    return counted.where(*_meanwhile(dialect)).group_by(visits.c.region)


@cache
def _villages(dialect: str) -> Select[Any]:
    there = (*_meanwhile(dialect), func.length(visits.c.region) == VILLAGE)
    each = select(visits.c.region).distinct().where(*there).subquery()
    # Of a province they are thousands, and take half the time as one text.
    return select(func.aggregate_strings(each.c.region, ","))


def _meanwhile(dialect: str) -> tuple[ColumnElement[bool], ...]:
    then = (visits.c.day >= bindparam("first"), visits.c.day <= bindparam("last"), visits.c.undone.is_(False))
    return inside_given(dialect, visits.c.region), *then


async def forget(tx: Tx, before: date) -> None:
    """Forget what was noted of visits before this day; the counts stay."""
    old = visits.c.day < before
    await _without_notes(tx, visit_log.c.visit.in_(select(visits.c.id).where(old)), old)


async def forget_staff(tx: Tx, members: Collection[StaffId]) -> None:
    """Forget the words that these members of the staff wrote; where they were and how many came stays."""
    theirs = visit_log.c.author.in_(members)
    await _without_notes(tx, theirs, visits.c.author.in_(members))


async def _without_notes(tx: Tx, logged: ColumnElement[bool], newest: ColumnElement[bool]) -> None:
    await tx.execute(update(visit_log).where(logged, visit_log.c.note.is_not(None)).values(note=None))
    await tx.execute(update(visits).where(newest, visits.c.note.is_not(None)).values(note=None))


async def _with_guests(tx: Tx, found: Sequence[Visit]) -> tuple[Visit, ...]:
    """With how many came by the code of each event."""
    opened = [one.id for one in found if one.code]
    counted = select(guests.c.visit, func.count().label("came")).where(guests.c.visit.in_(opened))
    came = {row.visit: row.came for row in await tx.execute(counted.group_by(guests.c.visit))} if opened else {}
    return tuple(replace(one, came=came.get(one.id, 0)) for one in found)


def _row(tx: Tx, branch: str, told: Told) -> Mapping[str, Any]:
    note = tx.vault.seal(_place(branch), told.note) if told.note else None
    return {"region": told.region, "day": told.day, "met": told.met, "people": told.people, "note": note}


def _told(tx: Tx, branch: str, row: Any) -> Told:
    note = "" if row.note is None else tx.vault.open(_place(branch), row.note)
    return Told(row.region, row.day, row.met, row.people, note)


def _place(branch: str) -> str:
    """A note opens in every revision of a visit, and in no other branch."""
    return f"visits.note:{branch}"


def _visit(tx: Tx, row: Any) -> Visit:
    return Visit(
        id=row.id,
        kind=row.kind,
        branch=row.branch,
        holder=row.holder,
        author=row.author,
        revision=row.revision,
        told=_told(tx, row.branch, row),
        changed=row.changed,
        undone=row.undone,
        code=row.code,
    )
