"""What happens later, each a row that knows why it exists and what became of it.

waiting (with why, if it was put off) -> done (it went out), or cleared (with why); held while the broadcast it belongs
to is paused. What is done is cleared, or waits again, when its message does not leave after all (`storage/ends.py`).
There is one row for each chat, kind and slot, so nothing that was planned twice, or by two processes, happens twice.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, delete, false, func, select, update

from storage.database import Tx
from storage.ends import ENDS, Name
from storage.records import ChatId, Timer
from storage.schema import timers
from storage.statements import among, insert_all, inserts

KEY = ("chat", "kind", "slot")

WEEK = 8
"""Letters of a week, such as "2026-W46"."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A timer that is to be: for whom, of which kind, which one of that kind, when it falls due (aware), if ever."""

    chat: ChatId
    kind: str
    slot: str
    due: datetime | None


PLAN = {dialect: plan.on_conflict_do_nothing(index_elements=KEY) for dialect, plan in inserts(timers).items()}


async def plan(tx: Tx, planned: Sequence[Planned]) -> None:
    """Store what is to happen and ever falls due; what is planned already, or has happened, stays as it is."""
    rows = [{**asdict(one), "meant": one.due, "state": "waiting"} for one in planned if one.due is not None]
    if rows:
        await insert_all(tx, PLAN[tx.connection.dialect.name], rows)


async def next_due(tx: Tx) -> datetime | None:
    """When the next waiting timer falls due, None when there is none."""
    due: datetime | None = (
        await tx.execute(select(func.min(timers.c.due)).where(timers.c.state == "waiting"))
    ).scalar_one()
    return due


