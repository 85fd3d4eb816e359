"""A Monday of the whole country: 514 reports made while people chat, then sent to three officials of each."""

import asyncio
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import delete, func, select, text, update

from bench.bots import Contestant
from bench.chatting import latencies, p95
from bench.figures import Figure
from bench.monday import HOUR, monday
from bench.ours import DATA_KEYS, ours, sqlite_url
from bench.rounds import stage
from bench.scenarios import Options
from bench.telegram import Limit, StuckError
from bench.year import Year, fill
from bot.answers.places import Gazetteer
from bot.facts.base import load
from bot.flows.manners import Manners
from bot.reports.weeks import newest
from bot.runtime.mondays import Mondays
from storage import migrations, observations, people, schema, staff, subscriptions
from storage.coverage import Observation, Provenance
from storage.database import Database
from storage.readers import OF_REPORTS
from storage.records import ChatId, Invite, Person
from storage.vault import Vault

FEW, MANY = 200_000, 5_000_000
"""Leads of a year: a handful a week in each kabupaten, so that most counts have to be hidden; and a country's."""
OFFICIALS = 3
FIRST = 2_000_000
"""Chats of officials."""
EARLY, LATER = 4, 10
"""Hours in Jakarta: reports are made and not due anywhere, and due everywhere."""
IDLE, MAKING, ROUNDS = 25.0, 40.0, 2
"""Seconds in which people who write are all there is, and in which reports are made."""
PATIENCE, STARTED = 240.0, timedelta(seconds=40)
"""Seconds to wait for something, and the time that a process needs to begin."""


async def mondays(options: Options) -> Sequence[Figure]:
    """Idle and making in turn, in one process; the next one sends against Telegram's limit taken strictly."""
    with tempfile.TemporaryDirectory() as name:
        many, url = Path(name) / "many", sqlite_url(Path(name))
        many.mkdir()
        await _seed(sqlite_url(many), MANY)
        of_many = await _waits(sqlite_url(many), many, min(options.rounds, ROUNDS))
        regions = await _seed(url, FEW)
        ratio = await _waits(url, Path(name), min(options.rounds, ROUNDS))
        made = await _made(url)
        await _due_soon(url)
        share, refused, twice = await _sending(Path(name), len(regions) * OFFICIALS)
    return [
        Figure("514 weekly reports made and drawn at once", made, 120, 60, "s", less=True),
        Figure("p95 of answers while they are made, against idle", ratio, 1.2, 1.1, less=True),
        Figure("the same beside 5 million leads", of_many, 1.2, 1.1, less=True),
        Figure("514 x 3 reports, share of 30/s", share, 0.95, 0.98, unit=""),
        Figure("514 x 3 reports, 429s", refused, 0, 0, unit="", less=True),
        Figure("514 x 3 reports, told twice", twice, 0, 0, unit="", less=True),
    ]


async def _waits(url: str, home: Path, rounds: int) -> float:
    """How much longer answers take while reports are made ahead of their time; the median over the rounds."""
    ratios = []
    async with stage(_on_monday(EARLY), home) as on:
        await latencies(on, 8)
        idle = await latencies(on, IDLE)
        for _ in range(rounds):
            await _begin(url)
            await latencies(on, 8)
            waits = await latencies(on, MAKING)
            made = await _end(url)
            await latencies(on, 4)
            after = await latencies(on, IDLE)
            alone, among = p95([*idle, *after]) * 1000, p95(waits) * 1000
            print(f"p95 of answers: {alone:.0f} ms idle, {among:.0f} ms while {made} reports are made")
            ratios.append(among / alone)
            idle = after
    return statistics.median(ratios)


async def _made(url: str) -> float:
    """Seconds for all of them, one right after the other, as on a Monday that was missed."""
    await _begin(url)
    database, now = Database.open(url, Vault.from_text(DATA_KEYS)), monday(datetime.now(UTC), EARLY)
    began = time.perf_counter()
    await Mondays(database, lambda: now, Manners(load(), Gazetteer())).plan()
    took = time.perf_counter() - began
    await database.close()
    return took


