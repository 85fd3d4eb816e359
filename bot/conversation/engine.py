"""Advances one conversation by one event: pure, total, never silent."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.conversation import asides, questions
from bot.conversation.effects import Effect, Enter, MarkBlocked
from bot.conversation.events import (
    Blocked,
    CardTapped,
    CaseTapped,
    Commanded,
    Event,
    Sent,
    SharedContact,
    Tapped,
    Typed,
    Unblocked,
)
from bot.conversation.session import Session
from bot.conversation.steps import Book
from bot.conversation.turn import Turn
from bot.conversation.view import Known

UNEXPECTED = frozenset({"photo", "sticker", "voice", "location", "document", "edited", "contact", "secret"})


def advance(book: Book, session: Session, event: Event, known: Known, now: datetime) -> tuple[Session, list[Effect]]:
    """The session after the event, one turn later, and what should become true because of it.

    `now` is aware and in UTC. Every event that a person can see gets exactly one answer; only blocking and unblocking,
    which nobody waits for, stay silent. Taps on cards belong to the desk, not to a conversation, and only cost a turn.
    """
    fresh = session.without_older(forms=now - book.keeps(now), told=now - questions.LASTS)
    turn = Turn(book, replace(fresh, turn=session.turn + 1), known, now)
    if known.person.blocked and not isinstance(event, Blocked | Unblocked):
        # Telegram's word may come late or out of order; whoever writes to us has not stopped us.
        turn.effects.append(MarkBlocked(False))
    match event:
        case Blocked() | Unblocked():
            turn.effects.append(MarkBlocked(isinstance(event, Blocked)))
        case CardTapped() | CaseTapped():
            pass
        case Commanded():
            turn.command(event)
        case Typed() if (elsewhere := book.hears(event.text)) and turn.heeds():
            turn.overhears(event)
            turn.jump(elsewhere)
            asides.answers_beside(turn, event.text)
        case Sent() if not turn.listening() and (taken := book.receives(event, known, session.flow)):
            turn.jump(taken.target, taken.answers)
        case _ if not turn.is_somewhere():
            turn.begins(event)
        case Tapped():
            turn.tapped(event, stale=event.turn != session.turn)
        case Typed() | SharedContact() | Sent() if listening := turn.listening():
            turn.takes(listening, event)
        case Typed():
            turn.typed(event)
        case SharedContact():
            turn.contact(event)
        case Sent():
            turn.repeat(f"ui.unexpected.{event.kind if event.kind in UNEXPECTED else 'other'}")
        case _:
            assert_never(event)
    return turn.session, turn.effects


def left_half_way(book: Book, session: Session) -> str | None:
    """The form that is open with answers in it, else the one that was left last; None where there is none."""
    flow = book.flows.get(session.flow)
    if flow is not None and flow.form and session.answers:
        return flow.name
    return max(session.parked, key=lambda name: session.parked[name].left, default=None)


def enter(book: Book, session: Session, into: Enter, known: Known, now: datetime) -> tuple[Session, list[Effect]]:
    """The session led to where a tap on a card goes on, one turn later; a form that is open is parked."""
    turn = Turn(book, replace(session, turn=session.turn + 1), known, now)
    turn.jump(into.target, into.answers)
    return turn.session, turn.effects
