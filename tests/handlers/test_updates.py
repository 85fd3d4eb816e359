"""A recorded update in, the expected event out."""

from typing import Any

import pytest

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
    from_json,
    to_json,
)
from bot.handlers.updates import NEVER, Received, translate

SARI = {"id": 500001, "is_bot": False, "first_name": "Sari"}
PRIVATE = {"id": 500001, "type": "private", "first_name": "Sari"}
GROUP = {"id": -100123, "type": "supergroup", "title": "Arisan"}


def sent(**content: Any) -> dict[str, Any]:
    """An update with one message of Sari's."""
    return {"update_id": 1, "message": {"message_id": 5, "date": 1, "chat": PRIVATE, "from": SARI, **content}}


def tapped(data: str, **changed: Any) -> dict[str, Any]:
    """An update with one tap of Sari's."""
    query = {"id": "77", "from": SARI, "chat_instance": "1", "data": data, "message": {"message_id": 9, **changed}}
    return {"update_id": 2, "callback_query": query}


def member(status: str, chat: dict[str, Any] = PRIVATE) -> dict[str, Any]:
    """An update that says what the bot is to Sari from now on."""
    return {"update_id": 3, "my_chat_member": {"chat": chat, "from": SARI, "new_chat_member": {"status": status}}}


def event(update: dict[str, Any]) -> Event:
    """The event of an update from Sari's chat."""
    received = translate(update)
    assert received is not None
    assert received.chat == 500001
    return received.event


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("halo", Typed("halo")),
        ("  Bu \n Sari\u200b\u202e ", Typed("Bu Sari", "Bu\nSari")),
        ("０８１２３４５６７８９０", Typed("081234567890")),
        ("a\x00\x07b", Typed("ab")),
        ("\u200b\u2800", Typed("")),
        ("x" * 4096, Typed("x" * 4096)),
        ("/start", Commanded("start")),
        ("/START@jangkau_bot abc_-1", Commanded("start", "abc_-1")),
        ("/", Commanded("")),
        ("／menu", Commanded("menu")),
        ("/" + "x" * 4000, Commanded("x" * 32)),
        ("3528014708900001", Sent("secret")),
        ("NIK saya 3528 0147 0890 0001 ya", Sent("secret")),
        ("kode OTP 123456", Sent("secret")),
        ("/start 3528014708900001", Sent("secret")),
    ],
)
def test_text_is_cleaned_and_secrets_are_dropped(written: str, expected: Event) -> None:
    """What nobody sees is gone, full-width is plain, and a NIK never gets any further than this."""
    assert event(sent(text=written)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"photo": [{}], "caption": "3528014708900001"}, Sent("secret")),
        ({"photo": [{}], "caption": "ladang saya"}, Sent("photo", message=5)),
        ({"document": {}}, Sent("document", message=5)),
        (
            {"document": {"file_id": "BQAC", "file_name": "../../etc/\u202epasswd.xlsx", "file_size": 1234}},
            Sent("document", "BQAC", "../../etc/passwd.xlsx", 1234, 5),
        ),
        ({"document": {"file_id": "B" * 999, "file_name": 7, "file_size": -1}}, Sent("document", "B" * 200, "7", 0, 5)),
        ({"document": {"file_id": "BQAC"}, "caption": "OTP 123456"}, Sent("secret")),
        ({"animation": {}, "document": {}}, Sent("animation", message=5)),
        ({"sticker": {}}, Sent("sticker", message=5)),
        ({"voice": {}}, Sent("voice", message=5)),
        ({"location": {}}, Sent("location", message=5)),
        ({"venue": {}, "location": {}}, Sent("location", message=5)),
        ({"video_note": {}}, Sent("video_note", message=5)),
        ({"dice": {}}, Sent("other", message=5)),
        ({}, Sent("other", message=5)),
    ],
)
def test_everything_else_is_told_by_its_kind(content: dict[str, Any], expected: Event) -> None:
    """Not even a caption is kept."""
    assert event(sent(**content)) == expected


