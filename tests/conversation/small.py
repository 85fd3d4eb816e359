"""A small book with one step of every kind, and one person who talks to it through the engine alone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.conversation.effects import Effect, Mute, Say
from bot.conversation.engine import advance
from bot.conversation.events import Commanded, Event, SharedContact, Tapped, Typed
from bot.conversation.session import Session
from bot.conversation.steps import Book, Choose, Command, Decide, Do, Fill, Find, Flow, Many, Option, Review, Tell, Type
from bot.conversation.view import Known, View
from bot.errors import InvalidAnswer
from storage.records import ChatId, Person, Staff, StaffId

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TOWNS = {"1": "Galis", "2": "Galis", "3": "Pademawu"}


def name(text: str, _: View) -> str:
    """A name without figures."""
    if not text.isalpha():
        raise InvalidAnswer("form.name.wrong")
    return text


def towns(text: str, _: View) -> Sequence[Option]:
    """Towns by their exact name."""
    return [(code, town) for code, town in TOWNS.items() if town.casefold() == text.casefold()]


FORM = Flow(
    name="form",
    start="gate",
    form=True,
    steps={
        "gate": Decide(pick=lambda _: "name", exits=frozenset({"name", "menu/"})),
        "name": Type(parse=name, then="kind", errors=("form.name.wrong",), personal=True),
        "kind": Choose(exits={"short": "phone", "long": "town"}),
        "town": Find(
            search=towns, suggest=lambda _: [("3", "Pademawu")], then="street", otherwise="wants", clears=("street",)
        ),
        "street": Type(parse=name, then="wants", errors=("form.name.wrong",)),
        "wants": Many(choices=("tea", "rice"), then="phone"),
        "phone": Type(parse=lambda text, _: text, then="review", errors=(), contact=True, personal=True),
        "recall": Fill(answers=lambda _: {"name": "Sari", "kind": "short", "phone": "0812"}, then="review"),
        "review": Review(then="save"),
        "save": Do(effects=lambda _: [Mute(False)], then="saved"),
        "saved": Tell(then="menu/"),
    },
)
MENU = Flow(
    name="menu",
    start="main",
    steps={
        "main": Choose(exits={"form": "form/", "again": "form/recall", "secret": "menu/"}, offered=lambda _: ["form"])
    },
)
BOOK = Book(
    flows={"form": FORM, "menu": MENU, "hello": Flow(name="hello", start="hi", steps={"hi": Tell(then="menu/")})},
    first="hello/",
    home="menu/",
    commands={
        "form": Command(target="form/"),
        "again": Command(target="form/recall"),
        "cancel": Command(target="cancel/"),
        "desk": Command(target="menu/", roles=frozenset({"agent"})),
    },
)


AT_HOME = Session(turn=7, flow="menu", step="main", trail=("main",))


@dataclass
class Talk:
    """One person, one conversation, nothing else."""

    book: Book = BOOK
    known: Known = field(default_factory=lambda: Known(Person(ChatId(1))))
    session: Session = AT_HOME
    effects: Sequence[Effect] = ()

    def does(self, event: Event) -> "Talk":
        """Let it happen; the session goes through JSON as it would through the database."""
        after, self.effects = advance(self.book, self.session, event, self.known, NOW)
        self.session = Session.from_json(after.turn, json.loads(json.dumps(after.to_json())))
        return self

    def types(self, *texts: str) -> "Talk":
        """Type these one after the other."""
        for text in texts:
            self.does(Typed(text))
        return self

    def taps(self, *choices: str) -> "Talk":
        """Tap these one after the other, each on the newest message."""
        for choice in choices:
            self.does(Tapped(choice, self.session.turn, message=99))
        return self

    def commands(self, name: str) -> "Talk":
        """Send /name."""
        return self.does(Commanded(name))

    def shares(self, phone: str, *, own: bool = True) -> "Talk":
        """Share a contact."""
        return self.does(SharedContact(phone, own))

    def becomes(self, role: str) -> "Talk":
        """Be staff from now on."""
        member = Staff(StaffId(1), role, "Adi", "AP-0001", "branch")
        self.known = replace(self.known, staff=member)
        return self

    @property
    def says(self) -> list[Say]:
        """What was answered to the last event."""
        return [effect for effect in self.effects if isinstance(effect, Say)]

    @property
    def keys(self) -> list[str]:
        """The keys of everything said in answer to the last event."""
        return [paragraph.key for say in self.says for paragraph in say.paragraphs]

    @property
    def buttons(self) -> list[str]:
        """The choices on the newest message."""
        return [button.choice for row in self.says[-1].rows for button in row]

    @property
    def at(self) -> str:
        """Where the conversation stands."""
        return f"{self.session.flow}.{self.session.step}"


def stranger() -> Talk:
    """Somebody the bot has never met."""
    return Talk(session=Session(turn=7))


def filled() -> Talk:
    """A talk in which the long form is filled up to its review."""
    talk = Talk().commands("form").types("Sari").taps("long").types("Pademawu").taps("3")
    return talk.types("Melati").taps("tea", "_done").shares("0812")
