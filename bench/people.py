"""The people who chat: each walks a script and acts only when the bot has answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Move(NamedTuple):
    """One thing a person does; `after` is a piece of the bot's words to wait for, any words when empty."""

    kind: str
    value: str
    after: str = ""


Script = Sequence[Move]


def says(text: str, after: str = "") -> Move:
    """The person types."""
    return Move("text", text, after)


def taps(label: str) -> Move:
    """The person taps the button whose label contains this, as soon as there is one."""
    return Move("tap", label)


def shares_contact(phone: str, after: str = "") -> Move:
    """The person shares their own contact."""
    return Move("contact", phone, after)


class Button(NamedTuple):
    """A place to tap: `data` is None on a reply keyboard, where tapping types the label."""

    label: str
    data: str | None
    message: dict[str, Any]


@dataclass
class Person:
    """Where one person stands in the script; times are seconds of one monotonic clock."""

    id: int
    moves: Iterator[Move]
    next: Move | None = None
    asked_at: float | None = None
    last_words: str = ""
    buttons: list[Button] = field(default_factory=list)
    fixed_buttons: list[Button] = field(default_factory=list)

    @classmethod
    def following(cls, person_id: int, script: Script) -> "Person":
        """A person before the first move."""
        moves = iter(script)
        return cls(person_id, moves, next(moves, None))

    def hears(self, message: dict[str, Any]) -> None:
        """The bot sent or edited a message."""
        self.last_words = message.get("text", "")
        markup = message.get("reply_markup") or {}
        if rows := markup.get("inline_keyboard"):
            self.buttons = [_button(key, message) for row in rows for key in row]
        if rows := markup.get("keyboard"):
            self.fixed_buttons = [_button(key, message) for row in rows for key in row]
        if markup.get("remove_keyboard"):
            self.fixed_buttons = []

    def acts(self) -> dict[str, Any] | None:
        """The update that the next move makes, or None when it must wait for more from the bot."""
        if self.next is None:
            return None
        update = self._update(self.next)
        if update is not None:
            self.next = next(self.moves, None)
        return update

    def _update(self, move: Move) -> dict[str, Any] | None:
        if move.kind == "tap":
            return self._tap(move.value)
        if move.after not in self.last_words:
            return None
        if move.kind == "contact":
            contact = {"phone_number": move.value, "first_name": "Sari", "user_id": self.id}
            return self._message({"contact": contact})
        return self._types(move.value)

    def _tap(self, label: str) -> dict[str, Any] | None:
        for button in [*self.buttons, *self.fixed_buttons]:
            if label in button.label:
                return self._taps(button)
        return None

    def _taps(self, button: Button) -> dict[str, Any]:
        if button.data is None:
            return self._types(button.label)
        self.buttons = []
        query = {"id": "4382bfdwdsb323b2d9", "from": self._user(), "chat_instance": "-1"}
        return {"callback_query": query | {"message": button.message, "data": button.data}}

    def _types(self, text: str) -> dict[str, Any]:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return self._message({"text": text} | ({"entities": entities} if text.startswith("/") else {}))

    def _message(self, content: dict[str, Any]) -> dict[str, Any]:
        chat = {"id": self.id, "first_name": "Sari", "type": "private"}
        return {"message": {"message_id": 1, "from": self._user(), "chat": chat, "date": 1760000000} | content}

    def _user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": "Sari", "language_code": "id"}


def _button(key: dict[str, Any] | str, message: dict[str, Any]) -> Button:
    if isinstance(key, str):
        return Button(key, None, message)
    return Button(key["text"], key.get("callback_data"), message)
