"""Takes the first waiting event of each idle chat, and commits everything that follows from them at once."""

import asyncio
from collections.abc import Callable, Sequence

import structlog
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError

from bot.clock import Clock
from bot.conversation.effects import Say
from bot.conversation.words import Label
from bot.errors import StaleSession
from bot.flows.manners import Manners
from bot.runtime import apply, metrics
from bot.runtime.loading.circumstances import circumstances
from bot.runtime.orders import Order, asked_for
from bot.runtime.speech import message
from bot.runtime.turn import Outcome, TurnTaker
from storage import inbox, outbox, people
from storage.database import Database, Tx
from storage.inbox import Waiting
from storage.outbox import Parcel, Post
from storage.records import ChatId

log = structlog.get_logger(__name__)

BATCH = 200
PATIENT = 10
"""Attempts for an event that lost a race against another worker."""
AWAY = (OperationalError, InterfaceError)
"""The database is locked, full, restarting or gone: nothing is wrong with the events."""
PATIENCE = 1.0
"""Seconds to wait before looking at a database again that did not answer."""


class Worker:
    """Turns waiting events into rows; holds no person's data between batches."""

    def __init__(
        self,
        database: Database,
        turns: TurnTaker,
        manners: Manners,
        clock: Clock,
        owner: str,
        hand_over: Callable[[Sequence[Parcel]], None],
        leads_changed: Callable[[], None],
        reports_asked: Callable[[Sequence[Order]], None],
    ) -> None:
        self.database = database
        self.turns = turns
        self.manners = manners
        self.clock = clock
        self.owner = owner
        self.hand_over = hand_over
        self.leads_changed = leads_changed
        self.reports_asked = reports_asked
        self.awake = asyncio.Event()
        self.claimed: list[Waiting] = []

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until told to stop; a database that is away is waited for."""
        while not stopping.is_set():
            self.awake.clear()
            try:
                busy = await self.batch()
            except AWAY as error:
                log.error("the database does not answer, trying again", error=type(error.orig).__name__)
                busy = 0
            if not busy:
                await self._nap()

    async def batch(self) -> int:
        """Handle one event each of up to 200 chats; returns how many were handled."""
        try:
            return await self._together(BATCH)
        except AWAY:
            raise
        except Exception as error:
            # One event of the batch cannot be stored: done one by one, the others can.
            log.info("a batch is done again, one event at a time", reason=type(error).__name__)
            return await self._alone()

    async def _alone(self) -> int:
        self.claimed = []
        try:
            return await self._together(1)
        except AWAY:
            raise
        except Exception as error:
            if not self.claimed:
                return 0
            log.warning("an event could not be stored and is tried again", reason=type(error).__name__)
            most = PATIENT if isinstance(error, (StaleSession, IntegrityError)) else inbox.MOST_ATTEMPTS
            async with self.database.transaction() as tx:
                chat = self.claimed[0].chat
                spoken = (await people.languages(tx, [chat])).get(chat, "id")
                await self._set_aside(tx, chat, self.claimed[0].id, spoken, most)
            return 1

    async def _together(self, most: int) -> int:
        async with self.database.transaction() as tx:
            waiting = self.claimed = await inbox.claim(tx, most)
            if not waiting:
                return 0
            outcomes = await self._computed(tx, waiting)
            parcels = await self._stored(tx, outcomes)
        self.hand_over(parcels)
        metrics.EVENTS.inc(len(waiting))
        if apply.changes_leads(outcomes):
            self.leads_changed()
        if wanted := asked_for(outcomes):
            self.reports_asked(wanted)
        return len(waiting)

    async def _computed(self, tx: Tx, waiting: Sequence[Waiting]) -> list[Outcome]:
        """The outcomes of all events whose turn can be computed; the others are set aside."""
        now = self.clock()
        outcomes = []
        for cause in await circumstances(tx, waiting, self.turns.book, now):
            try:
                outcomes.append(self.turns.take(cause, now))
            except Exception:
                # The one place where a bug in a flow is caught: it must cost one chat one answer, not all chats all.
                log.exception("a turn failed; the event is tried again, then parked", event_id=cause.id)
                await self._set_aside(tx, cause.chat, cause.id, cause.known.person.language)
        return outcomes

    async def _set_aside(
        self, tx: Tx, chat: ChatId, event: int, language: str, most: int = inbox.MOST_ATTEMPTS
    ) -> None:
        if await inbox.failed(tx, event, most=most):
            log.error("an event was parked; its answer was an apology", event_id=event)
            sorry = message(Say((Label("ui.sorry"),)), chat, 0, self.turns.speeches[language])
            await outbox.put(tx, [Post(chat, "reply", sorry)], self.clock())

    async def _stored(self, tx: Tx, outcomes: Sequence[Outcome]) -> list[Parcel]:
        if not outcomes:
            return []
        now = self.clock()
        since = now - self.turns.book.echoes(now)
        return await apply.flush(tx, outcomes, self.turns.speeches, self.manners, now, self.owner, news_since=since)

    async def _nap(self) -> None:
        try:
            await asyncio.wait_for(self.awake.wait(), PATIENCE)
        except TimeoutError:
            return
