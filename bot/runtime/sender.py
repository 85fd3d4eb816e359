"""Delivers what the outbox owes: answers at once and in order, everything unasked at an even pace."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.errors import PersonGone, TryLater, Undeliverable
from bot.runtime.pacing import Pacer
from storage import outbox, people
from storage.database import Database, Tx
from storage.outbox import Outcome, Parcel
from storage.records import ChatId

log = structlog.get_logger(__name__)

Deliver = Callable[..., Awaitable[int | None]]
"""Carries out one message; `paced` tells a bulk message from an answer. Raises DeliveryError."""

AT_ONCE = 256
MOST_ATTEMPTS = 30
LONGEST_WAIT = 300.0
AHEAD = 60
"""Paced messages to hold ready: two seconds' worth."""
LOOK = 1.0
"""Seconds between two looks at the outbox when nobody calls."""
LEASE = timedelta(minutes=2)
"""A lease this old belonged to a process that is dead; nothing stays leased for longer than a few seconds."""


@dataclass(slots=True)
class Line:
    """The messages to one chat, in order, and how long Telegram wants it left alone (monotonic seconds)."""

    parcels: deque[Parcel] = field(default_factory=deque)
    held_until: float = 0.0


class Sender:
    """Sends parcels and writes down what became of them; what it was sending when it died is sent again."""

    def __init__(
        self,
        database: Database,
        deliver: Deliver,
        clock: Clock,
        owner: str,
        pacer: Pacer | None = None,
        lease: timedelta = LEASE,
    ) -> None:
        self.database = database
        self.deliver = deliver
        self.clock = clock
        self.owner = owner
        self.lease = lease
        self.pacer = pacer or Pacer()
        self.lines: dict[ChatId, Line] = {}
        self.paced: deque[Parcel] = deque()
        self.outcomes: list[Outcome] = []
        self.gone: list[ChatId] = []
        self.tasks: set[asyncio.Task[None]] = set()
        self.room = asyncio.Semaphore(AT_ONCE)
        self.settling = asyncio.Event()
        self.looking = asyncio.Event()

    # Answers

    def hand_over(self, parcels: Sequence[Parcel]) -> None:
        """Send these now; the messages of one chat go one after the other."""
        for parcel in parcels:
            line = self.lines.setdefault(parcel.chat, Line())
            line.parcels.append(parcel)
            if len(line.parcels) == 1:
                self._start(self._along(parcel.chat, line))

    async def _along(self, chat: ChatId, line: Line) -> None:
        while line.parcels:
            parcel = line.parcels[0]
            if line.held_until > monotonic():
                self._postpone(parcel, line.held_until - monotonic(), "the chat is to be left alone")
            else:
                await self._send(parcel, line)
            line.parcels.popleft()
        if line.held_until <= monotonic():
            self.lines.pop(chat, None)

    async def _send(self, parcel: Parcel, line: Line) -> None:
        if parcel.lane == "reply":
            self.pacer.sent(monotonic(), parcel.chat)
        async with self.room:
            try:
                await self.deliver(parcel.message, paced=parcel.lane != "reply")
            except TryLater as later:
                self._later(parcel, line, later)
            except PersonGone:
                self.gone.append(parcel.chat)
                self._ended(parcel, "gone", "the person blocked the bot or closed the account")
            except Undeliverable as wrong:
                log.error("a message of ours is wrong and was parked", outbox_id=parcel.id, reason=str(wrong))
                self._ended(parcel, "parked", str(wrong)[:100])
            else:
                self._ended(parcel, "sent")

    def _later(self, parcel: Parcel, line: Line, later: TryLater) -> None:
        if parcel.lane == "bulk" and later.unsure:
            return self._ended(parcel, "expired", "unknown whether it arrived")
        if parcel.attempts >= MOST_ATTEMPTS:
            log.error("a message was given up after many tries", outbox_id=parcel.id, reason=str(later))
            return self._ended(parcel, "parked", str(later)[:100])
        wait = min(later.seconds * (2 ** min(parcel.attempts, 8) if later.unsure else 1), LONGEST_WAIT)
        if later.everybody:
            self.pacer.pause(monotonic() + later.seconds)
        line.held_until = monotonic() + wait
        return self._postpone(parcel, wait, str(later))

    # Everything unasked

    def _pace(self) -> float:
        """Start every paced message whose time has come; returns the seconds until the next one's, at most LOOK."""
        for _ in range(len(self.paced)):
            now = monotonic()
            soonest = self.pacer.next_at(now)
            if soonest > now:
                return min(soonest - now, LOOK)
            parcel = self.paced.popleft()
            if self.pacer.chat_free_at(parcel.chat) > now or parcel.chat in self.lines:
                self.paced.append(parcel)
                continue
            self.pacer.sent(now, parcel.chat)
            self.hand_over([parcel])
        return 0.05 if self.paced else LOOK

    async def _refill(self) -> None:
        """Lease what is due: retried answers, and as many paced messages as the next seconds can take."""
        now = self.clock()
        async with self.database.transaction() as tx:
            answers = await outbox.lease(tx, now, self.owner, ("reply",), AT_ONCE)
            wanted = AHEAD - len(self.paced)
            paced = await outbox.lease(tx, now, self.owner, outbox.PACED, wanted) if wanted > AHEAD // 2 else []
        self.hand_over(answers)
        self.paced.extend(paced)

    # What became of it

    def _ended(self, parcel: Parcel, state: Any, why: str | None = None) -> None:
        self.outcomes.append(Outcome(parcel.id, state, self.clock(), why=why))
        self.settling.set()

    def _postpone(self, parcel: Parcel, seconds: float, why: str) -> None:
        now = self.clock()
        due = now + timedelta(seconds=seconds)
        self.outcomes.append(Outcome(parcel.id, "retry", now, due=due, why=why[:100]))
        self.settling.set()

    async def settle(self) -> None:
        """Write down what became of everything sent since the last time."""
        outcomes, gone = self.outcomes, self.gone
        if not outcomes:
            return
        self.outcomes, self.gone = [], []
        try:
            async with self.database.transaction() as tx:
                await self.write(tx, outcomes, gone)
        except DBAPIError:
            self.outcomes, self.gone = outcomes + self.outcomes, gone + self.gone
            raise

    async def write(self, tx: Tx, outcomes: Sequence[Outcome], gone: Sequence[ChatId]) -> None:
        """The rows of `settle`."""
        await outbox.settle(tx, outcomes)
        if gone:
            await people.mark_gone(tx, gone)
            await outbox.drop(tx, gone, "gone", lanes=("reply", "notice", "bulk"))

    async def once(self) -> bool:
        """Send what is due and may go now, to the last answer; whether there was anything."""
        await self._refill()
        self._pace()
        await self.finish()
        busy = bool(self.outcomes)
        await self.settle()
        return busy

    # Loops

    async def run(self, stopping: asyncio.Event) -> None:
        """Send until told to stop, then finish what is on its way."""
        settler = asyncio.create_task(self._settle_loop())
        try:
            await self._guarded(self.release_dead)
            while not stopping.is_set():
                await self._guarded(self._refill)
                await self._until_next_look(stopping)
            await self.finish()
        finally:
            settler.cancel()
            await asyncio.gather(settler, return_exceptions=True)
        await self._guarded(self.settle)

    async def finish(self) -> None:
        """Wait for everything that was handed over."""
        while self.tasks:
            await asyncio.gather(*self.tasks, return_exceptions=True)

    async def release_dead(self) -> None:
        """Take back what dead processes leased: on SQLite everybody else's, elsewhere what is older than `lease`."""
        now = self.clock()
        async with self.database.transaction() as tx:
            if self.database.is_sqlite:
                await outbox.release(tx, now, alive=self.owner)
            else:
                await outbox.release(tx, now, before=now - self.lease)

    async def _until_next_look(self, stopping: asyncio.Event) -> None:
        until = monotonic() + LOOK
        self.looking.clear()
        while not stopping.is_set() and monotonic() < until and (self.paced or not self.looking.is_set()):
            pause = min(self._pace(), max(until - monotonic(), 0))
            if len(self.paced) <= AHEAD // 2 and self.looking.is_set():
                return
            await _sleep(self.looking, pause)

    async def _settle_loop(self) -> None:
        while True:
            await self.settling.wait()
            self.settling.clear()
            await self._guarded(self.settle)

    async def _guarded(self, step: Callable[[], Awaitable[None]]) -> None:
        try:
            await step()
        except DBAPIError as error:
            log.error("the database does not answer, trying again", error=type(error.orig).__name__)
            await asyncio.sleep(LOOK)
            self.settling.set()

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


async def _sleep(early: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(early.wait(), seconds)
    except TimeoutError:
        return
