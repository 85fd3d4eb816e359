"""Everything Telegram keeps for one bot: people, messages, files, updates, commands and the time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.simulator.encoding import BotUser, Json
from bot.simulator.files import Files
from bot.simulator.limits import Gate, Limits
from bot.simulator.params import Params
from bot.simulator.people import Person
from bot.simulator.refusal import bad_request
from bot.simulator.screen import Screen
from bot.simulator.updates import Updates
from bot.simulator.webhook import Execute, Post, Webhook

QUERY_LASTS = timedelta(minutes=1)
FIRST_ID_SINCE = 1_700_000_000
FIRST_PERSON = 500_001


@dataclass(frozen=True)
class Query:
    """A tap that the bot may still answer."""

    person: Screen
    at: datetime


Watcher = Callable[[Screen | None], None]
"""Called when a person's chat changed, or with None when the clock or the commands did."""


class Account:
    """One bot's view of Telegram; a single-loop object, not safe across threads."""

    def __init__(
        self,
        bot: BotUser,
        token: str,
        limits: Limits | None,
        clock: Callable[[], datetime],
        post: Post | None,
        execute: Execute,
    ) -> None:
        self.bot = bot
        self.token = token
        self.clock = clock
        self.offset = timedelta()
        self.files = Files()
        self.gate = Gate(limits or Limits(per_second=None))
        self.people: dict[int, Person] = {}
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.profile: dict[tuple[str, str], Any] = {}
        self.watchers: list[Watcher] = []
        # A bot with a database outlives us: ids must not start over when we do.
        self._last_id = int(clock().timestamp()) - FIRST_ID_SINCE
        self.updates = Updates(self.next_id)
        self.webhook = Webhook(self.updates, execute, self.now, post)
        self.updates.on_arrival = self.webhook.dispatch

    def now(self) -> datetime:
        """The time everybody here believes it is, aware."""
        return self.clock() + self.offset

    def jump(self, to: datetime | timedelta) -> None:
        """Move the clock forward, by a while or to an aware moment; ValueError for going back."""
        ahead = to if isinstance(to, timedelta) else to - self.now()
        if ahead < timedelta():
            raise ValueError("the clock only goes forward")
        self.offset += ahead
        self.announce(None)

    def user(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "id",
        started: bool = False,
    ) -> Person:
        """A new account; `started` means that the bot has met this person before."""
        names = {"first_name": first_name, "last_name": last_name, "username": username}
        person_id = FIRST_PERSON + len(self.people)
        person = Person(self, person_id, names | {"language_code": language_code}, started=started)
        self.people[person.id] = person
        return person

    def next_id(self) -> int:
        """A number never used before, for messages and updates."""
        self._last_id += 1
        return self._last_id

    def push(self, kind: str, body: Mapping[str, Any]) -> None:
        """Tell the bot."""
        self.updates.push(kind, body)

    def opened_query(self, person: Screen) -> str:
        """Remember a tap; returns the id the bot answers with."""
        query_id = str(self.next_id())
        self.queries[query_id] = Query(person, self.now())
        return query_id

    def changed(self, person: Screen) -> None:
        """A person's chat looks different now."""
        self.announce(person)

    def announce(self, person: Screen | None) -> None:
        """Tell everybody who watches."""
        for watcher in tuple(self.watchers):
            watcher(person)

    def person_in(self, params: Params) -> Person:
        """The person behind `chat_id`; raises Refused when there is none."""
        person = self.people.get(params.number("chat_id"))
        if person is None:
            raise bad_request("chat not found")
        return person
