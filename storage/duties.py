"""What we owe somebody who took something back: that it is over, everywhere, within the hours of the law.

The row is written in the transaction in which the person took it back, and ends when nothing of it is left; the proof
says what was looked for, and how many of those who had to be told were.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, func, insert, select, update

from storage.database import Tx
from storage.news import KIND, PURPOSE
from storage.outbox import UNSENT
from storage.records import OPEN_STATES, ChatId
from storage.schema import cases, duties, leads, outbox, people, relays, timers


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that has to be over: `kind` is silence, withdraw, erase, or the purpose of a consent taken back.

    `proof` counts what was found when it was: who was told, who could not be reached. `chat` goes with the erased.
    """

    id: int
    chat: ChatId | None
    kind: str
    asked: datetime
    done: datetime | None = None
    proof: Mapping[str, int] | None = None


async def add(tx: Tx, owed: Sequence[tuple[ChatId, str]], now: datetime) -> None:
    """Each of these people took something of this kind back, in this transaction."""
    if owed:
        await tx.execute(insert(duties), [{"chat": chat, "kind": kind, "asked": now} for chat, kind in owed])


async def unfinished(tx: Tx, most: int) -> list[Duty]:
    """The oldest ones that are not over yet; nobody else gets them before this transaction ends."""
    rows = select(duties).where(duties.c.done.is_(None)).order_by(duties.c.id).limit(most)
    return [_duty(row) for row in await tx.execute(rows.with_for_update(skip_locked=True))]


async def newest(tx: Tx, most: int) -> list[Duty]:
    """The newest ones, over or not."""
    return [_duty(row) for row in await tx.execute(select(duties).order_by(duties.c.id.desc()).limit(most))]


async def left(tx: Tx, duty: Duty) -> dict[str, int]:
    """What of it is not over yet, by name; nothing when all is."""
    found = {name: await _count(tx, counted(duty)) for name, counted in _left_of(duty.kind).items()}
    return {name: count for name, count in found.items() if count}


async def told(tx: Tx, duty: Duty) -> dict[str, int]:
    """How many of the messages that went out with it arrived, and how many never will."""
    states = (
        select(outbox.c.state, func.count().label("messages"))
        .where(outbox.c.created == duty.asked)
        .group_by(outbox.c.state)
    )
    counted: dict[str, int] = {row.state: row.messages for row in await tx.execute(states)}
    sent = counted.pop("sent", 0)
    return {"told": sent, "not_reached": sum(counted.values())}


async def end(tx: Tx, duty: Duty, proof: Mapping[str, int], now: datetime) -> None:
    """It is over, and this is what was found."""
    chat = {"chat": None} if duty.kind == ERASE else {}
    await tx.execute(update(duties).where(duties.c.id == duty.id).values(done=now, proof=dict(proof), **chat))


async def purge(tx: Tx, before: datetime) -> None:
    """Forget what was over before this instant."""
    await tx.execute(delete(duties).where(duties.c.done < before))


SILENCE, WITHDRAW, ERASE = "silence", "withdraw", "erase"
Counted = Callable[[Duty], Select[Any]]


def _on_their_way(duty: Duty) -> Select[Any]:
    """What had to be said in the same moment: to the person, and to whoever held a name or a number."""
    return select(func.count()).where(outbox.c.created == duty.asked, outbox.c.state.in_(UNSENT))


def _unasked(duty: Duty) -> Select[Any]:
    early = outbox.c.created <= duty.asked
    return select(func.count()).where(
        outbox.c.chat == duty.chat, outbox.c.lane == "bulk", outbox.c.state.in_(UNSENT), early
    )


def _news(duty: Duty) -> Select[Any]:
    """What belongs to broadcasts alone: other things may be allowed still."""
    return _unasked(duty).where(outbox.c.timer == timers.c.id, timers.c.kind == KIND)


def _planned(duty: Duty) -> Select[Any]:
    """Who let us write again later hears from us again."""
    still = exists().where(people.c.chat == duty.chat, people.c.muted)
    return select(func.count()).where(timers.c.chat == duty.chat, timers.c.state.in_(("waiting", "held")), still)


def _open_leads(duty: Duty) -> Select[Any]:
    old = (leads.c.chat == duty.chat, leads.c.created <= duty.asked)
    return select(func.count()).where(*old, leads.c.state.in_(OPEN_STATES))


def _contacts(duty: Duty) -> Select[Any]:
    old = (cases.c.chat == duty.chat, cases.c.created <= duty.asked)
    return select(func.count()).where(*old, cases.c.contact.is_not(None), cases.c.state != "closed")


def _known(duty: Duty) -> Select[Any]:
    return select(func.count()).where(people.c.chat == duty.chat, people.c.created <= duty.asked)


def _named(duty: Duty) -> Select[Any]:
    return select(func.count()).where(leads.c.chat == duty.chat, leads.c.created <= duty.asked)


def _talks(duty: Duty) -> Select[Any]:
    return select(func.count()).where(relays.c.chat == duty.chat, relays.c.at <= duty.asked)


_LEFT: Mapping[str, Mapping[str, Counted]] = {
    SILENCE: {"planned": _planned, "unasked": _unasked},
    "reminders": {"unasked": _unasked},
    PURPOSE: {"unasked": _news},
    WITHDRAW: {"leads": _open_leads},
    "contact": {"leads": _open_leads},
    "claim": {"cases": _contacts},
    ERASE: {"person": _known, "leads": _named, "talks": _talks},
}
"""What has to be gone, for each kind; what it set in motion has to have arrived in every one."""


def _left_of(kind: str) -> Mapping[str, Counted]:
    return {"on_their_way": _on_their_way, **_LEFT.get(kind, {})}


async def _count(tx: Tx, statement: Select[Any]) -> int:
    found: int = (await tx.execute(statement)).scalar_one()
    return found


def _duty(row: Any) -> Duty:
    return Duty(row.id, row.chat, row.kind, row.asked, row.done, row.proof)
