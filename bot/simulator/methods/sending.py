"""Methods that put something new into a chat."""

from bot.simulator.account import Account
from bot.simulator.encoding import Json
from bot.simulator.keyboards import InlineKeyboard, RemoveKeyboard, ReplyKeyboard
from bot.simulator.markup import Formatted
from bot.simulator.messages import Attachment, Contact, Document, Location, Message, Photo, Recording, Voice
from bot.simulator.methods import composing
from bot.simulator.params import Params
from bot.simulator.refusal import bad_request

NO_WORDS: Formatted = ("", ())


async def send_message(account: Account, params: Params) -> Json:
    """A text."""
    return _deliver(account, params, composing.words(params))


async def send_photo(account: Account, params: Params) -> Json:
    """A picture with an optional caption."""
    return _deliver(account, params, composing.words(params, "caption"), composing.photo(account, params))


async def send_document(account: Account, params: Params) -> Json:
    """A file with an optional caption."""
    return _deliver(account, params, composing.words(params, "caption"), composing.document(account, params))


async def send_contact(account: Account, params: Params) -> Json:
    """A visiting card."""
    if not params.text("phone_number"):
        raise bad_request("PHONE_NUMBER_INVALID")
    return _deliver(account, params, NO_WORDS, Contact(params.text("phone_number"), params.text("first_name")))


async def send_location(account: Account, params: Params) -> Json:
    """A place."""
    return _deliver(account, params, NO_WORDS, Location(params.decimal("latitude"), params.decimal("longitude")))


async def copy_message(account: Account, params: Params) -> Json:
    """Something that stands in one chat, shown in another as if the bot had sent it; a caption may be replaced."""
    source = account.people.get(params.number("from_chat_id"))
    if source is None:
        raise bad_request("chat not found")
    original = source.message(params.number("message_id"))
    if original is None:
        raise bad_request("message to copy not found")
    words = (original.text, original.entities)
    if params.has("caption") and isinstance(original.attachment, Photo | Document | Voice | Recording):
        words = composing.words(params, "caption")
    return {"message_id": _deliver(account, params, words, original.attachment)["message_id"]}


async def send_chat_action(account: Account, params: Params) -> bool:
    """Whatever the action, people see that the bot is busy."""
    person = account.person_in(params)
    person.check_reachable()
    if not params.text("action"):
        raise bad_request("wrong parameter action in request")
    person.show_typing()
    return True


def _deliver(account: Account, params: Params, words: Formatted, attachment: Attachment | None = None) -> Json:
    person = account.person_in(params)
    person.check_reachable()
    keyboard = composing.markup(params)
    reply_to = composing.answered_message(params, person)
    account.gate.enter(person.id)
    message = Message(0, True, account.now(), *words, attachment=attachment, reply_to=reply_to)
    if isinstance(keyboard, InlineKeyboard):
        message.buttons = keyboard.rows
    for_chat = keyboard if isinstance(keyboard, ReplyKeyboard | RemoveKeyboard) else None
    return person.encode(person.receive(message, for_chat))


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendContact": send_contact,
    "sendLocation": send_location,
    "copyMessage": copy_message,
    "sendChatAction": send_chat_action,
}
