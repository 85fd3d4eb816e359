"""What the staff tells of its field work, and who comes to its events, as rows."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.conversation.fieldwork import ChangeCommitment, FieldEffect, JoinEvent, LogVisit, NoteCommitment, ReviseVisit
from bot.errors import StaleSession
from bot.flows.manners import Manners
from bot.flows.materials import CALENDAR
from bot.runtime.turn import Circumstances
from storage import commitments, guests, visits
from storage.database import Tx
from storage.field import EVENT, VISIT
from storage.records import ChatId, LeadId, Staff


async def change_field(tx: Tx, cause: Circumstances, effect: FieldEffect, now: datetime) -> None:
    """Store it. Raises StaleSession when a visit or a commitment moved on since it was loaded."""
    match effect:
        case JoinEvent():
            await guests.join(tx, effect.visit, cause.chat, now)
        case LogVisit():
            member, kind = _member(cause), EVENT if effect.code else VISIT
            await visits.add(tx, kind, member.branch, member.id, effect.told, now, effect.code)
        case ReviseVisit():
            told = (effect.visit, effect.told, _member(cause).id)
            if not await visits.revise(tx, *told, now, undone=effect.undone):
                raise StaleSession("the visit was corrected meanwhile")
        case NoteCommitment():
            member = _member(cause)
            await commitments.add(tx, member.branch, member.id, effect.told, now)
        case ChangeCommitment():
            if not await commitments.change(tx, effect.commitment, effect.changed, now):
                raise StaleSession("the commitment moved on meanwhile")


async def led_to(tx: Tx, leads: Mapping[LeadId, ChatId], manners: Manners, now: datetime) -> None:
    """New leads of people who came to an event lately are its leads."""
    since = now - timedelta(days=manners.days("event.leads", now.astimezone(CALENDAR).date()))
    events = await guests.latest(tx, list(leads.values()), since) if leads else {}
    await guests.led_to(tx, {lead: events[chat] for lead, chat in leads.items() if chat in events})


async def forget(tx: Tx, kept: Callable[[str], timedelta], now: datetime) -> None:
    """Forget the words noted of visits and who came to events, each after the days that its rule says."""
    await visits.forget(tx, (now - kept("policy.kept.visits")).astimezone(CALENDAR).date())
    await guests.forget(tx, now - kept("policy.kept.guests"))


def _member(cause: Circumstances) -> Staff:
    if cause.known.staff is None:
        raise TypeError("only the staff tells of field work")
    return cause.known.staff
