"""What is to be sent later, as rows of ours, beside jobs of APScheduler in its own SQL store."""

import asyncio
import contextlib
import gc
import itertools
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.events import EVENT_JOB_EXECUTED
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import update

from bench.figures import Figure
from bench.ours import DATA_KEYS, sqlite_url
from bench.scenarios import Options
from bot.answers.places import Gazetteer
from bot.conversation.effects import Say
from bot.conversation.words import Label
from bot.facts.base import load
from bot.flows.manners import Manners
from bot.flows.timers import Kind
from bot.i18n.catalogue import Catalogue
from bot.runtime.speech import Speech
from bot.runtime.timers import BACKLOG, Timers
from storage import migrations, outbox, people, schema, timers
from storage.database import Database
from storage.records import ChatId, Person
from storage.timers import Planned
from storage.vault import Vault

WAITING, DUE, THEIRS = 100_000, 2_000, 500
"""Timers that wait, that are due at once, and jobs that are added to APScheduler: the others would take minutes."""
CHUNK = 500
TEN = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
"""A Monday, ten o'clock in Jakarta."""
FAR, A_MINUTE = TEN + timedelta(days=30), timedelta(minutes=1)
KINDS = {"greeting": Kind(lambda _: (), lambda *_: None, lambda timer, _: _greets(timer.chat))}


def _within_a_minute(chat: int) -> datetime:
    return FAR + A_MINUTE * (chat / WAITING)


def _greets(chat: ChatId) -> Say:
    return Say((Label("reminders.thanks"),), to=chat, unasked=True)


async def waiting(options: Options) -> Sequence[Figure]:
    """Medians over interleaved rounds, each with new files."""
    played = [await _round() for _ in range(options.rounds)]
    medians = [statistics.median(each) for each in zip(*played, strict=True)]
    added, start, grew, block, theirs_block, rate, flood, theirs_start, theirs_grew = medians
    print(
        f"starting with {WAITING:,} that wait takes APScheduler {theirs_start:.0f} ms and {theirs_grew:.2f} MB, "
        f"us {start:.0f} ms and {grew:.2f} MB"
    )
    print(
        f"2,000 due at once block the loop of APScheduler for {theirs_block:.0f} ms at a time, ours for {block:.1f} ms"
    )
    return [
        Figure(f"adding timers, against APScheduler's SQL store ({WAITING:,})", added, 20, 40),
        Figure(f"start with {WAITING:,} waiting", start, 50, 20, "ms", less=True),
        Figure(f"memory for {WAITING:,} that wait", grew, 10, 1, "MB", less=True),
        Figure(f"{DUE:,} due at once: longest block of the loop", block, 20, 10, "ms", less=True),
        Figure(f"{DUE:,} due at once: handed to the outbox a second", rate, 60, 500, unit=""),
        Figure(f"{WAITING:,} due in one minute: longest block of the loop", flood, 20, 10, "ms", less=True),
    ]


async def _round() -> tuple[float, ...]:
    with tempfile.TemporaryDirectory() as name:
        ours, start, grew = await _fill(sqlite_url(Path(name)))
        block, rate = await _fire(sqlite_url(Path(name)))
        flood = await _flood(sqlite_url(Path(name)))
        theirs, theirs_block = await _apscheduler(f"sqlite:///{Path(name) / 'theirs.db'}")
        theirs_start, theirs_grew = await _apscheduler_starts(f"sqlite:///{Path(name) / 'waiting.db'}")
    return theirs / ours, start, grew, block, theirs_block, rate, flood, theirs_start, theirs_grew


async def _fill(url: str) -> tuple[float, float, float]:
    """Seconds to add a timer, milliseconds until a new process has looked, and how much that made it grow in MB."""
    database = _database(url)
    await migrations.migrate(database)
    async with database.transaction() as tx:
        await people.save(tx, [Person(ChatId(chat)) for chat in range(1, DUE + 1)], TEN)
    began = time.perf_counter()
    for first in range(1, WAITING + 1, CHUNK):
        async with database.transaction() as tx:
            some = range(first, first + CHUNK)
            await timers.plan(tx, [Planned(ChatId(chat), "greeting", "far", _within_a_minute(chat)) for chat in some])
    added = (time.perf_counter() - began) / WAITING
    await database.close()
    _timers(database)  # words and facts are read once, whatever waits
    before, began = _resident_mb(), time.perf_counter()
    database = _database(url)
    await _timers(database).look()
    start, after = time.perf_counter() - began, _resident_mb()
    await database.close()
    return added, start * 1000, after - before


