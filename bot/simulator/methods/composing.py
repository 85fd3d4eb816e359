"""Reading words, keyboards and attachments out of a call."""

from typing import Any

from bot.simulator.account import Account
from bot.simulator.files import check_picture, picture_size
from bot.simulator.keyboards import InlineKeyboard, Markup, read_markup
from bot.simulator.markup import Entity, Formatted, parse_html, trimmed, with_links
from bot.simulator.messages import Document, Message, Photo
from bot.simulator.params import Params
from bot.simulator.people import Person
from bot.simulator.refusal import bad_request

MOST_TEXT, MOST_CAPTION = 4096, 1024


def words(params: Params, name: str = "text") -> Formatted:
    """The formatted text or caption; raises Refused when empty, too long or wrongly marked up."""
    text, entities = _formatted(params, name)
    if name == "text" and not text:
        raise bad_request("message text is empty")
    if len(text) > (MOST_TEXT if name == "text" else MOST_CAPTION):
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    return with_links((text, entities))


def _formatted(params: Params, name: str) -> Formatted:
    mode = params.text("parse_mode")
    if mode.lower() == "html":
        return parse_html(params.text(name))
    if mode:
        raise bad_request(f"the simulator does not know parse_mode {mode}")
    given = params.structure("entities" if name == "text" else "caption_entities") or []
    return trimmed(params.text(name), [_entity(raw) for raw in given])


def _entity(raw: Any) -> Entity:
    match raw:
        case {"type": str(kind), "offset": int(offset), "length": int(length)}:
            return Entity(kind, offset, length, raw.get("url"))
    raise bad_request("can't parse MessageEntity")


def markup(params: Params) -> Markup:
    """The keyboard that came along."""
    return read_markup(params.structure("reply_markup"))


def inline_rows(params: Params) -> tuple[tuple[Any, ...], ...]:
    """The inline keyboard of an edit, the only kind an edit may carry."""
    match markup(params):
        case None:
            return ()
        case InlineKeyboard(rows):
            return rows
    raise bad_request("inline keyboard expected")


def answered_message(params: Params, person: Person) -> int | None:
    """The id of the message this one replies to; raises Refused when it is gone."""
    reply = params.structure("reply_parameters") or {}
    wanted = reply.get("message_id") or params.number("reply_to_message_id", 0)
    if not wanted or person.message(int(wanted)):
        return int(wanted) if wanted else None
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def photo(account: Account, params: Params) -> Photo:
    """The picture of a sendPhoto, uploaded or sent before."""
    upload = params.upload("photo")
    if upload:
        check_picture(upload[1])
        file = account.files.keep("photos", *upload)
    else:
        file = account.files.find(params.text("photo"))
    return Photo(file, *picture_size(file.content))


def document(account: Account, params: Params) -> Document:
    """The file of a sendDocument, uploaded or sent before."""
    upload = params.upload("document")
    if upload:
        return Document(account.files.keep("documents", *upload))
    return Document(account.files.find(params.text("document")))


def own_message(params: Params, person: Person, purpose: str) -> Message:
    """The bot's message named in the call; raises Refused when it is gone or a person's."""
    message = person.message(params.number("message_id"))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    if not message.from_bot:
        raise bad_request(f"message can't be {purpose}ed")
    return message
