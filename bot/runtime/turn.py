"""What follows from one event: pure, from what was loaded to what should be stored and said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from bot.answers.choices import match
from bot.conversation.asking import buttons
from bot.conversation.effects import Effect, Enter, Say, SetLanguage
from bot.conversation.engine import advance, enter, left_half_way
from bot.conversation.events import CardTapped, CaseTapped, Commanded, Event, Tapped, Typed
from bot.conversation.session import Session
from bot.conversation.steps import Book, Choose, Find, Listen, Question, Type
from bot.conversation.view import Known, View
from bot.conversation.words import Button, Label
from bot.errors import NoRuleInForce
from bot.facts.base import witnessed
from bot.facts.rule import Rule
from bot.handlers.updates import NEVER
from bot.i18n.catalogue import Catalogue
from bot.runtime.speech import captions, speeches
from storage.records import ChatId

log = structlog.get_logger(__name__)

Desk = Callable[[CardTapped | CaseTapped, Known, datetime], Sequence[Effect]]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """One event with all that was loaded for it; `told` as in `batch.Asked`."""

    id: int
    chat: ChatId
    event: Event
    session: Session
    known: Known
    told: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one event leads to, and the rules of law that were looked up on the way.

    `session` is None when the conversation stays where it is; `form` is the one that lies half-filled in it.
    """

    cause: Circumstances
    session: Session | None
    effects: Sequence[Effect]
    language: str
    rules: tuple[Rule, ...] = ()
    form: str | None = None


SILENT = Say((Label("ui.facts_silent"),), ((Button("/menu", Label("ui.menu")),),))
"""Better no figure than a wrong one: the person stays where they are and is sent to somebody who knows."""


class TurnTaker:
    """Takes turns: hears what was typed, lets the engine or the desk decide."""

    def __init__(self, book: Book, desk: Desk, words: Catalogue) -> None:
        self.book = book
        self.desk = desk
        self.speeches = speeches(words)

    def take(self, cause: Circumstances, now: datetime) -> Outcome:
        """The outcome of one event at `now` (aware, UTC)."""
        language = cause.known.person.language
        if isinstance(cause.event, CardTapped | CaseTapped) and cause.known.staff is not None:
            return self._pressed(cause, self.desk(cause.event, cause.known, now), now)
        consulted: Mapping[Any, Rule] = {}
        try:
            with witnessed() as consulted:
                session, effects = advance(self.book, cause.session, self.heard(cause, now), cause.known, now)
        except NoRuleInForce as gap:
            log.error("the facts are silent; add the rule that holds", rule=gap.rule_id, on=gap.on.isoformat())
            session, effects = replace(cause.session, turn=cause.session.turn + 1), [SILENT]
        spoken = next((e.language for e in effects if isinstance(e, SetLanguage)), language)
        form = left_half_way(self.book, session)
        return Outcome(cause, session, effects, spoken, tuple(consulted.values()), form)

    def _pressed(self, cause: Circumstances, effects: Sequence[Effect], now: datetime) -> Outcome:
        """A tap on a card leaves the conversation where it is, unless it leads into another one."""
        language = cause.known.person.language
        into = next((effect for effect in effects if isinstance(effect, Enter)), None)
        if into is None:
            return Outcome(cause, None, effects, language)
        session, asked = enter(self.book, cause.session, into, cause.known, now)
        done = [*(one for one in effects if one is not into), *asked]
        return Outcome(cause, session, done, language, form=left_half_way(self.book, session))

    def heard(self, cause: Circumstances, now: datetime) -> Event:
        """A typed text that means a button on screen is a tap on it; a card in wrong hands is an old button."""
        if isinstance(cause.event, CardTapped | CaseTapped):
            return Tapped("", NEVER)
        if not isinstance(cause.event, Typed) or self.book.hears(cause.event.text):
            return cause.event
        text, view = cause.event.text, View(cause.known, now, cause.session.answers)
        step, ways_out, choices = self._on_screen(cause, view)
        exact = _same(text, ways_out) or (None if isinstance(step, Type) else _same(text, choices))
        # Agents say "kembali" when they are back; what is said of reports is as often the caption of a button.
        is_caption = exact is not None and bool(view.known.reading.said)
        if not is_caption and (name := self._spoken(text, cause.session, view)):
            return Commanded(name)
        near = exact is None and step is not None and not isinstance(step, Type) and not self._asks(text, view)
        choice = _near(text, choices, step) if near and step is not None else exact
        return cause.event if choice is None else Tapped(choice, cause.session.turn)

    def _spoken(self, text: str, session: Session, view: View) -> str | None:
        """A word may say a command; never where an answer is to be typed, nor in the middle of a form."""
        flow = self.book.flows.get(session.flow)
        step = flow.steps.get(session.step) if flow is not None else None
        typing = isinstance(step, Type | Listen) or (isinstance(step, Find) and not step.spoken)
        return None if flow is None or flow.form or typing else self.book.spoken(_bare(text), view)

    def _on_screen(self, cause: Circumstances, view: View) -> tuple[Question | None, dict[str, str], dict[str, str]]:
        """The open question, the captions of its ways out, and those of its choices; none where nothing is a tap."""
        session = cause.session
        flow = self.book.flows.get(session.flow)
        if flow is None or session.step not in (*flow.steps, "_resume"):
            return None, {}, {}
        step = flow.step(session.step)
        if not isinstance(step, Question) or isinstance(step, Listen):
            return None, {}, {}
        shown = captions(buttons(flow, session, view), self.speeches[cause.known.person.language])
        ways_out = {choice: words for choice, words in shown.items() if choice.startswith("_") and choice != "_done"}
        choices = {
            choice: words
            for choice, words in shown.items()
            if choice not in ways_out and not choice.startswith(("/", "c:", "k:"))
        }
        return step, ways_out, choices

    def _asks(self, text: str, view: View) -> bool:
        """Whether it is clearly a question, and so no caption in other words."""
        topics = self.book.topics
        return topics is not None and topics.reads(text) and bool(topics.wants(text, view).sure)


def _near(text: str, choices: dict[str, str], step: Question) -> str | None:
    """Names that can be looked up are matched to the letter, everything else by meaning; a number is no consent."""
    if isinstance(step, Choose) and step.consent and any(letter.isdigit() for letter in text):
        return None
    return _same(text, choices) if isinstance(step, Find) else match(text, choices)


def _same(text: str, choices: dict[str, str]) -> str | None:
    said = _bare(text)
    return next((choice for choice, words in choices.items() if _bare(words) == said), None)


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum() or letter == " ").strip()


def replies(outcome: Outcome) -> list[Say]:
    """What is said to the person whose event it was."""
    return [effect for effect in outcome.effects if isinstance(effect, Say) and effect.to is None]
