"""An official who reads the reports of two regions and subscribed to one of them."""

from dataclasses import replace

from bot.conversation.view import Known
from storage.readers import Reading, Subscription
from tests.conversation.visitor import CHAT, NOW

READERS_FLOWS = ("subscriptions",)
"""The flows of those who read reports."""
READERS_FOUND = {"subscriptions.region": ("galis", "sumenep", "kata yang aneh")}


def reads(known: Known) -> Known:
    """Of a kabupaten every week; the other one may be subscribed to."""
    weekly = Subscription(CHAT, "35.28", "weekly", NOW, NOW)
    return replace(known, reading=Reading(("35.28", "35.29"), (weekly,)))
