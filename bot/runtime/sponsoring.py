"""Takes and frees the places of what others pay for, and remembers until when somebody is covered."""

from datetime import date, datetime

from bot.conversation.effects import EndEnrolment, Enrol
from bot.errors import StaleSession
from bot.flows.materials import CALENDAR
from storage import sponsorships
from storage.database import Tx
from storage.records import ChatId
from storage.sponsors import Sponsorship


async def change(tx: Tx, effect: Enrol | EndEnrolment, now: datetime) -> None:
    """Enrol a lead, or take that back. Raises StaleSession when it moved on, or the last place went meanwhile."""
    lead = effect.lead
    if isinstance(effect, Enrol):
        if not await sponsorships.enrol(tx, lead, effect.sponsorship, effect.actor, now):
            raise StaleSession("the lead moved on, or the last place was taken, meanwhile")
        last = effect.last
    else:
        if not await sponsorships.leave(tx, lead, effect.actor, now):
            raise StaleSession("the lead moved on meanwhile")
        last = None
    if lead.chat is not None:
        await sponsorships.cover(tx, lead.chat, last)


async def allowed(tx: Tx, chat: ChatId, *, given: bool) -> None:
    """Who allows messages after they were enrolled is reminded as well as who did before; their own month stays."""
    found = await sponsorships.enrolment(tx, chat) if given else None
    if found is not None:
        last = found.sponsorship.last_month(found.at.astimezone(CALENDAR).date())
        await sponsorships.cover(tx, chat, last, instead=False)


async def prolong(tx: Tx, before: Sponsorship, after: Sponsorship) -> None:
    """What a branch tells anew of its end or its months holds for who is in already, too.

    Not for who told another month since, or wants no reminders of it: they know what they said.
    """
    chats: dict[tuple[date, date], list[ChatId]] = {}
    for chat, at in (await sponsorships.enrolled_since(tx, after.id)).items():
        on = at.astimezone(CALENDAR).date()
        chats.setdefault((before.last_month(on), after.last_month(on)), []).append(chat)
    for (last, instead), some in chats.items():
        await sponsorships.cover_all(tx, some, last, instead)
