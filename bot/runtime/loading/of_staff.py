"""What members of the staff need to know: their desk, and the lead whose card they look at."""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation.events import CardTapped, Commanded, Typed
from bot.flows.lead_cards import NOTES
from bot.flows.take_back import ACTION as MISTAKEN
from bot.runtime.desks import CARD, desk_of, work_of
from bot.runtime.loading.batch import Asked, Batch, Fields, Loader, holder_of, lead_of
from bot.runtime.talks import talks_of
from bot.runtime.tokens import new_token
from storage import branches, lead_matches, lead_words, leads, notes, offers, twins
from storage.records import Lead, LeadId

FIGURES = frozenset({"desk", "figures"})
"""Flows from which one tap leads to one's own figures."""


async def desks(batch: Batch) -> Fields:
    """What lies on the desk of each member of the staff; their own figures for those who may ask for them."""
    asking = {one.id for one in batch.near(FIGURES)}
    return {
        one.id: {
            "desk": await desk_of(batch.tx, member, _place(one), batch.now),
            "work": await work_of(batch.tx, member, batch.now) if one.id in asking else (),
            "fresh": new_token(),
        }
        for one, member in batch.of_staff
    }


async def cards(batch: Batch) -> Fields:
    """The lead whose card was tapped, or that a conversation of the staff is about, and the talk with its person."""
    about = {one.id: lead for one in batch.asked if (lead := _about(one)) is not None}
    found = await _as_they_stand(batch, set(about.values())) if about else {}
    shown = {event: found[number] for event, number in about.items() if number in found}
    holders = await batch.holders(list(shown.values())) if shown else {}
    talks = await talks_of(batch.tx, {one.id: (one.chat, _own(shown.get(one.id), one)) for one in batch.asked})
    known: dict[int, Mapping[str, object]] = {}
    for one in batch.asked:
        card = _for(one, shown.get(one.id))
        holder = holder_of(card, holders) if one.member is not None else None
        known[one.id] = {"card": card, "card_holder": holder, "talk": talks.get(one.id)}
    return known


async def histories(batch: Batch) -> Fields:
    """The newest notes about each lead whose card was pressed, when it was last tried, and who said no to it."""
    pressed = {
        one.id: (LeadId(one.event.lead), member.id)
        for one, member in batch.of_staff
        if isinstance(one.event, CardTapped)
    }
    if not pressed:
        return {}
    wanted = list({lead for lead, _ in pressed.values()})
    written, tried = await notes.newest(batch.tx, wanted, NOTES), await leads.last_tries(batch.tx, wanted)
    declined = await offers.declined(batch.tx, pressed.values())
    return {
        event: {"notes": written.get(lead, ()), "tried": tried.get(lead), "declined": (lead, member) in declined}
        for event, (lead, member) in pressed.items()
    }


async def shut(batch: Batch) -> Fields:
    """Whether somebody who is not registered after all has asked again: only who takes it back needs to know."""
    pressed = [(one.id, one.event) for one, _ in batch.of_staff]
    back = {id_: LeadId(tap.lead) for id_, tap in pressed if isinstance(tap, CardTapped) and tap.action == MISTAKEN}
    return {event: {"shut": bool(await lead_matches.kept_shut(batch.tx, [lead]))} for event, lead in back.items()}


async def refusals(batch: Batch) -> Fields:
    """Who was offered a lead before, for the officers who may offer it again."""
    officers = [(one.id, _about(one)) for one, member in batch.of_staff if member.role == "officer"]
    return {event: {"refused": await branches.refusals(batch.tx, lead)} for event, lead in officers if lead is not None}


def _about(one: Asked) -> LeadId | None:
    if isinstance(one.event, CardTapped):
        return LeadId(one.event.lead)
    return lead_of(one.session) if one.member is not None else None


async def _as_they_stand(batch: Batch, numbers: set[LeadId]) -> Mapping[LeadId, Lead]:
    """These leads with what their twins said, and until when an offer of them waits."""
    found = await leads.by_id(batch.tx, list(numbers))
    offered = [lead.id for lead in found.values() if lead.state == "offered"]
    expires = await offers.expiries(batch.tx, offered) if offered else {}
    words = await lead_words.of_leads(batch.tx, list(found))
    return {
        number: replace(
            lead,
            also=await twins.others(batch.tx, number),
            expires=expires.get(number),
            words=words.get(number, ()),
        )
        for number, lead in found.items()
    }


def _for(one: Asked, card: Lead | None) -> Lead | None:
    """The card as this member may see it: until when an offer waits is for whoever it was made to."""
    return card if card is None or _own(card, one) is not None else replace(card, expires=None)


def _own(card: Lead | None, one: Asked) -> Lead | None:
    """A card of one's own: whoever lost the lead knows nothing more of what is said about it."""
    return card if card is not None and one.member is not None and card.holder == one.member.id else None


def _place(one: Asked) -> str | None:
    """The flow in which an event finds somebody; words and commands of the staff may lead to their working time."""
    if isinstance(one.event, CardTapped):
        return CARD
    return "shift" if isinstance(one.event, Commanded | Typed) else one.flow


LOADERS: tuple[Loader, ...] = (desks, cards, histories, shut, refusals)
