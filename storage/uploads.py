"""Files of a branch on their way: fetched, read, looked over, applied row by row, forgotten.

waiting (to be fetched, or to be read anew) -> read -> applying -> applied, or the ends cancelled and refused. What
stood in the file goes with the end; what became of its rows says nothing of anybody. Of a list of sponsors no rows are
kept: it is applied as a whole, from what was read.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update

from storage.database import Tx
from storage.records import ChatId, FileKind, LeadId, StaffId, Upload, UploadRow
from storage.schema import branch_columns, leads, upload_rows, uploads
from storage.statements import insert_all, insert_or

OPEN = ("waiting", "read", "applying")
PAGE = 1_000


async def add(
    tx: Tx, branch: str, told: Mapping[str, Any], now: datetime, *, staff: StaffId | None, chat: ChatId | None
) -> int:
    """A file that is to be fetched; `told` is where it is and what it is called. Their earlier ones are given up."""
    if staff is not None:
        earlier = (uploads.c.staff == staff, uploads.c.state.in_(("waiting", "read")))
        await tx.execute(update(uploads).where(*earlier).values(**_end("cancelled", "replaced", now)))
    begun = {"state": "waiting", "version": 1, "attempts": 0, "counts": {}, "due": now, "created": now, "changed": now}
    number = (
        await tx.execute(insert(uploads).values(staff=staff, chat=chat, branch=branch, **begun).returning(uploads.c.id))
    ).scalar_one()
    sealed = tx.vault.seal(f"uploads.told:{number}", told)
    await tx.execute(update(uploads).where(uploads.c.id == number).values(told=sealed))
    return int(number)


KEEP_ROWS = insert(upload_rows)


async def latest(tx: Tx, staff: StaffId) -> Upload | None:
    """The file that this member of the staff is busy with."""
    mine = (uploads.c.staff == staff, uploads.c.state.in_(OPEN))
    row = (await tx.execute(_known().where(*mine).order_by(uploads.c.id.desc()).limit(1))).one_or_none()
    return None if row is None else _upload(tx, row)


async def by_id(tx: Tx, number: int) -> Upload | None:
    """One file, None when there is none of this number."""
    row = (await tx.execute(_known().where(uploads.c.id == number))).one_or_none()
    return None if row is None else _upload(tx, row)


async def claim(tx: Tx, now: datetime, lease: timedelta) -> Upload | None:
    """A file that waits and is due; nobody else gets it before the lease is over, whatever becomes of us."""
    due = (uploads.c.state == "waiting", uploads.c.due <= now)
    first = _known().where(*due).order_by(uploads.c.id).limit(1)
    row = (await tx.execute(first.with_for_update(skip_locked=True))).one_or_none()
    if row is None:
        return None
    taken = {"due": now + lease, "attempts": row.attempts + 1}
    await tx.execute(update(uploads).where(uploads.c.id == row.id).values(taken))
    return _upload(tx, row)


async def content(tx: Tx, number: int) -> Any:
    """What was read of a file, None when nothing is kept of it."""
    sealed = (await tx.execute(select(uploads.c.content).where(uploads.c.id == number))).scalar_one_or_none()
    return None if sealed is None else tx.vault.open(f"uploads.content:{number}", sealed)


async def later(tx: Tx, upload: Upload, due: datetime) -> None:
    """It could not be fetched now."""
    await tx.execute(update(uploads).where(*_stands(upload)).values(due=due))


async def keep(
    tx: Tx,
    upload: Upload,
    told: Mapping[str, Any],
    content: Any,
    rows: Sequence[UploadRow],
    counts: Mapping[str, int],
    now: datetime,
    *,
    kind: FileKind,
) -> bool:
    """It was read, and this is what would become of its rows; False when somebody else was first."""
    read = {
        "state": "read",
        "kind": kind,
        "version": upload.version + 1,
        "told": tx.vault.seal(f"uploads.told:{upload.id}", told),
        "content": None if content is None else tx.vault.seal(f"uploads.content:{upload.id}", content),
        "counts": dict(counts),
        "changed": now,
    }
    if (await tx.execute(update(uploads).where(*_stands(upload)).values(read))).rowcount != 1:
        return False
    await tx.execute(delete(upload_rows).where(upload_rows.c.upload == upload.id))
    values = [_row_values(upload.id, row) for row in rows]
    for begin in range(0, len(values), PAGE):
        await insert_all(tx, KEEP_ROWS, values[begin : begin + PAGE])
    return True


async def choose(tx: Tx, upload: Upload, told: Mapping[str, Any], now: datetime) -> bool:
    """Read it anew, with other columns; False when it no longer stands at this version."""
    sealed = tx.vault.seal(f"uploads.told:{upload.id}", told)
    again = {"state": "waiting", "told": sealed, "due": now, "attempts": 0, "version": upload.version + 1}
    return bool((await tx.execute(update(uploads).where(*_stands(upload)).values(again))).rowcount == 1)


async def begin(tx: Tx, upload: Upload, now: datetime, *, told: Mapping[str, Any] | None = None) -> bool:
    """Its rows are to be applied, with what is `told` of it from now on; False when it no longer stands so."""
    applying: dict[str, Any] = {"state": "applying", "version": upload.version + 1, "changed": now}
    applying |= {} if told is None else {"told": tx.vault.seal(f"uploads.told:{upload.id}", told)}
    return bool((await tx.execute(update(uploads).where(*_stands(upload)).values(applying))).rowcount == 1)


async def end(
    tx: Tx, upload: Upload, state: str, why: str | None, now: datetime, *, counts: Mapping[str, int] | None = None
) -> bool:
    """Applied, cancelled or refused; what stood in it is forgotten. False when somebody else was first."""
    kept = {"counts": dict(upload.counts if counts is None else counts)}
    ended = await tx.execute(update(uploads).where(*_stands(upload)).values(**_end(state, why, now), **kept))
    return bool(ended.rowcount == 1)


async def are_applying(tx: Tx) -> bool:
    """Whether the rows of any file are being applied."""
    return (await tx.execute(select(uploads.c.id).where(uploads.c.state == "applying").limit(1))).first() is not None


async def next_applying(tx: Tx, kind: FileKind, only: int | None = None) -> Upload | None:
    """The first file of this kind (or this one) that is being applied, whoever is at it."""
    row = (await tx.execute(_first_applying(kind, only))).one_or_none()
    return None if row is None else _upload(tx, row)


async def applying(tx: Tx, kind: FileKind, only: int | None = None) -> Upload | None:
    """The same, if nobody else is at it; it is ours until the transaction ends."""
    first = _first_applying(kind, only)
    row = (await tx.execute(first.with_for_update(skip_locked=True))).one_or_none()
    return None if row is None else _upload(tx, row)


def _first_applying(kind: FileKind, only: int | None) -> Any:
    wanted = (uploads.c.state == "applying", uploads.c.kind == kind, *(() if only is None else (uploads.c.id == only,)))
    return _known().where(*wanted).order_by(uploads.c.id).limit(1)


async def undone(tx: Tx, upload: int, most: int) -> list[UploadRow]:
    """The next rows that something is still to be done about."""
    wanted = (upload_rows.c.upload == upload, upload_rows.c.done.is_(False))
    rows = await tx.execute(select(upload_rows).where(*wanted).order_by(upload_rows.c.line).limit(most))
    return [_row(row) for row in rows]


async def settle(tx: Tx, upload: int, rows: Sequence[UploadRow]) -> None:
    """These rows are done with, as they say."""
    for row in rows:
        this = (upload_rows.c.upload == upload, upload_rows.c.line == row.line)
        ended = {"outcome": row.outcome, "why": row.why, "done": True}
        await tx.execute(update(upload_rows).where(*this).values(ended))


async def rows_of(tx: Tx, upload: int) -> list[UploadRow]:
    """All rows of a file."""
    rows = await tx.execute(select(upload_rows).where(upload_rows.c.upload == upload).order_by(upload_rows.c.line))
    return [_row(row) for row in rows]


async def to_look_at(tx: Tx, branch: str, most: int) -> dict[LeadId, str]:
    """The leads that the branch's last applied file says something odd about, and what; none that moved since.

    Nor any that somebody looked into, of which no reason is left.
    """
    rows = (upload_rows.c.upload == _last_applied(branch), upload_rows.c.outcome == "look")
    odd = (*rows, upload_rows.c.why.is_not(None))
    unmoved = (leads.c.changed <= uploads.c.changed, or_(leads.c.branch == branch, leads.c.branch.is_(None)))
    found = await tx.execute(
        select(upload_rows.c.lead, upload_rows.c.why)
        .join(uploads, uploads.c.id == upload_rows.c.upload)
        .join(leads, leads.c.id == upload_rows.c.lead)
        .where(*odd, *unmoved)
        .order_by(upload_rows.c.line)
        .limit(most)
    )
    return {row.lead: row.why for row in found}


async def looked_into(tx: Tx, branch: str, lead: LeadId) -> None:
    """Somebody looked at what the branch's last applied file says of this lead; its next file speaks anew."""
    odd = (upload_rows.c.upload == _last_applied(branch), upload_rows.c.outcome == "look", upload_rows.c.lead == lead)
    await tx.execute(update(upload_rows).where(*odd).values(why=None))


