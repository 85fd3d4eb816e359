"""Somebody who talks to the real flows with nothing behind them: what effects say becomes true in memory."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bot.answers.places import Gazetteer
from bot.conversation.becoming import person_after
from bot.conversation.effects import (
    Effect,
    Erase,
    MoveLead,
    SaveLead,
    Say,
)
from bot.conversation.events import Event, Tapped, Typed
from bot.conversation.session import Session
from bot.conversation.view import Known
from bot.facts.base import load
from bot.flows.book import open_book
from bot.flows.cards import press
from bot.flows.materials import Materials, Operator
from bot.i18n.catalogue import Catalogue
from bot.runtime.speech import message
from bot.runtime.turn import Circumstances, TurnTaker
from storage.moves import MOVES
from storage.records import ChatId, Interest, Lead, LeadId, Person, Staff, StaffId

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
CHAT = ChatId(1)
SUMEDANGAN = "35.28.02.2003"
INTEREST = Interest(
    "Bu Sari",
    "+6281234567890",
    "farmer",
    SUMEDANGAN,
    "Sumedangan, Pademawu, Kab. Pamekasan",
    ("jkk", "jkm", "jht"),
    "morning",
)


@cache
def turns() -> TurnTaker:
    """The whole bot as data, built once."""
    operator = Operator("Kantor Cabang BPJS Ketenagakerjaan Pamekasan (contoh)", "kontak@contoh.invalid")
    return TurnTaker(open_book(Materials(load(), Gazetteer(), operator)), press, Catalogue.load())


def lead(state: str = "new", **changed: object) -> Lead:
    """A lead of the visitor's."""
    holder = None if state == "new" else StaffId(7)
    made = Lead(LeadId(3), CHAT, state, 2, SUMEDANGAN, "farmer", "pamekasan", INTEREST, holder, NOW, NOW)
    return replace(made, **changed)  # type: ignore[arg-type]


def member(role: str = "agent", number: int = 7, **changed: object) -> Staff:
    """A member of the staff of Pamekasan."""
    made = Staff(StaffId(number), role, "Adi <b>Wijaya</b>", f"AP-{number:04d}", "pamekasan", ChatId(number))
    return replace(made, **changed)  # type: ignore[arg-type]


@dataclass
class Visitor:
    """One chat with the real flows."""

    known: Known = field(default_factory=lambda: Known(Person(CHAT)))
    session: Session = field(default_factory=Session)
    effects: Sequence[Effect] = ()

    def does(self, event: Event) -> None:
        """Let it happen and believe what follows; the session goes through JSON."""
        outcome = turns().take(Circumstances(1, CHAT, event, self.session, self.known), NOW)
        if outcome.session is not None:
            stored = json.loads(json.dumps(outcome.session.to_json()))
            self.session = Session.from_json(outcome.session.turn, stored)
        self.effects = outcome.effects
        for effect in outcome.effects:
            self._believe(effect)

    def types(self, text: str) -> None:
        """Type something."""
        self.does(Typed(text))

    def taps(self, choice: str) -> None:
        """Tap a button of the newest question."""
        self.does(Tapped(choice, self.session.turn, 99))

    def copy(self) -> "Visitor":
        """The same person at the same place, to go another way."""
        return Visitor(self.known, self.session, self.effects)

    @property
    def says(self) -> list[Say]:
        """What was said to the visitor in answer to the last event."""
        return [effect for effect in self.effects if isinstance(effect, Say) and effect.to is None]

    @property
    def choices(self) -> list[str]:
        """The choices on the newest message."""
        return [button.choice for row in self.says[-1].rows for button in row]

    def shown(self, language: str | None = None) -> list[tuple[str, list[str]]]:
        """The newest messages, each with the words of its buttons, as this person reads them or in a language."""
        speech = turns().speeches[language or self.known.person.language]
        sent = [message(say, CHAT, self.session.turn, speech) for say in self.says]
        return [(one["text"], _captions(one.get("reply_markup", {}))) for one in sent]

    def texts(self, language: str | None = None) -> list[str]:
        """The same without the buttons."""
        return [text for text, _ in self.shown(language)]

    def _believe(self, effect: Effect) -> None:
        person, own = person_after(self.known.person, [effect], NOW), self.known.lead
        match effect:
            case SaveLead():
                own = lead(interest=effect.interest)
            case MoveLead() if own is not None:
                own = replace(own, state=MOVES[effect.move].to, version=effect.version + 1, holder=effect.holder)
            case Erase():
                person, own, self.session = Person(CHAT), None, Session(turn=self.session.turn + 100)
        if person is not self.known.person or own is not self.known.lead:
            self.known = replace(self.known, person=person, lead=own)


def _captions(markup: dict[str, Any]) -> list[str]:
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [button["text"] for row in rows for button in row]
