"""Branches, their staff, and the single-use invites that bind a chat to one of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from storage import cases, leads, relays, subscriptions, visits
from storage.database import Tx
from storage.records import HELD_STATES, Branch, Candidate, ChatId, Invite, Staff, StaffId
from storage.schema import branch_regions, branches, invites, offers, people, sessions, staff
from storage.schema import leads as lead_table
from storage.statements import among, among_given, insert_or

CAPACITY = 20
"""Open leads a new agent may hold at once."""
CODES = {"agent": "AP", "officer": "PC", "official": "PD"}
"""What the code that a worker can check begins with: agen Perisai, petugas cabang, pejabat daerah."""


async def save_branch(tx: Tx, branch: Branch) -> None:
    """Store a branch; a kabupaten it serves is added, never taken away."""
    statement = insert_or(tx, branches)
    await tx.execute(
        statement.on_conflict_do_update(index_elements=["id"], set_={"name": statement.excluded.name}),
        {"id": branch.id, "name": branch.name},
    )
    rows = [{"branch": branch.id, "region": region} for region in branch.regions]
    if rows:
        await tx.execute(insert_or(tx, branch_regions).on_conflict_do_nothing(), rows)


async def all_branches(tx: Tx) -> list[Branch]:
    """Every branch with the regions it serves."""
    regions: dict[str, list[str]] = {}
    for row in await tx.execute(select(branch_regions).order_by(branch_regions.c.region)):
        regions.setdefault(row.branch, []).append(row.region)
    rows = await tx.execute(select(branches).order_by(branches.c.id))
    return [Branch(row.id, row.name, tuple(regions.get(row.id, ()))) for row in rows]


async def invite(tx: Tx, invited: Invite) -> None:
    """Store an invite; its token is known only to the link."""
    await tx.execute(insert(invites).values(**{**asdict(invited), "areas": list(invited.areas), "used": None}))


async def revoke(tx: Tx, token_hash: str, now: datetime) -> None:
    """An invite that nobody opened has run out."""
    unopened = (invites.c.token_hash == token_hash, invites.c.used.is_(None))
    await tx.execute(update(invites).where(*unopened).values(expires=now))


async def invites_of(tx: Tx, hashes: Sequence[str]) -> dict[str, Invite]:
    """The invites with these token hashes, used and expired ones included."""
    rows = await tx.execute(select(invites).where(invites.c.token_hash.in_(hashes)))
    return {
        row.token_hash: Invite(
            row.token_hash, row.role, row.name, row.branch, tuple(row.areas), row.expires, row.used is not None
        )
        for row in rows
    }


async def bind(tx: Tx, chat: ChatId, invited: Invite, now: datetime) -> Staff | None:
    """Make this chat the invited member of the staff; None when the invite was used meanwhile."""
    used = await tx.execute(
        update(invites).where(invites.c.token_hash == invited.token_hash, invites.c.used.is_(None)).values(used=now)
    )
    if used.rowcount != 1:
        return None
    await retire(tx, [chat], now)
    return await _join(tx, chat, invited)


async def retire(tx: Tx, chats: Sequence[ChatId], now: datetime, *, forget: bool = False) -> None:
    """These chats are staff no longer; what they held waits for somebody else. `forget` takes their names, too."""
    # Locked before what they hold is looked for, so that no router offers them anything in between.
    rows = await tx.execute(select(staff.c.id).where(staff.c.chat.in_(chats)).order_by(staff.c.id).with_for_update())
    ids = list(rows.scalars())
    await subscriptions.end(tx, chats)
    if ids:
        await leads.release(tx, ids, now)
        await cases.release(tx, ids, now)
        await tx.execute(update(staff).where(staff.c.id.in_(ids)).values(chat=None, active=False))
    if ids and forget:
        await relays.forget_staff(tx, ids)
        await visits.forget_staff(tx, ids)
        await tx.execute(update(staff).where(staff.c.id.in_(ids)).values(name="-"))


ARRANGED = ("hours", "zone", "leave", "substitute", "full_on", "works", "languages", "capacity", "areas")
"""The fields of a member of staff that say when they work, what they take, and who stands in for them."""


async def arrange(tx: Tx, member: Staff) -> None:
    """Store when this member of staff works, what they take, and who stands in for them."""
    await rearrange(tx, member.id, {name: getattr(member, name) for name in ARRANGED})


async def rearrange(tx: Tx, member: StaffId, changes: Mapping[str, Any]) -> None:
    """Store these of the ARRANGED fields; what others change at the same time stays. Raises KeyError for any other."""
    values: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in ARRANGED:
            raise KeyError(name)
        if name == "leave":
            values["leave_first"], values["leave_last"] = value or (None, None)
        else:
            values[name] = list(value) if isinstance(value, tuple) else value
    await tx.execute(update(staff).where(staff.c.id == member).values(**values))


async def colleagues(tx: Tx, branch: str) -> tuple[Staff, ...]:
    """The active agents of a branch, by name."""
    wanted = (staff.c.branch == branch, staff.c.role == "agent", staff.c.active)
    return tuple(_member(row) for row in await tx.execute(select(staff).where(*wanted).order_by(staff.c.name)))


async def absent(tx: Tx, since: date, until: date) -> list[Staff]:
    """The active staff whose leave touches these days, both included."""
    wanted = (staff.c.active, staff.c.leave_first <= until, staff.c.leave_last >= since)
    return [_member(row) for row in await tx.execute(select(staff).where(*wanted))]


async def relying_on(tx: Tx, substitute: StaffId, day: date) -> list[Staff]:
    """The active staff for whom this member stands in on `day` or later."""
    wanted = (staff.c.active, staff.c.substitute == substitute, staff.c.leave_last >= day)
    return [_member(row) for row in await tx.execute(select(staff).where(*wanted).order_by(staff.c.id))]


async def _join(tx: Tx, chat: ChatId, invited: Invite) -> Staff:
    member = {
        "role": invited.role,
        "name": invited.name,
        "code": invited.token_hash[:20],
        "branch": invited.branch,
        "chat": chat,
        "areas": list(invited.areas),
        "capacity": CAPACITY,
        "active": True,
    }
    number = (await tx.execute(insert(staff).values(member).returning(staff.c.id))).scalar_one()
    code = f"{CODES[invited.role]}-{number:04d}"
    row = await tx.execute(update(staff).where(staff.c.id == number).values(code=code).returning(staff))
    return _member(row.one())


OF_CHATS = {
    dialect: select(staff).where(is_among, staff.c.active)
    for dialect, is_among in among_given(staff.c.chat, "chats").items()
}
"""Built once for each database: every event asks for it."""


async def of_chats(tx: Tx, chats: Sequence[ChatId]) -> dict[ChatId, Staff]:
    """The active staff among these chats."""
    rows = await tx.execute(OF_CHATS[tx.connection.dialect.name], {"chats": list(chats)})
    return {row.chat: _member(row) for row in rows}


async def wrote_since(tx: Tx, roles: Collection[str], since: datetime) -> list[ChatId]:
    """The chats of active staff in these roles whose conversation went on after an instant (aware)."""
    theirs = sessions.join(staff, staff.c.chat == sessions.c.chat)
    wanted = (staff.c.role.in_(roles), staff.c.active, sessions.c.changed > since)
    rows = await tx.execute(select(sessions.c.chat).select_from(theirs).where(*wanted).order_by(sessions.c.chat))
    return list(rows.scalars())


async def by_id(tx: Tx, ids: Sequence[StaffId]) -> dict[StaffId, Staff]:
    """The members of staff with these ids."""
    rows = await tx.execute(select(staff).where(staff.c.id.in_(ids)))
    return {row.id: _member(row) for row in rows}


async def by_code(tx: Tx, codes: Collection[str]) -> dict[str, Staff]:
    """Whose codes these are, retired staff included."""
    rows = await tx.execute(select(staff).where(staff.c.code.in_(codes)))
    return {row.code: _member(row) for row in rows}


async def everybody(tx: Tx) -> list[Staff]:
    """All members of staff, retired ones included, by branch and role."""
    rows = await tx.execute(select(staff).order_by(staff.c.branch, staff.c.role, staff.c.id))
    return [_member(row) for row in rows]


async def officers(tx: Tx) -> list[Staff]:
    """The officers of all branches who can be reached."""
    wanted = (staff.c.role == "officer", staff.c.active, people.c.blocked.is_(False))
    rows = await tx.execute(
        select(staff).join(people, people.c.chat == staff.c.chat).where(*wanted).order_by(staff.c.id)
    )
    return [_member(row) for row in rows]


async def candidates(tx: Tx, since: datetime, only: Collection[StaffId] | None = None) -> list[Candidate]:
    """Every agent who can be reached and so could take a lead, with open load and the offers `since`; or `only` these.

    Who has no areas of their own covers those of the branch.
    """
    # Look-ups in an index for each agent: joined, they would read every offer ever made, again and again.
    held = (lead_table.c.holder == staff.c.id, lead_table.c.state.in_(("offered", *HELD_STATES)))
    load = select(func.count()).select_from(lead_table).where(*held).scalar_subquery()
    latest = select(func.max(offers.c.at)).where(offers.c.staff == staff.c.id).scalar_subquery()
    earliest = select(func.min(offers.c.at)).where(offers.c.staff == staff.c.id).scalar_subquery()
    made = select(func.count()).where(offers.c.staff == staff.c.id, offers.c.at > since).scalar_subquery()
    wanted = [staff.c.role == "agent", staff.c.active, people.c.blocked.is_(False)]
    rows = await tx.execute(
        select(staff, load.label("open"), latest.label("last_offer"), made.label("recent"), earliest.label("first"))
        .join(people, people.c.chat == staff.c.chat)
        .where(*wanted, *([among(tx, staff.c.id, only)] if only is not None else []))
        .order_by(staff.c.id)
    )
    served = {branch.id: branch.regions for branch in await all_branches(tx)}
    return [
        Candidate(_serving(_member(row), served), row.open, row.last_offer, row.recent, row.first) for row in rows.all()
    ]


def _serving(member: Staff, served: Mapping[str, tuple[str, ...]]) -> Staff:
    return replace(member, areas=member.areas or served[member.branch])


async def hold(tx: Tx, ids: Collection[StaffId]) -> None:
    """Until the transaction ends nobody else offers these agents a lead, retires them or arranges their days."""
    rows = select(staff.c.id).where(among(tx, staff.c.id, ids)).order_by(staff.c.id)
    await tx.execute(rows.with_for_update(key_share=True))


async def stays(tx: Tx, member: StaffId) -> bool:
    """Whether this member of staff is active, and will be until the transaction ends."""
    row = select(staff.c.id).where(staff.c.id == member, staff.c.active).with_for_update(read=True, key_share=True)
    return (await tx.execute(row)).first() is not None


def _member(row: Any) -> Staff:
    return Staff(
        id=row.id,
        role=row.role,
        name=row.name,
        code=row.code,
        branch=row.branch,
        chat=row.chat,
        areas=tuple(row.areas),
        capacity=row.capacity,
        active=row.active,
        hours=None if row.hours is None else tuple(tuple((begin, end) for begin, end in day) for day in row.hours),
        zone=row.zone,
        leave=None if row.leave_first is None else (row.leave_first, row.leave_last),
        substitute=row.substitute,
        full_on=row.full_on,
        works=tuple(row.works),
        languages=tuple(row.languages),
    )
