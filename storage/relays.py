"""Conversations between who holds a lead and the person behind it; what was said is sealed and kept for a while."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, delete, exists, func, insert, or_, select, update

from storage import recall
from storage.database import Tx
from storage.records import TALKING_STATES, ChatId, LeadId, Relay, RelayLine, Side, StaffId
from storage.schema import leads, people, relay_lines, relays, staff
from storage.statements import among_given, insert_or

UNFINISHED = ("asked", "open")

_alive = relays.c.state.in_(UNFINISHED)
_held: ColumnElement[bool] = and_(
    leads.c.holder == relays.c.holder, leads.c.state.in_(TALKING_STATES), staff.c.active, relays.c.chat.is_not(None)
)


async def ask(tx: Tx, lead: LeadId, holder: StaffId, chat: ChatId, by: Side, now: datetime) -> bool:
    """One side would like to talk; False when the person or the lead has such a conversation already."""
    row = {"lead": lead, "holder": holder, "chat": chat, "by": by, "state": "asked", "at": now, "last": now}
    asked = await tx.execute(insert_or(tx, relays).values(row).on_conflict_do_nothing().returning(relays.c.id))
    return asked.first() is not None


async def accept(tx: Tx, relay: int, now: datetime) -> bool:
    """The other side agrees; False when it is no longer asked, or the lead lies elsewhere."""
    return await _change(tx, relay, "asked", state="open", last=now) and await _answered(tx, relay, now)


async def carry(tx: Tx, relay: int, side: Side, kind: str, text: str | None, now: datetime) -> bool:
    """Keep what one side says, sealed; False when the conversation is over, or the lead lies elsewhere.

    What the staff say counts as activity.
    """
    if not await _change(tx, relay, "open", last=now):
        return False
    sealed = None if text is None else tx.vault.seal(f"relay_lines.text:{relay}", text)
    line = {"relay": relay, "side": side, "kind": kind, "text": sealed, "at": now}
    await tx.execute(insert(relay_lines).values(line))
    if side == "staff":
        lead = select(relays.c.lead).where(relays.c.id == relay).scalar_subquery()
        await tx.execute(update(leads).where(leads.c.id == lead).values(active=now))
    return True


async def end(tx: Tx, relay: int, why: str, now: datetime) -> bool:
    """Nobody is connected any more; False when somebody else ended it first."""
    ended = await tx.execute(
        update(relays).where(relays.c.id == relay, _alive).values(state="ended", why=why, last=now)
    )
    return ended.rowcount == 1 and await _answered(tx, relay, now)


async def of_chats(tx: Tx, chats: Sequence[ChatId]) -> dict[ChatId, Relay]:
    """What each of these people has been asked, has asked, or is in the middle of."""
    rows = await tx.execute(OF_CHATS[tx.connection.dialect.name], {"chats": list(chats)})
    return {row.chat: _relay(row) for row in rows}


async def of_leads(tx: Tx, ids: Sequence[LeadId]) -> dict[LeadId, Relay]:
    """The latest conversation about each of these leads, also one that has ended."""
    rows = await tx.execute(_known().where(relays.c.lead.in_(ids)).order_by(relays.c.id))
    return {row.lead: _relay(row) for row in rows}


async def of_holder(tx: Tx, holder: StaffId) -> tuple[Relay, ...]:
    """What a member of the staff is in the middle of, the one that was active last first."""
    rows = await tx.execute(_known().where(relays.c.holder == holder, _alive, _held).order_by(relays.c.last.desc()))
    return tuple(_relay(row) for row in rows)


async def lines(tx: Tx, relay: int, most: int) -> tuple[RelayLine, ...]:
    """The last things that were said, in their order."""
    rows = await tx.execute(
        select(relay_lines).where(relay_lines.c.relay == relay).order_by(relay_lines.c.id.desc()).limit(most)
    )
    return tuple(reversed([_line(tx, row) for row in rows]))


async def remembered(tx: Tx, chats: Sequence[ChatId]) -> set[ChatId]:
    """Those of these people of whose conversations anything is kept."""
    return set((await tx.execute(REMEMBERED[tx.connection.dialect.name], {"chats": list(chats)})).scalars())


async def any_pointless(tx: Tx, silent: datetime, unanswered: datetime) -> bool:
    """Whether `pointless` would find one; a look that holds nobody up."""
    return (await tx.execute(ANY_POINTLESS, {"silent": silent, "unanswered": unanswered})).first() is not None


async def pointless(tx: Tx, silent: datetime, unanswered: datetime, most: int) -> list[tuple[Relay, str]]:
    """Conversations that are over in fact, each with the reason; ours until the transaction ends.

    Nobody said anything since `silent`, or answered since `unanswered`; the lead went elsewhere; somebody is gone.
    """
    found = POINTLESS.order_by(relays.c.id).limit(most).with_for_update(of=relays, skip_locked=True)
    rows = await tx.execute(found, {"silent": silent, "unanswered": unanswered})
    return [(_relay(row), row.because) for row in rows]


def _pointless() -> Any:
    person, member = people.alias(), people.alias()
    unanswered = bindparam("unanswered", type_=relays.c.at.type)
    silent = bindparam("silent", type_=relays.c.last.type)
    why = case(
        (~func.coalesce(_held, False), "moved"),
        (or_(person.c.chat.is_(None), person.c.blocked, member.c.blocked), "gone"),
        (and_(relays.c.state == "asked", relays.c.at <= unanswered), "unanswered"),
        (and_(relays.c.state == "open", relays.c.last <= silent), "silent"),
    )
    return (
        _known(why.label("because"))
        .outerjoin(person, person.c.chat == relays.c.chat)
        .outerjoin(member, member.c.chat == staff.c.chat)
        .where(_alive, why.is_not(None))
    )


async def forget(tx: Tx, before: datetime) -> None:
    """Forget what was said before this instant, and that there was a conversation at all once all of it is gone."""
    await tx.execute(delete(relay_lines).where(relay_lines.c.at < before))
    await tx.execute(delete(relays).where(~_alive, relays.c.last < before))


async def forget_staff(tx: Tx, members: Sequence[StaffId]) -> None:
    """What these members of the staff said, and what was said to them, goes at once."""
    theirs = select(relays.c.id).where(relays.c.holder.in_(members))
    await tx.execute(delete(relay_lines).where(relay_lines.c.relay.in_(theirs)))


async def _answered(tx: Tx, relay: int, now: datetime) -> bool:
    """Nobody is invited any more to what has begun, or is over."""
    lead = (await tx.execute(select(relays.c.lead).where(relays.c.id == relay))).scalar_one()
    await recall.drop_told(tx, lead, ("invited",), now)
    return True


async def _change(tx: Tx, relay: int, stands: str, **values: Any) -> bool:
    """Whoever lost the lead a moment ago changes nothing any more."""
    still = exists().where(leads.c.id == relays.c.lead, staff.c.id == relays.c.holder, _held)
    changed = await tx.execute(
        update(relays).where(relays.c.id == relay, relays.c.state == stands, still).values(values)
    )
    return bool(changed.rowcount == 1)


def _known(*besides: Any) -> Any:
    columns = (relays, leads.c.version, func.coalesce(_held, False).label("held"), *besides)
    joined = relays.join(leads, leads.c.id == relays.c.lead).join(staff, staff.c.id == relays.c.holder)
    return select(*columns).select_from(joined)


OF_CHATS = {dialect: _known().where(own, _alive) for dialect, own in among_given(relays.c.chat, "chats").items()}
REMEMBERED = {
    dialect: select(relays.c.chat).where(own, exists().where(relay_lines.c.relay == relays.c.id))
    for dialect, own in among_given(relays.c.chat, "chats").items()
}
POINTLESS = _pointless()
ANY_POINTLESS = POINTLESS.limit(1)
"""Built once: nearly every event asks for these, or is followed by a look that does."""


def _relay(row: Any) -> Relay:
    return Relay(
        id=row.id,
        lead=row.lead,
        version=row.version,
        holder=row.holder,
        chat=row.chat,
        by=row.by,
        state=row.state,
        at=row.at,
        last=row.last,
        held=bool(row.held),
        why=row.why,
    )


def _line(tx: Tx, row: Any) -> RelayLine:
    text = None if row.text is None else tx.vault.open(f"relay_lines.text:{row.relay}", row.text)
    return RelayLine(row.side, row.kind, text, row.at)
