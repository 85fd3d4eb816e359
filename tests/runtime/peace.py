"""What must hold for whoever did not ask, worked out from their phones alone and another way than the bot does."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.effects import Say
from bot.conversation.words import Label
from bot.timing.calendar import is_free, is_ramadan
from storage.records import ChatId
from tests.kit import Actor

A_SECOND, A_WEEK, PAUSE = timedelta(seconds=1), timedelta(days=7), timedelta(minutes=30)
MOST = 2
USUAL, FASTING, PRAYER = (8 * 60, 20 * 60), (9 * 60, 16 * 60), (690, 780)
MARK = re.compile(r"kabar (\w+) (\d+)\.")
NOTICE = "notice"
"""The mark of what came of somebody else's act: owed, so it may come twice after a crash; no week counts it."""


def marked(name: str, number: int, chat: ChatId) -> Say:
    """Something unasked that can be told from all others on a phone."""
    return Say((Label("relay.line.staff", {"text": f"kabar {name} {number}."}),), to=chat, unasked=True)


@dataclass
class Peace:
    """One person's: where they live (None where nobody told), what they chose, and what reached their phone."""

    actor: Actor
    zones: tuple[ZoneInfo, ...]
    hours: tuple[int, int] = USUAL
    wrote: datetime | None = None
    muted: bool = False
    due: dict[int, datetime] = field(default_factory=dict)
    arrived: dict[int, dict[int, datetime]] = field(default_factory=lambda: defaultdict(dict))
    """When each message arrived, by what it said and its number."""
    read: set[int] = field(default_factory=set)

    @property
    def told(self) -> set[int]:
        """The numbers of what was planned and arrived."""
        return self.due.keys() & self.arrived.keys()

    def holds(self) -> None:
        """Look at what arrived since the last look."""
        for message in self.actor.phone.chat:
            found = MARK.search(message.text)
            if message.from_bot and found and message.id not in self.read:
                self.read.add(message.id)
                self._may_arrive(found[1], int(found[2]), message.id, message.at)

    def _may_arrive(self, name: str, number: int, message: int, at: datetime) -> None:
        assert not self.muted, f"{name} after asking for silence"
        self.arrived[number][message] = at
        if name != NOTICE:
            assert at >= self.due[number] - A_SECOND, f"{name} was meant for {self.due[number]}"
            assert len(self.arrived[number]) == 1, "the same was said twice"
            assert self._so_many_a_week(at) <= MOST, self.arrived
            assert not self._is_writing(at), "in the middle of a conversation"
        elif self._is_writing(at):
            return
        assert all(self._is_welcome(at.astimezone(zone)) for zone in self.zones), (name, at)

    def _so_many_a_week(self, at: datetime) -> int:
        """Within any seven days by the clock that hold this instant; it may have been set meanwhile."""
        near = sorted(t for n in self.due for t in self.arrived.get(n, {}).values() if abs(t - at) < A_WEEK)
        return max(sum(first <= t < first + A_WEEK for t in near) for first in near)

    def _is_writing(self, at: datetime) -> bool:
        return self.wrote is not None and abs(at - self.wrote) < PAUSE

    def _is_welcome(self, there: datetime) -> bool:
        minute, on = there.hour * 60 + there.minute + there.second / 60, there.date()
        begins, ends = self._span(on)
        prays = on.weekday() == 4 and PRAYER[0] < minute < PRAYER[1]
        return begins <= minute <= ends and not prays and not is_free(on)

    def _span(self, on: date) -> tuple[int, int]:
        # Of what somebody chose who told no place, nothing may be left that suits three zones.
        chosen = self.hours if len(self.zones) == 1 else USUAL
        if not is_ramadan(on):
            return chosen
        # Where the fast leaves nothing of what they chose, the hours of everybody hold.
        return (max(chosen[0], FASTING[0]), min(chosen[1], FASTING[1])) if chosen[0] < FASTING[1] else FASTING
