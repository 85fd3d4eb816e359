"""All figures of a week of the whole country, out of a year of leads, on both databases."""

import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import insert, text

from bench.figures import Figure
from bench.ours import DATA_KEYS
from bench.postgres import postgres
from bench.scenarios import Options
from bot.answers.places import Gazetteer
from bot.answers.zones import ZONES
from bot.reports.weeks import days_of, instants
from bot.runtime.reports import LATE
from storage import migrations, weekly
from storage.database import Database, Tx
from storage.schema import branches
from storage.vault import Vault

LEADS = 5_000_000
WEEK, YEAR = "2026-W46", timedelta(days=365)
NUMBERED = {
    True: """INSERT INTO numbers WITH RECURSIVE t(n) AS
        (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < :leads) SELECT n FROM t""",
    False: "INSERT INTO numbers SELECT generate_series(1, :leads)",
}
"""On SQLite, and elsewhere."""
FILLED = (
    """INSERT INTO leads
        (id, state, version, region, work, branch, announced, created, changed, active, tries, met, event)
        SELECT n, CASE WHEN n % 50 = 0 THEN 'offered' WHEN n % 10 = 1 THEN 'contacted' ELSE 'closed' END, 2,
        code || CASE WHEN n % 13 < 9 THEN '.0' ELSE '.' END || (1 + n % 13) || '.2001',
        CASE n % 3 WHEN 0 THEN 'farmer' WHEN 1 THEN 'fisher' ELSE 'trader' END, 'x', 1 = 0,
        :begin + :step * n, :begin + :step * n, :begin + :step * n, 0,
        CASE WHEN n % 5 = 0 THEN 1 END, CASE WHEN n % 9 = 0 THEN 1 END
        FROM numbers JOIN kabupaten ON place = n % :kabupaten""",
    """INSERT INTO lead_log (lead, version, "at", actor, origin, state)
        SELECT id, 1, created, 'person', '-', 'new' FROM leads""",
    """INSERT INTO lead_log (lead, version, "at", actor, origin, state)
        SELECT id, 2, created + 3600000, 'router', 'new', CASE WHEN id % 10 < 3 THEN 'offered' WHEN id % 10 = 3
        THEN 'contacted' WHEN id % 10 = 4 THEN 'registered' WHEN id % 50 = 5 THEN 'verified' ELSE 'closed' END
        FROM leads""",
    """INSERT INTO lead_reminders (lead, since, step, "at")
        SELECT id, created, 'outcome_exception', created FROM leads WHERE id % 100 = 1""",
)
"""More steps than anybody takes: every other lead that is told of in a week took one in it."""


async def fill(tx: Tx, count: int, week: str, *, is_sqlite: bool) -> None:
    """So many leads of a year that ends with the week, each with two entries in its log."""
    end = instants(*days_of(week), "Asia/Jakarta")[1]
    begin = int((end - YEAR).timestamp() * 1000)
    step = int(YEAR.total_seconds() * 1000) // count
    await tx.execute(insert(branches).values(id="x", name="Contoh"))
    await tx.execute(text("CREATE TABLE kabupaten (place INTEGER PRIMARY KEY, code VARCHAR(5))"))
    await tx.execute(text("CREATE TABLE numbers (n BIGINT)"))
    await tx.execute(text(NUMBERED[is_sqlite]), {"leads": count})
    places = Gazetteer()
    codes = [one.code for province in sorted(ZONES) for one in places.children(province)]
    await tx.execute(
        text("INSERT INTO kabupaten VALUES (:place, :code)"),
        [{"place": place, "code": code} for place, code in enumerate(codes)],
    )
    told = {"begin": begin, "step": step, "kabupaten": len(codes)}
    for statement in FILLED:
        made = text(statement)
        await tx.execute(made, {name: told[name] for name in told if f":{name}" in statement})


async def seconds(database: Database, region: str, rounds: int) -> float:
    """To count the week of a region; "" is the whole country."""
    begin, end = instants(*days_of(WEEK), "Asia/Jakarta")
    took = []
    for _ in range(rounds):
        async with database.reading() as tx:
            began = time.perf_counter()
            await weekly.week(tx, begin, end, region, LATE)
            took.append(time.perf_counter() - began)
    return median(took)


async def measured(url: str, options: Options) -> tuple[float, float]:
    """Of the whole country, and of East Java."""
    database = Database.open(url, Vault.from_text(DATA_KEYS), synchronous="OFF")
    await migrations.migrate(database)
    began = datetime.now().astimezone()
    async with database.transaction() as tx:
        await fill(tx, LEADS, WEEK, is_sqlite=database.is_sqlite)
    async with database.session() as alone:
        # As PostgreSQL does by itself after a while.
        await alone.execute(text("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE"))
    print(f"filled with {LEADS:,} leads in {(datetime.now().astimezone() - began).seconds} s")
    found = await seconds(database, "", options.rounds), await seconds(database, "35", options.rounds)
    await database.close()
    return found


async def weeks(options: Options) -> Sequence[Figure]:
    """Medians of rounds; nothing else runs meanwhile."""
    with tempfile.TemporaryDirectory() as home, postgres() as fresh:
        sqlite = await measured(f"sqlite:///{Path(home) / 'year.db'}", options)
        other = await measured(fresh(Path(home)), options)
    return [
        Figure("a week of the whole country, SQLite", sqlite[0], 2, 0.5, "s", less=True),
        Figure("a week of the whole country, PostgreSQL", other[0], 2, 0.5, "s", less=True),
        Figure("a week of East Java, SQLite", sqlite[1], 2, 0.5, "s", less=True),
        Figure("a week of East Java, PostgreSQL", other[1], 2, 0.5, "s", less=True),
    ]
