"""Makes the reports that people ask for and draws what is sent of them: never in a turn, never in the event loop.

A turn only says what it wants. A report that is lost with the process before it was made is made by the next one,
which finds who waits (`orders`); a file waits in the outbox as the name of what it is, and becomes one when its place
has come.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import structlog
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bot.clock import Clock
from bot.conversation.readership import Form
from bot.errors import TryLater, Undeliverable
from bot.flows.manners import Manners
from bot.i18n.catalogue import Catalogue
from bot.reports import pages
from bot.reports.weekly import DEFINITION, from_json
from bot.runtime import orders
from bot.runtime.aside import aside
from bot.runtime.orders import Order
from bot.runtime.reports import Reports, to_see_why
from bot.runtime.speech import Speech, message
from storage import outbox, pictures, reports
from storage.database import Database
from storage.readers import Asked
from storage.records import ChatId
from storage.reports import Snapshot

log = structlog.get_logger(__name__)

Deliver = Callable[..., Awaitable[int | None]]
"""Carries out one message; `heard` is told what Telegram answered."""

DRAWS: Final[Mapping[Form, Callable[..., bytes]]] = {
    "picture": pages.picture,
    "pdf": pages.document,
    "excel": pages.workbook,
}
KNOWN: Final = 2_000
"""Files of which Telegram's names are remembered; who asks for another one waits for it to be drawn."""
AWAY: Final = (OperationalError, InterfaceError)
"""The database is locked, restarting or gone: nothing is wrong with the report."""
AHEAD: Final = 8
"""Files that are drawn and on their way at most."""
Part = Literal["photo", "document"]
PARTS: Final[tuple[Part, ...]] = ("photo", "document")


@dataclass(frozen=True, slots=True)
class File:
    """A form of a kept report in one language."""

    region: str
    week: str
    form: Form
    language: str


