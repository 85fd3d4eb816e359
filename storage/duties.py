"""What we owe somebody who took something back: that it is over, everywhere, within the hours of the law.

The row is written in the transaction in which the person took it back, and ends when nothing of it is left; the proof
says what was looked for, and how many of those who had to be told were.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Select, delete, exists, func, insert, or_, select, update

from storage import questions
from storage.database import Tx
from storage.learning import PURPOSE as QUESTIONS
from storage.news import KIND, PURPOSE
from storage.outbox import IS_UNSENT, UNASKED
from storage.records import OPEN_STATES, ChatId
from storage.schema import cases, duties, leads, outbox, people, relays, staff, timers


@dataclass(frozen=True, slots=True)
class Owed:
    """What somebody took back in one turn, and who else has to hear of it."""

    chat: ChatId
    kinds: Sequence[str]
    told: Collection[ChatId] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that has to be over: `kind` is silence, withdraw, erase, or the purpose of a consent taken back.

    `messages` are the numbers of those in the outbox that had to be said for it. `proof` counts what was found when it
    was over: who was told, who could not be reached. `chat` goes with the erased.
    """

    id: int
    chat: ChatId | None
    kind: str
    asked: datetime
    done: datetime | None = None
    proof: Mapping[str, int] | None = None
    messages: Sequence[int] = ()


async def add(tx: Tx, owed: Owed, now: datetime, *, since: int) -> None:
    """Somebody took something back, in this transaction; after the message numbered `since` it wrote what had to be."""
    told = (outbox.c.id > since, outbox.c.chat.in_({owed.chat, *owed.told}))
    messages = list((await tx.execute(select(outbox.c.id).where(*told).order_by(outbox.c.id))).scalars())
    rows = [{"chat": owed.chat, "kind": kind, "asked": now, "messages": messages} for kind in owed.kinds]
    await tx.execute(insert(duties), rows)


async def unfinished(tx: Tx, most: int) -> list[Duty]:
    """The oldest ones that are not over yet; nobody else gets them before this transaction ends."""
    rows = select(duties).where(duties.c.done.is_(None)).order_by(duties.c.id).limit(most)
    return [_duty(row) for row in await tx.execute(rows.with_for_update(skip_locked=True))]


async def newest(tx: Tx, most: int) -> list[Duty]:
    """The newest ones, over or not."""
    return [_duty(row) for row in await tx.execute(select(duties).order_by(duties.c.id.desc()).limit(most))]


async def left(tx: Tx, duty: Duty, allowed: Collection[str]) -> dict[str, int]:
    """What of it is not over yet, by name; nothing when all is.

    `allowed` are the kinds of timers that whoever takes back reminders may still want.
    """
    found = {name: await _count(tx, counted(duty)) for name, counted in _left_of(tx, duty, allowed).items()}
    return {name: count for name, count in found.items() if count}


async def told(tx: Tx, duty: Duty) -> dict[str, int]:
    """How many of its messages arrived, and how many never will."""
    states = (
        select(outbox.c.state, func.count().label("messages"))
        .where(outbox.c.id.in_(duty.messages))
        .group_by(outbox.c.state)
    )
    counted: dict[str, int] = {row.state: row.messages for row in await tx.execute(states)}
    sent = counted.pop("sent", 0)
    return {"told": sent, "not_reached": sum(counted.values())}


async def end(tx: Tx, duty: Duty, proof: Mapping[str, int], now: datetime) -> None:
    """It is over, and this is what was found; whose it was nobody knows any more once they are erased."""
    await tx.execute(update(duties).where(duties.c.id == duty.id).values(done=now, proof=dict(proof)))
    if duty.kind == ERASE:
        theirs = (duties.c.chat == duty.chat, duties.c.asked <= duty.asked)
        await tx.execute(update(duties).where(*theirs).values(chat=None))


async def purge(tx: Tx, before: datetime) -> None:
    """Forget what was over before this instant."""
    await tx.execute(delete(duties).where(duties.c.done < before))


SILENCE, WITHDRAW, ERASE, REMINDERS = "silence", "withdraw", "erase", "reminders"
Counted = Callable[[Duty], Select[Any]]


def _on_their_way(duty: Duty) -> Select[Any]:
    """What had to be said: to the person, and to whoever held a name or a number."""
    return select(func.count()).where(outbox.c.id.in_(duty.messages), IS_UNSENT)


