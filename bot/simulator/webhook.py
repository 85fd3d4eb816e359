"""Updates brought to the bot's own address, again and again until it takes them."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.simulator.encoding import Json
from bot.simulator.faults import Unanswered
from bot.simulator.updates import Pending, Updates

Post = Callable[[str, Json, Mapping[str, str]], Awaitable[tuple[int, Any]]]
"""Posts JSON to a URL with headers; returns the status and the JSON answered, None when there is none.

Raises OSError (TimeoutError is one) when nobody answers."""
Execute = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
"""Executes a Bot API method with these parameters."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 # the name of a header
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.05, 5.0


@dataclass
class Address:
    """Where the bot wants its updates."""

    url: str = ""
    secret: str = ""
    most_connections: int = 40
    last_error: str = ""
    last_error_at: datetime | None = None


@dataclass
class Webhook:
    """Posts each chat's updates in order, several chats at a time."""

    updates: Updates
    execute: Execute
    now: Callable[[], datetime]
    post: Post | None = None
    address: Address = field(default_factory=Address)
    _posting: dict[Any, asyncio.Task[None]] = field(default_factory=dict)

    def set(self, address: Address) -> None:
        """Bring updates to this address from now on; an empty URL ends it."""
        self.close()
        self.address = address
        self.dispatch()

    def dispatch(self) -> None:
        """Start posting the first waiting update of every chat that has none under way."""
        if not self.address.url or self.post is None or self.updates.closed:
            return
        for update in self.updates.pending:
            chat = _chat_of(update.body)
            if chat not in self._posting and len(self._posting) < self.address.most_connections:
                self._posting[chat] = asyncio.get_running_loop().create_task(self._deliver(chat, update))

    def close(self) -> None:
        """Stop posting; what was not taken stays waiting."""
        for task in self._posting.values():
            task.cancel()
        self._posting.clear()

    async def _deliver(self, chat: Any, update: Pending) -> None:
        wait = FIRST_WAIT_SECONDS
        while not await self._post_once(update):
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)
        if update in self.updates.pending:
            self.updates.pending.remove(update)
        del self._posting[chat]
        self.dispatch()

    async def _post_once(self, update: Pending) -> bool:
        assert self.post is not None  # noqa: S101 # dispatch() checked it
        headers = {SECRET_HEADER: self.address.secret} if self.address.secret else {}
        try:
            status, answer = await self.post(self.address.url, update.body, headers)
        except OSError as error:
            self._remember(f"Connection failed: {error}")
            return False
        if not 200 <= status < 300:
            self._remember(f"Wrong response from the webhook: {status}")
            return False
        if isinstance(answer, dict) and isinstance(answer.get("method"), str):
            with contextlib.suppress(Unanswered):
                await self.execute(answer.pop("method"), answer)
        return True

    def _remember(self, error: str) -> None:
        self.address.last_error, self.address.last_error_at = error, self.now()


def _chat_of(body: Any) -> Any:
    """Whose update it is; what belongs to nobody waits in one line of its own."""
    for part in body.values() if isinstance(body, dict) else ():
        if isinstance(part, dict) and isinstance(part.get("from"), dict):
            return part["from"].get("id")
    return None
