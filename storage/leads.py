"""Leads, the offers made of them, and the log of everything that happened to them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, delete, exists, false, func, insert, or_, select, update

from storage import recall
from storage.database import Tx
from storage.folding import fold
from storage.moves import found, overtaken
from storage.records import OPEN_STATES, WAITING_STATES, ChatId, Interest, Lead, LeadId, Overdue, StaffId
from storage.schema import (
    NOBODY,
    lead_chats,
    lead_log,
    lead_notes,
    lead_reminders,
    lead_words,
    leads,
    offers,
    people,
    staff,
)
from storage.statements import among, among_given, among_many, insert_all, inserts, pages

TRIED = "tried"
"""What is logged of a call that did not go through."""
DECLINED = "declined"
"""The answer to an offer of whoever said no, for whatever reason."""


OF_CHATS = {
    dialect: select(leads).where(is_among).order_by(case((leads.c.state.in_(OPEN_STATES), 1), else_=0), leads.c.id)
    for dialect, is_among in among_given(leads.c.chat, "chats").items()
}
"""Built once for each database: every event asks for it."""


async def of_chats(tx: Tx, chats: Sequence[ChatId]) -> dict[ChatId, Lead]:
    """The open lead of each chat, else its latest one."""
    rows = await tx.execute(OF_CHATS[tx.connection.dialect.name], {"chats": list(chats)})
    return {row.chat: lead_of(tx, row) for row in rows}


async def regions(tx: Tx, chats: Sequence[ChatId]) -> dict[ChatId, str]:
    """Where each of these people lives, as their latest lead says: a dotted region code."""
    if not chats:
        return {}
    rows = await tx.execute(
        select(leads.c.chat, leads.c.region).where(among(tx, leads.c.chat, chats)).order_by(leads.c.id)
    )
    return {row.chat: row.region for row in rows}


async def by_id(tx: Tx, ids: Sequence[LeadId]) -> dict[LeadId, Lead]:
    """These leads, however many."""
    rows = [row for page in pages(ids) for row in await tx.execute(select(leads).where(leads.c.id.in_(page)))]
    return {row.id: lead_of(tx, row) for row in rows}


async def add(tx: Tx, chat: ChatId, interest: Interest, branch: str | None, now: datetime) -> Lead:
    """A new lead. Raises IntegrityError when this chat, or this phone, has an open one already."""
    return (await add_all(tx, [(chat, interest, branch)], now))[0]


async def add_all(tx: Tx, new: Sequence[tuple[ChatId, Interest, str | None]], now: datetime) -> list[Lead]:
    """New leads (chat, interest, branch), in any order.

    Raises IntegrityError when one of these chats or phones has an open lead already.
    """
    if not new:
        return []
    begun = {"state": "new", "version": 1, "announced": False, "created": now, "changed": now, "active": now}
    values = [
        {**_interest_columns(tx, chat, interest), "chat": chat, "branch": branch, **begun}
        for chat, interest, branch in new
    ]
    added = [lead_of(tx, row) for row in (await tx.execute(insert(leads).returning(leads), values)).all()]
    await _log(tx, [lead.id for lead in added], 1, now, "person", "-", "new", None)
    return added


async def brought(tx: Tx, by: Mapping[LeadId, StaffId]) -> None:
    """These leads came through the links of these agents."""
    for lead, agent in by.items():
        await tx.execute(update(leads).where(leads.c.id == lead).values(met=agent))


async def rewrite(
    tx: Tx, lead: Lead, interest: Interest, branch: str | None, now: datetime, *, shares_phone: bool = False
) -> bool:
    """New answers for an open lead that still stands at this version; another branch has yet to hear of it.

    One that `shares_phone` with another open lead leaves the phone's index to that one.
    """
    if lead.chat is None:
        return False
    columns = _interest_columns(tx, lead.chat, interest) | ({"phone_index": None} if shares_phone else {})
    announced = lead.announced and branch == lead.branch
    standing = {"branch": branch, "announced": announced, "version": lead.version + 1, "changed": now, "active": now}
    changed = await tx.execute(
        update(leads).where(leads.c.id == lead.id, leads.c.version == lead.version).values({**columns, **standing})
    )
    if changed.rowcount == 1:
        await _log(tx, [lead.id], lead.version + 1, now, "person", lead.state, lead.state, "updated")
    return bool(changed.rowcount == 1)


async def touch(tx: Tx, lead: Lead, now: datetime, actor: str, reason: str) -> bool:
    """Something happened to a lead that stays where it is; False when it no longer stands at this version."""
    changed = await tx.execute(
        update(leads)
        .where(leads.c.id == lead.id, leads.c.version == lead.version)
        .values(version=lead.version + 1, active=now)
    )
    if changed.rowcount == 1:
        await _log(tx, [lead.id], lead.version + 1, now, actor, lead.state, lead.state, reason)
    return bool(changed.rowcount == 1)


async def move(
    tx: Tx,
    lead: LeadId,
    version: int,
    origin: str,
    name: str,
    actor: str,
    now: datetime,
    *,
    holder: StaffId | None,
    reason: str | None,
    card: int | None = None,
) -> bool:
    """Make the move of this name with a lead in `origin` and log it; False when it no longer stands at this version.

    What somebody was to hear of it in the morning and is so no more is taken back.
    Raises ImpossibleMove for what is no row of the table.
    """
    row = found(name, origin, actor, reason)
    to, stirred = row.to, {"active": now} if row.stirs else {}
    changed = await tx.execute(
        update(leads)
        .where(leads.c.id == lead, leads.c.version == version, leads.c.state == origin)
        .values(
            state=to,
            holder=holder,
            reason=reason,
            card=card,
            version=version + 1,
            changed=now,
            **stirred,
        )
    )
    if changed.rowcount != 1:
        return False
    await _log(tx, [lead], version + 1, now, actor, origin, to, reason)
    if origin == "offered":
        answer = DECLINED if name == "decline" else reason or to
        await tx.execute(update(offers).where(offers.c.lead == lead, offers.c.answer.is_(None)).values(answer=answer))
    if origin != "new" or to not in OPEN_STATES:
        await recall.drop_told(tx, lead, overtaken(row), now)
    return True


async def tried(tx: Tx, lead: LeadId, version: int, state: str, actor: str, now: datetime) -> bool:
    """A call did not go through: counted and logged; False when the lead no longer stands at this version."""
    counted = await tx.execute(
        update(leads)
        .where(leads.c.id == lead, leads.c.version == version)
        .values(tries=leads.c.tries + 1, version=version + 1, active=now)
    )
    if counted.rowcount == 1:
        await _log(tx, [lead], version + 1, now, actor, state, state, TRIED)
    return bool(counted.rowcount == 1)


async def last_tries(tx: Tx, ids: Sequence[LeadId]) -> dict[LeadId, datetime]:
    """When a call about each of these leads last did not go through, where one did not."""
    wanted = (lead_log.c.lead.in_(ids), lead_log.c.reason == TRIED)
    rows = await tx.execute(
        select(lead_log.c.lead, func.max(lead_log.c.at).label("at")).where(*wanted).group_by(lead_log.c.lead)
    )
    return {row.lead: row.at for row in rows}


async def show(tx: Tx, lead: LeadId, card: int) -> None:
    """The holder now sees this lead in another message."""
    await tx.execute(update(leads).where(leads.c.id == lead).values(card=card))


async def earlier_holders(tx: Tx, waiting: Sequence[Lead]) -> dict[LeadId, StaffId]:
    """Who last worked on an earlier lead of the same chat, for those of these leads where anybody did."""
    chats = {lead.chat: lead.id for lead in waiting if lead.chat is not None}
    if not chats:
        return {}
    worked = (among(tx, leads.c.chat, list(chats)), leads.c.holder.is_not(None), leads.c.state.not_in(OPEN_STATES))
    rows = await tx.execute(select(leads.c.chat, leads.c.holder).where(*worked).order_by(leads.c.id))
    return {chats[row.chat]: row.holder for row in rows}


async def anybody_waits(tx: Tx) -> bool:
    """Whether there is a lead that nobody has been offered."""
    return (await tx.execute(select(leads.c.id).where(leads.c.state == "new").limit(1))).first() is not None


async def unrouted(tx: Tx, areas: Collection[str], after: int, most: int) -> list[Lead]:
    """Waiting leads in these areas with a number above `after`, oldest first, however old.

    They are ours until the transaction ends; those that another process looks at are left out.
    """
    wanted = (leads.c.state == "new", leads.c.id > after, _inside(tx, areas))
    known = select(leads, people.c.language).outerjoin(people, people.c.chat == leads.c.chat)
    rows = await tx.execute(
        known.where(*wanted).order_by(leads.c.id).limit(most).with_for_update(of=leads, skip_locked=True)
    )
    return [replace(lead_of(tx, row), language=row.language or "id") for row in rows]


async def unannounced(tx: Tx, branches: Collection[str], areas: Collection[str], most: int) -> list[Lead]:
    """Waiting leads outside these areas, of these branches or of none, that no officer has heard of; oldest first."""
    theirs = leads.c.branch.in_(branches) | leads.c.branch.is_(None)
    wanted = (leads.c.state == "new", leads.c.announced.is_(False), theirs, ~_inside(tx, areas))
    rows = await tx.execute(select(leads).where(*wanted).order_by(leads.c.id).limit(most))
    return [lead_of(tx, row) for row in rows]


def _inside(tx: Tx, areas: Collection[str]) -> ColumnElement[bool]:
    """Whether a lead's place lies in one of these areas."""
    place, by_length = leads.c.region + ".", defaultdict(list)
    for area in areas:
        by_length[len(area) + 1].append(f"{area}.")
    return or_(false(), *(among_many(tx, func.substr(place, 1, size), some) for size, some in by_length.items()))


