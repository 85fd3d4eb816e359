"""Loads the conversations through the bot that events belong to, and where their other side stands."""

from collections.abc import Mapping, Sequence

from bot.conversation.view import Talk
from storage import people, relays, staff
from storage.database import Tx
from storage.people import Acquaintances
from storage.records import ChatId, Lead, LeadId, Person, Relay, Staff, StaffId

LINES = 10
"""Things said last that the staff can read again."""


async def talks_of(tx: Tx, asked: Mapping[int, tuple[ChatId, Lead | None]]) -> dict[int, Talk]:
    """By event, what its chat is in the middle of, or the card that belongs to the event is about."""
    cards = {event: card for event, (_, card) in asked.items() if card is not None}
    mine = {event: chat for event, (chat, _) in asked.items() if event not in cards}
    by_lead = await relays.of_leads(tx, [card.id for card in cards.values()]) if cards else {}
    behind = [card.chat for card in cards.values() if card.chat is not None]
    by_chat = await relays.of_chats(tx, [*mine.values(), *behind])
    own = {event: by_chat[chat] for event, chat in mine.items() if chat in by_chat}
    if not cards and not own:
        return {}
    holders = await _holders(tx, [*own.values(), *by_lead.values()])
    others = [*behind, *(one.chat for one in holders.values() if one.chat is not None)]
    known = await people.of_chats(tx, others)
    return {
        **{event: _persons(relay, holders, known) for event, relay in own.items()},
        **{
            event: await _staffs(tx, card, by_lead.get(card.id), by_chat, holders, known)
            for event, card in cards.items()
        },
    }


async def talking(tx: Tx, leads: Mapping[ChatId, LeadId]) -> set[ChatId]:
    """Whose words now reach the person behind the lead that their chat is in a conversation about."""
    found = await relays.of_leads(tx, list(leads.values())) if leads else {}
    return {chat for chat, lead in leads.items() if lead in found and found[lead].is_open}


async def _holders(tx: Tx, found: Sequence[Relay]) -> dict[StaffId, Staff]:
    ids = {relay.holder for relay in found}
    return await staff.by_id(tx, list(ids)) if ids else {}


def _persons(relay: Relay, holders: Mapping[StaffId, Staff], known: Acquaintances) -> Talk:
    """What the person knows of it."""
    holder = holders[relay.holder]
    reachable = holder.chat is not None and not known.person(holder.chat).blocked
    listens = holder.chat is not None and _looks_at(known, holder.chat, relay)
    return Talk("person", relay, holder, reachable=reachable, listens=listens)


async def _staffs(
    tx: Tx,
    card: Lead,
    relay: Relay | None,
    by_chat: Mapping[ChatId, Relay],
    holders: Mapping[StaffId, Staff],
    known: Acquaintances,
) -> Talk:
    """What the staff know of it; what was said is loaded only where it can be read again."""
    if card.chat is None:
        return Talk("staff", relay, None, reachable=False, willing=False)
    now = by_chat.get(card.chat)
    return Talk(
        "staff",
        relay,
        None if relay is None else holders.get(relay.holder),
        reachable=not known.person(card.chat).blocked,
        willing=_may_be_asked(known.person(card.chat)),
        listens=relay is not None and _looks_at(known, card.chat, None),
        busy=now is not None and now.lead != card.id,
        lines=await relays.lines(tx, relay.id, LINES) if relay is not None and relay.is_open else (),
    )


def _may_be_asked(person: Person) -> bool:
    """Whether somebody allowed to be contacted, and did not ask for silence."""
    return person.allows("contact") and not person.blocked and not person.muted


def _looks_at(known: Acquaintances, chat: ChatId, relay: Relay | None) -> bool:
    """Whether the open question of a chat is this conversation; a person has one, the staff one for each lead."""
    state = known.session(chat, 0).state or {}
    if state.get("flow") != "relay":
        return False
    return relay is None or state.get("answers", {}).get("lead") == relay.lead
