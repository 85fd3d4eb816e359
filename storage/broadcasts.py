"""What branches tell many people at once: written, sent off, paused, called off, over.

asked -> running <-> paused -> done, or cancelled. Each message is a timer whose slot is the number of the broadcast, so
that it is judged like everything else that is unasked; while it is paused they are held, and nothing waits for them.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, insert, or_, select, update

from storage.database import Tx
from storage.news import KIND, Broadcast, Listeners, Written
from storage.records import StaffId
from storage.schema import broadcasts, outbox, staff, timers

OF_OUTBOX = {
    "waiting": "waiting",
    "leased": "waiting",
    "retry": "waiting",
    "gone": "blocked",
    "muted": "muted",
    "expired": "unsure",
    "parked": "failed",
    "cleared": "cancelled",
}
"""What became of a message that was handed to the outbox, by its state there; what is no longer there was sent."""
UNSENT = ("waiting", "leased", "retry")


async def add(tx: Tx, written: Written, state: str, now: datetime) -> int:
    """Store a broadcast, asked or running; returns its number."""
    begun = {"state": state, "version": 1, "planned": False, "counts": {}, "created": now, "changed": now}
    told = {"branch": written.branch, "author": written.author, "people": written.people, "last": written.last}
    made = insert(broadcasts).values(**begun, **told, whom=asdict(written.whom)).returning(broadcasts.c.id)
    number = int((await tx.execute(made)).scalar_one())
    sealed = tx.vault.seal(f"broadcasts.text:{number}", written.text)
    await tx.execute(update(broadcasts).where(broadcasts.c.id == number).values(text=sealed))
    return number


async def steer(
    tx: Tx, one: Broadcast, to: str, now: datetime, *, approver: StaffId | None = None, why: str | None = None
) -> bool:
    """Let it run, pause it or call it off, with all that did not go out; False when it moved on meanwhile.

    The broadcast comes first: whoever is just turning a message of it out looks at it then.
    """
    changed = {"state": to, "version": one.version + 1, "why": why, "changed": now}
    named = changed | ({} if approver is None else {"approver": approver})
    stands = (broadcasts.c.id == one.id, broadcasts.c.version == one.version, broadcasts.c.state == one.state)
    if (await tx.execute(update(broadcasts).where(*stands).values(named))).rowcount != 1:
        return False
    await _steer_messages(tx, one.id, to, now)
    return True


async def _steer_messages(tx: Tx, number: int, to: str, now: datetime) -> None:
    match to:
        case "running":
            await _shift(tx, number, ("held",), {"state": "waiting", "due": now})
        case "paused":
            await _shift(tx, number, ("waiting",), {"state": "held"})
        case "cancelled":
            await drop(tx, number, "cancelled", now)


async def drop(tx: Tx, number: int, why: str, now: datetime) -> None:
    """What of it has not gone out never does."""
    await _shift(tx, number, ("waiting", "held"), {"state": "cleared", "why": why, "settled": now})


async def _shift(tx: Tx, number: int, states: Sequence[str], values: dict[str, Any]) -> None:
    await tx.execute(update(timers).where(*_of(number), timers.c.state.in_(states)).values(values))


async def runs(tx: Tx, number: int) -> bool:
    """Whether it runs; nobody pauses it or calls it off before this transaction ends."""
    return await state_held(tx, number) == "running"


async def state_held(tx: Tx, number: int) -> str | None:
    """Where it stands, and will until the transaction ends; None when there is none of this number."""
    row = select(broadcasts.c.state).where(broadcasts.c.id == number).with_for_update(read=True)
    state: str | None = (await tx.execute(row)).scalar_one_or_none()
    return state


async def planned(tx: Tx, number: int) -> None:
    """There is a timer for everybody it is meant for."""
    await tx.execute(update(broadcasts).where(broadcasts.c.id == number).values(planned=True))


async def end(tx: Tx, one: Broadcast, counts: dict[str, int], now: datetime) -> bool:
    """Nothing more will become of it; what did is kept. False when it moved on meanwhile."""
    state = one.state if one.state == "cancelled" else "done"
    over = {"state": state, "version": one.version + 1, "counts": counts, "ended": now, "changed": now}
    stands = (broadcasts.c.id == one.id, broadcasts.c.version == one.version, broadcasts.c.ended.is_(None))
    return bool((await tx.execute(update(broadcasts).where(*stands).values(over))).rowcount == 1)


async def is_over(tx: Tx, number: int) -> bool:
    """Whether nothing of it waits any more, and nothing is on its way."""
    waits = exists().where(*_of(number), timers.c.state.in_(("waiting", "held")))
    leaves = exists().where(*_of(number), outbox.c.timer == timers.c.id, outbox.c.state.in_(UNSENT))
    return not (await tx.execute(select(or_(waits, leaves)))).scalar_one()


async def unended(tx: Tx) -> list[tuple[Broadcast, bool]]:
    """All that are not over, and whether one of those who answer for them is still of the staff."""
    answers_for = or_(staff.c.id == broadcasts.c.author, staff.c.id == broadcasts.c.approver)
    led = exists().where(answers_for, staff.c.active)
    rows = await tx.execute(select(broadcasts, led.label("led")).where(broadcasts.c.ended.is_(None)))
    return [(_broadcast(tx, row), bool(row.led)) for row in rows.all()]


async def unended_slots(tx: Tx) -> list[str]:
    """The slots of the timers of those that are not over."""
    rows = await tx.execute(select(broadcasts.c.id).where(broadcasts.c.ended.is_(None)))
    return [str(number) for number in rows.scalars()]


async def by_id(tx: Tx, numbers: Collection[int]) -> dict[int, Broadcast]:
    """These broadcasts."""
    rows = await tx.execute(select(broadcasts).where(broadcasts.c.id.in_(numbers)))
    return {row.id: _broadcast(tx, row) for row in rows}


async def of_branch(tx: Tx, branch: str, most: int) -> list[Broadcast]:
    """The latest `most` of a branch and all of it that are not over; newest first."""
    own = broadcasts.c.branch == branch
    latest = select(broadcasts.c.id).where(own).order_by(broadcasts.c.id.desc()).limit(most)
    found = or_(broadcasts.c.id.in_(latest), and_(own, broadcasts.c.ended.is_(None)))
    rows = await tx.execute(select(broadcasts).where(found).order_by(broadcasts.c.id.desc()))
    return [_broadcast(tx, row) for row in rows]


async def asked_elsewhere(tx: Tx, branch: str) -> list[Broadcast]:
    """All of other branches that somebody has to agree to; newest first."""
    asked = (broadcasts.c.branch != branch, broadcasts.c.state == "asked", broadcasts.c.ended.is_(None))
    rows = await tx.execute(select(broadcasts).where(*asked).order_by(broadcasts.c.id.desc()))
    return [_broadcast(tx, row) for row in rows]


async def sent_alone(tx: Tx, author: StaffId, since: datetime) -> int:
    """To how many people this author sent something since then that nobody else agreed to.

    Of what was called off, those count whom it had reached or may still reach. Who lets their own go on after a pause
    has not agreed to it as somebody else.
    """
    unagreed = or_(broadcasts.c.approver.is_(None), broadcasts.c.approver == author)
    mine = (broadcasts.c.author == author, unagreed, broadcasts.c.created > since)
    sent = broadcasts.c.state.in_(("running", "paused", "done"))
    people = select(func.coalesce(func.sum(broadcasts.c.people), 0)).where(*mine, sent)
    stopped = select(cast(broadcasts.c.id, String)).where(*mine, broadcasts.c.state == "cancelled")
    done = (timers.c.kind == KIND, timers.c.slot.in_(stopped), timers.c.state == "done")
    reached = select(func.count()).select_from(timers).where(*done)
    return int((await tx.execute(select(people.scalar_subquery() + reached.scalar_subquery()))).scalar_one())


async def outcomes(tx: Tx, numbers: Collection[int]) -> dict[int, dict[str, int]]:
    """For each of these: how many people it was sent to, how many wait, and why all others did not get it."""
    each = outbox.alias()
    latest = select(func.max(each.c.id)).where(each.c.timer == timers.c.id).correlate(timers).scalar_subquery()
    parts = (timers.c.slot, timers.c.state, timers.c.why, outbox.c.state.label("left"))
    rows = await tx.execute(
        select(*parts, func.count().label("people"))
        .select_from(timers.outerjoin(outbox, outbox.c.id == latest))
        .where(timers.c.kind == KIND, timers.c.slot.in_([str(number) for number in numbers]))
        .group_by(*parts)
    )
    found: dict[int, dict[str, int]] = {number: {} for number in numbers}
    for row in rows:
        counts, outcome = found[int(row.slot)], _outcome(row)
        counts[outcome] = counts.get(outcome, 0) + row.people
    return found


def _outcome(row: Any) -> str:
    if row.state != "done":
        return str(row.why if row.state == "cleared" else row.state)
    return OF_OUTBOX.get(row.left, "sent")


async def forget(tx: Tx, before: datetime) -> None:
    """Forget the text of what was over before this instant; what became of it stays, as counts."""
    await tx.execute(update(broadcasts).where(broadcasts.c.ended < before).values(text=None))


def _of(number: int) -> tuple[ColumnElement[bool], ...]:
    return timers.c.kind == KIND, timers.c.slot == str(number)


def _broadcast(tx: Tx, row: Any) -> Broadcast:
    return Broadcast(
        id=row.id,
        branch=row.branch,
        author=row.author,
        state=row.state,
        version=row.version,
        text=None if row.text is None else tx.vault.open(f"broadcasts.text:{row.id}", row.text),
        whom=_listeners(row.whom),
        people=row.people,
        last=row.last,
        created=row.created,
        approver=row.approver,
        planned=row.planned,
        why=row.why,
        counts=row.counts,
        ended=row.ended,
        echoes=row.echoes,
    )


def _listeners(stored: dict[str, Any]) -> Listeners:
    lists = {name: tuple(stored[name]) for name in ("served", "regions", "versions", "states")}
    return Listeners(work=stored["work"], **lists)