def _last_applied(branch: str) -> Any:
    applied = (uploads.c.branch == branch, uploads.c.state == "applied", uploads.c.kind == "members")
    return select(func.max(uploads.c.id)).where(*applied).scalar_subquery()


async def count(tx: Tx, upload: int) -> dict[str, int]:
    """How many rows came to what."""
    grouped = select(upload_rows.c.outcome, func.count()).group_by(upload_rows.c.outcome)
    rows = await tx.execute(grouped.where(upload_rows.c.upload == upload))
    return dict(rows.all())


async def columns_of(tx: Tx, branch: str) -> dict[str, str]:
    """Which heading this branch uses for what, as it chose the last time."""
    found = await tx.execute(select(branch_columns.c.columns).where(branch_columns.c.branch == branch))
    return dict(found.scalar_one_or_none() or {})


async def remember_columns(tx: Tx, branch: str, columns: Mapping[str, str]) -> None:
    """Use the same columns the next time; what this file did not have stays as it was chosen before."""
    known = {**await columns_of(tx, branch), **columns}
    statement = insert_or(tx, branch_columns)
    kept = statement.on_conflict_do_update(index_elements=["branch"], set_={"columns": statement.excluded.columns})
    await tx.execute(kept, {"branch": branch, "columns": known})


async def forget(tx: Tx, before: datetime, now: datetime) -> None:
    """Files that nobody looked at since this instant are given up with all that stood in them, and old rows go."""
    old = (uploads.c.state.in_(("waiting", "read")), uploads.c.changed < before)
    await tx.execute(update(uploads).where(*old).values(**_end("cancelled", "forgotten", now)))
    ended = select(uploads.c.id).where(uploads.c.state.not_in(OPEN), uploads.c.changed < before)
    await tx.execute(delete(upload_rows).where(upload_rows.c.upload.in_(ended)))


