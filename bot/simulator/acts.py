"""What can be done on a phone of the page, each with the line a saved test has for it."""

import base64
from collections.abc import Callable, Mapping
from typing import Any

from bot.simulator.journal import Did
from bot.simulator.people import Person
from bot.simulator.saving import literal

Action = Callable[[Person, Mapping[str, Any]], Did]


def _send(person: Person, given: Mapping[str, Any]) -> Did:
    text = str(given["text"]).strip()
    if not text:
        raise ValueError("pesan kosong")
    person.send(text)
    return Did(person, "says", literal(text))


def _tap(person: Person, given: Mapping[str, Any]) -> Did:
    message_id, data = int(given["message_id"]), str(given["data"])
    message = person.message(message_id)
    rows = message.buttons if message else ()
    person.tap(message_id, data)
    label = next((one.text for row in rows for one in row if one.callback_data == data), data)
    return Did(person, "taps", literal(label))


def _contact(person: Person, given: Mapping[str, Any]) -> Did:
    phone, own = str(given["phone"]).strip(), bool(given.get("own", True))
    if not phone:
        raise ValueError("nomor kosong")
    person.share_contact(phone, own=own, name=None if own else "Orang lain")
    return Did(person, "shares_contact", f"{literal(phone)}, own={own}")


def _photo(person: Person, given: Mapping[str, Any]) -> Did:
    person.send_photo(_content(given), str(given.get("name") or "foto.png"))
    return Did(person, "sends", '"photo"')


def _document(person: Person, given: Mapping[str, Any]) -> Did:
    person.send_document(_content(given), str(given.get("name") or "berkas.bin"))
    return Did(person, "sends", '"document"')


def _content(given: Mapping[str, Any]) -> bytes:
    return base64.b64decode(str(given["base64"]), validate=True)


def _sticker(person: Person, given: Mapping[str, Any]) -> Did:
    person.send_sticker()
    return Did(person, "sends", '"sticker"')


def _voice(person: Person, given: Mapping[str, Any]) -> Did:
    person.send_voice()
    return Did(person, "sends", '"voice"')


def _location(person: Person, given: Mapping[str, Any]) -> Did:
    person.send_location()
    return Did(person, "sends", '"location"')


def _edit(person: Person, given: Mapping[str, Any]) -> Did:
    text = str(given["text"]).strip()
    person.edit(int(given["message_id"]), text)
    return Did(person, "edits", literal(text))


def _open(person: Person, given: Mapping[str, Any]) -> Did:
    person.open_link(str(given["payload"]))
    return Did(person, "says", literal(f"/start {given['payload']}".strip()))


def _block(person: Person, given: Mapping[str, Any]) -> Did:
    person.block()
    return Did(person, "blocks", "")


def _unblock(person: Person, given: Mapping[str, Any]) -> Did:
    person.unblock()
    return Did(person, "unblocks", "")


ACTIONS: dict[str, Action] = {
    "send": _send,
    "tap": _tap,
    "contact": _contact,
    "photo": _photo,
    "document": _document,
    "sticker": _sticker,
    "voice": _voice,
    "location": _location,
    "edit": _edit,
    "open": _open,
    "block": _block,
    "unblock": _unblock,
}
