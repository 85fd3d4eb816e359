"""Stores what follows for conversations through the bot, and keeps who opened and who closed them."""

from collections.abc import Mapping
from datetime import datetime

from bot.conversation.effects import AcceptRelay, AskRelay, EndRelay, PassOn, RelayEffect
from bot.errors import StaleSession
from storage import audit, relays
from storage.database import Tx
from storage.records import LeadId, Staff


async def change(tx: Tx, member: Staff | None, effect: RelayEffect, now: datetime) -> None:
    """Store one change of a conversation. Raises StaleSession when it no longer stands as it was loaded."""
    actor = "person" if member is None else f"{member.role}:{member.id}"
    match effect:
        case AskRelay():
            done = await relays.ask(tx, effect.lead, effect.holder, effect.chat, effect.by, now)
        case AcceptRelay():
            done = await relays.accept(tx, effect.relay, now)
            await log(tx, actor, "relay.open", effect.lead, {}, now)
        case PassOn():
            done = await relays.carry(tx, effect.relay, effect.side, effect.kind, effect.text, now)
        case EndRelay():
            done = await relays.end(tx, effect.relay, effect.why, now)
            await log(tx, actor, "relay.close", effect.lead, {"why": effect.why}, now)
    if not done:
        raise StaleSession("the conversation through the bot moved on meanwhile")


async def log(tx: Tx, actor: str, action: str, lead: LeadId, details: Mapping[str, str], now: datetime) -> None:
    """Keep that a conversation was opened or closed; of what was said the audit knows nothing."""
    await audit.add(tx, [audit.Entry(actor, action, f"lead:{lead}", details)], now)
