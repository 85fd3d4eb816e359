"""What the holders of leads wrote down about them; sealed, and gone when the person behind a lead goes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update

from storage.database import Tx
from storage.records import LeadId, Note, StaffId
from storage.schema import lead_notes, leads


async def keep(tx: Tx, lead: LeadId, staff: StaffId, text: str, now: datetime) -> bool:
    """Keep a note of the holder's, sealed; it counts as activity. False when the lead lies with them no longer."""
    theirs = (leads.c.id == lead, leads.c.holder == staff, leads.c.interest.is_not(None))
    # The row is held first, so that no note can slip in behind the back of who erases the person.
    if (await tx.execute(update(leads).where(*theirs).values(active=now))).rowcount != 1:
        return False
    number = (
        await tx.execute(insert(lead_notes).values(lead=lead, staff=staff, text=b"", at=now).returning(lead_notes.c.id))
    ).scalar_one()
    sealed = tx.vault.seal(f"lead_notes.text:{number}", text)
    await tx.execute(update(lead_notes).where(lead_notes.c.id == number).values(text=sealed))
    return True


async def newest(tx: Tx, ids: Sequence[LeadId], most: int) -> dict[LeadId, tuple[Note, ...]]:
    """The newest notes of each lead, newest first."""
    rows = await tx.execute(select(lead_notes).where(lead_notes.c.lead.in_(ids)).order_by(lead_notes.c.id.desc()))
    found: dict[LeadId, list[Note]] = {}
    for row in rows:
        kept = found.setdefault(row.lead, [])
        if len(kept) < most:
            kept.append(Note(row.staff, tx.vault.open(f"lead_notes.text:{row.id}", row.text), row.at))
    return {lead: tuple(kept) for lead, kept in found.items()}
