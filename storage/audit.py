"""Who did or read what: only ever added to, each entry sealed to the one before it by a hash."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text

from storage.columns import whole_milliseconds
from storage.database import Tx
from storage.schema import audit

LOCK = 7_021_151
"""Any number that nothing else locks: on PostgreSQL entries are chained one transaction after the other."""
BEGINNING = "0" * 64
PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done: by whom ("agent:7"), what ("lead.read"), to what ("lead:12"), and what else."""

    actor: str
    action: str
    subject: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chain:
    """What the chain holds: how many entries, the hash of the last, and the first entry that does not fit."""

    entries: int
    head: str
    broken: int | None


async def add(tx: Tx, entries: Sequence[Entry], now: datetime) -> None:
    """Add these entries to the end of the chain; they hold no personal data, so nothing ever has to be taken out."""
    if not entries:
        return
    await hold(tx)
    last = select(audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    head = (await tx.execute(last)).scalar_one_or_none() or BEGINNING
    rows, at = [], whole_milliseconds(now)
    for entry in entries:
        row = {"at": at, "actor": entry.actor, "action": entry.action, "subject": entry.subject}
        row |= {"details": dict(entry.details), "previous": head}
        head = _hash(row)
        rows.append({**row, "hash": head})
    for row in rows:  # one by one, so that ids follow the chain on every database
        await tx.execute(insert(audit), row)


async def hold(tx: Tx) -> None:
    """Until the transaction ends nobody else adds to the chain; for who must lock something else before adding."""
    if tx.connection.dialect.name != "sqlite":
        await tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


async def verify(tx: Tx) -> Chain:
    """Walk the whole chain; any entry changed, taken out or put in between breaks it there."""
    count, head, last = 0, BEGINNING, 0
    while page := (await tx.execute(select(audit).where(audit.c.id > last).order_by(audit.c.id).limit(PAGE))).all():
        for row in page:
            if row.previous != head or row.hash != _hash(row._mapping):
                return Chain(count, head, row.id)
            count, head, last = count + 1, row.hash, row.id
    return Chain(count, head, None)


async def holds(tx: Tx, head: str) -> bool:
    """Whether the entry with this hash is still there; the beginning always is."""
    if head == BEGINNING:
        return True
    return (await tx.execute(select(audit.c.id).where(audit.c.hash == head))).first() is not None


def _hash(row: Mapping[str, Any]) -> str:
    told = [row["previous"], row["at"].isoformat(), row["actor"], row["action"], row["subject"], row["details"]]
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
