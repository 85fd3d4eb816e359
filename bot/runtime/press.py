"""Makes the reports that people ask for and draws what is sent of them: never in a turn, never in the event loop.

A turn only says what it wants. A report that is lost with the process before it was made is made when the person asks
again; a file waits in the outbox as the name of what it is, and becomes one when its place has come.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import structlog
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.conversation.readership import Form, MakeReport
from bot.errors import TryLater, Undeliverable
from bot.flows.manners import Manners
from bot.i18n.catalogue import Catalogue
from bot.reports import pages
from bot.reports.weekly import DEFINITION, from_json
from bot.runtime.aside import aside
from bot.runtime.reports import Reports
from bot.runtime.turn import Outcome
from storage import pictures, reports
from storage.database import Database
from storage.readers import Asked
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

    def __init__(self, database: Database, clock: Clock, manners: Manners) -> None:
        self.database = database
        self.clock = clock
        self.manners = manners
        self.words = Catalogue.load()
        self.wanted: dict[Asked, None] = {}
        self.known: dict[File, str] = {}
        self.ahead: dict[File, asyncio.Task[bytes]] = {}
        self.busy = asyncio.Lock()

    # Reports

    def order(self, wanted: Iterable[Asked]) -> None:
        """These reports are to be made at the next look."""
        self.wanted.update(dict.fromkeys(wanted))

    async def look(self) -> int:
        """Make what was ordered, each once; returns how many orders there were."""
        if self.busy.locked():
            return 0
        async with self.busy:
            made = 0
            while self.wanted:
                region, week = next(iter(self.wanted))
                await self._make(region, week)
                self.wanted.pop((region, week), None)
                made += 1
            return made

    async def _make(self, region: str, week: str) -> None:
        manners = self.manners
        try:
            made = Reports(self.database, manners.facts, manners.places, manners.example)
            await made.of(region, week, self.clock())
        except Exception as error:
            # It must not keep others waiting; whoever asked asks again.
            log.warning("a report could not be made", region=region, reason=type(error).__name__)

    # Files

    async def deliver(self, deliver: Deliver, message: Mapping[str, Any], *, paced: bool = False) -> int | None:
        """Carry out a message; a form of a report in it becomes a file that Telegram has, else one that is drawn now.

        Raises as `deliver` does.
        """
        found = _file_in(message)
        if found is None:
            return await deliver(message, paced=paced)
        part, name, file = found
        if (known := self.known.get(file)) is not None:
            try:
                return await deliver({**message, part: known}, paced=paced)
            except Undeliverable:
                # Telegram forgot it, or it belongs to the bot whose token we had before.
                self.known.pop(file, None)
        answers: list[Any] = []
        content = await (self.ahead.pop(file, None) or self._drawn(file))
        number = await deliver({**message, part: {"name": name, "content": content}}, paced=paced, heard=answers.append)
        self._remember(file, _file_id(answers, part))
        return number

    def foresee(self, messages: Iterable[Mapping[str, Any]]) -> None:
        """These go next: whatever has to be drawn or read for them is begun, so that none leaves late."""
        for message in messages:
            found = _file_in(message)
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


def asked_for(outcomes: Sequence[Outcome]) -> list[Asked]:
    """The reports that these turns want made."""
    effects = (effect for one in outcomes for effect in one.effects)
    return [(effect.region, effect.week) for effect in effects if isinstance(effect, MakeReport)]


def _draw(file: File, snapshot: Snapshot, words: Catalogue) -> bytes:
    return DRAWS[file.form](from_json(snapshot), words, file.language)


def _file_id(answers: Sequence[Any], part: Part) -> str | None:
    """Telegram's name of what was sent; of a picture in several sizes that of the largest, which stands last."""
    sent = answers[-1].get(part) if answers and isinstance(answers[-1], dict) else None
    whole = sent[-1] if isinstance(sent, list) and sent else sent
    return whole.get("file_id") if isinstance(whole, dict) else None
