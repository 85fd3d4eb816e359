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
from bot.errors import PersonGone, SettingsError, TryLater, Undeliverable
from bot.runtime.ledger import Ledger
from bot.runtime.pacing import Pacer
from storage import outbox
from storage.database import Database
from storage.outbox import Parcel
from storage.presence import Presence
from storage.records import ChatId

log = structlog.get_logger(__name__)

Deliver = Callable[..., Awaitable[int | None]]
"""Carries out one message; `paced` tells a bulk message from an answer. Raises DeliveryError, SettingsError."""

AT_ONCE = 256
MOST_ATTEMPTS = 30
"""Tries for a message that Telegram may have seen and did not take; what never left this machine is tried for ever."""
LONGEST_WAIT = 300.0
REFUSED_WAIT = 30.0
"""Seconds to wait when Telegram refuses the token; somebody has to set a new one."""
AHEAD = 60
"""Paced messages to hold ready: two seconds' worth."""
SHORTLY = 0.15
"""Seconds before its place in the stream in which a paced message is looked at once more; a commit takes its time."""
LATE = 0.005
"""Seconds after its place in which a message still counts as being in it."""
LOOK = 1.0
"""Seconds between two looks at the outbox when nobody calls."""
LEASE = timedelta(hours=1)
"""A lease this old is nobody's, even if its owner's connection seems to live."""
FINISH = 3.0
"""Seconds for the messages that are on their way when we are told to stop."""


@dataclass(slots=True)
class Line:
    """The messages to one chat, in order, and how long Telegram wants it left alone (seconds of the timer)."""

    parcels: deque[Parcel] = field(default_factory=deque)
    held_until: float = 0.0

    def is_free(self, now: float) -> bool:
        """Whether nothing is on its way to this chat, and something may be."""
        return not self.parcels and self.held_until <= now