def _unasked(duty: Duty) -> Select[Any]:
    early = outbox.c.created <= duty.asked
    return select(func.count()).where(outbox.c.chat == duty.chat, outbox.c.lane == "bulk", IS_UNSENT, early)


def _unasked_muted(duty: Duty) -> Select[Any]:
    """With what came of others, which only who wants silence does not get."""
    early = (outbox.c.chat == duty.chat, IS_UNSENT, outbox.c.created <= duty.asked)
    return select(func.count()).where(*early, UNASKED, exists().where(people.c.chat == duty.chat, people.c.muted))


def _news(duty: Duty) -> Select[Any]:
    """What belongs to broadcasts alone: other things may be allowed still."""
    return _unasked(duty).where(outbox.c.timer == timers.c.id, timers.c.kind == KIND)


def _planned(duty: Duty) -> Select[Any]:
    return select(func.count()).where(timers.c.chat == duty.chat, timers.c.state.in_(("waiting", "held")))


def _planned_muted(duty: Duty) -> Select[Any]:
    """Who let us write again later hears from us again."""
    return _planned(duty).where(exists().where(people.c.chat == duty.chat, people.c.muted))


def _planned_erased(duty: Duty) -> Select[Any]:
    """Who came back later is a new acquaintance."""
    return _planned(duty).where(~exists().where(people.c.chat == duty.chat, people.c.created > duty.asked))


def _planned_still(duty: Duty, allowed: Collection[str]) -> Select[Any]:
    """Who allowed it again later hears from us again; what the staff hear of their work rests on no consent."""
    again = exists().where(people.c.chat == duty.chat, people.c.consents[duty.kind]["given"].as_boolean())
    works = exists().where(staff.c.chat == duty.chat, staff.c.active)
    return _planned(duty).where(timers.c.kind.not_in(allowed), ~again, ~works)


def _reminding(duty: Duty, allowed: Collection[str]) -> Select[Any]:
    """What rests on another consent may go, and what tells how a request goes: that comes of no timer."""
    others = select(timers.c.id).where(timers.c.chat == duty.chat, timers.c.kind.in_(allowed))
    return _unasked(duty).where(outbox.c.timer.is_not(None), outbox.c.timer.not_in(others))


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


def _cases(duty: Duty) -> Select[Any]:
    return select(func.count()).where(cases.c.chat == duty.chat, cases.c.created <= duty.asked)


def _talks(duty: Duty) -> Select[Any]:
    return select(func.count()).where(relays.c.chat == duty.chat, relays.c.at <= duty.asked)


def _questions(duty: Duty, theirs: Select[Any]) -> Select[Any]:
    """Who let us keep them again, or came back later, may have asked something since."""
    again = (people.c.created > duty.asked, people.c.consents[QUESTIONS]["given"].as_boolean())
    return theirs.where(~exists().where(people.c.chat == duty.chat, or_(*again)))


_LEFT: Mapping[str, Mapping[str, Counted]] = {
    SILENCE: {"planned": _planned_muted, "unasked": _unasked_muted},
    PURPOSE: {"unasked": _news},
    WITHDRAW: {"leads": _open_leads},
    "contact": {"leads": _open_leads},
    "claim": {"cases": _contacts},
    ERASE: {
        "person": _known,
        "leads": _named,
        "cases": _cases,
        "talks": _talks,
        "planned": _planned_erased,
        "unasked": _unasked,
    },
}
"""What has to be gone, for each kind; what it set in motion has to have arrived in every one."""


def _left_of(tx: Tx, duty: Duty, allowed: Collection[str]) -> Mapping[str, Counted]:
    """Of the erased nothing but what had to be said can be left: their erasure was proved."""
    if duty.chat is None:
        return {"on_their_way": _on_their_way}
    if duty.kind == REMINDERS:
        but = {"planned": partial(_planned_still, allowed=allowed), "unasked": partial(_reminding, allowed=allowed)}
        return {"on_their_way": _on_their_way, **but}
    found = {"on_their_way": _on_their_way, **_LEFT.get(duty.kind, {})}
    if duty.kind in (ERASE, QUESTIONS):
        found["questions"] = partial(_questions, theirs=questions.left_of(tx, duty.chat))
    return found


async def _count(tx: Tx, statement: Select[Any]) -> int:
    found: int = (await tx.execute(statement)).scalar_one()
    return found


def _duty(row: Any) -> Duty:
    return Duty(row.id, row.chat, row.kind, row.asked, row.done, row.proof, row.messages)
