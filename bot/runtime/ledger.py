"""Remembers what became of each message until it is written down."""

import asyncio
from datetime import timedelta
from typing import Literal

from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.runtime.metrics import MESSAGES
from storage import outbox, people, recall, timers
from storage.database import Database
from storage.outbox import Outcome, Parcel
from storage.records import ChatId

SOON = 0.25
"""Seconds that bulk may wait for being written down: it was marked before it went, and is never sent twice."""
WHY = 100
"""Characters of the reason that are kept."""

End = Literal["sent", "gone", "parked", "expired"]


class Ledger:
    """What became of the parcels of one process; nothing is forgotten while the database is away."""

    def __init__(self, database: Database, clock: Clock, owner: str) -> None:
        self.database = database
        self.clock = clock
        self.owner = owner
        self.outcomes: list[Outcome] = []
        self.gone: list[ChatId] = []
        self.news = asyncio.Event()
        self.later: asyncio.TimerHandle | None = None

    def ended(self, parcel: Parcel, state: End, why: str | None = None) -> None:
        """This message needs no further try; `gone` says the same of its whole chat."""
        if state == "gone":
            self.gone.append(parcel.chat)
        self._add(Outcome(parcel.id, state, self.clock(), why=why and why[:WHY]), soon=parcel.lane == "bulk")

    def again(self, parcel: Parcel, seconds: float, why: str) -> None:
        """This message is to be tried again after so many seconds."""
        now = self.clock()
        self._add(Outcome(parcel.id, "retry", now, due=now + timedelta(seconds=seconds), why=why[:WHY]))

    async def write(self) -> bool:
        """Write down all that is new; whether anything was. Raises DBAPIError, and then all of it is still new."""
        outcomes, gone = self.outcomes, self.gone
        if not outcomes:
            return False
        self.outcomes, self.gone = [], []
        self._is_written()
        try:
            await self._commit(outcomes, gone)
        except DBAPIError:
            self.outcomes, self.gone = outcomes + self.outcomes, gone + self.gone
            raise
        return True

    async def _commit(self, outcomes: list[Outcome], gone: list[ChatId]) -> None:
        async with self.database.transaction() as tx:
            await outbox.settle(tx, outcomes, self.owner)
            if gone:
                await people.mark_gone(tx, gone)
                await timers.clear_all(tx, gone, "blocked", self.clock())
                await recall.drop(tx, gone, "blocked", self.clock())

    def _add(self, outcome: Outcome, *, soon: bool = False) -> None:
        MESSAGES.labels(outcome.state).inc()
        self.outcomes.append(outcome)
        if not soon:
            self.news.set()
        elif self.later is None:
            self.later = asyncio.get_running_loop().call_later(SOON, self.news.set)

    def _is_written(self) -> None:
        """What comes from now on waits its own while."""
        if self.later is not None:
            self.later.cancel()
            self.later = None