async def silent(tx: Tx, before: datetime, after: int, most: int) -> list[Lead]:
    """Leads with a number above `after` that are not at an end and to which nothing has happened since `before`."""
    wanted = (leads.c.state.in_((*OPEN_STATES, "registered")), leads.c.active <= before, leads.c.id > after)
    first = select(leads).where(*wanted).order_by(leads.c.id).limit(most)
    return [lead_of(tx, row) for row in await tx.execute(first.with_for_update(skip_locked=True))]


CLIMB = {
    dialect: climb.on_conflict_do_nothing().returning(lead_reminders.c.lead, lead_reminders.c.step)
    for dialect, climb in inserts(lead_reminders).items()
}


async def climb(tx: Tx, climbed: Sequence[tuple[Lead, str]], now: datetime) -> set[tuple[LeadId, str]]:
    """Those of these rungs (a lead and a name) that are climbed for the first time since it was last active."""
    if not climbed:
        return set()
    rows = [{"lead": lead.id, "since": lead.active, "step": step, "at": now} for lead, step in climbed]
    fresh = await insert_all(tx, CLIMB[tx.connection.dialect.name], rows)
    return {(row.lead, row.step) for row in fresh}


async def overdue(tx: Tx, branch: str, steps: Collection[str]) -> list[Overdue]:
    """Leads of a branch or of none that climbed one of these steps and then lay still, the oldest first."""
    late = (lead_reminders.c.lead == leads.c.id, lead_reminders.c.since == leads.c.active)
    rows = await tx.execute(
        select(leads.c.id, leads.c.active, staff.c.name)
        .where(_of_branch_or_none(branch), leads.c.state.in_((*OPEN_STATES, "registered")))
        .where(exists().where(*late, lead_reminders.c.step.in_(steps)))
        .outerjoin(staff, staff.c.id == leads.c.holder)
        .order_by(leads.c.active, leads.c.id)
    )
    return [Overdue(row.id, row.name, row.active) for row in rows]


