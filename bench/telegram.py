"""A loopback Telegram that plays a crowd against one bot, and notes how long each person waits."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from bench.people import Person, Script
from bench.wire import Connection

TOKEN = "4242424242:AAbench-bench-bench-bench-bench-bench0"
BOT = {"id": 4242424242, "is_bot": True, "first_name": "Bangku", "username": "bangku_bot"}
MOST_UPDATES = 100
PATIENCE = 30.0
"""Seconds without any answer after which the bot counts as stuck."""
UPDATE_IDS, MESSAGE_IDS = count(1), count(1)
"""Shared by all servers, for a bot that meets its database again would take a repeated update for an old one."""

Reply = Callable[[bytes], None]


class StuckError(Exception):
    """The bot stopped answering; the text shows whom and what they last read."""


class Limit:
    """Telegram's bulk limit, taken strictly: `most` messages in any one second."""

    def __init__(self, most: int = 30) -> None:
        self.most = most
        self._times: deque[float] = deque(maxlen=most)
        self.refused = 0

    def allows(self, now: float) -> bool:
        """Whether a message may pass now; a refused one is counted and takes no place."""
        if len(self._times) == self._times.maxlen and now - self._times[0] < 1:
            self.refused += 1
            return False
        self._times.append(now)
        return True


class Telegram:
    """Serves `getUpdates` and takes messages; `latency` is seconds of round trip per call."""

    def __init__(self, latency: float = 0.0, limit: Limit | None = None) -> None:
        self._latency = latency
        self._limit = limit
        self._updates: deque[tuple[int, str]] = deque()
        self._poll: tuple[Reply, asyncio.TimerHandle] | None = None
        self._people: dict[int, Person] = {}
        self._last_heard = time.perf_counter()
        self.walking = 0
        self.calls = 0
        self.latencies: list[float] = []
        self.taken_at: list[float] = []
        self.taken_by: list[int] = []
        self.taken_as: list[str] = []
        self.polled = asyncio.Event()

    async def open(self) -> str:
        """Listen on a free port of this machine and return the base URL."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(self._answer, self._latency), "127.0.0.1", 0, backlog=1024
        )
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Stop listening; a poll still waiting is let go unanswered."""
        if self._poll:
            self._poll[1].cancel()
        self._server.close()

    async def walk(self, scripts: Iterable[tuple[int, Script]]) -> None:
        """Let people (chat id, script) begin at once and return when all are through. Raises StuckError."""
        people = [Person.following(chat, script) for chat, script in scripts]
        self._people |= {person.id: person for person in people}
        self.walking = len(people)
        self._last_heard = time.perf_counter()
        for person in people:
            self._move(person)
        while self.walking:
            await asyncio.sleep(0.02)
            if time.perf_counter() - self._last_heard > PATIENCE:
                raise StuckError(self._who_waits())

    async def takes(self, messages: int, patience: float) -> None:
        """Return when so many messages came, within `patience` seconds. Raises StuckError."""
        began = time.perf_counter()
        while len(self.taken_at) < messages:
            await asyncio.sleep(0.02)
            if time.perf_counter() - began > patience:
                raise StuckError(f"only {len(self.taken_at)} of {messages} messages came")

    def _who_waits(self) -> str:
        person = next(person for person in self._people.values() if person.next or person.asked_at)
        labels = [button.label for button in [*person.buttons, *person.fixed_buttons]]
        return f"{self.walking} people wait; one for {person.next}, seeing {person.last_words!r} {labels}"

    def _answer(self, method: str, params: dict[str, Any], reply: Reply) -> None:
        self.calls += 1
        if method == "getUpdates":
            self._hand_out(params, reply)
        elif method == "getMe":
            reply(_ok(BOT))
        elif method.startswith(("send", "editMessageText")) and "chat_id" in params:
            self._take(method, params, reply)
        else:
            reply(b'{"ok":true,"result":true}')

    def _hand_out(self, params: dict[str, Any], reply: Reply) -> None:
        confirmed = int(params.get("offset", 0))
        while self._updates and self._updates[0][0] < confirmed:
            self._updates.popleft()
        self.polled.set()
        wait = float(params.get("timeout", 0))
        if self._updates or not wait:
            self._flush(reply)
        else:
            self._poll = reply, asyncio.get_running_loop().call_later(wait, self._poll_ends)

    def _flush(self, reply: Reply) -> None:
        self._poll = None
        first = [self._updates[i][1] for i in range(min(MOST_UPDATES, len(self._updates)))]
        reply(b'{"ok":true,"result":[%b]}' % ",".join(first).encode())

    def _poll_ends(self) -> None:
        if self._poll:
            self._flush(self._poll[0])

    def _queue(self, update: dict[str, Any]) -> None:
        update_id = next(UPDATE_IDS)
        self._updates.append((update_id, json.dumps({"update_id": update_id} | update)))
        if self._poll:
            self._poll[1].cancel()
            # Others acting in the same breath travel in the same answer.
            self._poll = self._poll[0], asyncio.get_running_loop().call_later(0, self._poll_ends)

    def _take(self, method: str, params: dict[str, Any], reply: Reply) -> None:
        now = time.perf_counter()
        if self._limit and not self._limit.allows(now):
            reply(_too_many())
            return
        chat = int(params["chat_id"])
        self.taken_at.append(now)
        self.taken_by.append(chat)
        self.taken_as.append(method)
        markup = params.get("reply_markup") or {}
        message = self._message(chat, params, markup) | _picture(method, params)
        reply(_ok(message))
        if person := self._people.get(chat):
            self._heard(person, message | {"reply_markup": markup}, now)

    def _message(self, chat: int, params: dict[str, Any], markup: dict[str, Any]) -> dict[str, Any]:
        return {
            "message_id": int(params.get("message_id") or next(MESSAGE_IDS)),
            "from": BOT,
            "chat": {"id": chat, "first_name": "Sari", "type": "private"},
            "date": 1760000000,
            "text": params.get("text", ""),
            **({"reply_markup": markup} if "inline_keyboard" in markup else {}),
        }

    def _heard(self, person: Person, message: dict[str, Any], now: float) -> None:
        self._last_heard = now
        if person.asked_at is not None:
            self.latencies.append(now - person.asked_at)
            person.asked_at = None
            if person.next is None:
                self.walking -= 1
        person.hears(message)
        self._move(person)

    def _move(self, person: Person) -> None:
        update = person.acts()
        if update is not None:
            person.asked_at = time.perf_counter()
            self._queue(update)


def _picture(method: str, params: dict[str, Any]) -> dict[str, Any]:
    """A picture has a name of ours from its first sending on."""
    name = params.get("photo") or f"picture-{next(MESSAGE_IDS)}"
    return {"photo": [{"file_id": name}]} if method == "sendPhoto" else {}


def _ok(result: Any) -> bytes:
    return b'{"ok":true,"result":%b}' % json.dumps(result).encode()


def _too_many() -> bytes:
    refusal = {"error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 1}}
    return json.dumps({"ok": False} | refusal).encode()
