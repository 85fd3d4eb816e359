"""What follows from a short code: the answer to "12 ok", which holds neither name nor number.

A code may arrive twice or late, so one that changes nothing any more says how the lead stands.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.answers.reasons import reason_of
from bot.conversation.effects import Effect, Enter, Say
from bot.conversation.events import CardTapped
from bot.conversation.view import Known
from bot.conversation.words import Label, Value
from bot.errors import InvalidAnswer
from bot.flows.lead_cards import TASKS, next_step, open_button, shown_card
from bot.flows.lead_taps import Change, ask_reason, change_of, read, try_of
from bot.flows.notes import noted, written
from bot.leads.life import HELD, STATES, actions, allowed
from bot.leads.rights import may
from storage.moves import MOVES
from storage.records import Lead, Staff

ANSWERS = ("stands", "not_yours", "already", "not_now", "tried_before", "noted", "declined", "reason", "no_reason")
"""What is answered to a code besides what a tap would say."""
REPEATED = timedelta(minutes=30)
"""A call that did not go through and is reported again so soon is the same call."""


def typed(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """What follows when a member of the staff types a short code; `now` is aware and in UTC."""
    lead, member = known.card, known.staff
    if lead is None or member is None or not may(member, "lead.show", lead):
        words = "declined" if known.declined else "not_yours"
        return [Say((Label(f"desk.code.{words}", {"number": str(event.lead)}),), ((TASKS,),))]
    action = "take" if event.action == "accept" and allowed(lead, "take", member) else event.action
    if action == "show" or (lead.holder != member.id and action != "take"):
        return [_answer("stands", lead, member, now)]
    match action:
        case "refuse":
            return _refused(lead, member, event, known, now)
        case "tried" | "note" if action not in actions(lead, member):
            return [_unchanged(lead, member, action, now)]
        case "tried":
            return _tried(lead, member, known, now)
        case "note":
            return _noted(lead, member, event, known, now)
        case _:
            return _moved(lead, member, action, known, now)


def _moved(
    lead: Lead, member: Staff, action: str, known: Known, now: datetime, reason: str | None = None, said: str = ""
) -> Sequence[Effect]:
    if allowed(lead, action, member) is None:
        return [_unchanged(lead, member, action, now)]
    change = change_of(lead, member, action, now, reason, lead.card)
    if action in ("decline", "close"):
        told = Say((Label(f"desk.done.{action}", {"number": str(lead.id)}), *_because(reason, said)), ((TASKS,),))
    else:
        told = _answer(f"desk.done.{action}", change.after, member, now)
    return [*change.effects, told, *_on_the_card(change, member, known, now, action)]


def _because(reason: str | None, said: str) -> Sequence[Label]:
    """The reason that was kept, or that what was `said` is none that we know."""
    if reason is not None:
        return [Label("desk.code.reason", {"reason": Label(f"desk.reason.{reason}")})]
    return [Label("desk.code.no_reason")] if said else []


def _refused(lead: Lead, member: Staff, event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """An offer is declined, whether or not a reason is said; what was accepted ends for one that is said, or asked."""
    reason = reason_of(event.said)
    if allowed(lead, "close", member) is None:
        return _moved(lead, member, "decline", known, now, reason, event.said)
    return [ask_reason(lead, None)] if reason is None else _moved(lead, member, "close", known, now, reason)


def _tried(lead: Lead, member: Staff, known: Known, now: datetime) -> Sequence[Effect]:
    if known.tried is not None and now - known.tried < REPEATED:
        return [_answer("tried_before", lead, member, now)]
    change = try_of(lead, now)
    told = _answer("desk.done.tried", change.after, member, now)
    return [*change.effects, told, *_on_the_card(change, member, known, now, "tried")]


def _noted(lead: Lead, member: Staff, event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """What was said is kept; the same words twice are one note, and without any words they are asked for."""
    if not event.said:
        return [Enter("note/write", {"lead": lead.id})]
    try:
        text = written(event.said)
    except InvalidAnswer as wrong:
        return [Say((Label(wrong.key, {**wrong.params, "number": str(lead.id)}),), (open_button(lead), (TASKS,)))]
    if any(note.text == text for note in known.notes[:1]):
        return [_answer("noted", lead, member, now)]
    return [*noted(lead, text), _answer("noted", lead, member, now)]


def _on_the_card(change: Change, member: Staff, known: Known, now: datetime, done: str) -> Sequence[Effect]:
    """The card that shows name and number already shows how things stand now, too."""
    lead = change.after
    if lead.card is None or known.card is None or known.card.state not in HELD:
        return []
    shown = shown_card(lead, member, lead.card, now, done=done, notes=known.notes, backing=known.backing)
    return [shown, *read(lead, member)]


def _unchanged(lead: Lead, member: Staff, action: str, now: datetime) -> Say:
    """What was asked for has been done already, or cannot be done yet, or never again."""
    if lead.state not in HELD and lead.state != "offered":
        return _answer("stands", lead, member, now)
    move = MOVES.get(action)
    done = move is not None and STATES.index(lead.state) >= STATES.index(move.to)
    return _answer("already" if done else "not_now", lead, member, now)


def _answer(words: str, lead: Lead, member: Staff, now: datetime) -> Say:
    key = f"desk.code.{words}" if words in ANSWERS else words
    state = Label(f"desk.state.{lead.state}")
    told: dict[str, Value] = {"number": str(lead.id), "state": state, "tries": str(lead.tries)}
    further = next_step(lead, member, now) if lead.holder == member.id else None
    return Say(
        (Label(key, told), *([further] if further else [])),
        (open_button(lead), (TASKS,)) if lead.state != "closed" else ((TASKS,),),
    )