class Sender:
    """Sends parcels and writes down what became of them; what it was sending when it died is sent again.

    `timer` returns seconds that only grow; pauses are counted by it, for the clock may be set.
    """

    def __init__(
        self,
        database: Database,
        deliver: Deliver,
        clock: Clock,
        owner: str,
        pacer: Pacer | None = None,
        timer: Callable[[], float] = monotonic,
    ) -> None:
        self.database = database
        self.deliver = deliver
        self.clock = clock
        self.owner = owner
        self.timer = timer
        self.pacer = pacer or Pacer()
        self.ledger = Ledger(database, clock, owner)
        self.presence = Presence(database, owner)
        self.lines: dict[ChatId, Line] = {}
        self.paced: deque[Parcel] = deque()
        self.places: dict[int, float] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.catching_up = False
        self.room = asyncio.Semaphore(AT_ONCE)
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
            parcel, wait = line.parcels[0], line.held_until - self.timer()
            if wait > 0:
                self.ledger.again(parcel, wait, "the chat is to be left alone")
            else:
                await self._send(parcel, line)
            line.parcels.popleft()
        if line.is_free(self.timer()):
            self.lines.pop(chat, None)

    async def _send(self, parcel: Parcel, line: Line) -> None:
        place = self.places.pop(parcel.id, None)
        if parcel.lane == "reply":
            self.pacer.sent(self.timer(), parcel.chat)
        async with self.room:
            try:
                if parcel.lane == "bulk" and not await self._is_wanted(parcel):
                    return
                await self._in_its_place(parcel.chat, place)
                await self.deliver(parcel.message, paced=parcel.lane != "reply")
            except TryLater as later:
                self._later(parcel, line, later)
            except SettingsError as refused:
                log.error("nothing can be sent", reason=str(refused))
                self._later(parcel, line, TryLater(REFUSED_WAIT, exact=True, reason=str(refused)))
            except PersonGone:
                self.ledger.ended(parcel, "gone", "the person blocked the bot or closed the account")
            except Undeliverable as wrong:
                log.error("a message of ours is wrong and was parked", outbox_id=parcel.id, reason=str(wrong))
                self.ledger.ended(parcel, "parked", str(wrong))
            except Exception as bug:
                # The one place where a bug in sending is caught: it must cost one message, not its chat for good.
                log.exception("a message could not be sent and was parked", outbox_id=parcel.id)
                self.ledger.ended(parcel, "parked", type(bug).__name__)
            else:
                self.ledger.ended(parcel, "sent")

    async def _in_its_place(self, chat: ChatId, place: float | None) -> None:
        """Wait for the place in the stream that was kept for a paced message, and for another one if that is over."""
        while place is not None and self.timer() - place > LATE:
            place = self._keep_place(chat)
        if place is not None and (ahead := place - self.timer()) > 0:
            await asyncio.sleep(ahead)

    def _keep_place(self, chat: ChatId) -> float:
        """The next place in the stream, kept for a message to this chat."""
        place = self.pacer.next_at(self.timer())
        self.pacer.sent(place, chat)
        return place

    async def _is_wanted(self, parcel: Parcel) -> bool:
        """What is unasked is looked at once more: /berhenti reaches even what is held ready.

        Raises TryLater while the database is away.
        """
        try:
            async with self.database.transaction() as tx:
                now = self.clock()
                if wanted := await outbox.wanted(tx, parcel.id, self.owner, now):
                    await outbox.begins(tx, parcel.id, now)
                return wanted
        except DBAPIError as away:
            raise TryLater(LOOK, reason="the database is away") from away

    def _later(self, parcel: Parcel, line: Line, later: TryLater) -> None:
        if parcel.lane == "bulk" and later.unsure:
            return self.ledger.ended(parcel, "expired", "unknown whether it arrived")
        if later.unsure and parcel.attempts >= MOST_ATTEMPTS:
            log.error("a message was given up after many tries", outbox_id=parcel.id, reason=str(later))
            return self.ledger.ended(parcel, "parked", str(later))
        wait = later.seconds if later.exact else min(later.seconds * 2 ** min(parcel.attempts, 8), LONGEST_WAIT)
        if later.everybody:
            self.pacer.pause(self.timer() + wait)
        line.held_until = self.timer() + wait
        return self.ledger.again(parcel, wait, str(later))

    # Everything unasked

    def _pace(self) -> float:
        """Start each paced message whose place comes shortly; returns seconds until the next one's, at most LOOK."""
        for _ in range(len(self.paced)):
            now = self.timer()
            soonest = self.pacer.next_at(now)
            if soonest > now + SHORTLY:
                return min(soonest - now - SHORTLY, LOOK)
            parcel = self.paced.popleft()
            if self.pacer.chat_free_at(parcel.chat) > now or self._is_busy(parcel.chat, now):
                self.paced.append(parcel)
                continue
            self.places[parcel.id] = self._keep_place(parcel.chat)
            self.hand_over([parcel])
        return 0.05 if self.paced else LOOK

    def _is_busy(self, chat: ChatId, now: float) -> bool:
        line = self.lines.get(chat)
        return line is not None and not line.is_free(now)

    async def _refill(self) -> None:
        """Lease what is due: retried answers, and as many paced messages as the next seconds can take."""
        now = self.clock()
        async with self.database.transaction() as tx:
            answers = await outbox.lease(tx, now, self.owner, ("reply",), AT_ONCE)
            wanted = AHEAD - len(self.paced)
            paced = await outbox.lease(tx, now, self.owner, outbox.PACED, wanted) if wanted > AHEAD // 2 else []
        self.hand_over(answers)
        self.catching_up = bool(answers)
        self.paced.extend(paced)
        self._forget_free_lines()

    def _forget_free_lines(self) -> None:
        now = self.timer()
        for chat in [chat for chat, line in self.lines.items() if line.is_free(now)]:
            del self.lines[chat]

    async def once(self) -> bool:
        """Send what is due and may go now, to the last answer; whether there was anything."""
        await self._refill()
        self._pace()
        await self.finish()
        return await self.ledger.write()

    # Loops

    async def run(self, stopping: asyncio.Event) -> None:
        """Send until told to stop, then finish what is on its way."""
        finished = asyncio.Event()
        writing = asyncio.create_task(self._write_loop(finished))
        try:
            await self._guarded(self.release_dead)
            while not stopping.is_set():
                self.looking.clear()
                await self._guarded(self._refill)
                await self._until_next_look(stopping)
            await self._finish_soon()
        finally:
            finished.set()
            self.ledger.news.set()
            await writing
        await self._guarded(self.ledger.write)

    async def finish(self) -> None:
        """Wait for everything that was handed over."""
        while self.tasks:
            await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _finish_soon(self) -> None:
        """Give back what nobody has tried to send, and wait a little for the rest."""
        while self.paced:
            self.ledger.again(self.paced.popleft(), 0, "the process stopped before it was sent")
        try:
            await asyncio.wait_for(self.finish(), FINISH)
        except TimeoutError:
            log.warning("some messages were still on their way; the next process sees to them", count=len(self.tasks))

    async def release_dead(self) -> None:
        """Take back what dead processes leased."""
        if not await self.presence.show():
            return
        now = self.clock()
        async with self.database.transaction() as tx:
            dead = await self.presence.dead(tx, await outbox.lessees(tx))
            # On SQLite we are alone, and the demo's clock jumps: there age says nothing.
            before = None if self.database.is_sqlite else now - LEASE
            await outbox.release(tx, now, owners=dead, before=before)

    async def _until_next_look(self, stopping: asyncio.Event) -> None:
        until = monotonic() + LOOK
        while not stopping.is_set() and monotonic() < until and (self.paced or not self.looking.is_set()):
            pause = min(self._pace(), max(until - monotonic(), 0))
            if len(self.paced) <= AHEAD // 2 and self.looking.is_set():
                return
            await _sleep(self.looking, pause)

    async def _write_loop(self, finished: asyncio.Event) -> None:
        """Ends between two writes: a write that is cancelled half-way would leave its connection in doubt."""
        while not finished.is_set():
            await self.ledger.news.wait()
            self.ledger.news.clear()
            await self._guarded(self.ledger.write)
            if self.catching_up:
                # Behind an answer that was tried again there may be others to the same chat.
                self.looking.set()

    async def _guarded(self, step: Callable[[], Awaitable[Any]]) -> None:
        try:
            await step()
        except DBAPIError as error:
            log.error("the database does not answer, trying again", error=type(error.orig).__name__)
            await asyncio.sleep(LOOK)
            self.ledger.news.set()

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


async def _sleep(early: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(early.wait(), seconds)
    except TimeoutError:
        return
