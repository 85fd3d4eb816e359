"""The same person twice: one open lead for each phone, and pairs that an officer has to look at.

Whoever sends an interest from another chat with the number of an open lead joins it: their answers lie beside it,
sealed for their own chat, so that neither chat reads, changes or loses what the other one said.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import combinations, groupby
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update

from storage import leads
from storage.database import Tx
from storage.records import OPEN_STATES, ChatId, Interest, Joined, Lead, LeadId, StaffId
from storage.schema import lead_chats, lead_notes, lead_twins
from storage.schema import leads as lead_table
from storage.statements import among, insert_or

NEAR = timedelta(days=14)
"""Two interests of the same name and place are looked at when no more time lies between them."""
_Pair = tuple[LeadId, LeadId]
"""The older one, and the newer one."""
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
    found = sorted({*await _same_name(tx, branch), *await _suspected(tx, branch)})[:most]
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


async def _same_name(tx: Tx, branch: str) -> list[_Pair]:
    """Pairs of one name that nobody has judged.

    Held against each other here and not by the database: PostgreSQL, where its statistics are of an older table, holds
    each lead of a branch against each other one, for half a minute.
    """
    name = lead_table.c.name_index
    alive = (name.is_not(None), lead_table.c.state != ENDED, *_of_branch(lead_table, branch))
    several = select(name).where(*alive).group_by(name).having(func.count() > 1)
    names = list((await tx.execute(several)).scalars())
    if not names:
        return []
    told = select(name, lead_table.c.id, lead_table.c.state, lead_table.c.created).where(among(tx, name, names), *alive)
    rows = (await tx.execute(told.order_by(name, lead_table.c.id))).all()
    found = [
        (LeadId(first.id), LeadId(second.id))
        for _, group in groupby(rows, key=lambda row: row.name_index)
        for first, second in combinations(group, 2)
        if second.state in OPEN_STATES and second.created - first.created <= NEAR
    ]
    judged = await _judged(tx, found)
    return [pair for pair in found if pair not in judged]


async def _judged(tx: Tx, among_these: Sequence[_Pair]) -> set[_Pair]:
    firsts = list({first for first, _ in among_these})
    this = (among(tx, lead_twins.c.first, firsts), lead_twins.c.verdict.is_not(None))
    return {(LeadId(row.first), LeadId(row.second)) for row in await tx.execute(select(lead_twins).where(*this))}


async def _suspected(tx: Tx, branch: str) -> list[_Pair]:
    """Pairs that somebody should look at, of whom both still count."""
    open_ones = select(lead_twins.c.first, lead_twins.c.second).where(lead_twins.c.verdict.is_(None))
    asked = [(LeadId(first), LeadId(second)) for first, second in await tx.execute(open_ones)]
    if not asked:
        return []
    is_one = among(tx, lead_table.c.id, list({number for pair in asked for number in pair}))
    told = select(lead_table.c.id, lead_table.c.state).where(is_one, *_of_branch(lead_table, branch))
    states = {row.id: row.state for row in await tx.execute(told)}
    return [
        (first, second)
        for first, second in asked
        if states.get(first, ENDED) != ENDED and states.get(second) in OPEN_STATES
    ]


def _of_branch(lead: Any, branch: str) -> Sequence[ColumnElement[bool]]:
    return lead.c.interest.is_not(None), lead.c.branch.is_(None) | (lead.c.branch == branch)


def _opened(tx: Tx, row: Any) -> Interest:
    stored = tx.vault.open(f"lead_chats.interest:{row.chat}", row.interest)
    return Interest(**{**stored, "programmes": tuple(stored["programmes"])})
