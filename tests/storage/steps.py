"""Leads that went some way along the table, with nobody who tapped anything."""

from datetime import datetime

from storage import leads, offers
from storage.database import Tx
from storage.moves import MOVES
from storage.records import Lead, LeadId, StaffId


async def goes(tx: Tx, lead: LeadId, *moves: str, at: datetime, holder: StaffId | None = None) -> Lead:
    """The lead after these moves, each by the first of those who may make it."""
    for name in moves:
        stands = (await leads.by_id(tx, [lead]))[lead]
        actor, reason = min(MOVES[name].actors), "duplicate" if MOVES[name].why else None
        moved = (lead, stands.version, stands.state, name, actor, at)
        assert await leads.move(tx, *moved, holder=holder if MOVES[name].keeps else None, reason=reason)
    return (await leads.by_id(tx, [lead]))[lead]


async def offered(tx: Tx, lead: Lead, to: StaffId, *, until: datetime) -> bool:
    """Offer a lead as the router does; False when it stands elsewhere."""
    standing = (lead.id, lead.version, lead.state, "offer", "router", lead.created)
    return await offers.hand(tx, *standing, to=to, expires=until)
