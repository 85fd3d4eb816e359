"""Keyboards a bot may put under a message or in place of the letters."""

from dataclasses import dataclass
from typing import Any

from bot.simulator.refusal import bad_request

MOST_DATA = 64
MOST_BUTTONS = 100


@dataclass(frozen=True)
class Button:
    """A button under a message; it carries either data for the bot or an address."""

    text: str
    callback_data: str | None = None
    url: str | None = None

    def body(self) -> dict[str, str]:
        """The JSON object of the Bot API."""
        parts = {"text": self.text, "callback_data": self.callback_data, "url": self.url}
        return {name: value for name, value in parts.items() if value is not None}


@dataclass(frozen=True)
class ReplyButton:
    """A button above the input; a tap sends its text, or shares the contact or place when asked."""

    text: str
    request_contact: bool = False
    request_location: bool = False


@dataclass(frozen=True)
class InlineKeyboard:
    """Rows of buttons that belong to one message."""

    rows: tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class ReplyKeyboard:
    """Rows of buttons that belong to the chat."""

    rows: tuple[tuple[ReplyButton, ...], ...]
    one_time: bool = False
    placeholder: str = ""


@dataclass(frozen=True)
class RemoveKeyboard:
    """Back to letters."""


@dataclass(frozen=True)
class ForceReply:
    """The person is invited to answer this message."""


Markup = InlineKeyboard | ReplyKeyboard | RemoveKeyboard | ForceReply | None


def read_markup(raw: Any) -> Markup:
    """The keyboard in a `reply_markup`; raises Refused for one Telegram would not take."""
    if not raw:
        return None
    match raw:
        case {"inline_keyboard": list(rows)}:
            return _inline(rows)
        case {"keyboard": list(rows)}:
            return _reply(rows, raw)
        case {"remove_keyboard": True}:
            return RemoveKeyboard()
        case {"force_reply": True}:
            return ForceReply()
    raise bad_request("object expected as reply markup")


def _inline(rows: list[Any]) -> InlineKeyboard:
    keyboard = InlineKeyboard(tuple(tuple(_button(raw) for raw in row) for row in rows if row))
    if sum(map(len, keyboard.rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return keyboard


def _button(raw: Any) -> Button:
    match raw:
        case {"text": str(text), "callback_data": str(data)}:
            if not 0 < len(data.encode()) <= MOST_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
            return _named(Button(text, callback_data=data))
        case {"text": str(text), "url": str(url)}:
            if not url.startswith(("http://", "https://", "tg://", "t.me/")):
                raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
            return _named(Button(text, url=url))
        case {"text": str(), **unknown} if unknown:
            raise bad_request(f"the simulator does not know buttons with {', '.join(map(str, unknown))}")
    raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _named(button: Button) -> Button:
    if not button.text.strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be non-empty')
    return button


def _reply(rows: list[Any], raw: dict[str, Any]) -> ReplyKeyboard:
    return ReplyKeyboard(
        rows=tuple(tuple(_reply_button(button) for button in row) for row in rows if row),
        one_time=bool(raw.get("one_time_keyboard")),
        placeholder=str(raw.get("input_field_placeholder") or ""),
    )


def _reply_button(raw: Any) -> ReplyButton:
    match raw:
        case str(text) | {"text": str(text)} if text.strip():
            fields = raw if isinstance(raw, dict) else {}
            return ReplyButton(text, bool(fields.get("request_contact")), bool(fields.get("request_location")))
    raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
