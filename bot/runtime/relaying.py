"""Stores what follows for conversations through the bot, and says what of it the audit keeps."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.conversation.effects import AcceptRelay, AskRelay, Effect, EndRelay, PassOn, RelayEffect
from bot.errors import StaleSession
from storage import relays
from storage.audit import Entry
from storage.database import Tx
from storage.records import LeadId, Staff

PERSON = "person"
"""Whoever is behind a lead, as the audit says."""


async def change(tx: Tx, effect: RelayEffect, now: datetime) -> None:
    """Store one change of a conversation. Raises StaleSession when it no longer stands as it was loaded."""
    match effect:
        case AskRelay():
            done = await relays.ask(tx, effect.lead, effect.holder, effect.chat, effect.by, now)
        case AcceptRelay():
            done = await relays.accept(tx, effect.relay, now)
        case PassOn():
            done = await relays.carry(tx, effect.relay, effect.side, effect.kind, effect.text, now)
        case EndRelay():
            done = await relays.end(tx, effect.relay, effect.why, now)
    if not done:
        raise StaleSession("the conversation through the bot moved on meanwhile")


def logged(member: Staff | None, effects: Sequence[Effect]) -> Iterator[Entry]:
    """That a conversation was opened or closed; of what was said the audit knows nothing."""
    actor = PERSON if member is None else f"{member.role}:{member.id}"
    for effect in effects:
        match effect:
            case AcceptRelay():
                yield Entry(actor, "relay.open", f"lead:{effect.lead}", {})
            case EndRelay():
                yield closed(actor, effect.lead, effect.why)
            case _:
                continue


def closed(actor: str, lead: LeadId, why: str) -> Entry:
    """That somebody ended a conversation, or the clock did."""
    return Entry(actor, "relay.close", f"lead:{lead}", {"why": why})
