"""Everything we owe somebody, and what became of it.

waiting -> leased -> sent, or retry (with when), or one of the ends: cleared (made pointless), muted (the person
asked), gone (the person blocked us), parked (our message is wrong), expired (nobody knows whether it arrived, and it
must not come twice). `storage/ends.py` has them all, `storage/recall.py` takes back what is unsent.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Integer, bindparam, delete, exists, func, insert, or_, select, update

from storage import broadcasts
from storage.database import Tx
from storage.ends import ENDS, Name
from storage.news import KIND
from storage.records import ChatId, LeadId
from storage.schema import leads, outbox, people, sessions, timers
from storage.statements import among, among_given, insert_all, spelled
from storage.timers import unsaid
from storage.vault import VaultError

Lane = Literal["reply", "notice", "bulk"]
"""reply: an answer, at once. notice: owed, paced, at least once. bulk: unasked, paced, at most once."""

PACED: tuple[Lane, ...] = ("notice", "bulk")
JUDGED_FOR = timedelta(minutes=2)
"""How long it holds that a message makes sense; one that waited longer is judged anew."""
UNSENT, FREE = ("waiting", "leased", "retry"), ("waiting", "retry")
CLOSED = "does not open with the keys in DATA_KEYS"
OF_STATE: Mapping[str, Name] = {"gone": "blocked", "parked": "failed", "expired": "unsure"}
"""How a message ended that was tried, by its state."""
UNASKED = (outbox.c.lane == "bulk") | outbox.c.until.is_not(None)
"""What is looked at again before it goes: bulk, and notices that have an end; replies have none."""
IS_UNSENT, IS_FREE = (spelled(outbox.c.state, states) for states in (UNSENT, FREE))
"""Few messages are, whatever was sent in these days; whoever looks for them names it, and reads through no others."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message on its way out: a Bot API method and its parameters; `about` is whose data it carries to others.

    It goes at `due` (UTC) at the earliest, at once where there is none. What is not on its way by `until` (UTC) does
    not go: the `timer` it comes from then waits again, and a notice for its next hours (`storage/nights.py`). `tells`
    is a lead and what is told of it: taken back once that is so no more. `why` says what it waits for.
    """

    chat: ChatId
    lane: Lane
    message: dict[str, Any]
    about: ChatId | None = None
    until: datetime | None = None
    timer: int | None = None
    due: datetime | None = None
    tells: tuple[LeadId, str] | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A stored message that this process has leased and must send."""

    id: int
    chat: ChatId
    lane: Lane
    message: dict[str, Any]
    attempts: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a parcel; `due` is when to try again, `why` what operators read."""

    id: int
    state: Literal["sent", "retry", "gone", "parked", "expired"]
    at: datetime
    due: datetime | None = None
    why: str | None = None


async def put(tx: Tx, posts: Sequence[Post], now: datetime, *, owner: str | None = None) -> list[Parcel]:
    """Store messages; replies come back as parcels leased to `owner`, the rest waits for its pace.

    A reply to a chat that an earlier one has not reached yet waits behind it, unless `owner` itself is sending that.
    """
    if not posts:
        return []
    behind = await _behind(tx, [post.chat for post in posts], owner) if owner else set()
    rows = [_row(tx, post, now, None if post.chat in behind else owner) for post in posts]
    stored = zip(await _inserted(tx, rows), posts, rows, strict=True)
    return [Parcel(id_, post.chat, post.lane, post.message) for id_, post, row in stored if row["state"] == "leased"]


async def _inserted(tx: Tx, rows: Sequence[dict[str, Any]]) -> list[int]:
    """The ids of these rows, in their order."""
    return sorted((await insert_all(tx, _PUT, rows)).scalars())


_PUT = insert(outbox).returning(outbox.c.id)
_elsewhere = IS_UNSENT & ((outbox.c.state != "leased") | (outbox.c.owner != bindparam("owner")))
_BEHIND = {
    dialect: select(outbox.c.chat).where(is_among, outbox.c.lane == "reply", _elsewhere)
    for dialect, is_among in among_given(outbox.c.chat, "chats").items()
}
"""Built once for each database: every answer asks for it, and building it takes longer than asking."""


async def _behind(tx: Tx, chats: Sequence[ChatId], owner: str) -> set[ChatId]:
    """Those of these chats which an earlier reply is still on its way to, and not in `owner`'s hands."""
    rows = await tx.execute(_BEHIND[tx.connection.dialect.name], {"chats": list(set(chats)), "owner": owner})
    return set(rows.scalars())


