"""Updates waiting for the bot, and long polling."""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.simulator.encoding import Json
from bot.simulator.refusal import Refused, conflict

ON_REQUEST_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}
REMEMBERED = 10_000
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass
class Pending:
    """An update nobody has confirmed; `order` decides what an offset confirms."""

    order: int
    body: Any
    injected: bool = False
    handed_out: bool = False


@dataclass
class Poll:
    """A getUpdates call that waits; `ended_by` says why it was refused meanwhile."""

    ended_by: str = ""


class Updates:
    """The queue a bot polls, or from which its webhook is served."""

    def __init__(self, next_id: Callable[[], int]) -> None:
        self._next_id = next_id
        self.pending: list[Pending] = []
        self.seen: deque[Any] = deque(maxlen=REMEMBERED)
        self.allowed: Collection[str] = ()
        self._arrived = asyncio.Event()
        self._poll: Poll | None = None
        self.closed = False
        self.on_arrival: Callable[[], None] = lambda: None

    def push(self, kind: str, body: Mapping[str, Any]) -> None:
        """Queue an update of this kind, unless the bot asked not to get it."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST_ONLY
        if wanted:
            number = self._next_id()
            self._add(Pending(number, {"update_id": number, kind: body}))

    def inject(self, raw: Any) -> None:
        """Queue anything at all, even what Telegram would never send; it is handed out at least once."""
        given = raw.get("update_id") if isinstance(raw, dict) else None
        self._add(Pending(given if isinstance(given, int) else self._next_id(), raw, injected=True))

    def allow(self, kinds: Collection[str]) -> None:
        """From now on queue only these kinds; empty means the usual ones."""
        self.allowed = kinds

    def drop(self) -> None:
        """Forget everything that waits."""
        self.pending.clear()

    def close(self) -> None:
        """End the long poll that waits."""
        self.closed = True
        self._wake()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """What waits from `offset` on, after at most `seconds`; an older poll still waiting gets a 409."""
        self.end_poll(OTHER_POLL)
        self._confirm(offset)
        mine = self._poll = Poll()
        try:
            async with asyncio.timeout(seconds or None):
                while seconds and not (self.pending or self.closed or mine.ended_by):
                    self._arrived.clear()
                    await self._arrived.wait()
        except TimeoutError:
            return []
        finally:
            if self._poll is mine:
                self._poll = None
        return self._hand_out(mine, limit)

    def end_poll(self, reason: str) -> None:
        """Refuse the poll that waits, if one does."""
        if self._poll is not None:
            self._poll.ended_by = reason
            self._wake()

    def _hand_out(self, mine: Poll, limit: int) -> list[Json]:
        if self.closed:
            raise Refused(502, "Bad Gateway: the simulator is closing")
        if mine.ended_by:
            raise conflict(mine.ended_by)
        out = self.pending[:limit]
        for one in out:
            one.handed_out = True
        return [one.body for one in out]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            self.pending = [one for one in self.pending if one.order >= offset or (one.injected and not one.handed_out)]

    def _add(self, update: Pending) -> None:
        self.pending.append(update)
        self.seen.append(update.body)
        self._wake()
        self.on_arrival()

    def _wake(self) -> None:
        self._arrived.set()
