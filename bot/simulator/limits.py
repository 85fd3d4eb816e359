"""How fast a bot may send, enforced to the letter."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.simulator.refusal import too_many

WINDOW_SECONDS = 1.0


@dataclass(frozen=True)
class Limits:
    """Most sends within any one second, to everybody and to one chat; None is unlimited.

    `timer` gives seconds that only grow. It is real time by default, so that a clock that stands still
    or jumps does not change what a limit means.
    """

    per_second: int | None = 30
    per_chat_per_second: int | None = None
    timer: Callable[[], float] = field(default=time.monotonic, repr=False)


class Gate:
    """Counts sends against the limits; after a 429 nothing passes until the seconds named are over."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._sent: dict[int | None, deque[float]] = defaultdict(deque)
        self._closed_until: dict[int | None, float] = {}

    def enter(self, chat_id: int) -> None:
        """Let one send to this chat pass; raises Refused (429) when it is one too many."""
        now = self.limits.timer()
        scopes = {None: self.limits.per_second, chat_id: self.limits.per_chat_per_second}
        for scope, most in scopes.items():
            self._check(scope, most, now)
        for scope, most in scopes.items():
            if most is not None:
                self._sent[scope].append(now)

    def _check(self, scope: int | None, most: int | None, now: float) -> None:
        sent = self._sent[scope]
        while sent and sent[0] <= now - WINDOW_SECONDS:
            sent.popleft()
        closed_until = self._closed_until.get(scope, now)
        if most is not None and len(sent) >= most and closed_until <= now:
            seconds = max(1, math.ceil(sent[0] + WINDOW_SECONDS - now))
            closed_until = self._closed_until[scope] = now + seconds
        if closed_until > now:
            raise too_many(math.ceil(closed_until - now))
