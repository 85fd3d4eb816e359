"""What goes out unasked, later: each kind knows whom to plan it for, when it no longer makes sense, and its words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from bot.conversation.effects import Say
from bot.conversation.view import View
from storage.records import Audience, Crew, Timer

Why = Literal[
    "muted",
    "blocked",
    "not_allowed",
    "allowed_later",
    "unconcerned",
    "too_late",
    "nothing_to_do",
    "merged",
    "facts_silent",
    "failed",
]
"""Why something planned never went out."""
WHYS: tuple[Why, ...] = get_args(Why)


@dataclass(frozen=True, slots=True)
class Plan:
    """An audience is to hear of something on the morning of a day, once for each slot.

    A crew hears of it when its work begins, on that day or the next working one.
    """

    slot: str
    audience: Audience | Crew
    day: date


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of timer.

    `plans` tells what to plan now (aware, UTC). `why_not` is the policy for when it falls due, however late: the
    reason why it no longer makes sense, None when it does. `says` is what then goes out. What is `for_staff` knows
    their desk and keeps to their own working hours instead of everybody's quiet ones. What is later than `late` is
    dropped. Of several that are due for a person the lowest `rank` goes first, and makes those it `covers` pointless.
    """

    plans: Callable[[datetime], Sequence[Plan]]
    why_not: Callable[[Timer, View], Why | None]
    says: Callable[[Timer, View], Say]
    for_staff: bool = False
    late: timedelta | None = None
    rank: int = 5
    covers: frozenset[str] = frozenset()


Kinds = Mapping[str, Kind]


def silence(view: View) -> Why | None:
    """Why this person gets nothing unasked at all; None when they may."""
    if view.known.person.blocked:
        return "blocked"
    return "muted" if view.known.person.muted else None
