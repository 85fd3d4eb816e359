"""All figures of a week of the whole country, out of a year of five million leads, on both databases."""

import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sqlalchemy import text

from bench.figures import Figure
from bench.ours import DATA_KEYS
from bench.postgres import postgres
from bench.scenarios import Options
from bench.year import Year, fill, surround
from bot.answers.places import Gazetteer
from bot.answers.zones import ZONES
from bot.facts.base import load
from bot.reports.weeks import days_of, instants
from bot.runtime.reports import LATE, Maker
from storage import migrations, weekly
from storage.database import Database, Tx
from storage.vault import Vault

LEADS = 5_000_000
WEEK = "2026-W46"
NOW = datetime(2026, 11, 16, 1, tzinfo=UTC)


async def funnel(tx: Tx, places: Gazetteer) -> None:
    """What came to pass with the leads, in all regions."""
    await weekly.weeks(tx, {province: instants(*days_of(WEEK), zone) for province, zone in ZONES.items()}, LATE)


async def everything(tx: Tx, places: Gazetteer) -> None:
    """The reports of all provinces with their kabupaten: everything that is read, and judged."""
    maker = Maker(FACTS, places, many=True)
    for province in sorted(ZONES):
        await maker.make(tx, places.get(province), WEEK, NOW)


FACTS = load()


async def east_java(tx: Tx, places: Gazetteer) -> None:
    """One report, made alone."""
    await Maker(FACTS, places).make(tx, places.get("35"), WEEK, NOW)


async def madiun(tx: Tx, places: Gazetteer) -> None:
    """One report, made alone."""
    await Maker(FACTS, places).make(tx, places.get("35.19"), WEEK, NOW)


async def seconds(database: Database, count: Callable[[Tx, Gazetteer], Awaitable[None]], rounds: int) -> float:
    """The median of rounds."""
    took, places = [], Gazetteer.load()
    for _ in range(rounds):
        async with database.reading() as tx:
            began = time.perf_counter()
            await count(tx, places)
            took.append(time.perf_counter() - began)
    return median(took)


COUNTED = {
    "a week of the whole country": funnel,
    "a whole report of East Java": east_java,
    "a whole report of Madiun": madiun,
    "whole reports of all 38 provinces": everything,
}


async def measured(url: str, options: Options) -> dict[str, float]:
    """Seconds of each."""
    database = Database.open(url, Vault.from_text(DATA_KEYS), synchronous="OFF")
    await migrations.migrate(database)
    began = time.perf_counter()
    async with database.transaction() as tx:
        await fill(tx, LEADS, year := Year(WEEK, Gazetteer()))
        await surround(tx, year)
    async with database.session() as alone:
        # As PostgreSQL does by itself after a while.
        await alone.execute(text("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE"))
    print(f"filled with {LEADS:,} leads in {time.perf_counter() - began:.0f} s")
    found = {name: await seconds(database, count, options.rounds) for name, count in COUNTED.items()}
    await database.close()
    return found


async def weeks(options: Options) -> Sequence[Figure]:
    """Medians of rounds; nothing else runs meanwhile."""
    with tempfile.TemporaryDirectory() as home, postgres() as fresh:
        found = {
            "SQLite": await measured(f"sqlite:///{Path(home) / 'year.db'}", options),
            "PostgreSQL": await measured(fresh(Path(home)), options),
        }
    return [
        Figure(f"{name}, {database}", found[database][name], 2, 0.5, "s", less=True)
        for name in COUNTED
        for database in found
    ]
