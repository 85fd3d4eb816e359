"""One Telegram update in, one event out.

Updates are read as Telegram's own JSON: python-telegram-bot's objects cost a sixth of all we do for a message, and
one malformed field in a part that nobody needs would lose the whole update.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.answers.texts import clean, lines, looks_like_secret
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
from storage.records import ChatId

NEVER = -1
"""A turn that no session ever has: a button that carries it is out of date."""

Json = Mapping[str, Any]
LARGEST = 2**52
"""Telegram promises that no number of its own is larger; one that is would not fit a database either."""

LONGEST_ID = 200
"""Telegram's names of files are shorter."""
MEDIA = ("photo", "sticker", "voice", "location", "animation", "document", "video", "video_note", "audio")
"""Looked for in this order: what moves is sent as a file, too."""


@dataclass(frozen=True, slots=True)
class Received:
    """An event and the private chat it came from; `query` is the tap that Telegram wants confirmed."""

    chat: ChatId
    event: Event
    query: str | None = None


def translate(update: Json) -> Received | None:
    """The event in an update; None for groups, channels and kinds we do not serve.

    Raises AttributeError, KeyError, TypeError or ValueError when it is not as the Bot API says.
    """
    match update:
        case {"callback_query": tapped}:
            return _private_tap(tapped)
        case {"my_chat_member": changed}:
            return _membership(changed)
        case {"edited_message": edited}:
            return _private(edited, edit)
        case {"message": sent}:
            return _private(sent, message)
        case _:
            return None


def message(sent: Json) -> Event:
    """The event in a message of any kind."""
    match sent:
        case {"text": written}:
            return text(written)
        case {"contact": {"phone_number": phone, **contact}}:
            own = "from" in sent and contact.get("user_id") == sent["from"]["id"]
            return SharedContact(international(clean(phone)) if own else clean(phone), own)
        case _:
            return media(sent)


def media(sent: Json) -> Event:
    """Something that is not text; a caption is not kept, and with a NIK, card or code in it the whole is dropped."""
    if looks_like_secret(sent.get("caption", "")):
        return Sent("secret")
    match sent:
        case {"document": {"file_id": str(file), **told}} if "animation" not in sent:
            called = clean(str(told.get("file_name", "")))[:60]
            return Sent("document", file[:LONGEST_ID], called, size(told.get("file_size")), _place(sent))
        case _:
            return Sent(next((kind for kind in MEDIA if kind in sent), "other"), message=_place(sent))


def edit(changed: Json) -> Event:
    """An old message with new words, if it is a text."""
    words = clean(changed.get("text", ""))
    if looks_like_secret(words or changed.get("caption", "")):
        return Sent("secret")
    return Sent("edited", message=_place(changed), words=words)


def size(given: Any) -> int:
    """How many bytes a file has, 0 where nothing sensible is said."""
    return given if isinstance(given, int) and 0 < given < LARGEST else 0


def international(phone: str) -> str:
    """An account's own number; Telegram often leaves out the + before the country, which is seldom ours alone."""
    return f"+{phone}" if phone[:1] in set("123456789") else phone


def text(written: str) -> Event:
    """A command, or words, cleaned of characters nobody sees; a NIK, card or code typed here is not even stored."""
    words = clean(written)
    if looks_like_secret(words):
        return Sent("secret")
    if not words.startswith("/"):
        return Typed(words, kept if "\n" in (kept := lines(written)) else "")
    name, _, argument = words[1:].partition(" ")
    return Commanded(name.partition("@")[0].lower()[:32], argument.strip()[:64])


def button(tapped: Json) -> Event:
    """The event in a tap: a command, an action on a lead's card, or a choice of a question's turn."""
    data: str = tapped.get("data", "")
    where = number(tapped["message"]["message_id"]) if "message" in tapped else None
    if not data.isascii():
        return Tapped("", NEVER, where)
    head, _, rest = data.partition(":")
    if data.startswith("/"):
        name, _, argument = data[1:].partition(" ")
        return Commanded(name, argument)
    if head in CARDS:
        return card(CARDS[head], rest, where)
    return Tapped(rest, int(head) if head.isdecimal() and len(head) < 20 else NEVER, where)


CARDS: dict[str, type[CardTapped | CaseTapped]] = {"c": CardTapped, "k": CaseTapped}
"""What the buttons of a card begin with."""


def card(kind: type[CardTapped | CaseTapped], written: str, where: int | None) -> Event:
    """The event in a card's button, `number:action:version`; anything else is an old button."""
    match written.split(":"):
        case [number, action, version] if _counts(number) and _counts(version):
            return kind(int(number), action, int(version), where)
        case _:
            return Tapped("", NEVER, where)


def _counts(written: str) -> bool:
    """Whether this is a number of ours: more digits than nine fit no row."""
    return written.isdecimal() and len(written) < 10


def _place(sent: Json) -> int | None:
    """Where a message stands in its chat."""
    return number(sent["message_id"]) if "message_id" in sent else None


def number(sent: Any) -> int:
    """An id that Telegram gave. Raises TypeError or ValueError for what can be none."""
    if not -LARGEST < sent < LARGEST:
        raise ValueError("no id of Telegram")
    return int(sent)


def _private(sent: Json, read: Callable[[Json], Event]) -> Received | None:
    chat = sent["chat"]
    return Received(ChatId(number(chat["id"])), read(sent)) if chat["type"] == "private" else None


def _private_tap(tapped: Json) -> Received:
    return Received(ChatId(number(tapped["from"]["id"])), button(tapped), str(tapped["id"]))


def _membership(changed: Json) -> Received | None:
    def read(_: Json) -> Event:
        return Blocked() if changed["new_chat_member"]["status"] in ("kicked", "left") else Unblocked()

    return _private(changed, read)
