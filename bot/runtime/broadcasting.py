"""What officers want done with what they tell to many people, as rows."""

from datetime import datetime

from bot.conversation.broadcasting import BroadcastEffect, SteerBroadcast, WriteBroadcast
from bot.errors import StaleSession
from bot.flows.judging import A_WEEK
from storage import broadcasts, staff
from storage.database import Tx


async def change_broadcast(tx: Tx, effect: BroadcastEffect, now: datetime) -> None:
    """Store it. Raises StaleSession when it moved on, or whoever answers for it retired, since it was loaded."""
    match effect:
        case WriteBroadcast():
            # What one author sends off at the same moment is counted one after the other.
            await staff.hold(tx, [effect.written.author])
            if not await staff.stays(tx, effect.written.author):
                raise StaleSession("whoever wrote it retired meanwhile")
            alone = await broadcasts.sent_alone(tx, effect.written.author, now - A_WEEK)
            if not effect.asks and alone > effect.alone:
                raise StaleSession("they sent something else meanwhile, so that somebody may have to agree to this")
            await broadcasts.add(tx, effect.written, "asked" if effect.asks else "running", now)
        case SteerBroadcast():
            if effect.approver is not None and not await staff.stays(tx, effect.approver):
                raise StaleSession("whoever agreed to it retired meanwhile")
            if not await broadcasts.steer(
                tx, effect.broadcast, effect.to, now, approver=effect.approver, why=effect.why
            ):
                raise StaleSession("the broadcast moved on meanwhile")
