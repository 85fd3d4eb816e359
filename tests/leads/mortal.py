"""A world whose process dies at a commit and is started again, and that remembers all that anybody ever read."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.app import App
from bot.simulator.people import Person
from storage.database import Tx
from tests.kit import World


class DiedError(BaseException):
    """The process is gone; no handler of ours may survive it."""


class Mortal:
    """Keeps the bot of a world alive, however often it dies; `timer` counts its seconds."""

    def __init__(self, world: World, timer: Callable[[], float] | None = None) -> None:
        self.world = world
        # Pauses that Telegram asks for pass with the clock of the world.
        self.timer = timer or (lambda: self.world.telegram.now().timestamp())
        self.left = 0
        self.before = False
        self.deaths = 0
        self.read: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        world.telegram.watch(self._watch)
        self._attach(world.app)

    def will_die(self, commits: int, *, before: bool) -> None:
        """Die at the n-th commit from now, before or after it counts."""
        self.left, self.before = commits, before

    async def survives(self, work: Any) -> None:
        """Let it happen; whenever the process dies, the next one takes over. What was half done stays half done."""
        try:
            await work
        except DiedError:
            await self._revive()

    def times_read(self, chat: int, fragment: str) -> int:
        """In how many messages of a chat this has ever stood."""
        return sum(any(fragment in text for text in texts) for texts in self.read[chat].values())

    async def _revive(self) -> None:
        self.deaths += 1
        dead = self.world.app
        for task in dead.sender.tasks:
            task.cancel()
        await asyncio.gather(*dead.sender.tasks, return_exceptions=True)
        await dead.sender.presence.close()
        await dead.database.close()
        self.world.app = await self.world.another()
        self._attach(self.world.app)
        await self.world.app.sender.release_dead()

    def _attach(self, app: App) -> None:
        app.sender.timer = self.timer
        commit = app.database.transaction

        @asynccontextmanager
        async def transaction() -> AsyncIterator[Tx]:
            async with commit() as tx:
                yield tx
                if self.before:
                    self._passes()
            if not self.before:
                self._passes()

        setattr(app.database, "transaction", transaction)  # noqa: B010 mypy lets nobody assign a method

    def _passes(self) -> None:
        if self.left:
            self.left -= 1
            if not self.left:
                raise DiedError

    def _watch(self, person: Any) -> None:
        if isinstance(person, Person):
            for message in person.chat:
                if message.from_bot:
                    self.read[person.id][message.id].add(message.text or "")
