"""What a phone of the page shows, as JSON."""

from datetime import datetime
from typing import Any, assert_never

from bot.simulator.encoding import Json
from bot.simulator.files import File
from bot.simulator.journal import Phone
from bot.simulator.messages import Attachment, Contact, Document, Location, Message, Photo, Recording, Sticker, Voice
from bot.simulator.methods.profile import commands_for
from bot.simulator.stage import Stage

MOST_MESSAGES = 300


def stage_view(stage: Stage) -> Json:
    """Everything the page needs to draw itself."""
    world = stage.world
    return {
        "bot": {"name": world.bot.first_name, "username": world.bot.username},
        "now": world.now().isoformat(),
        "saving": stage.save_to is not None,
        "phones": [phone_view(stage, phone) for phone in stage.phones.values()],
    }


def phone_view(stage: Stage, phone: Phone) -> Json:
    """One phone: who holds it and what stands on its screen."""
    person = phone.person
    keyboard = person.reply_keyboard
    return {
        "id": person.id,
        "name": " ".join(filter(None, [person.first_name, person.names.get("last_name")])),
        "title": phone.title,
        "hint": phone.hint,
        "first_command": phone.first_command,
        "blocked": person.blocked,
        "typing": person.typing,
        "messages": [_message(message) for message in person.chat[-MOST_MESSAGES:]],
        "keyboard": keyboard
        and {
            "placeholder": keyboard.placeholder,
            "rows": [[vars(button) for button in row] for row in keyboard.rows],
        },
        "commands": commands_for(stage.world, person),
        "notices": [{"text": one.text, "alert": one.alert} for one in person.notices],
    }


def _message(message: Message) -> Json:
    return {
        "id": message.id,
        "mine": not message.from_bot,
        "at": _moment(message.at),
        "edited": message.edited_at is not None,
        "text": message.text,
        "entities": [entity.body() for entity in message.entities],
        "buttons": [[button.body() for button in row] for row in message.buttons],
        "reply_to": message.reply_to,
        "attachment": message.attachment and _attachment(message.attachment),
    }


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _attachment(attachment: Attachment) -> dict[str, Any]:
    match attachment:
        case Photo(file, width, height):
            return {"kind": "photo", "width": width, "height": height} | _file(file)
        case Document(file):
            return {"kind": "document"} | _file(file)
        case Sticker(_, emoji):
            return {"kind": "sticker", "emoji": emoji}
        case Voice(_, seconds):
            return {"kind": "voice", "seconds": seconds}
        case Recording(kind, _, seconds):
            return {"kind": kind, "seconds": seconds}
        case Location(latitude, longitude):
            return {"kind": "location", "latitude": latitude, "longitude": longitude}
        case Contact(phone, first_name):
            return {"kind": "contact", "phone": phone, "name": first_name}
    assert_never(attachment)


def _file(file: File) -> Json:
    return {"name": file.name, "size": len(file.content), "url": f"/sim/files/{file.id}"}