def _row(tx: Tx, post: Post, now: datetime, owner: str | None) -> dict[str, Any]:
    leased = owner is not None and post.lane == "reply"
    lead, told = post.tells or (None, None)
    return {
        "chat": post.chat,
        "lane": post.lane,
        "payload": tx.vault.seal(f"outbox.payload:{post.chat}", post.message),
        "state": "leased" if leased else "waiting",
        "attempts": 0,
        "due": post.due or now,
        "owner": owner if leased else None,
        "created": now,
        "about": post.about,
        "until": post.until,
        "timer": post.timer,
        "lead": lead,
        "told": told,
        "why": post.why,
    }


_earlier = outbox.alias()
_comes_first = (_earlier.c.lane == "reply") | (outbox.c.lane != "reply")
_may_go = (_earlier.c.state != "waiting") | (_earlier.c.due <= bindparam("now", type_=outbox.c.due.type))
_is_first = ~exists().where(
    _earlier.c.chat == outbox.c.chat,
    spelled(_earlier.c.state, UNSENT),
    _earlier.c.id < outbox.c.id,
    _comes_first,
    _may_go,
)
_first_of_each = (
    select(outbox.c.id, outbox.c.chat, outbox.c.lane, outbox.c.payload, outbox.c.attempts, outbox.c.until)
    .where(IS_FREE, _is_first)
    .where(outbox.c.due <= bindparam("now", type_=outbox.c.due.type))
    .where(outbox.c.lane.in_(bindparam("lanes", expanding=True)))
    .order_by(outbox.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True, of=outbox)
)
"""Built once: this is asked at every look."""


async def lease(tx: Tx, now: datetime, owner: str, lanes: Sequence[Lane], most: int) -> list[Parcel]:
    """Take up to `most` messages that are due, the first unsent of each chat only, oldest first.

    A reply waits for earlier replies alone; what is unasked waits for everything that came before it, but for what
    waits for its own hour. What does not open with our keys is parked: it must not hold up everybody else.
    """
    # Locked by a statement of its own: inside an UPDATE, PostgreSQL may look for the rows more than once.
    due = await tx.execute(_first_of_each, {"now": now, "lanes": list(lanes), "most": most})
    opened = [_opened(tx, row) for row in due]
    await _park(tx, [one for one in opened if isinstance(one, int)], now)
    parcels = [one for one in opened if isinstance(one, Parcel)]
    if parcels:
        await tx.execute(
            update(outbox)
            .where(among(tx, outbox.c.id, [parcel.id for parcel in parcels]))
            .values(state="leased", owner=owner, attempts=outbox.c.attempts + 1, due=now)
        )
    return parcels


def _opened(tx: Tx, row: Any) -> Parcel | int:
    """The parcel, or its number when it does not open."""
    try:
        message = tx.vault.open(f"outbox.payload:{row.chat}", row.payload)
    except VaultError:
        return int(row.id)
    return Parcel(row.id, row.chat, row.lane, message, row.attempts + 1, row.until)


async def _park(tx: Tx, ids: Sequence[int], now: datetime) -> None:
    if ids:
        over = update(outbox).where(outbox.c.id.in_(ids)).values(state="parked", why=CLOSED)
        await unsaid(tx, (await tx.execute(over.returning(outbox.c.timer))).scalars(), "failed", now)


_since = or_(
    *(
        # What lies ahead of a clock that was set back says nothing.
        exists().where(
            table.c.chat == outbox.c.chat,
            table.c.changed > outbox.c.created,
            table.c.changed <= bindparam("now", type_=outbox.c.created.type),
        )
        for table in (sessions, leads)
    )
)
_held = select(
    outbox.c.id,
    outbox.c.lane,
    outbox.c.until,
    outbox.c.created,
    outbox.c.timer,
    timers.c.kind,
    timers.c.slot,
    people.c.muted,
    _since.label("moved"),
)
_held = _held.outerjoin(timers, timers.c.id == outbox.c.timer).outerjoin(people, people.c.chat == outbox.c.chat)
_held = _held.with_for_update(of=outbox)
"""What is known of messages that are about to go; `moved`: their person wrote, or their lead moved, since they were.

Nobody takes them back before the transaction ends that marks them as begun.
"""


