"""What one member of the staff did in a time, counted from the log of the leads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from storage.database import Tx
from storage.records import Staff, Work
from storage.schema import lead_log, leads, offers

CONTACTS = ("contacted", "documents", "registered")
"""States that say that the person was reached."""
TAKEN_BACK = "mistaken"
"""The reason of a move that says that nobody was registered; it reached nobody anew."""
REACHED_YET = {"registered": ("registered", "verified"), "verified": ("verified",)}
"""States in which a lead still is what it came to."""


async def work_of(tx: Tx, member: Staff, first: datetime, last: datetime) -> Work:
    """What this member of the staff was offered and did from `first` until before `last` (aware)."""
    actor = f"{member.role}:{member.id}"
    done = (lead_log.c.actor == actor, lead_log.c.origin != lead_log.c.state, *_within(lead_log.c.at, first, last))
    counted = select(lead_log.c.state, lead_log.c.reason, func.count().label("count")).where(*done)
    rows = (await tx.execute(counted.group_by(lead_log.c.state, lead_log.c.reason))).all()
    moves: dict[str, int] = {}
    for row in rows:
        if row.reason != TAKEN_BACK:
            moves[row.state] = moves.get(row.state, 0) + row.count
    moves["registered"] = await _registered(tx, done)
    return Work(
        first=first,
        offered=await _offered(tx, member, first, last),
        moves=moves,
        closed={row.reason: row.count for row in rows if row.state == "closed" and row.reason},
        verified=await _verified(tx, member, first, last),
        contacts=await _contacts(tx, actor, first, last),
    )


async def _offered(tx: Tx, member: Staff, first: datetime, last: datetime) -> int:
    theirs = (offers.c.staff == member.id, *_within(offers.c.at, first, last))
    return int((await tx.execute(select(func.count()).select_from(offers).where(*theirs))).scalar_one())


async def _registered(tx: Tx, done: Sequence[Any]) -> int:
    """Leads that these moves registered and nobody took back or refused since."""
    still = (lead_log.c.state == "registered", leads.c.state.in_(REACHED_YET["registered"]))
    counted = select(func.count(lead_log.c.lead.distinct())).join(leads, leads.c.id == lead_log.c.lead)
    return int((await tx.execute(counted.where(*done, *still))).scalar_one())


async def _verified(tx: Tx, member: Staff, first: datetime, last: datetime) -> int:
    """Leads of theirs that the branch's file confirmed."""
    confirmed = (leads.c.holder == member.id, lead_log.c.state == "verified", lead_log.c.origin != "verified")
    counted = select(func.count()).select_from(lead_log).join(leads, leads.c.id == lead_log.c.lead)
    return int((await tx.execute(counted.where(*confirmed, *_within(lead_log.c.at, first, last)))).scalar_one())


async def _contacts(tx: Tx, actor: str, first: datetime, last: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """When each lead was accepted and when its person was first reached, for those reached in this time."""
    reached = lead_log.alias("reached")
    then = (reached.c.lead == lead_log.c.lead, reached.c.actor == actor, reached.c.version > lead_log.c.version)
    accepted = (lead_log.c.actor == actor, lead_log.c.state == "accepted", lead_log.c.origin != "accepted")
    at = func.min(reached.c.at)
    rows = await tx.execute(
        select(lead_log.c.at.label("accepted"), at.label("reached"))
        .join(reached, *[then[0] & then[1] & then[2] & reached.c.state.in_(CONTACTS)])
        .where(*accepted)
        .group_by(lead_log.c.lead, lead_log.c.version, lead_log.c.at)
        .having(*_within(at, first, last))
    )
    return tuple((row.accepted, row.reached) for row in rows)


def _within(at: Any, first: datetime, last: datetime) -> tuple[Any, Any]:
    return at >= first, at < last
