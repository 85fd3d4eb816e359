"""What others would pay for whoever a card, or an event, is about."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.conversation.events import Commanded
from bot.flows.materials import CALENDAR
from bot.leads.sponsors import fitting
from bot.runtime.loading.batch import Asked, Batch, Fields
from storage import people, sponsorships
from storage.records import Lead
from storage.sponsors import Backing

OF_PERSON = frozenset({"sponsored", "guide", "cost", "data", "menu", "privacy"})
"""Flows from which one tap leads to what a person reads of cover near them, or of what is held about them."""


async def backings(
    batch: Batch, known: Mapping[int, Mapping[str, object]], full_after: Callable[[date], int | None]
) -> Fields:
    """For each card, and for each person near these flows: what may suit them and what they are enrolled through."""
    about = {one.id: lead for one in batch.asked if (lead := _about(one, known[one.id])) is not None}
    if not about:
        return {}
    today = batch.now.astimezone(CALENDAR).date()
    seeking = {lead.region for lead in about.values() if lead.sponsorship is None}
    offers = await sponsorships.open_around(batch.tx, seeking, today) if seeking else []
    numbers = {lead.sponsorship for lead in about.values() if lead.sponsorship is not None}
    enrolled = await sponsorships.by_id(batch.tx, numbers) if numbers else {}
    if not offers and not enrolled:
        return {}
    persons = await people.of_chats(batch.tx, [lead.chat for lead in about.values() if lead.chat is not None])
    return {
        event: {
            "backing": Backing(
                fitting(lead, persons.person(lead.chat), offers, today, full_after(today)) if lead.chat else (),
                enrolled.get(lead.sponsorship or 0),
            )
        }
        for event, lead in about.items()
    }


def _about(one: Asked, fields: Mapping[str, object]) -> Lead | None:
    """The lead of the card that is looked at, or the person's own where they may read of it."""
    card, own = fields.get("card"), fields.get("lead")
    if isinstance(card, Lead):
        return card
    near = isinstance(one.event, Commanded) or one.flow in OF_PERSON
    return own if near and isinstance(own, Lead) else None
