"""What goes out unasked, later: each kind knows whom to plan it for, when it no longer makes sense, and its words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from bot.conversation.effects import Enter, Say
from bot.conversation.view import View
from bot.timing.welcome import Hindrance
from storage.audiences import Anybody
from storage.records import Timer

Why = Literal[
    "muted",
    "blocked",
    "not_allowed",
    "allowed_later",
    "unconcerned",
    "told_anew",
    "too_late",
    "nothing_to_do",
    "merged",
    "form_finished",
    "moved_on",
    "withdrawn",
    "lead_moved",
    "in_need",
    "facts_silent",
    "failed",
    "cancelled",
]
"""Why something planned never went out."""
WHYS: tuple[Why, ...] = get_args(Why)
Wait = Literal[
    "week_full",
    "writing",
    "talking",
    "asked",
    "off_work",
    "its_hours",
    "own_day",
    Hindrance,
]
"""Why something planned waits beyond its time."""
WAITS: tuple[Wait, ...] = get_args(Wait)


@dataclass(frozen=True, slots=True)
class Plan:
    """An audience is to hear of something on the morning of a day, once for each slot.

    Where each of them has a reason of their own its key follows the slot, and its day decides on which `day` they hear
    of it. A crew hears of it when its work begins, on that day or the next working one.
    """

    slot: str
    audience: Anybody
    day: date | Callable[[date], date]

    def day_for(self, since: date | None) -> date:
        """The day on which somebody hears of it whose own reason is of this day; None where all have the same."""
        if not callable(self.day):
            return self.day
        if since is None:
            raise ValueError(f"nobody of {self.audience} has a day of their own")
        return self.day(since)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of timer.

    `plans` tells what to plan now (aware, UTC). `why_not` is the policy for when it falls due, however late: the
    reason why it no longer makes sense, None when it does. `says` is what then goes out; what `asks` knows the person's
    request and case, and leads their conversation to a question. What is `for_staff` knows their desk and keeps to
    their own working hours instead of everybody's quiet ones. What is later than `late` is dropped. Of several that
    are due for a person the lowest `rank` goes first, and makes those it `covers` pointless. A day that the person
    chose to hear from us is waited for up to `patience` days. What somebody subscribed to goes `between` the two
    instants that this tells for now, and not by everybody's hours, the count of their week or their pauses.
    """

    plans: Callable[[datetime], Sequence[Plan]]
    why_not: Callable[[Timer, View], Why | None]
    says: Callable[[Timer, View], Say | Enter]
    for_staff: bool = False
    asks: bool = False
    late: timedelta | None = None
    rank: int = 5
    covers: frozenset[str] = frozenset()
    patience: int = 0
    between: Callable[[Timer, View], tuple[datetime, datetime]] | None = None

    @property
    def is_counted(self) -> bool:
        """Whether it is one of the few unasked messages of a week."""
        return not self.for_staff and self.between is None


Kinds = Mapping[str, Kind]


def silence(view: View) -> Why | None:
    """Why this person gets nothing unasked at all; None when they may."""
    if view.known.person.blocked:
        return "blocked"
    return "muted" if view.known.person.muted else None
