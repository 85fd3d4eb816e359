"""Loads what lies on the desk of a member of staff."""

from bot.conversation.view import Desk
from storage import cases, leads
from storage.database import Tx
from storage.records import Lead, Staff

TASKS = 20
"""Leads that stand on a desk: all that an agent may hold at once."""
NO_DESK = Desk()


async def desk_of(tx: Tx, member: Staff) -> Desk:
    """What this member of the staff has to do, and the figures they may see."""
    return Desk(
        leads=tuple(await _queue(tx, member)),
        cases=await cases.of_officer(tx, member.id, member.branch, TASKS) if member.role == "officer" else (),
        counts=await leads.counts(tx, member.branch) if member.role == "official" else {},
    )


async def _queue(tx: Tx, member: Staff) -> list[Lead]:
    held = await leads.held_by(tx, member.id, TASKS)
    if member.role != "officer":
        return held
    return held + await leads.queue_of(tx, member.branch, TASKS)
