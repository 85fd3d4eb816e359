"""Somebody who told us of every month, day and hour there is to tell of."""

from datetime import timedelta

from bot.timing.calendar import PASARAN
from storage.records import Consent, Person
from tests.conversation.visitor import CHAT, NOW

OWN = frozenset({"rhythm", "paid", "school"})
"""Flows that only whoever allows reminders sees the whole of."""
REMINDED = OWN | {"sponsored", "data"}
"""Where somebody is followed who tells us of months, days and hours."""
WISHES = Person(
    CHAT,
    segment="bpu",
    hours=(900, 1200),
    rhythm={"market": list(PASARAN), "months": list(range(1, 13))},
    paid_until=NOW.date(),
    covered_until=NOW.date() - timedelta(days=200),
    scholarship=NOW.date(),
    consents={"reminders": Consent(True, NOW, "reminders-3")},
)
