"""One person's chat with the bot, as it stands on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.simulator.encoding import BotUser, Json, message_body
from bot.simulator.files import Files
from bot.simulator.keyboards import RemoveKeyboard, ReplyKeyboard
from bot.simulator.messages import Message
from bot.simulator.refusal import forbidden

TYPING_LASTS = timedelta(seconds=5)


class Network(Protocol):
    """What a person's phone needs from the world around it."""

    bot: BotUser
    files: Files

    def now(self) -> datetime: ...

    def next_id(self) -> int: ...

    def push(self, kind: str, body: Mapping[str, Any]) -> None: ...

    def opened_query(self, person: "Screen") -> str: ...

    def changed(self, person: "Screen") -> None: ...


@dataclass(frozen=True)
class Notice:
    """The words that flash up after a tap; an alert waits for OK."""

    text: str
    alert: bool
    at: datetime


class Screen:
    """What a person sees, and what the bot does to it; `id` is the person's and the private chat's."""

    def __init__(self, network: Network, person_id: int, names: Mapping[str, str | None], *, started: bool) -> None:
        self.network = network
        self.id = person_id
        self.names = {key: value for key, value in names.items() if value is not None}
        self.started = started
        self.blocked = False
        self.deleted = False
        self.reply_keyboard: ReplyKeyboard | None = None
        self.notices: list[Notice] = []
        self._messages: dict[int, Message] = {}
        self._typing_since: datetime | None = None

    @property
    def first_name(self) -> str:
        """The name others see."""
        return self.names["first_name"]

    @property
    def chat(self) -> list[Message]:
        """Every message that stands in the chat, oldest first."""
        return list(self._messages.values())

    @property
    def last_answer(self) -> Message | None:
        """The bot's newest message, edited or not."""
        return next((message for message in reversed(self._messages.values()) if message.from_bot), None)

    @property
    def typing(self) -> bool:
        """Whether the bot shows that it is busy."""
        return self._typing_since is not None and self.network.now() - self._typing_since < TYPING_LASTS

    def message(self, message_id: int) -> Message | None:
        """The message with this id, if it still stands."""
        return self._messages.get(message_id)

    def check_reachable(self) -> None:
        """Raises Refused (403) when the bot may not write to this person."""
        if self.deleted:
            raise forbidden("user is deactivated")
        if self.blocked:
            raise forbidden("bot was blocked by the user")
        if not self.started:
            raise forbidden("bot can't initiate conversation with a user")

    def receive(self, message: Message, keyboard: ReplyKeyboard | RemoveKeyboard | None = None) -> Message:
        """Take a message from the bot into the chat and give it its id."""
        message.id = self.network.next_id()
        self._messages[message.id] = message
        self._typing_since = None
        if isinstance(keyboard, RemoveKeyboard):
            self.reply_keyboard = None
        elif keyboard is not None:
            self.reply_keyboard = keyboard
        self.network.changed(self)
        return message

    def lose(self, message_id: int) -> None:
        """Take a deleted message out of the chat."""
        del self._messages[message_id]
        self.network.changed(self)

    def notice(self, text: str, *, alert: bool) -> None:
        """Flash up the answer to a tap."""
        self.notices.append(Notice(text, alert, self.network.now()))
        self.network.changed(self)

    def show_typing(self) -> None:
        """Show that the bot is busy, for five seconds or until its next message."""
        self._typing_since = self.network.now()
        self.network.changed(self)

    def body(self) -> Json:
        """The JSON object `User`."""
        return {"id": self.id, "is_bot": False, **self.names}

    def chat_body(self) -> Json:
        """The JSON object `Chat`."""
        names = {key: value for key, value in self.names.items() if key != "language_code"}
        return {"id": self.id, "type": "private", **names}

    def encode(self, message: Message) -> Json:
        """The JSON object `Message` of a message in this chat."""
        answered = self._messages.get(message.reply_to) if message.reply_to else None
        reply = message_body(answered, self.chat_body(), self.body(), self.network.bot) if answered else None
        return message_body(message, self.chat_body(), self.body(), self.network.bot, reply)
