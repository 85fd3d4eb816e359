"""The same person twice: one open lead for each phone, and pairs that an officer has to look at.

Whoever sends an interest from another chat with the number of an open lead joins it: their answers lie beside it,
sealed for their own chat, so that neither chat reads, changes or loses what the other one said.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, select, type_coerce, union, update
from sqlalchemy.types import BigInteger

from storage import leads
from storage.columns import MILLISECOND
from storage.database import Tx
from storage.records import OPEN_STATES, ChatId, Interest, Joined, Lead, LeadId, StaffId
from storage.schema import lead_chats, lead_notes, lead_twins
from storage.schema import leads as lead_table
from storage.statements import among, insert_or

NEAR = timedelta(days=14)
"""Two interests of the same name and place are looked at when no more time lies between them."""
ENDED = "closed"
"""The only state in which the older one of a pair says nothing about the newer one any more."""


async def by_phone(tx: Tx, phones: Sequence[str]) -> dict[str, Lead]:
    """The open lead of each of these numbers (E.164): its own, or that of somebody who joined it."""
    index = {tx.vault.blind_index(f"phone:{phone}"): phone for phone in phones}
    own = select(lead_table.c.phone_index, lead_table.c.id).where(among(tx, lead_table.c.phone_index, list(index)))
    joined = select(lead_chats.c.phone_index, lead_chats.c.lead).join(lead_table, lead_table.c.id == lead_chats.c.lead)
    joined = joined.where(among(tx, lead_chats.c.phone_index, list(index)))
    is_open = lead_table.c.state.in_(OPEN_STATES)
    rows = [*await tx.execute(joined.where(is_open)), *await tx.execute(own.where(is_open))]
    found = {index[phone]: LeadId(number) for phone, number in rows}
    known = await leads.by_id(tx, list(found.values())) if found else {}
    return {phone: known[number] for phone, number in found.items()}


async def join(tx: Tx, chat: ChatId, lead: Lead, interest: Interest, now: datetime) -> bool:
    """What another chat says of an open lead that stands at this version; it replaces what that chat said before."""
    if not await leads.touch(tx, lead, now, "person", "updated_other_chat"):
        return False
    row = {
        "chat": chat,
        "lead": lead.id,
        "phone_index": tx.vault.blind_index(f"phone:{interest.phone}"),
        "interest": tx.vault.seal(f"lead_chats.interest:{chat}", asdict(interest)),
        "at": now,
    }
    statement = insert_or(tx, lead_chats)
    changed = {name: statement.excluded[name] for name in row if name != "chat"}
    await tx.execute(statement.on_conflict_do_update(index_elements=["chat"], set_=changed), row)
    return True


async def leave(tx: Tx, chats: Sequence[ChatId]) -> None:
    """Forget what these chats said of leads that others began."""
    await tx.execute(delete(lead_chats).where(lead_chats.c.chat.in_(chats)))


async def joined(tx: Tx, chats: Sequence[ChatId]) -> dict[ChatId, Joined]:
    """The open lead that each of these chats joined, and what it said."""
    rows = (await tx.execute(select(lead_chats).where(among(tx, lead_chats.c.chat, chats)))).all()
    known = await leads.by_id(tx, [row.lead for row in rows]) if rows else {}
    return {
        ChatId(row.chat): Joined(known[row.lead], _opened(tx, row))
        for row in rows
        if known[row.lead].state in OPEN_STATES
    }


async def others(tx: Tx, lead: LeadId) -> tuple[Interest, ...]:
    """What other chats said of a lead, the newest first."""
    rows = await tx.execute(select(lead_chats).where(lead_chats.c.lead == lead).order_by(lead_chats.c.at.desc()))
    return tuple(_opened(tx, row) for row in rows)


async def suspect(tx: Tx, one: LeadId, other: LeadId, now: datetime) -> None:
    """An officer should look at these two, unless one has already."""
    pair = {"first": min(one, other), "second": max(one, other), "at": now}
    await tx.execute(insert_or(tx, lead_twins).on_conflict_do_nothing(), pair)


async def apart(tx: Tx, one: LeadId, other: LeadId, officer: StaffId, now: datetime) -> None:
    """An officer says that these two are two; they are not shown again."""
    await suspect(tx, one, other, now)
    this = (lead_twins.c.first == min(one, other), lead_twins.c.second == max(one, other))
    await tx.execute(update(lead_twins).where(*this).values(verdict="apart", staff=officer, at=now))


async def pairs(tx: Tx, branch: str, most: int) -> list[tuple[Lead, Lead]]:
    """Leads of a branch or of none that may be of one person, older first: same name and place, or suspected."""
    first, second = lead_table.alias(), lead_table.alias()
    # A look of its own for names that several have: who has statistics of an older table may join all of it to itself.
    names = list((await tx.execute(_shared(branch))).scalars())
    same = _same_name(first, second, branch).where(among(tx, first.c.name_index, names))
    # Two looks, each by an index of its own: with an "or" between them every lead is held against every other one.
    either = union(same, _suspected(first, second, branch)).subquery()
    rows = await tx.execute(select(either).order_by(*either.c).limit(most))
    found = [(LeadId(one), LeadId(other)) for one, other in rows]
    known = await leads.by_id(tx, list({number for pair in found for number in pair})) if found else {}
    return [(known[one], known[other]) for one, other in found]


async def merge(tx: Tx, kept: Lead, dropped: Lead, actor: str, now: datetime) -> bool:
    """The newer one ends as a duplicate; its notes and what it said go to the older one. False when one moved on."""
    closed = (dropped.id, dropped.version, dropped.state, "merge", actor, now)
    if not await leads.move(tx, *closed, holder=None, reason="duplicate"):
        return False
    number = await _phone_index(tx, dropped.id)
    if dropped.chat is not None and dropped.interest is not None:
        moved = await join(tx, dropped.chat, kept, dropped.interest, now)
    else:
        moved = await leads.touch(tx, kept, now, actor, "merged")
    await tx.execute(update(lead_notes).where(lead_notes.c.lead == dropped.id).values(lead=kept.id))
    await tx.execute(update(lead_chats).where(lead_chats.c.lead == dropped.id).values(lead=kept.id))
    await tx.execute(delete(lead_twins).where((lead_twins.c.first == dropped.id) | (lead_twins.c.second == dropped.id)))
    has_none = (lead_table.c.id == kept.id, lead_table.c.phone_index.is_(None))
    await tx.execute(update(lead_table).where(*has_none).values(phone_index=number))
    return moved


async def _phone_index(tx: Tx, lead: LeadId) -> str | None:
    index: str | None = (await tx.execute(select(lead_table.c.phone_index).where(lead_table.c.id == lead))).scalar_one()
    return index


def _shared(branch: str) -> Select[Any]:
    """The names that several leads have which are not over."""
    name = lead_table.c.name_index
    alive = (name.is_not(None), lead_table.c.state != ENDED, *_of_branch(lead_table, branch))
    return select(name).where(*alive).group_by(name).having(func.count() > 1)


def _same_name(first: Any, second: Any, branch: str) -> Select[Any]:
    near = type_coerce(second.c.created, BigInteger) - type_coerce(first.c.created, BigInteger) <= NEAR // MILLISECOND
    answered = exists().where(_this(first, second), lead_twins.c.verdict.is_not(None))
    # No index may answer which one is older: without statistics PostgreSQL reads that one as a whole for each pair.
    older = second.c.id - first.c.id > 0
    same = select(first.c.id.label("first"), second.c.id.label("second")).where(
        first.c.name_index == second.c.name_index, older, near, ~answered
    )
    return same.where(*_of_one_person(first, second, branch))


def _suspected(first: Any, second: Any, branch: str) -> Select[Any]:
    asked = select(first.c.id.label("first"), second.c.id.label("second")).where(_this(first, second))
    return asked.where(lead_twins.c.verdict.is_(None), *_of_one_person(first, second, branch))


def _of_one_person(first: Any, second: Any, branch: str) -> Sequence[ColumnElement[bool]]:
    """What both must be, so that an officer of this branch has something to decide."""
    both = (*_of_branch(first, branch), *_of_branch(second, branch))
    return first.c.state != ENDED, second.c.state.in_(OPEN_STATES), *both


def _of_branch(lead: Any, branch: str) -> Sequence[ColumnElement[bool]]:
    return lead.c.interest.is_not(None), lead.c.branch.is_(None) | (lead.c.branch == branch)


def _this(first: Any, second: Any) -> ColumnElement[bool]:
    return and_(lead_twins.c.first == first.c.id, lead_twins.c.second == second.c.id)


def _opened(tx: Tx, row: Any) -> Interest:
    stored = tx.vault.open(f"lead_chats.interest:{row.chat}", row.interest)
    return Interest(**{**stored, "programmes": tuple(stored["programmes"])})