async def announce(tx: Tx, ids: Sequence[LeadId]) -> set[LeadId]:
    """Those of these leads that the officers have not been told of; from now on they have."""
    if not ids:
        return set()
    fresh = update(leads).where(leads.c.id.in_(ids), leads.c.announced.is_(False)).values(announced=True)
    return set((await tx.execute(fresh.returning(leads.c.id))).scalars())


async def forget(tx: Tx, before: datetime) -> None:
    """Forget who was behind the leads that ended before this instant; the counts stay."""
    over = (leads.c.state.in_(("registered", "verified", "closed")), leads.c.changed < before)
    for table in (lead_notes, lead_chats, lead_words):
        # From what is still kept to its lead, for of leads that are over there are many more.
        await tx.execute(delete(table).where(exists().where(leads.c.id == table.c.lead, *over)))
    await tx.execute(update(leads).where(*over, leads.c.interest.is_not(None)).values(**NOBODY))


async def release(tx: Tx, holders: Sequence[StaffId], now: datetime) -> None:
    """The open leads of these members of staff wait for somebody else."""
    theirs = select(leads).where(leads.c.holder.in_(holders), leads.c.state.in_(OPEN_STATES)).order_by(leads.c.id)
    held = await tx.execute(theirs.with_for_update())
    for row in held.all():
        await move(tx, row.id, row.version, row.state, "release", "router", now, holder=None, reason="released")


