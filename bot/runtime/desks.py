"""Loads what lies on the desk of a member of staff."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversation.view import Desk
from bot.flows.materials import CALENDAR
from bot.leads.figures import months
from bot.leads.hours import A_DAY
from bot.leads.ladder import LADDER
from bot.leads.shifts import today_of
from storage import (
    branches,
    cases,
    commitments,
    figures,
    leads,
    offers,
    relays,
    sponsorships,
    staff,
    twins,
    uploads,
    visits,
)
from storage.database import Tx
from storage.records import CAPACITY_MOST, Lead, Staff, Work
from storage.sponsors import Sponsorship

TASKS = 20
"""Leads of the branch that stand on an officer's desk."""
ODD = 200
"""Leads to look at after a branch's file that are counted on an officer's desk."""
NO_DESK = Desk()
EXCEPTIONS = frozenset(rung.name for rung in LADDER if rung.does in ("officer", "exception"))
"""Rungs after which a lead is the business of the branch."""
ARRANGING = frozenset({"shift", "desk"})
"""The flows in which an agent arranges working time, or one tap before it."""


CARD = "card"
"""In place of a flow: a card was tapped, from which conversations begin."""
LEADING = frozenset({CARD, "shift", "desk", "queue", "reassign", "duplicates", "team", "sponsors"})
"""The flows in which an officer looks at the branch, or one tap before them."""
MEETINGS = timedelta(days=21)
"""Longer than anybody has no working day: what is agreed for a free day is told before it."""
ATTENDANCE = timedelta(days=3)
"""How long the mornings ask how many came to an event; a weekend may follow it."""
LOOKED_AT, PAIRS = 2_000, 20
"""Open leads of a branch, and pairs of them, that are looked at at once."""


async def desk_of(tx: Tx, member: Staff, flow: str | None, now: datetime) -> Desk:
    """What this member of the staff has to do, and the figures they may see; `flow` is where they are or may come."""
    arranges = member.role == "agent" and flow in ARRANGING
    queue = await _queue(tx, member)
    waiting = [lead.id for lead in queue if lead.state == "offered" and lead.holder == member.id]
    desk = Desk(
        leads=tuple(queue),
        expires=await offers.expiries(tx, waiting) if waiting else {},
        cases=await cases.of_officer(tx, member.id, member.branch, TASKS) if member.role == "officer" else (),
        counts=await leads.counts(tx, member.branch) if member.role == "official" else {},
        held=tuple(queue) if arranges else (),
        colleagues=await staff.colleagues(tx, member.branch) if arranges else (),
        talks=await relays.of_holder(tx, member.id) if member.role != "official" else (),
        upload=await uploads.latest(tx, member.id) if member.role == "officer" else None,
        odd=await _odd(tx, member.branch) if member.role == "officer" and flow in LEADING else (),
        sponsors=await _sponsors(tx, member.branch, now) if member.role == "official" else (),
    )
    leads_the_branch = member.role == "officer" and flow in LEADING
    return await _with_branch(tx, desk, member, now) if leads_the_branch else desk


async def _odd(tx: Tx, branch: str) -> tuple[tuple[Lead, str], ...]:
    """What the branch's last file says that fits no lead as it stands."""
    odd = await uploads.to_look_at(tx, branch, ODD)
    found = await leads.by_id(tx, list(odd)) if odd else {}
    return tuple((found[number], why) for number, why in odd.items() if number in found)


async def _sponsors(tx: Tx, branch: str, now: datetime) -> tuple[Sponsorship, ...]:
    """What others pay for in a branch and is not over today."""
    return await sponsorships.running(tx, now.astimezone(CALENDAR).date(), branch=branch)


async def _with_branch(tx: Tx, desk: Desk, member: Staff, now: datetime) -> Desk:
    """An officer's desk with the whole branch on it; what was reached is counted from the first of the month on."""
    month = now.astimezone(CALENDAR).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return replace(
        desk,
        queue=tuple(await branches.open_leads(tx, member.branch, LOOKED_AT)),
        crew=await branches.crew(tx, member.branch, month),
        pairs=tuple(await twins.pairs(tx, member.branch, PAIRS)),
        invites=await branches.open_invites(tx, member.branch, now),
        served=next((one.regions for one in await staff.all_branches(tx) if one.id == member.branch), ()),
        sponsors=await _sponsors(tx, member.branch, now),
    )


async def morning_of(tx: Tx, member: Staff, now: datetime) -> Desk:
    """What a member of the staff should know of when the working day begins; for officers, of their whole branch."""
    last = today_of(member, now) + MEETINGS
    today = today_of(member, now)
    outdoors = Desk(
        meetings=await commitments.to_remind(tx, member, last),
        uncounted=await visits.uncounted(tx, member.id, today - ATTENDANCE, today - A_DAY),
    )
    if member.role != "officer":
        return replace(outdoors, leads=tuple(await leads.held_by(tx, member.id, CAPACITY_MOST)))
    return replace(
        outdoors,
        cases=await cases.of_officer(tx, member.id, member.branch, TASKS),
        counts=await leads.counts(tx, member.branch, or_none=True),
        overdue=tuple(await leads.overdue(tx, member.branch, EXCEPTIONS)),
        sponsors=await _sponsors(tx, member.branch, now),
    )


async def work_of(tx: Tx, member: Staff, now: datetime) -> tuple[Work, ...]:
    """What this member of the staff did this month and last, in months of their own zone."""
    last, this, after = months(now, member.zone)
    return await figures.work_of(tx, member, this, after), await figures.work_of(tx, member, last, this)


async def _queue(tx: Tx, member: Staff) -> list[Lead]:
    held = await leads.held_by(tx, member.id, CAPACITY_MOST)
    if member.role != "officer":
        return held
    return held + await leads.queue_of(tx, member.branch, TASKS)