async def due(tx: Tx, now: datetime, most: int) -> list[Timer]:
    """Take up to `most` timers that are due, the earliest first; nobody else gets them before this transaction ends."""
    rows = await tx.execute(
        select(timers)
        .where(timers.c.state == "waiting", timers.c.due <= now)
        .order_by(timers.c.due, timers.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [_timer(row) for row in rows]


async def due_of(tx: Tx, chats: Collection[ChatId], now: datetime) -> list[Timer]:
    """Take everything that is due for these chats, the earliest first.

    A chat of whom another transaction holds something is left out: what somebody hears is decided at one place.
    """
    wanted = (among(tx, timers.c.chat, chats), timers.c.state == "waiting", timers.c.due <= now)
    listed = select(timers).where(*wanted).order_by(timers.c.due, timers.c.id)
    found = {row.id: _timer(row) for row in await tx.execute(listed)}
    free = select(timers.c.id).where(among(tx, timers.c.id, list(found)), *wanted).with_for_update(skip_locked=True)
    taken = set((await tx.execute(free)).scalars())
    elsewhere = {found[number].chat for number in found.keys() - taken}
    return [timer for timer in found.values() if timer.chat not in elsewhere]


async def sent_since(
    tx: Tx, chats: Collection[ChatId], kinds: Collection[str], since: datetime
) -> dict[ChatId, tuple[datetime, ...]]:
    """When messages of these kinds went out to each of these people after an instant, in order."""
    wanted = (among(tx, timers.c.chat, chats), timers.c.state == "done", timers.c.settled > since)
    rows = await tx.execute(
        select(timers.c.chat, timers.c.settled).where(*wanted, timers.c.kind.in_(kinds)).order_by(timers.c.settled)
    )
    found: dict[ChatId, tuple[datetime, ...]] = {}
    for row in rows:
        found[row.chat] = (*found.get(row.chat, ()), row.settled)
    return found


async def weeks_done(tx: Tx, since: Mapping[ChatId, datetime], kind: str) -> dict[ChatId, int]:
    """Of how many weeks something of a kind went out to each of these after an instant; slots begin with it."""
    if not since:
        return {}
    done = (timers.c.kind == kind, timers.c.state == "done", timers.c.settled > min(since.values()))
    rows = await tx.execute(
        select(timers.c.chat, timers.c.slot, timers.c.settled).where(among(tx, timers.c.chat, since.keys()), *done)
    )
    weeks = {(row.chat, row.slot[:WEEK]) for row in rows if row.settled > since[row.chat]}
    return dict(Counter(chat for chat, _ in weeks))


async def settle(
    tx: Tx, ids: Collection[int], state: Literal["done", "cleared"], why: str | None, now: datetime
) -> None:
    """These have happened, or never will, and why."""
    if ids:
        ended = {"state": state, "why": why, "settled": now}
        await tx.execute(update(timers).where(among(tx, timers.c.id, ids)).values(ended))


async def unsaid(tx: Tx, ids: Iterable[int | None], name: Name, now: datetime) -> None:
    """The messages of these timers ended so: what did not go out did not happen, and says why.

    What may have gone out stays done since it went, and says that nobody knows.
    """
    ended = [number for number in ids if number is not None]
    after = ENDS[name].timer
    if ended and after is not None:
        done = (among(tx, timers.c.id, ended), timers.c.state == "done")
        await tx.execute(update(timers).where(*done).values(state=after, **_trace(after, name, now)))


def _trace(after: str, name: Name, now: datetime) -> dict[str, Any]:
    if after == "done":
        return {"why": name}
    return {"why": name, "settled": now} if after == "cleared" else {"why": None, "settled": None}


async def postpone(tx: Tx, ids: Collection[int], until: datetime, why: str) -> None:
    """These wait a little longer, and why."""
    if ids:
        await tx.execute(update(timers).where(among(tx, timers.c.id, ids)).values(due=until, why=why))


async def clear_all(
    tx: Tx, chats: Collection[ChatId], why: str, now: datetime, *, only: str | None = None, but: Collection[str] = ()
) -> None:
    """Nothing that waits for these people happens, `but` these kinds; whoever just lets it happen is waited for.

    `only` is the one kind that is meant, where one is given.
    """
    kinds = timers.c.kind == only if only else timers.c.kind.not_in(but)
    waiting = (timers.c.chat.in_(chats), timers.c.state.in_(("waiting", "held")), kinds)
    await tx.execute(update(timers).where(*waiting).values(state="cleared", why=why, settled=now))


async def reopen(tx: Tx, chats: Collection[ChatId], why: str) -> None:
    """What was cleared for this reason alone waits again, and is looked at anew when its time has come."""
    cleared = (timers.c.chat.in_(chats), timers.c.state == "cleared", timers.c.why == why)
    await tx.execute(update(timers).where(*cleared).values(state="waiting", why=None, settled=None))


async def replan(
    tx: Tx, chat: ChatId, kinds: Collection[str], about: str | None, now: datetime, *, anew: str, silent: str | None
) -> None:
    """Of these kinds only what is `about` this still waits for somebody; the rest is cleared as `anew`.

    What was cleared as that before and is about this waits again, or is cleared as `silent`, if that is given.
    """
    mine = (timers.c.chat == chat, timers.c.kind.in_(kinds))
    ended = {"state": "cleared", "why": anew, "settled": now}
    await tx.execute(update(timers).where(*mine, timers.c.state == "waiting", ~is_about(about)).values(ended))
    again = {"why": silent} if silent else {"state": "waiting", "why": None, "settled": None}
    cleared = (timers.c.state == "cleared", timers.c.why == anew)
    await tx.execute(update(timers).where(*mine, *cleared, is_about(about)).values(again))


def is_about(about: str | None) -> ColumnElement[bool]:
    """Whether the slot of a timer begins so; none does where nothing is asked for."""
    return false() if about is None else timers.c.slot.startswith(about, autoescape=True)


async def waiting(tx: Tx, until: datetime, most: int) -> list[Timer]:
    """The next `most` timers that fall due by an instant, the earliest first."""
    soon = (timers.c.state == "waiting", timers.c.due <= until)
    rows = await tx.execute(select(timers).where(*soon).order_by(timers.c.due, timers.c.id).limit(most))
    return [_timer(row) for row in rows]


async def newest(tx: Tx, most: int) -> list[Timer]:
    """What ended last, then what falls due next: `most` of each."""
    ended = select(timers).where(timers.c.state != "waiting").order_by(timers.c.settled.desc(), timers.c.id.desc())
    soon = select(timers).where(timers.c.state == "waiting").order_by(timers.c.due, timers.c.id)
    return [_timer(row) for part in (ended, soon) for row in await tx.execute(part.limit(most))]


async def stats(tx: Tx) -> dict[tuple[str, str, str | None], int]:
    """How many timers of each kind are in each state, and why."""
    parts = (timers.c.kind, timers.c.state, timers.c.why)
    rows = await tx.execute(select(*parts, func.count()).group_by(*parts).order_by(*parts))
    return {(kind, state, why): count for kind, state, why, count in rows}


async def by_id(tx: Tx, number: int) -> Timer | None:
    """One timer, None when there is none of this number."""
    row = (await tx.execute(select(timers).where(timers.c.id == number))).one_or_none()
    return None if row is None else _timer(row)


async def purge(tx: Tx, before: datetime) -> None:
    """Forget what ended before this instant."""
    await tx.execute(delete(timers).where(timers.c.state.in_(("done", "cleared")), timers.c.settled < before))


def _timer(row: Any) -> Timer:
    return Timer(row.id, row.chat, row.kind, row.slot, row.due, row.state, row.why, row.settled, row.meant)