async def _fire(url: str) -> tuple[float, float]:
    """The longest block of the loop in milliseconds while all that is due goes out, and how many a second did."""
    database = _database(url)
    async with database.transaction() as tx:
        await timers.plan(tx, [Planned(ChatId(chat), "greeting", "now", TEN) for chat in range(1, DUE + 1)])
    looks, began = _timers(database), time.perf_counter()

    async def all_that_is_due() -> None:
        while await looks.fire(TEN):
            pass

    block = await _longest_block(all_that_is_due)
    took = time.perf_counter() - began
    async with database.reading() as tx:
        done = (await timers.stats(tx)).get(("greeting", "done", None), 0)
    if done != DUE:
        raise AssertionError(f"only {done:,} of {DUE:,} went out")
    await database.close()
    return block, DUE / took


async def _flood(url: str) -> float:
    """The longest block of the loop in milliseconds in the first look at all the others, which fall due in one minute.

    What cannot go out soon waits: the outbox never holds more than it may.
    """
    database = _database(url)
    async with database.transaction() as tx:
        await tx.execute(update(schema.outbox).values(state="sent"))
    block = await _longest_block(_timers(database, FAR + A_MINUTE).look)
    async with database.reading() as tx:
        handed_over = await outbox.backlog(tx, WAITING, FAR + A_MINUTE)
    if handed_over != BACKLOG:
        raise AssertionError(f"{handed_over:,} messages wait in the outbox")
    await database.close()
    return block


async def _apscheduler(url: str) -> tuple[float, float]:
    """Seconds to add a job, and the longest block of the loop in milliseconds while 2,000 are due at once."""
    scheduler = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(url=url)}, timezone=UTC)
    scheduler.start(paused=True)
    began = time.perf_counter()
    for number in range(THEIRS):
        scheduler.add_job(_does_nothing, "date", run_date=FAR, id=str(number))
    added = (time.perf_counter() - began) / THEIRS
    for number in range(DUE):
        now = datetime.now(UTC)
        scheduler.add_job(_does_nothing, "date", run_date=now, id=f"due {number}", misfire_grace_time=None)
    all_ran, ran = asyncio.Event(), itertools.count(1)
    scheduler.add_listener(lambda _: all_ran.set() if next(ran) == DUE else None, EVENT_JOB_EXECUTED)

    async def runs() -> None:
        scheduler.resume()
        await all_ran.wait()

    block = await _longest_block(runs)
    scheduler.shutdown(wait=False)
    return added, block


async def _apscheduler_starts(url: str) -> tuple[float, float]:
    """Milliseconds until APScheduler has looked at as many jobs as we have timers, and how much it grew in MB."""
    store = SQLAlchemyJobStore(url=url)
    scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone=UTC)
    scheduler.start(paused=True)
    scheduler.add_job(_does_nothing, "date", run_date=FAR, id="0")
    with store.engine.begin() as connection:
        row = dict(connection.execute(store.jobs_t.select()).mappings().one())
        # As many as it would have made itself, in seconds instead of minutes.
        connection.execute(store.jobs_t.insert(), [row | {"id": str(number)} for number in range(1, WAITING)])
    scheduler.shutdown(wait=False)
    before, began = _resident_mb(), time.perf_counter()
    scheduler = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(url=url)}, timezone=UTC)
    scheduler.start()
    await asyncio.sleep(0)
    took, after = time.perf_counter() - began, _resident_mb()
    scheduler.shutdown(wait=False)
    return took * 1000, after - before


async def _does_nothing() -> None:
    """Stands for whatever somebody's job would do."""


async def _longest_block(work: Callable[[], Awaitable[object]]) -> float:
    """For how many milliseconds nobody else could do anything, at worst, while this was done."""
    gaps: list[float] = []
    # As our process does once it is built; else the collector would walk through all words and places in between.
    gc.collect()
    gc.freeze()

    async def watches() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0)
            gaps.append(time.perf_counter() - began)

    watching = asyncio.create_task(watches())
    await asyncio.sleep(0)
    await work()
    watching.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watching
    return max(gaps) * 1000


def _resident_mb() -> float:
    """What this process holds now, in MB of 1,000,000 bytes."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024 / 1e6


def _database(url: str) -> Database:
    return Database.open(url, Vault.from_text(DATA_KEYS))


def _timers(database: Database, now: datetime = TEN) -> Timers:
    words = Catalogue.load()
    speeches = {language: Speech(words, language) for language in ("id", "en")}
    return Timers(database, lambda: now, KINDS, Manners(load(), Gazetteer()), speeches)
