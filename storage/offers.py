"""Offers: those of the router, those that somebody makes by hand, and what lies with somebody."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from storage import leads
from storage.asked import Asked
from storage.database import Tx
from storage.moves import MOVES
from storage.records import Lead, LeadId, StaffId
from storage.schema import lead_log, offers
from storage.schema import leads as lead_table
from storage.statements import among

AWAY, EXPIRED = "away", "expired"
"""The answers to an offer that was taken back because the agent went on leave, or gave none in time."""


async def hand(
    tx: Tx,
    lead: LeadId,
    version: int,
    origin: str,
    name: str,
    actor: str,
    now: datetime,
    *,
    to: StaffId,
    expires: datetime,
    reason: str | None = None,
) -> bool:
    """Offer a lead that stands at this version, by the move of this name, until an instant; False when it moved on."""
    moved = await leads.move(tx, lead, version, origin, name, actor, now, holder=to, reason=reason)
    if moved:
        await tx.execute(insert(offers).values(lead=lead, staff=to, at=now, expires=expires))
    return moved


async def offer_all(tx: Tx, made: Sequence[tuple[Lead, StaffId, datetime]], now: datetime) -> None:
    """Offer each of these leads, read in this transaction by `unrouted`, to one member of staff until an instant."""
    if not made:
        return
    this = lead_table.c
    statement = (
        update(lead_table)
        .where(this.id == bindparam("lead"), this.version == bindparam("stood"), this.state == "new")
        .values(state=MOVES["offer"].to, holder=bindparam("to"), reason=None, card=None, version=this.version + 1)
        .values(changed=now)
    )
    rows = [{"lead": lead.id, "stood": lead.version, "to": to} for lead, to, _ in made]
    await tx.execute(statement, rows)
    moved = {"at": now, "actor": "router", "origin": "new", "state": "offered", "reason": None}
    await tx.execute(insert(lead_log), [{**moved, "lead": lead.id, "version": lead.version + 1} for lead, _, _ in made])
    offered = [{"lead": lead.id, "staff": to, "at": now, "expires": expires} for lead, to, expires in made]
    await tx.execute(insert(offers), offered)


async def expired(tx: Tx, now: datetime, most: int) -> list[Lead]:
    """Leads whose offer has not been answered in time."""
    rows = await tx.execute(
        select(lead_table)
        .join(offers, (offers.c.lead == lead_table.c.id) & offers.c.answer.is_(None))
        .where(offers.c.expires <= now, lead_table.c.state == "offered")
        .order_by(offers.c.expires)
        .limit(most)
    )
    return [leads.lead_of(tx, row) for row in rows]


async def asked(tx: Tx, ids: Sequence[LeadId]) -> dict[LeadId, Asked]:
    """Who has been offered each of these leads before and did not take it; who was away meanwhile had no chance."""
    refused: dict[LeadId, set[StaffId]] = defaultdict(set)
    passed: dict[LeadId, dict[StaffId, datetime]] = defaultdict(dict)
    made = select(offers.c.lead, offers.c.staff, offers.c.answer, offers.c.expires)
    for row in await tx.execute(made.where(among(tx, offers.c.lead, ids)).order_by(offers.c.id)):
        if row.answer == EXPIRED:
            passed[row.lead][row.staff] = row.expires
        elif row.answer != AWAY:
            refused[row.lead].add(row.staff)
    return {lead: Asked(frozenset(refused[lead]), passed[lead]) for lead in {*refused, *passed}}


async def declined(tx: Tx, asked: Collection[tuple[LeadId, StaffId]]) -> set[tuple[LeadId, StaffId]]:
    """Those of these who said no when this lead was last offered to them."""
    made = select(offers.c.lead, offers.c.staff, offers.c.answer)
    theirs = (offers.c.staff.in_({staff for _, staff in asked}), offers.c.lead.in_({lead for lead, _ in asked}))
    rows = await tx.execute(made.where(*theirs).order_by(offers.c.id))
    last = {(row.lead, row.staff): row.answer for row in rows}
    return {who for who in asked if last.get(who) == leads.DECLINED}


async def lying_with(tx: Tx, staff: Sequence[StaffId], most: int) -> list[Lead]:
    """The leads that these members of staff have been offered and have not answered, oldest first."""
    wanted = (lead_table.c.holder.in_(staff), lead_table.c.state == "offered")
    ids = (await tx.execute(select(lead_table.c.id).where(*wanted).order_by(lead_table.c.id).limit(most))).scalars()
    found = await leads.by_id(tx, list(ids))
    return [found[number] for number in sorted(found)]


async def expiries(tx: Tx, ids: Sequence[LeadId]) -> dict[LeadId, datetime]:
    """Until when each of these leads waits for the answer to its offer."""
    rows = await tx.execute(
        select(offers.c.lead, offers.c.expires).where(offers.c.lead.in_(ids), offers.c.answer.is_(None))
    )
    return {row.lead: row.expires for row in rows}


async def on_cards(tx: Tx, holder: StaffId) -> list[Lead]:
    """The leads that this member of staff sees with name and number, ended ones included."""
    wanted = (lead_table.c.holder == holder, lead_table.c.card.is_not(None))
    ids = (await tx.execute(select(lead_table.c.id).where(*wanted))).scalars()
    return list((await leads.by_id(tx, list(ids))).values())
