"""Offers that somebody makes by hand, and what lies with somebody."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from storage import leads
from storage.database import Tx
from storage.records import Lead, LeadId, StaffId
from storage.schema import leads as lead_table
from storage.schema import offers


async def hand(
    tx: Tx,
    lead: LeadId,
    version: int,
    origin: str,
    actor: str,
    now: datetime,
    *,
    to: StaffId,
    expires: datetime,
    reason: str | None = None,
) -> bool:
    """Offer a lead that stands at this version to one member of staff until an instant; False when it moved on."""
    moved = await leads.move(tx, lead, version, origin, "offered", actor, now, holder=to, reason=reason)
    if moved:
        await tx.execute(insert(offers).values(lead=lead, staff=to, at=now, expires=expires))
    return moved


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
