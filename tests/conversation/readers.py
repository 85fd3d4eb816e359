"""An official who reads the reports of two regions and subscribed to one of them."""

from dataclasses import replace

from bot.conversation.view import Known
from bot.reports.weekly import to_json
from storage.readers import Reading, Subscription
from tests.conversation.visitor import CHAT, NOW
from tests.reports.whole import FULLEST

READERS_FLOWS = ("reports", "subscriptions")
"""The flows of those who read reports."""
_REGIONS = ("sumenep", "sampang", "kata yang aneh")
READERS_FOUND = {
    **dict.fromkeys(("subscriptions.region", "reports.region", "reports.other"), _REGIONS),
    "reports.week": ("november", "kata yang aneh"),
}
WEEKS = ("2026-W46", "2026-W45")


def reads(known: Known) -> Known:
    """Of a kabupaten every week; the other one may be subscribed to."""
    weekly = Subscription(CHAT, "35.28", "weekly", NOW, NOW)
    told = {(region, week): to_json(replace(FULLEST, region=region)) for region in ("35.28", "35.29") for week in WEEKS}
    return replace(known, reading=Reading(("35.28", "35.29"), (weekly,), told))