async def begin(tx: Tx, ids: Collection[int], owner: str, now: datetime) -> set[int]:
    """Those of these leased messages that may still go; should we die from now on, nobody knows whether bulk arrived.

    The others are not `owner`'s any more (somebody asked for silence), or are given up here: what came too late, or was
    judged before something happened that may count, and waits as a timer again; and what belongs to a broadcast that
    was paused, whose timer is held with the others, or called off. The week of a person counts from what goes now.
    """
    mine = (among(tx, outbox.c.id, ids), outbox.c.state == "leased", outbox.c.owner == owner)
    rows = (await tx.execute(_held.where(*mine), {"now": now})).all()
    news = {row.slot for row in rows if row.kind == KIND}
    states = {slot: await broadcasts.state_held(tx, int(slot)) for slot in sorted(news)}
    given_up = {row.id: end for row in rows if (end := _end(row, states, now))}
    for row in rows:
        if row.id in given_up:
            await _give_up(tx, row, given_up[row.id], now)
    going = {row.id for row in rows} - given_up.keys()
    if going:
        await tx.execute(update(outbox).where(among(tx, outbox.c.id, going)).values(sent=now))
        said = [row.timer for row in rows if row.id in going and row.timer is not None]
        done = (among(tx, timers.c.id, said), timers.c.state == "done")
        await tx.execute(update(timers).where(*done).values(settled=now))
    return going


def _end(row: Any, states: Mapping[str, str | None], now: datetime) -> Name | None:
    """How a message ends that may not go; None where it may."""
    if row.lane == "notice":
        return "forgotten" if row.muted is None else "muted" if row.muted else None
    state = states[row.slot] if row.kind == KIND else "running"
    if row.timer is not None and row.kind is None:
        return "forgotten"
    if state != "running":
        return "paused" if state == "paused" else "cancelled"
    if row.until is not None and now > row.until:
        return "hour_over"
    stale = row.timer is not None and (row.moved or not row.created <= now <= row.created + JUDGED_FOR)
    return "anew" if stale else None


async def _give_up(tx: Tx, row: Any, name: Name, now: datetime) -> None:
    over = {"state": ENDS[name].state, "why": ENDS[name].why, "payload": None, "owner": None, "sent": now}
    await tx.execute(update(outbox).where(outbox.c.id == row.id).values(over))
    await unsaid(tx, [row.timer], name, now)


_SETTLE = {
    dialect: update(outbox)
    .where(is_among, outbox.c.state == "leased", outbox.c.owner == bindparam("_owner"))
    .values(state=bindparam("_state"), sent=bindparam("_at"), why=bindparam("_why"), payload=None, owner=None)
    for dialect, is_among in among_given(outbox.c.id, "_ids").items()
}


async def settle(tx: Tx, outcomes: Sequence[Outcome], owner: str) -> None:
    """Write down what became of `owner`'s parcels; the content of what needs no further try goes at once.

    A lease that was taken from its owner meanwhile is no longer the owner's to settle.
    """
    mine = (outbox.c.state == "leased", outbox.c.owner == owner)
    for (state, why), ended in _by_end(outcomes).items():
        at, settled = max(o.at for o in ended), _SETTLE[tx.connection.dialect.name]
        over = {"_ids": [o.id for o in ended], "_owner": owner, "_state": state, "_at": at, "_why": why}
        if state == "sent":
            await tx.execute(settled, over)
        else:
            said = await tx.execute(settled.returning(outbox.c.timer), over)
            await unsaid(tx, said.scalars(), OF_STATE[state], at)
    again = [o for o in outcomes if o.state == "retry"]
    if again:
        await tx.execute(
            update(outbox)
            .where(outbox.c.id == bindparam("_id"), *mine)
            .values(state="retry", due=bindparam("_due"), why=bindparam("_why"), owner=None, sent=None),
            [{"_id": o.id, "_due": o.due, "_why": o.why} for o in again],
        )