def _end(state: str, why: str | None, now: datetime) -> dict[str, Any]:
    gone = {"told": None, "content": None}
    return {"state": state, "why": why, "version": uploads.c.version + 1, "changed": now, **gone}


def _stands(upload: Upload) -> tuple[Any, ...]:
    return uploads.c.id == upload.id, uploads.c.version == upload.version, uploads.c.state == upload.state


def _known() -> Any:
    """Everything but the content, which may be large."""
    return select(*(column for column in uploads.c if column.name != "content"))


def _upload(tx: Tx, row: Any) -> Upload:
    told = None if row.told is None else tx.vault.open(f"uploads.told:{row.id}", row.told)
    return Upload(
        row.id,
        row.branch,
        row.state,
        row.version,
        told=told or {},
        counts=row.counts,
        staff=row.staff,
        chat=row.chat,
        attempts=row.attempts,
        why=row.why,
        kind=row.kind,
    )


def _row_values(upload: int, row: UploadRow) -> dict[str, Any]:
    return {
        "upload": upload,
        "line": row.line,
        "outcome": row.outcome,
        "why": row.why,
        "lead": row.lead,
        "done": row.done,
    }


def _row(row: Any) -> UploadRow:
    lead = None if row.lead is None else LeadId(row.lead)
    return UploadRow(row.line, row.outcome, row.why, lead, row.done)
