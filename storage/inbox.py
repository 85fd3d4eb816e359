"""Everything that happened and waits for its turn; a unique key sees to it that nothing happens twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, delete, exists, func, select, update

from storage.database import Tx
from storage.records import ChatId
from storage.schema import inbox
from storage.statements import among_given, insert_all, inserts
from storage.vault import VaultError

MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something that happened, before it is stored; `key` names it once and for all."""

    key: str
    chat: ChatId
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first waiting event of a chat."""

    id: int
    key: str
    chat: ChatId
    payload: dict[str, Any]
    at: datetime


PUT = {dialect: put.on_conflict_do_nothing(index_elements=["key"]) for dialect, put in inserts(inbox).items()}
"""This and what follows is built once: every event asks for it, and building it takes longer than asking."""


async def put(tx: Tx, happened: Iterable[Incoming], now: datetime) -> None:
    """Store what happened; what is there already is passed over in silence."""
    rows = [
        {
            "key": one.key,
            "chat": one.chat,
            "payload": tx.vault.seal(f"inbox.payload:{one.key}", one.payload),
            "state": "waiting",
            "attempts": 0,
            "at": now,
        }
        for one in happened
    ]
    if rows:
        await insert_all(tx, PUT[tx.connection.dialect.name], rows)


_earlier = inbox.alias()
_heads = (
    select(inbox.c.id, inbox.c.key, inbox.c.chat, inbox.c.payload, inbox.c.at)
    .where(
        inbox.c.state == "waiting",
        ~exists().where(_earlier.c.chat == inbox.c.chat, _earlier.c.state == "waiting", _earlier.c.id < inbox.c.id),
    )
    .order_by(inbox.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True, of=inbox)
)


async def claim(tx: Tx, most: int) -> list[Waiting]:
    """The first waiting event of up to `most` chats that no other worker holds, oldest first.

    What does not open with our keys is parked: it must not hold up everybody else.
    """
    rows = await tx.execute(_heads, {"most": most})
    opened = [_opened(tx, row) for row in rows]
    await park(tx, [one for one in opened if isinstance(one, int)])
    return [one for one in opened if isinstance(one, Waiting)]


def _opened(tx: Tx, row: Any) -> Waiting | int:
    """The event, or its number when it does not open."""
    try:
        return Waiting(row.id, row.key, row.chat, tx.vault.open(f"inbox.payload:{row.key}", row.payload), row.at)
    except VaultError:
        return int(row.id)


async def park(tx: Tx, ids: Sequence[int]) -> None:
    """Set these events aside for good."""
    if ids:
        await tx.execute(update(inbox).where(inbox.c.id.in_(ids)).values(state="parked"))


DONE = {
    dialect: update(inbox).where(is_among).values(state="done", payload=None)
    for dialect, is_among in among_given(inbox.c.id, "ids").items()
}


async def done(tx: Tx, ids: Sequence[int]) -> None:
    """These events have had their consequences; their content goes at once."""
    await tx.execute(DONE[tx.connection.dialect.name], {"ids": list(ids)})


async def failed(tx: Tx, event: int, *, most: int = MOST_ATTEMPTS) -> bool:
    """One more failed attempt; returns whether the event is now parked for good, after `most` of them."""
    attempts = (
        await tx.execute(
            update(inbox).where(inbox.c.id == event).values(attempts=inbox.c.attempts + 1).returning(inbox.c.attempts)
        )
    ).scalar_one()
    if attempts < most:
        return False
    await park(tx, [event])
    return True


async def purge(tx: Tx, before: datetime) -> None:
    """Forget the keys of events that ended before this instant."""
    await tx.execute(delete(inbox).where(inbox.c.state != "waiting", inbox.c.at < before))


async def waiting(tx: Tx) -> int:
    """How many events wait."""
    return int((await tx.execute(select(func.count()).where(inbox.c.state == "waiting"))).scalar_one())