class Press:
    """What this process was asked for, and the files that Telegram has of it already."""

    def __init__(self, database: Database, clock: Clock, manners: Manners, speeches: Mapping[str, Speech]) -> None:
        self.database = database
        self.clock = clock
        self.manners = manners
        self.speeches = speeches
        self.words = Catalogue.load()
        self.wanted: defaultdict[Asked, set[ChatId]] = defaultdict(set)
        self.resumed: defaultdict[Asked, set[ChatId]] = defaultdict(set)
        self.is_new = True
        self.known: dict[File, str] = {}
        self.ahead: dict[File, asyncio.Task[bytes]] = {}
        self.busy = asyncio.Lock()

    # Reports

    def order(self, wanted: Iterable[Order]) -> None:
        """These reports are to be made at the next look, each for who asked for it."""
        for chat, asked in wanted:
            self.wanted[asked].add(chat)

    async def look(self) -> int:
        """Make what was ordered, each once, and first what another process left; returns how many orders there were.

        Raises DBAPIError where the database is away; what was not made or told by then waits for the next look.
        """
        if self.busy.locked():
            return 0
        async with self.busy:
            await self._resume()
            looked = 0
            while self.wanted:
                asked = next(iter(self.wanted))
                is_made = await self._make(*asked)
                chats, resumed = self.wanted.pop(asked), self.resumed.pop(asked, set())
                try:
                    await self._tell(asked, resumed if is_made else chats, is_made=is_made)
                except DBAPIError:
                    self.wanted[asked] |= chats
                    self.resumed[asked] |= resumed
                    raise
                looked += 1
            return looked

    async def _resume(self) -> None:
        """Take over, once, what was asked of a process that is no more."""
        if not self.is_new:
            return
        async with self.database.reading() as tx:
            left = await orders.waited_for(tx, self.manners, self.clock())
        self.is_new = False
        for chat, asked in left:
            if chat not in self.wanted.get(asked, ()):
                self.resumed[asked].add(chat)
        self.order(left)

    async def _make(self, region: str, week: str) -> bool:
        """Whether it is there. Raises DBAPIError where the database is away."""
        manners = self.manners
        try:
            made = Reports(self.database, manners.facts, manners.places, manners.example)
            await made.of(region, week, self.clock())
        except AWAY:
            raise
        except Exception:
            # It must not keep others waiting.
            log.exception("a report could not be made", region=region, week=week, do=to_see_why(region, week))
            return False
        return True

    async def _tell(self, asked: Asked, chats: Collection[ChatId], *, is_made: bool) -> None:
        """Who waits in vain hears so at once; who waited through a restart, and still does, that it is there."""
        if not chats:
            return
        now = self.clock()
        async with self.database.transaction() as tx:
            if is_made:
                chats = await orders.still_waiting(tx, chats, asked, self.manners, now)
            news: orders.News = "ready" if is_made else "failed"
            await outbox.put(tx, await orders.told(tx, chats, news, asked, self.manners, self.speeches), now)

    # Files

    async def deliver(self, deliver: Deliver, sent: Mapping[str, Any], *, paced: bool = False) -> int | None:
        """Carry out a message; a form of a report in it becomes a file that Telegram has, else one that is drawn now.

        Where it cannot be drawn a message says so, with a way back to the report. Raises as `deliver` does.
        """
        found = _file_in(sent)
        if found is None:
            return await deliver(sent, paced=paced)
        part, name, file = found
        if (known := self.known.get(file)) is not None:
            try:
                return await deliver({**sent, part: known}, paced=paced)
            except Undeliverable:
                # Telegram forgot it, or it belongs to the bot whose token we had before.
                self.known.pop(file, None)
        answers: list[Any] = []
        try:
            content = await (self.ahead.pop(file, None) or self._drawn(file))
        except TryLater:
            raise
        except Exception:
            log.exception(
                "a form of a report could not be drawn", form=file.form, do=to_see_why(file.region, file.week)
            )
            return await deliver(self._undrawn(sent["chat_id"], file), paced=paced)
        number = await deliver({**sent, part: {"name": name, "content": content}}, paced=paced, heard=answers.append)
        self._remember(file, _file_id(answers, part))
        return number

    def _undrawn(self, chat: ChatId, file: File) -> Mapping[str, Any]:
        says = orders.says("undrawn", (file.region, file.week), self.manners, file.language)
        return message(says, chat, 0, self.speeches[file.language])

    def foresee(self, messages: Iterable[Mapping[str, Any]]) -> None:
        """These go next: whatever has to be drawn or read for them is begun, so that none leaves late."""
        for sent in messages:
            found = _file_in(sent)
            if found is not None and found[-1] not in self.known and found[-1] not in self.ahead:
                task = self.ahead[found[-1]] = asyncio.create_task(self._drawn(found[-1]))
                # Where the message does not go after all, nobody asks how it ended.
                task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        while len(self.ahead) > AHEAD:
            self.ahead.pop(next(iter(self.ahead)))

    async def _drawn(self, file: File) -> bytes:
        """Drawn before, or drawn in a thread. Raises Undeliverable where no such report is kept, TryLater."""
        try:
            kept, snapshot = await self._kept(file)
        except DBAPIError as error:
            raise TryLater(1, reason=type(error.orig).__name__) from error
        if kept is not None:
            return kept
        if snapshot is None:
            raise Undeliverable("no such report is kept")
        return await aside(_draw, file, snapshot, self.words)

    async def _kept(self, file: File) -> tuple[bytes | None, Snapshot | None]:
        key = (file.region, file.week, file.language)
        async with self.database.reading() as tx:
            drawn = (await pictures.of(tx, [key])).get(key) if file.form == "picture" else None
            found = None if drawn else await reports.of(tx, file.region, file.week, DEFINITION)
        return drawn, found

    def _remember(self, file: File, number: str | None) -> None:
        if number is not None:
            self.known[file] = number
        while len(self.known) > KNOWN:
            self.known.pop(next(iter(self.known)))


def _file_in(message: Mapping[str, Any]) -> tuple[Part, str, File] | None:
    """A form of a report in a message: where it stands, and the name that its file has on a phone."""
    for part in PARTS:
        named = message.get(part)
        if isinstance(named, dict) and "form" in named:
            return part, named["name"], File(**{key: value for key, value in named.items() if key != "name"})
    return None


def _draw(file: File, snapshot: Snapshot, words: Catalogue) -> bytes:
    return DRAWS[file.form](from_json(snapshot), words, file.language)


def _file_id(answers: Sequence[Any], part: Part) -> str | None:
    """Telegram's name of what was sent; of a picture in several sizes that of the largest, which stands last."""
    sent = answers[-1].get(part) if answers and isinstance(answers[-1], dict) else None
    whole = sent[-1] if isinstance(sent, list) and sent else sent
    return whole.get("file_id") if isinstance(whole, dict) else None
