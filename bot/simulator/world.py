"""A Telegram in memory: the same semantics for tests and for the page."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never

from bot.simulator.account import Account
from bot.simulator.encoding import BotUser, Json
from bot.simulator.faults import Fault, Faults, HttpError, LostReply, RateLimited, Slow, TimesOut, Unanswered
from bot.simulator.limits import Limits
from bot.simulator.methods import METHODS
from bot.simulator.params import Params, Upload
from bot.simulator.refusal import Refused, bad_request, too_many
from bot.simulator.webhook import Post

CALLS_REMEMBERED = 2_000


@dataclass(frozen=True)
class Answer:
    """What the Bot API answers: an HTTP status and its JSON body."""

    status: int
    body: Json


@dataclass(frozen=True)
class Call:
    """One call of the bot; `answer` is None when a fault swallowed it."""

    method: str
    values: Mapping[str, Any]
    answer: Answer | None
    at: datetime


class World(Account):
    """Telegram, one bot and its people.

    `clock` returns aware datetimes; `limits` is None for unlimited sending; `post` delivers webhooks.
    """

    def __init__(
        self,
        token: str = "1000001:demo",  # noqa: S107 # opens nothing but this simulator
        *,
        limits: Limits | None = None,
        clock: Callable[[], datetime],
        post: Post | None = None,
        name: str = "Bot",
        username: str = "simulator_bot",
    ) -> None:
        bot = BotUser(int(token.partition(":")[0]), name, username)
        super().__init__(bot, token, limits, clock, post, execute=self.call)
        self.faults = Faults()
        self.calls: defaultdict[str, deque[Call]] = defaultdict(lambda: deque(maxlen=CALLS_REMEMBERED))

    @property
    def updates_seen(self) -> list[Any]:
        """Every update queued so far, the newest 10,000."""
        return list(self.updates.seen)

    def inject(self, update: Any) -> None:
        """Queue a raw update: malformed, repeated or of an unknown kind."""
        self.updates.inject(update)

    def watch(self, watcher: Callable[[Any], None]) -> Callable[[], None]:
        """Call `watcher` with each person whose chat changed, None for the clock; returns how to stop."""
        self.watchers.append(watcher)
        return lambda: self.watchers.remove(watcher)

    def close(self) -> None:
        """End long polls and webhooks at once."""
        self.updates.close()
        self.webhook.close()
        self.announce(None)

    async def call(
        self,
        method: str,
        params: Mapping[str, Any],
        files: Mapping[str, Upload] = {},
        *,
        token: str | None = None,
    ) -> Answer:
        """Answer one Bot API call; values may be JSON or strings holding JSON.

        Raises Unanswered (a TimeoutError) when a fault says that no answer arrives.
        """
        if token not in {None, self.token}:
            return _refusal(Refused(401, "Unauthorized"))
        try:
            answer = await self._meet(self.faults.take(method, params), method, Params(params, files))
        except Unanswered:
            self._remember(method, params, None)
            raise
        self._remember(method, params, answer)
        return answer

    async def _meet(self, fault: Fault | None, method: str, params: Params) -> Answer:
        match fault:
            case None:
                return await self._execute(method, params)
            case HttpError(status, description):
                return _refusal(Refused(status, description))
            case RateLimited(seconds):
                return _refusal(too_many(seconds))
            case Slow(seconds):
                answer = await self._execute(method, params)
                await asyncio.sleep(seconds)
                return answer
            case LostReply():
                await self._execute(method, params)
                raise Unanswered(method, executed=True)
            case TimesOut():
                raise Unanswered(method, executed=False)
        assert_never(fault)

    async def _execute(self, method: str, params: Params) -> Answer:
        known = METHODS.get(method.lower())
        try:
            if known is None:
                raise bad_request(f"the simulator does not know method {method}")
            return Answer(200, {"ok": True, "result": await known(self, params)})
        except Refused as refused:
            return _refusal(refused)

    def _remember(self, method: str, values: Mapping[str, Any], answer: Answer | None) -> None:
        self.calls[method].append(Call(method, dict(values), answer, self.now()))


def _refusal(refused: Refused) -> Answer:
    return Answer(refused.status, refused.body())
