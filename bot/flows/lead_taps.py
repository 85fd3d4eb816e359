"""What follows when the staff tap the card of a lead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation.effects import Audited, CountTry, Effect, Enter, MoveLead, Say, ShowCard
from bot.conversation.events import CardTapped
from bot.conversation.view import Known
from bot.conversation.words import Button, Label, grid
from bot.flows.lead_cards import TASKS, reads, shown_card, tap
from bot.flows.worker_told import told_worker
from bot.leads.life import SAID_BY_STAFF, actions, allowed
from bot.leads.rights import may
from storage.records import Lead, Staff


def press(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """What follows when a member of the staff taps a lead's card; only what the life of a lead allows."""
    lead, member = known.card, known.staff
    if lead is None or member is None or not may(member, "lead.show", lead):
        return [Say((_not_theirs(event, known),), ((TASKS,),), edit=event.message)]
    action, reason = ("close", event.action) if event.action in SAID_BY_STAFF else (event.action, None)
    if event.action == "close" and allowed(lead, "close", member):
        return [ask_reason(lead, event.message)]
    if event.action == "close" or allowed(lead, action, member) is None or event.version != lead.version:
        return seen(lead, member, known, event.message, now)
    change = change_of(lead, member, action, now, reason, event.message)
    return [
        *change.effects,
        shown_card(change.after, member, event.message, now, done=action, notes=known.notes, backing=known.backing),
        *read(change.after, member),
        *nowhere_else(lead, event.message),
    ]


def _not_theirs(event: CardTapped, known: Known) -> Label:
    """The lead is no longer theirs; whoever taps "no" twice reads the same twice."""
    if event.action == "decline" and known.declined:
        return Label("desk.done.decline", {"number": str(event.lead)})
    return Label("desk.not_yours")


def may_press(event: CardTapped, known: Known) -> bool:
    """Whether the card tapped is of a lead with which this member of the staff may do this now."""
    lead, member = known.card, known.staff
    return lead is not None and member is not None and event.action in actions(lead, member)


def tried(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """A call did not go through; a button that was tapped twice, or stands on an old card, counts once."""
    lead, member = known.card, known.staff
    if lead is None or member is None:
        return []
    if event.version != lead.version:
        return seen(lead, member, known, event.message, now)
    change = try_of(lead, now)
    shown = shown_card(change.after, member, event.message, now, done="tried", notes=known.notes, backing=known.backing)
    return [*change.effects, *_noted(lead, member, event.message), shown, *read(change.after, member)]


def note(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """The holder is asked what to write down."""
    return [Enter("note/write", {"lead": event.lead})]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a lead: the lead afterwards, and everything that has to be stored and told to others."""

    after: Lead
    effects: tuple[Effect, ...]


def change_of(lead: Lead, member: Staff, action: str, now: datetime, reason: str | None, card: int | None) -> Change:
    """The change that an allowed action makes; its holder then sees the lead in the message `card`.

    Raises KeyError for an action that this member of the staff may not do now.
    """
    move = allowed(lead, action, member)
    if move is None:
        raise KeyError(action)
    holder = member.id if move.keeps else None
    after = replace(
        lead, state=move.to, version=lead.version + 1, holder=holder, reason=reason, changed=now, active=now
    )
    said, seen_in = reason or UNSAID.get(action), card if move.keeps else None
    moved = MoveLead(lead.id, lead.version, lead.state, action, f"{member.role}:{member.id}", holder, said, seen_in)
    done = Audited(f"lead.{action}", f"lead:{lead.id}", {"reason": reason} if reason else {})
    return Change(after, (moved, done, *told_worker(after, member, action)))


def try_of(lead: Lead, now: datetime) -> Change:
    """The change that a call which did not go through makes."""
    after = replace(lead, tries=lead.tries + 1, version=lead.version + 1, active=now)
    counted = CountTry(lead.id, lead.version, lead.state)
    return Change(after, (counted, Audited("lead.tried", f"lead:{lead.id}")))


UNSAID = {"decline": "declined", "take": "taken"}
"""What is logged of moves for which nobody is asked a reason."""


def seen(lead: Lead, member: Staff, known: Known, message: int | None, now: datetime) -> Sequence[Effect]:
    """Nothing changes: the card as it stands now."""
    shown = shown_card(
        lead,
        member,
        message,
        now,
        notes=known.notes,
        holder=known.card_holder,
        backing=known.backing,
        odd=odd_of(lead, known),
    )
    return [shown, *_noted(lead, member, message), *read(lead, member)]


def odd_of(lead: Lead, known: Known) -> str | None:
    """Why an officer should look at what the branch's last file says of this lead, None where nobody has to."""
    return next((why for one, why in known.desk.odd if one.id == lead.id), None)


def ask_reason(lead: Lead, message: int | None) -> Say:
    """The reasons as buttons; whoever closes a lead must say why."""
    buttons = [Button(tap(lead, reason), Label(f"desk.reason.{reason}")) for reason in SAID_BY_STAFF]
    back = Button(tap(lead, "show"), Label("ui.back"))
    return Say((Label("desk.why_closed", {"number": str(lead.id)}),), grid([*buttons, back], 1), edit=message)


def read(lead: Lead, member: Staff) -> Sequence[Audited]:
    """That a name and a number were shown is kept, too."""
    return [Audited("lead.read", f"lead:{lead.id}")] if reads(lead, member) else []


def _noted(lead: Lead, member: Staff, message: int | None) -> Sequence[Effect]:
    """Remembers where the holder sees name and number, so that they can be taken away again."""
    if message is None or not reads(lead, member):
        return []
    return [ShowCard(lead.id, message), *nowhere_else(lead, message)]


def nowhere_else(lead: Lead, message: int | None) -> Sequence[Say]:
    """Name and number stand in one message at a time, so that one edit can take them away."""
    if lead.card is None or lead.card == message:
        return []
    return [Say((Label("desk.elsewhere", {"number": str(lead.id)}),), ((TASKS,),), edit=lead.card)]
