"""Methods that change what already stands in a chat, or answer a tap."""

from datetime import timedelta
from typing import Any

from bot.simulator.account import QUERY_LASTS, Account
from bot.simulator.encoding import Json
from bot.simulator.messages import Message
from bot.simulator.methods import composing
from bot.simulator.params import Params
from bot.simulator.people import Person
from bot.simulator.refusal import bad_request

DELETABLE_FOR = timedelta(hours=48)
MOST_NOTICE = 200
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def edit_message_text(account: Account, params: Params) -> Json:
    """New words and buttons for a text."""
    person = account.person_in(params)
    message = composing.own_message(params, person, "edit")
    if message.attachment:
        raise bad_request("there is no text in the message to edit")
    text, entities = composing.words(params)
    return _change(account, person, message, text=text, entities=entities, buttons=composing.inline_rows(params))


async def edit_message_caption(account: Account, params: Params) -> Json:
    """New words and buttons for an attachment."""
    person = account.person_in(params)
    message = composing.own_message(params, person, "edit")
    if not message.attachment:
        raise bad_request("there is no caption in the message to edit")
    text, entities = composing.words(params, "caption")
    return _change(account, person, message, text=text, entities=entities, buttons=composing.inline_rows(params))


async def edit_message_reply_markup(account: Account, params: Params) -> Json:
    """New buttons, or none."""
    person = account.person_in(params)
    message = composing.own_message(params, person, "edit")
    return _change(account, person, message, buttons=composing.inline_rows(params))


def _change(account: Account, person: Person, message: Message, **fields: Any) -> Json:
    if all(getattr(message, name) == value for name, value in fields.items()):
        raise bad_request(SAME)
    for name, value in fields.items():
        setattr(message, name, value)
    if "text" in fields:
        message.edited_at = account.now()
    person.network.changed(person)
    return person.encode(message)


async def delete_message(account: Account, params: Params) -> bool:
    """Take one message away."""
    person = account.person_in(params)
    message = person.message(params.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if account.now() - message.at > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    person.lose(message.id)
    return True


async def answer_callback_query(account: Account, params: Params) -> bool:
    """Words that flash up after a tap; without words the waiting circle just ends."""
    query = account.queries.get(params.text("callback_query_id"))
    if query is None or account.now() - query.at > QUERY_LASTS:
        raise bad_request(TOO_OLD)
    text = params.text("text")
    if len(text) > MOST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    if text:
        query.person.notice(text, alert=params.flag("show_alert"))
    return True


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
}
