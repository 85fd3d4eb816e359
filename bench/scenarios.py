"""What is measured against others and against ourselves: the speed rows of the plan's table."""

import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bench.bots import AIOGRAM_FORM, ECHO, PTB_ECHO, PTB_FORM, Contestant
from bench.figures import Figure, show_rounds
from bench.ours import ours
from bench.postgres import postgres
from bench.rounds import Round, interleave, median_ratio

LATENCY = 0.060
SYNCED_WRITES = 50


@dataclass(frozen=True)
class Options:
    """How long to measure: interleaved rounds, and people who chat at once in each."""

    rounds: int
    people: int


Scenario = Callable[[Options], Awaitable[Sequence[Figure]]]


async def form(options: Options) -> Sequence[Figure]:
    """The whole interest form, beside three bots as one would usually write them."""
    mine, echo, pickle, aiogram = await _beside(options, ours(), PTB_ECHO, PTB_FORM, AIOGRAM_FORM)
    return [
        Figure("form, against the no-op echo", median_ratio(mine, echo), 1.5, 2.2),
        Figure("form, against ConversationHandler + Pickle", median_ratio(mine, pickle), 2.5, 4),
        Figure("form, against aiogram FSM in memory", median_ratio(mine, aiogram), 0.8, 1.2),
    ]


async def durability(options: Options) -> Sequence[Figure]:
    """Waiting for the disk against not waiting for it."""
    print(f"a synced write takes {synced_write() * 1000:.2f} ms on this disk")
    careless = ours("Jangkau, synchronous=OFF", module="bench.unsynced")
    played = await _beside(options, ours(), careless)
    return [Figure("price of durability", median_ratio(*played), 0.75, 0.87)]


async def postgresql(options: Options) -> Sequence[Figure]:
    """One worker on PostgreSQL against SQLite."""
    with postgres() as url:
        played = await _beside(options, ours("Jangkau on PostgreSQL", url=url), ours())
    return [Figure("PostgreSQL, one worker, against SQLite", median_ratio(*played), 0.8, 1.0)]


async def latency(options: Options) -> Sequence[Figure]:
    """200 people at once with a real way to Telegram; the echo walks less far, for it takes its time."""
    few = Options(min(options.rounds, 3), 200)
    played = await _beside(few, ours(), replace(PTB_ECHO, script=ECHO[:2]), seconds=LATENCY)
    return [Figure("60 ms to Telegram, 200 at once, against the echo", median_ratio(*played), 25, 45)]


def synced_write() -> float:
    """Seconds that a small write takes to be safe on this disk: what every commit waits for."""
    with tempfile.TemporaryFile() as file:
        began = time.perf_counter()
        for _ in range(SYNCED_WRITES):
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    return (time.perf_counter() - began) / SYNCED_WRITES


async def _beside(options: Options, *bots: Contestant, seconds: float = 0.0) -> list[list[Round]]:
    played = await interleave(bots, options.rounds, options.people, seconds)
    title = f"{options.people} people at once, {seconds * 1000:.0f} ms to Telegram"
    show_rounds(title, {bot.name: rounds for bot, rounds in zip(bots, played, strict=True)})
    return played
