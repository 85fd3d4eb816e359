"""What officers want done with what they tell to many people, as rows."""

from datetime import datetime

from bot.conversation.broadcasting import BroadcastEffect, SteerBroadcast, WriteBroadcast
from bot.errors import StaleSession
from storage import broadcasts, staff
from storage.database import Tx


async def change_broadcast(tx: Tx, effect: BroadcastEffect, now: datetime) -> None:
    """Store it. Raises StaleSession when it moved on, or whoever answers for it retired, since it was loaded."""
    match effect:
        case WriteBroadcast():
            if not await staff.stays(tx, effect.written.author):
                raise StaleSession("whoever wrote it retired meanwhile")
            await broadcasts.add(tx, effect.written, "asked" if effect.asks else "running", now)
        case SteerBroadcast():
            if effect.approver is not None and not await staff.stays(tx, effect.approver):
                raise StaleSession("whoever agreed to it retired meanwhile")
            if not await broadcasts.steer(
                tx, effect.broadcast, effect.to, now, approver=effect.approver, why=effect.why
            ):
                raise StaleSession("the broadcast moved on meanwhile")
