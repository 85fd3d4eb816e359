"""What was done and heard on the phones, in order of time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.simulator.people import Person


@dataclass(frozen=True)
class Phone:
    """A person's phone on the page.

    `title` says who it is and `hint` what to try; `first_command` is offered while the chat is empty;
    `verb` is the expression a saved test gets the person by, such as `world.agent("Adi")`.
    """

    person: Person
    title: str
    hint: str
    first_command: str = "/start"
    verb: str = ""

    @property
    def expression(self) -> str:
        """How a saved test gets this person."""
        return self.verb or f'world.person("{self.person.first_name}")'


@dataclass(frozen=True)
class Did:
    """A person did something; `arguments` are Python literals as a test would write them."""

    person: Person
    verb: str
    arguments: str


@dataclass(frozen=True)
class Heard:
    """The bot's newest words to a person."""

    person: Person
    text: str


@dataclass(frozen=True)
class Passed:
    """The clock was moved on."""

    by: timedelta


Entry = Did | Heard | Passed


@dataclass
class Journal:
    """A list of entries in which the bot's last word before anything else happens replaces earlier ones."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Write down what happened."""
        if isinstance(entry, Heard):
            self._forget_earlier_words(entry.person)
        self.entries.append(entry)

    def _forget_earlier_words(self, person: Person) -> None:
        for index in range(len(self.entries) - 1, -1, -1):
            earlier = self.entries[index]
            if not isinstance(earlier, Heard):
                return
            if earlier.person is person:
                del self.entries[index]

    def people(self) -> Sequence[Person]:
        """Everybody who did or heard something, in order of first appearance."""
        named = [entry.person for entry in self.entries if not isinstance(entry, Passed)]
        return list(dict.fromkeys(named))
