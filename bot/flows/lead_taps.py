"""What follows when the staff tap the card of a lead, and what the worker is told of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.conversation.effects import Audited, Effect, MoveLead, Say, ShowCard
from bot.conversation.events import CardTapped
from bot.conversation.view import Known
from bot.conversation.words import Button, Label, Value, grid
from bot.flows.lead_cards import TASKS, reads, shown_card, tap
from bot.flows.materials import branch_name
from bot.leads.life import HELD, SAID_BY_STAFF, actions, allowed
from bot.leads.rights import may
from storage.records import Lead, Staff


def press(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """What follows when a member of the staff taps a lead's card; only what the life of a lead allows."""
    lead, member = known.card, known.staff
    if lead is None or member is None or not may(member, "lead.show", lead):
        return [Say((Label("desk.not_yours"),), ((TASKS,),), edit=event.message)]
    if event.action == "close" and allowed(lead, "close", member):
        return [_ask_reason(lead, event)]
    if event.action == "close":
        return [shown_card(lead, member, event.message)]
    if event.action in SAID_BY_STAFF:
        return _moved(lead, member, "close", event, now, reason=event.action)
    return _moved(lead, member, event.action, event, now)


def may_press(event: CardTapped, known: Known) -> bool:
    """Whether the card tapped is of a lead with which this member of the staff may do this now."""
    lead, member = known.card, known.staff
    return lead is not None and member is not None and event.action in actions(lead, member)


def _moved(
    lead: Lead, member: Staff, action: str, event: CardTapped, now: datetime, reason: str | None = None
) -> Sequence[Effect]:
    move = allowed(lead, action, member)
    if move is None or event.version != lead.version:
        return [shown_card(lead, member, event.message), *_noted(lead, member, event), *_read(lead, member)]
    holder = member.id if move.keeps else None
    after = replace(lead, state=move.to, version=lead.version + 1, holder=holder, reason=reason, changed=now)
    return [
        MoveLead(
            lead.id,
            lead.version,
            lead.state,
            move.to,
            f"{member.role}:{member.id}",
            holder,
            reason or UNSAID.get(action),
            event.message if move.keeps else None,
        ),
        Audited(f"lead.{action}", f"lead:{lead.id}", {"reason": reason} if reason else {}),
        shown_card(after, member, event.message, done=action),
        *_read(after, member),
        *_nowhere_else(lead, event),
        *_told_worker(after, member, action),
    ]


UNSAID = {"decline": "declined", "take": "taken"}
"""What is logged of moves for which nobody is asked a reason."""


def _read(lead: Lead, member: Staff) -> Sequence[Audited]:
    """That a name and a number were shown is kept, too."""
    return [Audited("lead.read", f"lead:{lead.id}")] if reads(lead, member) else []


def _noted(lead: Lead, member: Staff, event: CardTapped) -> Sequence[Effect]:
    """Remembers where the holder sees name and number, so that they can be taken away again."""
    if event.message is None or lead.holder != member.id or lead.state not in HELD:
        return []
    return [ShowCard(lead.id, event.message), *_nowhere_else(lead, event)]


def _nowhere_else(lead: Lead, event: CardTapped) -> Sequence[Say]:
    """Name and number stand in one message at a time, so that one edit can take them away."""
    if lead.card is None or lead.card == event.message:
        return []
    return [Say((Label("desk.elsewhere", {"number": str(lead.id)}),), ((TASKS,),), edit=lead.card)]


def _told_worker(lead: Lead, member: Staff, action: str) -> Sequence[Say]:
    """The worker hears who will come, and how it ended; nothing of what happens between agents."""
    if lead.chat is None or action not in ("accept", "take", "registered"):
        return []
    who: dict[str, Value] = {"name": member.name, "code": member.code, "role": Label(f"role.{member.role}")}
    who["branch"] = branch_name(member.branch)
    happened = "registered" if action == "registered" else "accepted"
    rows = ((Button("/status", Label("worker.status")),),)
    return [Say((Label(f"worker.{happened}", who),), rows, to=lead.chat, unasked=True)]


def _ask_reason(lead: Lead, event: CardTapped) -> Say:
    buttons = [Button(tap(lead, reason), Label(f"desk.reason.{reason}")) for reason in SAID_BY_STAFF]
    back = Button(tap(lead, "show"), Label("ui.back"))
    return Say((Label("desk.why_closed", {"number": str(lead.id)}),), grid([*buttons, back], 1), edit=event.message)
