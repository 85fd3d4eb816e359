"""What is measured of our bot alone: pace, starting, stopping and memory, with a crowd in the database."""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure
from bench.ours import HALF_WAY, ours, sqlite_url
from bench.people import says
from bench.rounds import FIRST_CHAT, crowd, stage
from bench.scenarios import Options
from bench.seed import multiply, post_bulk
from bench.telegram import Limit

KNOWN = 100_000
ACTIVE = 1_000
BULK = 900
PATTERN = 1


async def paced(_: Options) -> Sequence[Figure]:
    """Half a minute of bulk against a Telegram that refuses the 31st message of any second."""
    limit = Limit(30)
    with tempfile.TemporaryDirectory() as name:
        chats = range(FIRST_CHAT, FIRST_CHAT + BULK)
        await _fill(Path(name), chats)
        await post_bulk(sqlite_url(Path(name)), chats)
        async with stage(ours(), Path(name), limit=limit) as on:
            await on.telegram.takes(BULK, patience=2 * BULK / limit.most)
            taken = on.telegram.taken_at
    share = (len(taken) - 1) / (taken[-1] - taken[0]) / 30
    return [
        Figure("paced outbox, share of 30/s", share, 0.95, 0.98, unit=""),
        Figure("paced outbox, 429s", limit.refused, 0, 0, unit="", less=True),
    ]


async def start_and_stop(options: Options) -> Sequence[Figure]:
    """From `python -m bot run` to the first reply, and from SIGTERM in the middle of work to the end."""
    starts, drains = [], []
    with tempfile.TemporaryDirectory() as name:
        await _fill(Path(name), range(FIRST_CHAT, FIRST_CHAT + KNOWN))
        for _ in range(options.rounds):
            began = time.perf_counter()
            async with stage(ours(), Path(name)) as on:
                await on.walk([(FIRST_CHAT, [says("/menu")])])
                starts.append(time.perf_counter() - began)
                busy = asyncio.create_task(on.telegram.walk(crowd(200, ours().script, FIRST_CHAT + 1000)))
                await asyncio.sleep(0.5)
            busy.cancel()
            drains.append(on.bot.drain or 0)
    return [
        Figure("start to first reply, 100,000 open", sorted(starts)[len(starts) // 2], 2, 1, "s", less=True),
        Figure("SIGTERM drain under load", max(drains), 10, 2, "s", less=True),
    ]


async def memory(_: Options) -> Sequence[Figure]:
    """The most our process ever held while a thousand of a hundred thousand people chat at once."""
    with tempfile.TemporaryDirectory() as name:
        await _fill(Path(name), range(FIRST_CHAT, FIRST_CHAT + KNOWN))
        async with stage(ours(), Path(name)) as on:
            await on.walk(crowd(ACTIVE, ours().script, FIRST_CHAT + KNOWN))
            peak = on.bot.peak_mb()
    return [Figure("peak memory, 100,000 known, 1,000 active", peak, 150, 90, "MB", less=True)]


async def _fill(directory: Path, chats: range) -> None:
    """One person walks half the form; the others are made like them."""
    async with stage(ours(), directory) as on:
        await on.walk([(PATTERN, HALF_WAY)])
    await multiply(sqlite_url(directory), PATTERN, chats)