async def _sending(home: Path, readers: int) -> tuple[float, float, float]:
    """The share of the limit, what was refused, and who got a picture or words twice. Raises StuckError."""
    limit, ours_ = Limit(30), range(FIRST, FIRST + readers)
    async with stage(_on_monday(LATER), home, limit=limit) as on:
        began = time.perf_counter()
        while sum(chat in ours_ for chat in on.telegram.taken_by) < readers * len(OF_REPORTS):
            if time.perf_counter() - began > PATIENCE:
                raise StuckError(f"only {len(on.telegram.taken_by)} messages came")
            await asyncio.sleep(0.5)
        await asyncio.sleep(3)
        times = on.telegram.taken_at
        got = Counter(zip(on.telegram.taken_by, on.telegram.taken_as, strict=True))
    share = (len(times) - 1) / (times[-1] - times[0]) / 30
    return share, limit.refused, sum(number > 1 for number in got.values())


def _on_monday(hour: int) -> Contestant:
    bot = ours(module="bench.monday")
    return replace(bot, environment=lambda api, home: {**bot.environment(api, home), HOUR: str(hour)})


async def _seed(url: str, leads: int) -> list[str]:
    """A year of leads that are over, a figure of coverage and three officials for each kabupaten."""
    database, now = Database.open(url, Vault.from_text(DATA_KEYS), synchronous="OFF"), datetime.now(UTC)
    await migrations.migrate(database)
    async with database.transaction() as tx:
        await fill(tx, leads, year := Year(newest(monday(now, EARLY), "Asia/Jakarta"), Gazetteer()), is_over=True)
        await tx.execute(delete(schema.lead_reminders))
        regions = year.kabupaten
        await observations.record(tx, [_counted(region, now) for region in regions])
        for number in range(len(regions) * OFFICIALS):
            chat, area = ChatId(FIRST + number), (regions[number // OFFICIALS],)
            await people.save(tx, [Person(chat)], now)
            invited = Invite(f"{chat:064}", "official", "Bapak", "x", area, now + timedelta(days=1))
            await staff.invite(tx, invited)
            await staff.bind(tx, chat, invited, now)
        await tx.execute(text("ANALYZE"))
    await database.close()
    return regions


def _counted(region: str, now: datetime) -> Observation:
    told = Provenance("ab" * 32, 1, "command_line", now, ())
    return Observation(
        region,
        now.date() - timedelta(days=20),
        told,
        active=100_000,
        eligible=400_000,
        eligible_year=2025,
        eligible_source="Contoh",
        coverage_pct=None,
        target_pct=Decimal(45),
        target_source="Contoh",
    )


async def _begin(url: str) -> None:
    """Let everybody subscribe, forget what was made, and let the plan run again; somebody else's process finds it."""
    database, now = Database.open(url, Vault.from_text(DATA_KEYS)), datetime.now(UTC)
    async with database.transaction() as tx:
        for table in (schema.reports, schema.report_pictures):
            await tx.execute(delete(table))
        await tx.execute(delete(schema.timers).where(schema.timers.c.kind.in_(OF_REPORTS)))
        members = await tx.execute(select(schema.staff.c.chat, schema.staff.c.areas))
        for row in members.all():
            await subscriptions.keep(tx, row.chat, row.areas[0], "weekly", now - timedelta(days=30))
        await tx.execute(delete(schema.slots).where(schema.slots.c.name == "plan"))
    await database.close()


async def _end(url: str) -> int:
    """Nobody subscribes any more, so nothing more is made; how many were until now."""
    database = Database.open(url, Vault.from_text(DATA_KEYS))
    async with database.transaction() as tx:
        await tx.execute(delete(schema.subscriptions))
        made = (await tx.execute(select(func.count()).select_from(schema.reports))).scalar_one()
    await database.close()
    return int(made)


async def _due_soon(url: str) -> None:
    """They fall due together, once the process that sends them has begun and is at rest."""
    database, due = Database.open(url, Vault.from_text(DATA_KEYS)), monday(datetime.now(UTC), LATER) + STARTED
    async with database.transaction() as tx:
        await tx.execute(update(schema.timers).where(schema.timers.c.kind.in_(OF_REPORTS)).values(due=due))
    await database.close()
