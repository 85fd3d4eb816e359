"""Takes back that somebody is registered: a tap too many would leave a family believing that they are covered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.conversation.effects import Audited, Effect, EndEnrolment, MoveLead, Say
from bot.conversation.events import CardTapped
from bot.conversation.view import Known
from bot.conversation.words import Label
from bot.flows.lead_cards import TASKS, at_work, open_button, shown_card
from bot.flows.lead_taps import nowhere_else, read, seen
from bot.flows.worker_told import told_worker
from bot.leads.rights import is_own
from storage.moves import MOVES
from storage.records import Lead, Staff

ACTION = "mistaken"


def press(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """The lead is worked on again by whoever held it, and its person hears that they are not registered yet."""
    lead, member = known.card, known.staff
    if lead is None or member is None:
        return []
    if event.version != lead.version or lead.interest is None:
        return seen(lead, member, known, event.message, now)
    if known.shut:
        return [Say((Label("desk.asked_again"),), ((TASKS,),), edit=event.message)]
    holder = _who_goes_on(lead, member, known.card_holder)
    return _taken_back(lead, member, holder, event.message, now) if holder is not None else [_nobody(event)]


def _who_goes_on(lead: Lead, member: Staff, holder: Staff | None) -> Staff | None:
    """Whoever registered the person, else the officer who takes it back; nobody works on their own interest."""
    if holder is not None and holder.active:
        return holder
    return None if is_own(member, lead) else member


def _taken_back(lead: Lead, member: Staff, holder: Staff, message: int | None, now: datetime) -> Sequence[Effect]:
    after = replace(
        lead, state=MOVES[ACTION].to, version=lead.version + 1, holder=holder.id, reason=ACTION, changed=now, active=now
    )
    own = holder.id == member.id
    card = message if own else lead.card
    freed, after = _freed(after, member)
    return [
        MoveLead(lead.id, lead.version, lead.state, ACTION, f"{member.role}:{member.id}", holder.id, ACTION, card),
        *freed,
        Audited(f"lead.{ACTION}", f"lead:{lead.id}"),
        *told_worker(after, holder, ACTION),
        *_told_holder(after, member, holder),
        shown_card(after, member, message, now, done=ACTION, holder=holder),
        *read(after, member),
        *(nowhere_else(lead, message) if own else ()),
    ]


def _freed(lead: Lead, member: Staff) -> tuple[Sequence[Effect], Lead]:
    """Who is not registered takes no place of what others pay for; the lead once that is so."""
    if lead.sponsorship is None:
        return (), lead
    return (EndEnrolment(lead, f"{member.role}:{member.id}"),), replace(
        lead, version=lead.version + 1, sponsorship=None
    )


def _told_holder(lead: Lead, member: Staff, holder: Staff) -> Sequence[Say]:
    """An agent whose lead an officer opened again goes on with it."""
    if holder.id == member.id or holder.chat is None:
        return []
    words, rows = (Label("desk.yours_again", {"number": str(lead.id)}),), (open_button(lead), (TASKS,))
    return [at_work(Say(words, rows, to=holder.chat), lead, "yours_again")]


def _nobody(event: CardTapped) -> Say:
    return Say((Label("desk.not_yours"),), ((TASKS,),), edit=event.message)
