"""One round: a crowd walks its script against one bot, and what that cost."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.bots import Contestant, RunningBot, running
from bench.people import Script
from bench.telegram import Limit, Telegram

WARM_UP = 10
FIRST_CHAT = 1_000_000


@dataclass(frozen=True)
class Round:
    """What one round measured; seconds and MB, latencies from a person's act to the bot's reply."""

    updates: int
    seconds: float
    latencies: Sequence[float]
    cpu: float
    driver_cpu: float
    peak_mb: float

    @property
    def per_second(self) -> float:
        """Updates answered in a second."""
        return self.updates / self.seconds

    def latency(self, share: float) -> float:
        """The wait that this share of replies did not exceed."""
        return waited(self.latencies, share)


def waited(latencies: Sequence[float], share: float) -> float:
    """The wait that this share of them did not exceed."""
    return sorted(latencies)[int(share * (len(latencies) - 1))]


@dataclass(frozen=True)
class Stage:
    """A bot that polls a Telegram."""

    telegram: Telegram
    bot: RunningBot

    async def walk(self, scripts: Iterable[tuple[int, Script]]) -> None:
        """Let people (chat id, script) walk. Raises StuckError, BotDiedError."""
        await unless_dead(self.bot, self.telegram.walk(scripts))


@asynccontextmanager
async def stage(
    contestant: Contestant, directory: Path, latency: float = 0.0, limit: Limit | None = None
) -> AsyncIterator[Stage]:
    """Start the bot and wait for its first poll; stop it in the end. Raises BotDiedError."""
    telegram = Telegram(latency, limit)
    api = await telegram.open()
    async with running(contestant, api, directory) as bot:
        await unless_dead(bot, _polled(telegram))
        yield Stage(telegram, bot)
    await telegram.close()


async def unless_dead(bot: RunningBot, work: Coroutine[Any, Any, None]) -> None:
    """Do the work while the bot lives. Raises BotDiedError."""
    dying, working = asyncio.create_task(bot.dies()), asyncio.create_task(work)
    done, pending = await asyncio.wait([dying, working], return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        task.result()


async def _polled(telegram: Telegram) -> None:
    await telegram.polled.wait()


def crowd(people: int, script: Script, first: int = FIRST_CHAT) -> Iterable[tuple[int, Script]]:
    """So many people with one script."""
    return ((first + number, script) for number in range(people))


async def play(contestant: Contestant, people: int, latency: float = 0.0) -> Round:
    """Warm the bot up and let `people` walk at once. Raises StuckError, BotDiedError."""
    with tempfile.TemporaryDirectory() as directory:
        async with stage(contestant, Path(directory), latency) as on:
            await on.walk(crowd(WARM_UP, contestant.script, first=1))
            return await measure(on, contestant.script, people)


async def measure(on: Stage, script: Script, people: int) -> Round:
    """Let `people` walk at once, with a stopwatch."""
    on.telegram.latencies.clear()
    cpu, driver_cpu, began = on.bot.cpu_seconds(), time.process_time(), time.perf_counter()
    await on.walk(crowd(people, script))
    return Round(
        updates=people * len(script),
        seconds=time.perf_counter() - began,
        latencies=tuple(on.telegram.latencies),
        cpu=on.bot.cpu_seconds() - cpu,
        driver_cpu=time.process_time() - driver_cpu,
        peak_mb=on.bot.peak_mb(),
    )


async def interleave(
    contestants: Sequence[Contestant], rounds: int, people: int, latency: float = 0.0
) -> list[list[Round]]:
    """All contestants in turn, so often; so that a busy minute of the machine troubles all alike."""
    played: list[list[Round]] = [[] for _ in contestants]
    for _ in range(rounds):
        for contestant, so_far in zip(contestants, played, strict=True):
            so_far.append(await play(contestant, people, latency))
    return played


def median_ratio(ours: Sequence[Round], theirs: Sequence[Round]) -> float:
    """How many times faster we are: the median over the rounds, each against its neighbour."""
    return statistics.median(mine.per_second / other.per_second for mine, other in zip(ours, theirs, strict=True))
