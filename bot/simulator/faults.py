"""Things that go wrong on purpose, queued per method for the next calls."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

EVERY_METHOD = "*"


class Unanswered(TimeoutError):
    """The caller never gets an answer; `executed` tells whether the call took effect all the same."""

    def __init__(self, method: str, *, executed: bool) -> None:
        super().__init__(f"{method} was {'executed, but the answer was lost' if executed else 'lost on its way'}")
        self.executed = executed


@dataclass(frozen=True)
class HttpError:
    """Telegram itself is in trouble; nothing is executed."""

    status: int = 502
    description: str = "Bad Gateway"


@dataclass(frozen=True)
class LostReply:
    """The call is executed and the connection drops before the answer."""


@dataclass(frozen=True)
class TimesOut:
    """The call never arrives and nobody answers."""


@dataclass(frozen=True)
class RateLimited:
    """Refused with 429 for `seconds`; nothing is executed."""

    seconds: int = 1


@dataclass(frozen=True)
class Slow:
    """Executed and answered, `seconds` of real time late."""

    seconds: float


Fault = HttpError | LostReply | TimesOut | RateLimited | Slow


class Faults:
    """The queue of faults; each meets one call and is gone."""

    def __init__(self) -> None:
        self._queued: deque[tuple[str, int | None, Fault]] = deque()

    def next(self, method: str, fault: Fault, *, times: int = 1, chat_id: int | None = None) -> None:
        """Let `fault` meet the next `times` calls of `method` ("*" is any), to one chat if given."""
        self._queued.extend([(method, chat_id, fault)] * times)

    def clear(self) -> None:
        """Forget what has not happened yet."""
        self._queued.clear()

    def take(self, method: str, values: Mapping[str, Any]) -> Fault | None:
        """The fault that this call meets, if any."""
        for queued in self._queued:
            wanted, chat_id, fault = queued
            if wanted in {method, EVERY_METHOD} and (chat_id is None or str(chat_id) == str(values.get("chat_id"))):
                self._queued.remove(queued)
                return fault
        return None