def _by_end(outcomes: Sequence[Outcome]) -> dict[tuple[str, str | None], list[Outcome]]:
    """What needs no further try, one list for all that ended alike."""
    ends: dict[tuple[str, str | None], list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.state != "retry":
            ends.setdefault((outcome.state, outcome.why), []).append(outcome)
    return ends


async def lessees(tx: Tx) -> set[str]:
    """The owners of everything that is leased."""
    rows = await tx.execute(select(outbox.c.owner).distinct().where(IS_UNSENT, outbox.c.state == "leased"))
    return set(rows.scalars())


async def release(tx: Tx, now: datetime, *, owners: Collection[str]) -> None:
    """Take back what these dead processes had leased; how old a lease is says nothing, for clocks are set.

    All go out again but bulk that had begun to be sent: it may have arrived, and is given up.
    """
    dead = (IS_UNSENT, outbox.c.state == "leased", outbox.c.owner.in_(owners))
    begun = (*dead, outbox.c.lane == "bulk", outbox.c.sent.is_not(None))
    over = {"state": "expired", "why": ENDS["unsure"].why, "owner": None, "payload": None, "sent": now}
    rows = await tx.execute(update(outbox).where(*begun).values(over).returning(outbox.c.timer))
    await unsaid(tx, rows.scalars(), "unsure", now)
    await tx.execute(update(outbox).where(*dead).values(state="retry", due=now, owner=None, sent=None))


async def newest(tx: Tx) -> int:
    """The number of the newest message, 0 when there is none."""
    number: int = (await tx.execute(select(func.coalesce(func.max(outbox.c.id), 0)))).scalar_one()
    return number


async def backlog(tx: Tx, most: int, now: datetime) -> int:
    """How many unasked messages are on their way and not sent, counted up to `most`; not what waits for its hour."""
    on_its_way = (IS_UNSENT, (outbox.c.state != "waiting") | (outbox.c.due <= now))
    some = select(outbox.c.id).where(*on_its_way, outbox.c.lane.in_(PACED)).limit(most).subquery()
    count: int = (await tx.execute(select(func.count()).select_from(some))).scalar_one()
    return count


async def next_due(tx: Tx) -> datetime | None:
    """When the next unsent message falls due, None when there is none."""
    due: datetime | None = (await tx.execute(select(func.min(outbox.c.due)).where(IS_UNSENT, IS_FREE))).scalar_one()
    return due


async def stats(tx: Tx) -> dict[tuple[str, str], int]:
    """How many messages of each lane are in each state."""
    rows = await tx.execute(select(outbox.c.lane, outbox.c.state, func.count()).group_by(outbox.c.lane, outbox.c.state))
    return {(lane, state): count for lane, state, count in rows}


async def reasons(tx: Tx) -> dict[tuple[str, str, str | None], int]:
    """How many messages of each lane are in each state, and why."""
    parts = (outbox.c.lane, outbox.c.state, outbox.c.why)
    rows = await tx.execute(select(*parts, func.count()).group_by(*parts).order_by(*parts))
    return {(lane, state, why): count for lane, state, why, count in rows}


async def of_timers(tx: Tx, numbers: Collection[int]) -> dict[int, tuple[str, str | None]]:
    """State and reason of the newest message that came of each of these timers; of old ones none is kept."""
    parts = (outbox.c.timer, outbox.c.state, outbox.c.why)
    rows = await tx.execute(select(*parts).where(outbox.c.timer.in_(numbers)).order_by(outbox.c.id))
    return {timer: (state, why) for timer, state, why in rows}


async def purge(tx: Tx, before: datetime) -> None:
    """Forget what ended before this instant; what a broadcast is still to be counted by stays until that is over."""
    slots = await broadcasts.unended_slots(tx)
    needed = outbox.c.timer.in_(select(timers.c.id).where(timers.c.kind == KIND, timers.c.slot.in_(slots)))
    old = (outbox.c.state.not_in(UNSENT), outbox.c.created < before)
    await tx.execute(delete(outbox).where(*old, or_(outbox.c.timer.is_(None), ~needed)))
