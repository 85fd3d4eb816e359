"""How a message ends that was not sent: what operators read, and what that makes of the timer it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Name = Literal[
    "muted",
    "not_allowed",
    "blocked",
    "told_anew",
    "cancelled",
    "failed",
    "unsure",
    "hour_over",
    "anew",
    "paused",
    "forgotten",
    "overtaken",
]
Silent = Literal["muted", "not_allowed", "blocked"]
"""Why somebody gets nothing unasked."""


@dataclass(frozen=True, slots=True)
class End:
    """A state of the outbox, why, and the state in which the timer is left; there is none where `timer` is None.

    A timer that is cleared, or stays done, keeps the name of the end as its reason; the others are looked at again.
    """

    state: Literal["muted", "gone", "cleared", "parked", "expired"]
    why: str
    timer: Literal["cleared", "done", "waiting", "held"] | None


ENDS: Mapping[Name, End] = {
    "muted": End("muted", "the person asked for silence", "cleared"),
    "not_allowed": End("muted", "the person took their permission back", "cleared"),
    "blocked": End("gone", "the person blocked the bot or closed the account", "cleared"),
    "told_anew": End("cleared", "the person told us something newer", "cleared"),
    "cancelled": End("cleared", "its broadcast was called off", "cleared"),
    "failed": End("parked", "it could not be sent; the log tells why", "cleared"),
    "unsure": End("expired", "unknown whether it arrived", "done"),
    "hour_over": End("expired", "its hour was over; its timer waits for the next one", "waiting"),
    "anew": End("cleared", "its timer is judged anew, for something changed or it waited long", "waiting"),
    "paused": End("cleared", "its broadcast was paused; its timer is held", "held"),
    "forgotten": End("cleared", "whom it was about is forgotten", None),
    "overtaken": End("cleared", "their lead or their conversation moved on: it is so no more", None),
}
