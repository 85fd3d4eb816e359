"""People who say hello one after the other while a bot is busy with something else, and how long they wait."""

import asyncio
import time
from collections.abc import Callable
from itertools import count

from bench.people import says
from bench.rounds import Stage, waited

PAUSE = 0.3
"""Seconds between two people who write: three a second, as in a busy hour of a district."""
_CHATTERS = count(5_000_000)


async def chat(on: Stage, is_over: Callable[[], bool]) -> None:
    """One person after the other says hello and is answered."""
    while not is_over():
        await on.walk([(next(_CHATTERS), [says("/start")])])
        await asyncio.sleep(PAUSE)


async def latencies(on: Stage, seconds: float) -> list[float]:
    """How long those waited for their answers who wrote within so many seconds, each in seconds."""
    on.telegram.latencies.clear()
    until = time.perf_counter() + seconds
    await chat(on, lambda: time.perf_counter() >= until)
    return list(on.telegram.latencies)


def p95(latencies: list[float]) -> float:
    """The wait that 95 of 100 did not exceed."""
    return waited(latencies, 0.95)
