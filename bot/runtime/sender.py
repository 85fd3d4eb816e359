"""Delivers what the outbox owes: answers at once and in order, everything unasked at an even pace."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.errors import PersonGone, SettingsError, TryLater, Undeliverable
from bot.runtime.ledger import Ledger
from bot.runtime.pacing import Pacer, Place
from bot.runtime.stream import HANDFUL, Hours, Stream, a_day
from storage import outbox
from storage.database import Database, GaveWay
from storage.ends import ENDS
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
NEAR = 0.1
"""Seconds before the next place in the stream in which what goes next is looked at once more."""
BUSY = 0.05
"""Seconds after which chats are looked at again that were busy."""
COURTESY, PAUSES = 0.05, 10
"""Seconds for which what nobody waits for stands back behind an answer in the making, and looks in them."""
LOOK = 1.0
"""Seconds between two looks at the outbox when nobody calls."""
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
        hours: Hours = a_day,
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
        self.stream = Stream(database, clock, owner, hours)
        self.tasks: set[asyncio.Task[None]] = set()
        self.catching_up = False
        self.room = asyncio.Semaphore(AT_ONCE)
        self.looking = asyncio.Event()
        self.leased = asyncio.Event()

    # Answers

    def foresee(self, answers: int) -> None:
        """So many answers are being made."""
        self.pacer.foresee(self.timer(), answers)

    async def quiet(self) -> None:
        """Return when no answer is being made, or soon: what can wait leaves the database to whoever is asked."""
        for _ in range(PAUSES):
            if not self.is_asked():
                return
            await asyncio.sleep(COURTESY / PAUSES)

    def is_asked(self) -> bool:
        """Whether an answer is being made."""
        return self.pacer.foreseen(self.timer()) > 0

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
        async with self.room:
            try:
                await self._carry_out(parcel)
            except TryLater as later:
                self._later(parcel, line, later)
            except SettingsError as refused:
                log.error("nothing can be sent", reason=str(refused))
                self._later(parcel, line, TryLater(REFUSED_WAIT, exact=True, reason=str(refused)))
            except PersonGone:
                self.ledger.ended(parcel, "gone", ENDS["blocked"].why)
            except Undeliverable as wrong:
                log.error("a message of ours is wrong and was parked", outbox_id=parcel.id, reason=str(wrong))
                self.ledger.ended(parcel, "parked", str(wrong))
            except Exception as bug:
                # The one place where a bug in sending is caught: it must cost one message, not its chat for good.
                log.exception("a message could not be sent and was parked", outbox_id=parcel.id)
                self.ledger.ended(parcel, "parked", type(bug).__name__)
            else:
                self.ledger.ended(parcel, "sent")

    async def _carry_out(self, parcel: Parcel) -> None:
        # Not when it was handed over: a turn computed in between would make the next one come too close.
        is_reply = parcel.lane == "reply"
        place = await self._its_place(parcel.chat) if is_reply else self.pacer.sent(self.timer(), parcel.chat)
        try:
            await self.deliver(parcel.message, paced=not is_reply)
        finally:
            self.pacer.landed(place, self.timer())

    async def _its_place(self, chat: ChatId) -> Place:
        now = since = self.timer()
        while (ahead := self.pacer.reply_at(now, since) - now) > 0:
            await asyncio.sleep(ahead)
            now = self.timer()
        return self.pacer.replied(now, chat)

    def _later(self, parcel: Parcel, line: Line, later: TryLater) -> None:
        if parcel.lane == "bulk" and later.unsure:
            return self.ledger.ended(parcel, "expired", ENDS["unsure"].why)
        if later.unsure and parcel.attempts >= MOST_ATTEMPTS:
            log.error("a message was given up after many tries", outbox_id=parcel.id, reason=str(later))
            return self.ledger.ended(parcel, "parked", str(later))
        wait = later.seconds if later.exact else min(later.seconds * 2 ** min(parcel.attempts, 8), LONGEST_WAIT)
        if later.everybody:
            self.pacer.pause(self.timer() + wait)
        line.held_until = self.timer() + wait
        return self.ledger.again(parcel, wait, str(later))

    # Everything unasked

    async def _advance(self) -> float:
        """Send each message whose place has come; returns seconds until the next one's, at most LOOK."""
        while self.stream:
            for parcel in self.stream.stale():
                self.ledger.again(parcel, 0, "it was held up")
            looked = self._is_time_to_look() and await self.stream.make_ready(self._is_busy)
            if (wait := self._place()) > 0:
                return min(wait, LOOK)
            if self.stream.ready and not self.room.locked():
                self._send_next()
                await asyncio.sleep(0)  # it leaves, and takes its place
            elif not looked:
                return BUSY
        return LOOK

    def _is_time_to_look(self) -> bool:
        """Whether the next few are looked at now: an answer in the making passes while one of them is ready."""
        answering = self.stream.ready and self.pacer.foreseen(self.timer())
        return not answering and self._place() <= NEAR

    def _send_next(self) -> None:
        parcel = self.stream.ready.popleft()
        if self._is_busy(parcel.chat):
            return self.ledger.again(parcel, self.pacer.spacing, "the chat was just written to")
        return self.hand_over([parcel])

    def _place(self) -> float:
        """Seconds until the next place in the stream; none or fewer when it has come."""
        now = self.timer()
        return self.pacer.next_at(now) - now

    def _is_busy(self, chat: ChatId) -> bool:
        now, line = self.timer(), self.lines.get(chat)
        return self.pacer.chat_free_at(chat) > now or (line is not None and not line.is_free(now))

    async def _refill(self) -> bool:
        """Lease what is due: retried answers, and as many paced messages as the next seconds can take.

        Answers come first while enough is held.
        """
        with suppress(GaveWay):
            return await self._leased(gives_way=len(self.stream) > HANDFUL)
        self.looking.set()
        return False

    async def _leased(self, *, gives_way: bool) -> bool:
        now = self.clock()
        room = self.stream.room if await self.presence.streams() else 0
        async with self.database.unhurried(gives_way=gives_way) as tx:
            answers = await outbox.lease(tx, now, self.owner, ("reply",), AT_ONCE)
            unasked = await outbox.lease(tx, now, self.owner, outbox.PACED, room) if room else []
        if room and len(unasked) == room:
            self.looking.set()  # there may be more
        self.hand_over(answers)
        self.catching_up = bool(answers)
        self.stream.hold(unasked)
        self.leased.set()
        self._forget_free_lines()
        return bool(answers or unasked)

    def _forget_free_lines(self) -> None:
        now = self.timer()
        for chat in [chat for chat, line in self.lines.items() if line.is_free(now)]:
            del self.lines[chat]

    async def once(self) -> bool:
        """Send what is due and may go now, to the last answer; whether there was anything."""
        found = await self._refill()
        return await self.send_held() or found

    async def send_held(self) -> bool:
        """The same with what is at hand alone, without a look at the outbox."""
        await self._advance()
        await self.finish()
        return await self.ledger.write()

    # Loops

    async def run(self, stopping: asyncio.Event) -> None:
        """Send until told to stop, then finish what is on its way."""
        finished = asyncio.Event()
        writing = asyncio.create_task(self._write_loop(finished))
        try:
            async with asyncio.TaskGroup() as loops:
                loops.create_task(self._lease_loop(stopping))
                loops.create_task(self._flow_loop(stopping))
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
        for parcel in self.stream.emptied():
            self.ledger.again(parcel, 0, "the process stopped before it was sent")
        try:
            await asyncio.wait_for(self.finish(), FINISH)
        except TimeoutError:
            log.warning("some messages were still on their way; the next process sees to them", count=len(self.tasks))

    async def release_dead(self) -> None:
        """Take back what dead processes leased."""
        if not await self.presence.show():
            return
        now = self.clock()
        async with self.database.unhurried() as tx:
            dead = await self.presence.dead(tx, await outbox.lessees(tx))
            await outbox.release(tx, now, owners=dead)

    async def _flow_loop(self, stopping: asyncio.Event) -> None:
        """Send what has its place; apart from the leases, for a message that waited for one would be late."""
        while not stopping.is_set():
            await self._guarded(self._flow)

    async def _flow(self) -> None:
        await _rings(self.leased, await self._advance())

    async def _lease_loop(self, stopping: asyncio.Event) -> None:
        """Look at the outbox when somebody calls and there is room for more, and every now and then."""
        await self._guarded(self.release_dead)
        while not stopping.is_set():
            await self._guarded(self._refill)
            until = monotonic() + LOOK
            await _rings(self.looking, LOOK)
            while not self.stream.room and not stopping.is_set() and monotonic() < until:  # noqa: ASYNC110 nobody tells
                await asyncio.sleep(BUSY)
        self.leased.set()

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


async def _rings(bell: asyncio.Event, seconds: float) -> bool:
    """Whether somebody rang within so many seconds; the bell is silent again."""
    try:
        await asyncio.wait_for(bell.wait(), seconds)
    except TimeoutError:
        return False
    bell.clear()
    return True