async def held_by(tx: Tx, holder: StaffId, most: int) -> list[Lead]:
    """The open leads of one member of staff, the one that waits longest first."""
    rows = await tx.execute(
        select(leads)
        .where(leads.c.holder == holder, leads.c.state.in_(OPEN_STATES))
        .order_by(leads.c.changed)
        .limit(most)
    )
    return [lead_of(tx, row) for row in rows]


async def queue_of(tx: Tx, branch: str, most: int) -> list[Lead]:
    """The leads of a branch, then of none, that nobody has accepted yet, oldest first."""
    rows = await tx.execute(
        select(leads)
        .where(leads.c.state.in_(WAITING_STATES), _of_branch_or_none(branch))
        .order_by(leads.c.branch.is_(None), leads.c.id)
        .limit(most)
    )
    return [lead_of(tx, row) for row in rows]


async def counts(tx: Tx, branch: str, *, or_none: bool = False) -> dict[str, int]:
    """How many leads of a branch (with `or_none` also of those that no branch serves) stand in each state."""
    counted = _of_branch_or_none(branch) if or_none else leads.c.branch == branch
    rows = await tx.execute(select(leads.c.state, func.count()).where(counted).group_by(leads.c.state))
    return dict(rows.all())


async def history(tx: Tx, lead: LeadId) -> list[dict[str, Any]]:
    """Everything that happened to a lead, in order."""
    rows = await tx.execute(select(lead_log).where(lead_log.c.lead == lead).order_by(lead_log.c.version))
    return [dict(row) for row in rows.mappings()]


def _of_branch_or_none(branch: str) -> ColumnElement[bool]:
    """What the officers of a branch look after: a place that no branch serves is everybody's."""
    return leads.c.branch.is_(None) | (leads.c.branch == branch)


async def _log(
    tx: Tx, logged: Sequence[int], version: int, now: datetime, actor: str, origin: str, to: str, reason: str | None
) -> None:
    entry = {"version": version, "at": now, "actor": actor, "origin": origin, "state": to, "reason": reason}
    await tx.execute(insert(lead_log), [{"lead": lead, **entry} for lead in logged])


def _interest_columns(tx: Tx, chat: ChatId, interest: Interest) -> dict[str, Any]:
    return {
        "interest": tx.vault.seal(f"leads.interest:{chat}", asdict(interest)),
        "phone_index": tx.vault.blind_index(f"phone:{interest.phone}"),
        "name_index": tx.vault.blind_index(f"name:{fold(interest.name)}:{interest.region}"),
        "region": interest.region,
        "work": interest.work,
    }


def lead_of(tx: Tx, row: Any) -> Lead:
    """The lead of a row of the table."""
    interest = None
    if row.interest is not None:
        stored = tx.vault.open(f"leads.interest:{row.chat}", row.interest)
        interest = Interest(**{**stored, "programmes": tuple(stored["programmes"])})
    return Lead(
        id=row.id,
        chat=row.chat,
        state=row.state,
        version=row.version,
        region=row.region,
        work=row.work,
        branch=row.branch,
        interest=interest,
        holder=row.holder,
        created=row.created,
        changed=row.changed,
        reason=row.reason,
        announced=row.announced,
        card=row.card,
        active=row.active,
        tries=row.tries,
        met=row.met,
        sponsorship=row.sponsorship,
    )
