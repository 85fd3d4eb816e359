"""What an officer changes about who works for the branch."""

from datetime import datetime

from bot.conversation.effects import InviteStaff, Retire, RevokeInvite
from bot.runtime.leaving import actor, retire
from bot.runtime.loading import token_hash
from bot.runtime.speech import Speech
from storage import staff
from storage.database import Tx
from storage.records import Invite, Staff


async def change(
    tx: Tx,
    officer: Staff | None,
    effect: Retire | InviteStaff | RevokeInvite,
    speeches: dict[str, Speech],
    now: datetime,
) -> None:
    """Store it; what somebody else did meanwhile is left as it is."""
    match effect:
        case InviteStaff():
            told = (effect.role, effect.name, effect.branch, effect.areas, effect.expires)
            await staff.invite(tx, Invite(token_hash(effect.token), *told))
        case RevokeInvite():
            await staff.revoke(tx, effect.token_hash, now)
        case Retire() if officer is not None:
            stands = (await staff.by_id(tx, [effect.member.id]))[effect.member.id]
            if stands.active and stands.chat is not None:
                await retire(tx, [stands.chat], speeches, now, by=actor(officer))