@pytest.mark.parametrize(
    ("phone", "user", "expected"),
    [
        ("6281234567890", 500001, SharedContact("+6281234567890", True)),
        ("+6281234567890", 500001, SharedContact("+6281234567890", True)),
        ("85291234567", 500001, SharedContact("+85291234567", True)),
        ("081234567890", 500001, SharedContact("081234567890", True)),
        ("6281234567890", 7, SharedContact("6281234567890", False)),
        ("081234567890", None, SharedContact("081234567890", False)),
    ],
)
def test_ones_own_contact_is_known_and_international(phone: str, user: int | None, expected: Event) -> None:
    """A worker in Hong Kong shares 852..., which must not become an Indonesian number."""
    assert event(sent(contact={"phone_number": phone, "user_id": user})) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("12:yes", Tapped("yes", 12, 9)),
        ("12:edit:name", Tapped("edit:name", 12, 9)),
        ("/status", Commanded("status")),
        ("/laporan 35.28 2026-W46", Commanded("laporan", "35.28 2026-W46")),
        ("c:3:accept:2", CardTapped(3, "accept", 2, 9)),
        ("c:3:accept", Tapped("", NEVER, 9)),
        ("c:3:accept:2:9", Tapped("", NEVER, 9)),
        ("c:-3:accept:2", Tapped("", NEVER, 9)),
        (f"c:{10**30}:accept:2", Tapped("", NEVER, 9)),
        (f"c:3:accept:{10**12}", Tapped("", NEVER, 9)),
        ("c:٣:accept:٢", Tapped("", NEVER, 9)),
        ("yes", Tapped("", NEVER, 9)),
        ("-1:yes", Tapped("yes", NEVER, 9)),
        ("1" * 60 + ":yes", Tapped("yes", NEVER, 9)),
        ("", Tapped("", NEVER, 9)),
    ],
)
def test_taps(data: str, expected: Event) -> None:
    """What no button of ours says is a button out of date."""
    assert translate(tapped(data)) == Received(500001, expected, "77")  # type: ignore[arg-type]


def test_a_tap_under_a_message_that_telegram_forgot() -> None:
    """Then there is nothing to edit."""
    update = tapped("12:yes")
    del update["callback_query"]["message"]
    assert event(update) == Tapped("yes", 12, None)


def test_edits_and_blocks() -> None:
    """An edited text brings its new words; being blocked and let in again are events of their own."""
    for content, expected in (
        ({"text": "3528014708900001"}, Sent("secret")),
        ({"photo": [{}], "caption": "OTP 123456"}, Sent("secret")),
        ({"photo": [{}], "caption": "ladang"}, Sent("edited", message=5)),
        ({"text": "jam  sepuluh"}, Sent("edited", message=5, words="jam sepuluh")),
    ):
        assert event({"update_id": 1, "edited_message": sent(**content)["message"]}) == expected
    assert event(member("kicked")) == Blocked()
    assert event(member("member")) == Unblocked()


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1},
        {"update_id": 1, "poll": {"id": "1"}},
        {"update_id": 1, "channel_post": {"message_id": 1, "chat": GROUP, "text": "halo"}},
        {"update_id": 1, "something_new": {}},
        {"update_id": 1, "message": {"message_id": 1, "chat": GROUP, "from": SARI, "text": "/start"}},
        {"update_id": 1, "edited_message": {"message_id": 1, "chat": GROUP, "from": SARI, "text": "/start"}},
        member("kicked", GROUP),
    ],
)
def test_groups_and_unknown_kinds_are_passed_over(update: dict[str, Any]) -> None:
    """We serve people in private chats."""
    assert translate(update) is None


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "message": None},
        {"update_id": 1, "message": []},
        {"update_id": 1, "message": {"chat": {"id": "x", "type": "private"}, "text": "a"}},
        {"update_id": 1, "message": {"chat": {"id": 2**60, "type": "private"}, "text": "a"}},
        {"update_id": 1, "message": {"chat": {"type": "private"}, "text": "a"}},
        {"update_id": 1, "message": {"chat": {"id": 1}, "text": "a"}},
        sent(text=5),
        sent(text=None),
        sent(contact={"phone_number": 5}),
        {"update_id": 1, "callback_query": {"id": "1", "data": "1:a"}},
        {"update_id": 1, "callback_query": {"id": "1", "from": SARI, "data": 5}},
        {"update_id": 1, "my_chat_member": {"chat": PRIVATE, "new_chat_member": None}},
    ],
)
def test_what_is_not_as_telegram_says_is_refused(update: dict[str, Any]) -> None:
    """In a way the intake expects, so that the next update is read."""
    with pytest.raises((AttributeError, KeyError, TypeError, ValueError)):
        translate(update)


@pytest.mark.parametrize(
    "happened",
    [
        Typed("a"),
        Commanded("a", "b"),
        Tapped("a", 1, 2),
        CardTapped(1, "a", 2),
        SharedContact("1", True),
        Sent("a", "b", "c", 5, 6, "d"),
        Blocked(),
        Unblocked(),
    ],
)
def test_every_event_survives_the_inbox(happened: Event) -> None:
    """Written as JSON and read again, it is the same."""
    assert from_json(to_json(happened)) == happened
