"""Messages and people as the JSON of the Bot API."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from bot.simulator.messages import (
    Attachment,
    Contact,
    Document,
    Location,
    Message,
    Moving,
    Photo,
    Recording,
    Sticker,
    Voice,
)

Json = dict[str, Any]
SHAPES: Mapping[Moving, Json] = {
    "video": {"width": 640, "height": 360},
    "video_note": {"length": 240},
    "audio": {"mime_type": "audio/mpeg"},
    "animation": {"width": 320, "height": 240},
}


@dataclass(frozen=True)
class BotUser:
    """The bot as people see it."""

    id: int
    first_name: str
    username: str

    def body(self) -> Json:
        """The JSON object `User`."""
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}


def message_body(message: Message, chat: Json, person: Json, bot: BotUser, reply: Json | None = None) -> Json:
    """The JSON object `Message`; `chat` and `person` are the objects of the private chat."""
    body: Json = {
        "message_id": message.id,
        "date": int(message.at.timestamp()),
        "chat": chat,
        "from": bot.body() if message.from_bot else person,
    }
    if message.edited_at:
        body["edit_date"] = int(message.edited_at.timestamp())
    if reply:
        body["reply_to_message"] = reply
    if message.buttons:
        body["reply_markup"] = {"inline_keyboard": [[one.body() for one in row] for row in message.buttons]}
    return body | _words(message) | (_attachment(message.attachment) if message.attachment else {})


def _words(message: Message) -> Json:
    prefix = "caption" if message.attachment else "text"
    entities = "caption_entities" if message.attachment else "entities"
    body: Json = {prefix: message.text} if message.text else {}
    if message.entities:
        body[entities] = [entity.body() for entity in message.entities]
    return body


def _attachment(attachment: Attachment) -> Json:
    match attachment:
        case Photo(file, width, height):
            return {"photo": [file.body() | {"width": width, "height": height}]}
        case Document(file):
            return {"document": file.body() | {"file_name": file.name, "mime_type": file.mime}}
        case Sticker(file, emoji):
            shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
            return {"sticker": file.body() | shape | {"emoji": emoji}}
        case Voice(file, seconds):
            return {"voice": file.body() | {"duration": seconds, "mime_type": "audio/ogg"}}
        case Recording(kind, file, seconds):
            body = file.body() | {"duration": seconds} | SHAPES[kind]
            # As Telegram does for bots that know no animations.
            return {kind: body} | ({"document": file.body()} if kind == "animation" else {})
        case Location(latitude, longitude):
            return {"location": {"latitude": latitude, "longitude": longitude}}
        case Contact(phone, first_name, user_id):
            known = {"user_id": user_id} if user_id is not None else {}
            return {"contact": {"phone_number": phone, "first_name": first_name} | known}
    assert_never(attachment)
