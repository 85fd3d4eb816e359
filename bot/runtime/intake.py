"""Lets updates in, and tells Telegram so only after they are committed."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.conversation.events import to_json
from bot.errors import SettingsError
from bot.handlers.updates import Received, number, translate
from bot.runtime.botapi import REFUSED, Bot
from storage import inbox
from storage.database import Database
from storage.inbox import Incoming
from storage.records import ChatId

log = structlog.get_logger(__name__)

LONG_POLL = 25
GRACE = 10
"""Seconds beyond the long poll after which a call that never returned is given up."""
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")

Apologise = Callable[[Sequence[ChatId]], None]


@dataclass(slots=True)
class Pulse:
    """What /health tells: seconds since Telegram last answered a poll, None before the first."""

    last: float | None = None

    def beat(self) -> None:
        """Telegram has just answered."""
        self.last = monotonic()

    def age(self) -> float | None:
        """Seconds since the last beat."""
        return None if self.last is None else monotonic() - self.last


class Intake:
    """Stores what Telegram brings; a database that is away means that nothing is acknowledged and nothing lost."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        clock: Clock,
        foresee: Callable[[int], None],
        arrived: Callable[[], None],
        apologise: Apologise,
    ) -> None:
        self.database = database
        self.bot = bot
        self.clock = clock
        self.foresee = foresee
        self.arrived = arrived
        self.apologise = apologise
        self.pulse = Pulse()
        self.apologised: set[ChatId] = set()
        self.background: set[asyncio.Task[None]] = set()

    async def store(self, raw: Iterable[Any]) -> list[Received]:
        """Commit these updates, in Telegram's JSON. Raises DBAPIError, and then none of them is stored."""
        received = [(key, one) for key, one in (self._read(update) for update in raw) if one is not None]
        if received:
            self.foresee(len(received))
            rows = [Incoming(key, one.chat, to_json(one.event)) for key, one in received]
            try:
                async with self.database.transaction() as tx:
                    await inbox.put(tx, rows, self.clock())
            except DBAPIError:
                self._apologise_once([row.chat for row in rows])
                raise
            self.apologised.clear()
            self.arrived()
        return [one for _, one in received]

    def _read(self, raw: Any) -> tuple[str, Received | None]:
        """The event in one update; an update that nobody can read is passed over with a log line."""
        try:
            key = f"tg:{number(raw['update_id'])}"
            return key, translate(raw)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            log.warning("an update could not be read and was passed over", reason=type(error).__name__)
            return "", None

    def _apologise_once(self, chats: Sequence[ChatId]) -> None:
        fresh = [chat for chat in dict.fromkeys(chats) if chat not in self.apologised]
        self.apologised.update(fresh)
        self.apologise(fresh)

    # Long polling

    async def poll(self, stopping: asyncio.Event) -> None:
        """Ask for updates until told to stop. Raises SettingsError when Telegram refuses the token."""
        offset, failures = 0, 0
        while not stopping.is_set():
            try:
                updates = await self._or_stop(self._ask(offset), stopping)
                received = await self.store(updates)
                failures = 0
            except InvalidToken as refused:
                raise SettingsError(REFUSED) from refused
            except (TelegramError, TimeoutError, DBAPIError) as error:
                failures += 1
                await self._wait_out(error, failures, stopping)
                continue
            offset = max([offset, *(_number(update) + 1 for update in updates)])
            self._confirm_taps(received)

    async def _ask(self, offset: int) -> list[Any]:
        # The typed method would fail as a whole on one malformed update.
        answer = self.bot._post(
            "getUpdates",
            {"offset": offset, "timeout": LONG_POLL, "limit": 100, "allowed_updates": ALLOWED},
            read_timeout=LONG_POLL + GRACE / 2,
        )
        updates: list[Any] = await asyncio.wait_for(answer, LONG_POLL + GRACE)
        self.pulse.beat()
        return updates

    async def _or_stop(self, asking: Any, stopping: asyncio.Event) -> list[Any]:
        """The updates, or none when we are told to stop first."""
        asked, stopped = asyncio.ensure_future(asking), asyncio.ensure_future(stopping.wait())
        await asyncio.wait((asked, stopped), return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not asked.done():
            asked.cancel()
            await asyncio.gather(asked, return_exceptions=True)
            return []
        result: list[Any] = await asked
        return result

    async def _wait_out(self, error: Exception, failures: int, stopping: asyncio.Event) -> None:
        seconds = min(0.5 * 2 ** min(failures, 6), 20)
        if isinstance(error, RetryAfter):
            after: Any = error.retry_after
            seconds = after.total_seconds() if hasattr(after, "total_seconds") else float(after)
        if isinstance(error, Conflict):
            log.error("another process polls with the same token, or a webhook is set; stop it, then this one goes on")
        elif failures == 1:
            log.warning("no updates for now, trying again", reason=type(error).__name__)
        try:
            await asyncio.wait_for(stopping.wait(), seconds)
        except TimeoutError:
            return

    def _confirm_taps(self, received: Sequence[Received]) -> None:
        """Stop the little clock on tapped buttons: a courtesy, not a promise, so it is not stored."""
        for one in received:
            if one.query is not None:
                task = asyncio.create_task(self._confirm(one.query))
                self.background.add(task)
                task.add_done_callback(self.background.discard)

    async def _confirm(self, query: str) -> None:
        try:
            await self.bot._post("answerCallbackQuery", {"callback_query_id": query})
        except TelegramError as error:
            log.debug("a tap was not confirmed", reason=type(error).__name__)


def _number(update: Any) -> int:
    try:
        return number(update["update_id"])
    except (KeyError, TypeError, ValueError):
        return -1


class Funnel:
    """Many webhook calls, one commit: whoever waits while a commit is under way shares the next one."""

    def __init__(self, store: Callable[[Sequence[Any]], Any]) -> None:
        self.store = store
        self.waiting: list[tuple[Any, asyncio.Future[Received | None]]] = []
        self.busy: asyncio.Task[None] | None = None

    async def put(self, update: Any) -> Received | None:
        """Return once this update is committed. Raises DBAPIError."""
        stored: asyncio.Future[Received | None] = asyncio.get_running_loop().create_future()
        self.waiting.append((update, stored))
        if self.busy is None or self.busy.done():
            self.busy = asyncio.create_task(self._drain())
        return await stored

    async def _drain(self) -> None:
        while self.waiting:
            batch, self.waiting = self.waiting, []
            try:
                received = await self.store([update for update, _ in batch])
            except DBAPIError as error:
                for _, stored in batch:
                    stored.set_exception(error)
                continue
            by_query = {one.query: one for one in received if one.query}
            for update, stored in batch:
                query = update.get("callback_query", {}) if isinstance(update, dict) else {}
                if not stored.done():
                    stored.set_result(by_query.get(query.get("id")) if isinstance(query, dict) else None)
