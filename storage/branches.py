"""What an officer sees of a branch: its open leads without anybody's name, and who works for it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, cast, func, select

from storage.database import Tx
from storage.figures import REACHED_YET
from storage.records import OPEN_STATES, Colleague, Invite, Lead, LeadId, StaffId
from storage.schema import invites, lead_log, leads, offers, people, staff
from storage.staff import by_id


async def open_leads(tx: Tx, branch: str, most: int) -> list[Lead]:
    """The open leads of a branch and of none, oldest first; nobody's data is opened for it."""
    named = ("id", "chat", "state", "version", "region", "work", "branch", "holder", "created", "changed", "active")
    rows = await tx.execute(
        select(*(leads.c[name] for name in named))
        .where(leads.c.state.in_(OPEN_STATES), leads.c.branch.is_(None) | (leads.c.branch == branch))
        .order_by(leads.c.id)
        .limit(most)
    )
    return [Lead(**{**row, "interest": None}) for row in rows.mappings()]


async def crew(tx: Tx, branch: str, since: datetime) -> tuple[Colleague, ...]:
    """The active agents and officers of a branch, by name; what was reached is counted from `since` on."""
    wanted = (staff.c.branch == branch, staff.c.role.in_(("agent", "officer")), staff.c.active)
    known = select(staff.c.id, people.c.blocked).outerjoin(people, people.c.chat == staff.c.chat).where(*wanted)
    rows = (await tx.execute(known.order_by(staff.c.name, staff.c.id))).all()
    ids = [row.id for row in rows]
    members = await by_id(tx, ids)
    loads, active = await _loads(tx, ids), await _last_acts(tx, ids)
    reached = {state: await _reached(tx, ids, state, since) for state in REACHED_YET}
    return tuple(
        Colleague(
            members[row.id],
            open_leads=loads.get(row.id, 0),
            active=active.get(row.id),
            registered=reached["registered"].get(row.id, 0),
            verified=reached["verified"].get(row.id, 0),
            reachable=row.blocked is False,
        )
        for row in rows
    )


async def refusals(tx: Tx, lead: LeadId) -> frozenset[StaffId]:
    """Who was offered this lead before and answered, or let it pass."""
    asked = select(offers.c.staff).where(offers.c.lead == lead, offers.c.answer.is_not(None))
    return frozenset((await tx.execute(asked)).scalars())


async def open_invites(tx: Tx, branch: str, now: datetime) -> tuple[Invite, ...]:
    """The invites of a branch that could still be opened, those that expire first in front."""
    wanted = (invites.c.branch == branch, invites.c.used.is_(None), invites.c.expires > now)
    rows = await tx.execute(select(invites).where(*wanted).order_by(invites.c.expires))
    return tuple(Invite(row.token_hash, row.role, row.name, row.branch, tuple(row.areas), row.expires) for row in rows)


async def _loads(tx: Tx, ids: Sequence[int]) -> dict[int, int]:
    held = (leads.c.holder.in_(ids), leads.c.state.in_(OPEN_STATES))
    rows = await tx.execute(select(leads.c.holder, func.count()).where(*held).group_by(leads.c.holder))
    return {row[0]: row[1] for row in rows}


async def _last_acts(tx: Tx, ids: Sequence[int]) -> dict[int, datetime]:
    """When each last moved a lead."""
    who = staff.c.role + ":" + cast(staff.c.id, String)
    rows = await tx.execute(
        select(staff.c.id, func.max(lead_log.c.at).label("at"))
        .join(lead_log, lead_log.c.actor == who)
        .where(staff.c.id.in_(ids))
        .group_by(staff.c.id)
    )
    return {row.id: row.at for row in rows}


async def _reached(tx: Tx, ids: Sequence[int], state: str, since: datetime) -> dict[int, int]:
    """How many leads that lie with each came to this state, and nobody took that back since."""
    came = (leads.c.holder.in_(ids), lead_log.c.state == state, lead_log.c.origin != state, lead_log.c.at >= since)
    still = leads.c.state.in_(REACHED_YET[state])
    rows = await tx.execute(
        select(leads.c.holder, func.count(lead_log.c.lead.distinct()))
        .join(lead_log, lead_log.c.lead == leads.c.id)
        .where(*came, still)
        .group_by(leads.c.holder)
    )
    return {row[0]: row[1] for row in rows}
