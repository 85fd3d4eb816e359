"""What is changed about who works for the branch, and when."""

from datetime import datetime

from bot.conversation.effects import Arrange, InviteStaff, Retire, RevokeInvite
from bot.errors import InvalidAnswer, StaleSession
from bot.leads.shifts import away_then, check_substitute
from bot.runtime.leaving import actor, retire
from bot.runtime.speech import Speech
from bot.runtime.tokens import token_hash
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


async def arrange(tx: Tx, effect: Arrange) -> None:
    """Store what an agent arranges. Raises StaleSession where their substitute leads back to them by now."""
    if effect.changes.get("substitute") is not None:
        await _check_ring(tx, effect)
    await staff.rearrange(tx, effect.member, effect.changes)


async def _check_ring(tx: Tx, effect: Arrange) -> None:
    """Two who name each other in the same moment both saw the other free, so the whole crew is held and read again."""
    member = (await staff.by_id(tx, [effect.member]))[effect.member]
    await staff.hold(tx, [one.id for one in await staff.colleagues(tx, member.branch)])
    crew = away_then(await staff.colleagues(tx, member.branch), *effect.changes["leave"])
    try:
        check_substitute(member, effect.changes["substitute"], crew)
    except InvalidAnswer as ring:
        raise StaleSession("the substitute went on leave meanwhile") from ring
