"""One round: a crowd walks its script against one bot, and what that cost."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.bots import Contestant, RunningBot, running
from bench.people import Script
from bench.telegram import Telegram

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
        return sorted(self.latencies)[int(share * (len(self.latencies) - 1))]


def crowd(people: int, script: Script, first: int = FIRST_CHAT) -> Iterable[tuple[int, Script]]:
    """So many people with one script."""
    return ((first + number, script) for number in range(people))


async def unless_dead(bot: RunningBot, work: Coroutine[Any, Any, None]) -> None:
    """Do the work while the bot lives. Raises BotDiedError."""
    dying, working = asyncio.create_task(bot.dies()), asyncio.create_task(work)
    done, pending = await asyncio.wait([dying, working], return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        task.result()


async def polled(telegram: Telegram) -> None:
    """Until the bot asks for updates the first time."""
    await telegram.polled.wait()


async def play(contestant: Contestant, people: int, latency: float = 0.0) -> Round:
    """Warm the bot up and let `people` walk at once. Raises StuckError, BotDiedError."""
    telegram = Telegram(latency)
    api = await telegram.open()
    with tempfile.TemporaryDirectory() as directory:
        async with running(contestant, api, Path(directory)) as bot:
            await unless_dead(bot, polled(telegram))
            await unless_dead(bot, telegram.walk(crowd(WARM_UP, contestant.script, first=1)))
            measured = await _measure(telegram, bot, contestant, people)
    await telegram.close()
    return measured


async def _measure(telegram: Telegram, bot: RunningBot, contestant: Contestant, people: int) -> Round:
    telegram.latencies.clear()
    cpu, driver_cpu, began = bot.cpu_seconds(), time.process_time(), time.perf_counter()
    await unless_dead(bot, telegram.walk(crowd(people, contestant.script)))
    return Round(
        updates=people * len(contestant.script),
        seconds=time.perf_counter() - began,
        latencies=tuple(telegram.latencies),
        cpu=bot.cpu_seconds() - cpu,
        driver_cpu=time.process_time() - driver_cpu,
        peak_mb=bot.peak_mb(),
    )


async def interleave(contestants: Sequence[Contestant], rounds: int, people: int) -> list[list[Round]]:
    """All contestants in turn, so often; so that a busy minute of the machine troubles all alike."""
    played: list[list[Round]] = [[] for _ in contestants]
    for _ in range(rounds):
        for contestant, so_far in zip(contestants, played, strict=True):
            so_far.append(await play(contestant, people))
    return played


def median_ratio(ours: Sequence[Round], theirs: Sequence[Round]) -> float:
    """How many times faster we are: the median over the rounds, each against its neighbour."""
    return statistics.median(mine.per_second / other.per_second for mine, other in zip(ours, theirs, strict=True))
