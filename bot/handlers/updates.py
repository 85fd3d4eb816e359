"""One Telegram update in, one event out."""

from collections.abc import Callable
from dataclasses import dataclass

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update

from bot.answers.texts import clean, looks_like_secret
from bot.conversation.events import (
    Blocked,
    CardTapped,
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

MEDIA = ("photo", "sticker", "voice", "location", "document", "video", "video_note", "audio", "animation")


@dataclass(frozen=True, slots=True)
class Received:
    """An event and the private chat it came from; `query` is the tap that Telegram wants confirmed."""

    chat: ChatId
    event: Event
    query: str | None = None


def translate(update: Update) -> Received | None:
    """The event in an update; None for groups, channels and kinds we do not serve."""
    if update.callback_query is not None:
        return _private_tap(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    if update.edited_message is not None:
        return _private(update.edited_message, lambda _: Sent("edited"))
    if update.message is not None:
        return _private(update.message, message)
    return None


def message(sent: Message) -> Event:
    """The event in a message of any kind."""
    if sent.text is not None:
        return text(sent.text)
    if sent.contact is not None:
        own = sent.from_user is not None and sent.contact.user_id == sent.from_user.id
        return SharedContact(clean(sent.contact.phone_number), own)
    return Sent(next((kind for kind in MEDIA if getattr(sent, kind)), "other"))


def text(written: str) -> Event:
    """A command, or words, cleaned of characters nobody sees; a NIK, card or code typed here is not even stored."""
    words = clean(written)
    if looks_like_secret(words):
        return Sent("secret")
    if not words.startswith("/"):
        return Typed(words)
    name, _, argument = words[1:].partition(" ")
    return Commanded(name.partition("@")[0].lower()[:32], argument.strip()[:64])


def button(tapped: CallbackQuery) -> Event:
    """The event in a tap: a command, an action on a lead's card, or a choice of a question's turn."""
    data = tapped.data or ""
    where = tapped.message.message_id if tapped.message else None
    head, _, rest = data.partition(":")
    if data.startswith("/"):
        return Commanded(data[1:])
    if head == "c":
        return card(rest, where)
    return Tapped(rest, int(head) if head.isdecimal() else NEVER, where)


def card(written: str, where: int | None) -> Event:
    """The event in a card's button, `lead:action:version`; anything else is an old button."""
    match written.split(":"):
        case [lead, action, version] if lead.isdecimal() and version.isdecimal():
            return CardTapped(int(lead), action, int(version), where)
        case _:
            return Tapped("", NEVER, where)


def _private(sent: Message, read: Callable[[Message], Event]) -> Received | None:
    return Received(ChatId(sent.chat.id), read(sent)) if sent.chat.type == "private" else None


def _private_tap(tapped: CallbackQuery) -> Received:
    return Received(ChatId(tapped.from_user.id), button(tapped), tapped.id)


def _membership(changed: ChatMemberUpdated) -> Received | None:
    if changed.chat.type != "private":
        return None
    gone = changed.new_chat_member.status in ("kicked", "left")
    return Received(ChatId(changed.chat.id), Blocked() if gone else Unblocked())
