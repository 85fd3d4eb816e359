"""Updates that Telegram would never write; whoever runs the API's base URL could."""

from typing import Any

import pytest

from bot.conversation.events import Tapped
from bot.handlers.updates import NEVER, translate

CHAT = {"id": 7, "type": "private"}
SARI = {"id": 7, "is_bot": False, "first_name": "Sari"}


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"message_id": 1, "chat": {**CHAT, "id": 10**30}, "text": "halo"}},
        {"message": {"message_id": 1, "chat": {**CHAT, "id": float("inf")}, "text": "halo"}},
        {"message": {"message_id": 1, "chat": {**CHAT, "id": "7"}, "text": "halo"}},
        {"message": {"message_id": 1, "chat": CHAT, "text": 7}},
        {"message": {"message_id": 1, "chat": CHAT, "text": None}},
        {"message": {"message_id": 1, "from": SARI, "chat": CHAT, "contact": {"phone_number": 812}}},
        {"message": []},
        {"callback_query": {"id": "1", "from": SARI, "data": 7}},
        {"callback_query": {"id": "1", "from": SARI, "data": "1:go", "message": {"message_id": "nine"}}},
        {"my_chat_member": {"chat": CHAT}},
    ],
)
def test_it_is_refused_before_it_is_stored(update: dict[str, Any]) -> None:
    """Each raises what the intake passes over with a log line; none reaches the database, which could not hold it."""
    with pytest.raises((AttributeError, KeyError, TypeError, ValueError)):
        translate(update)


def test_a_button_with_foreign_letters_is_an_old_button() -> None:
    """A lone surrogate cannot be stored, and no button of ours has one."""
    received = translate({"callback_query": {"id": "1", "from": SARI, "data": "1:\ud800"}})
    assert received is not None
    assert received.event == Tapped("", NEVER)
