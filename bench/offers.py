"""Leads on their way through the database, on SQLite and on PostgreSQL: offered by the router, accepted once."""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from bench.agents import BRANCH, FIRST_WORKER, NOON, Country
from bench.figures import Figure
from bench.ours import DATA_KEYS, sqlite_url
from bench.postgres import postgres
from bench.scenarios import Options
from bot.flows.cases import case_card
from bot.flows.lead_cards import lead_card
from bot.i18n.catalogue import Catalogue
from bot.runtime.router import Router
from bot.runtime.speech import Speech
from storage import leads, migrations, people, schema, staff
from storage.database import Database
from storage.records import Branch, ChatId, Lead, LeadId, Person
from storage.vault import Vault

AGENTS, CAPACITY = 5_000, 100
LEADS, CHUNK = 100_000, 5_000
ACCEPTORS = 50


async def offers(_: Options) -> Sequence[Figure]:
    """A hundred thousand leads, then fifty who accept the same offer, on both databases."""
    with tempfile.TemporaryDirectory() as name, postgres() as url:
        return [
            *await _measured("SQLite", sqlite_url(Path(name))),
            *await _measured("PostgreSQL", url(Path(name))),
        ]


async def _measured(kind: str, url: str) -> Sequence[Figure]:
    async with _opened(url) as database:
        await seed(database, Country.of(AGENTS, CAPACITY))
        router = _router(database)
        began = time.perf_counter()
        offered = await router.route()
        rate = offered / (time.perf_counter() - began)
        if offered != LEADS:
            raise AssertionError(f"only {offered:,} of {LEADS:,} leads were offered")
        won = await winners(database, LeadId(1))
        if won != 1:
            raise AssertionError(f"{won} of {ACCEPTORS} accepted one offer")
    return [
        Figure(f"leads offered a second, {LEADS:,}, {kind}", rate, 500, 1_500, unit=""),
        Figure(f"winners of {ACCEPTORS} at one offer, {kind}", won, 1, 1, unit="", less=True),
    ]


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database.open(url, Vault.from_text(DATA_KEYS))
    await migrations.migrate(database)
    yield database
    await database.close()


def _router(database: Database) -> Router:
    words = Catalogue.load()
    speeches = {language: Speech(words, language) for language in ("id", "en")}
    return Router(database, lambda: NOON, speeches, lead_card, case_card, timedelta(hours=1))


async def seed(database: Database, country: Country) -> None:
    """A branch with all these agents, and leads that wait."""
    async with database.transaction() as tx:
        await staff.save_branch(tx, Branch(BRANCH, "Pusat"))
        await people.save(tx, [Person(one.chat) for one in country.agents if one.chat is not None], NOON)
        columns = ("id", "role", "name", "code", "branch", "chat", "capacity", "active")
        rows = [{name: getattr(one, name) for name in columns} for one in country.agents]
        lists = [{"areas": list(one.areas), "works": list(one.works), "languages": []} for one in country.agents]
        await tx.execute(insert(schema.staff), [row | more for row, more in zip(rows, lists, strict=True)])
    told = country.interests(LEADS, random.Random(7))
    for start in range(0, LEADS, CHUNK):
        async with database.transaction() as tx:
            some = enumerate(told[start : start + CHUNK], FIRST_WORKER + start)
            await leads.add_all(tx, [(ChatId(chat), one, BRANCH) for chat, one in some], NOON)


async def winners(database: Database, number: LeadId) -> int:
    """How many of fifty who accept the same offer at once have it then."""
    async with database.reading() as tx:
        lead = (await leads.by_id(tx, [number]))[number]
    return sum(await asyncio.gather(*(_accepts(database, lead) for _ in range(ACCEPTORS))))


async def _accepts(database: Database, lead: Lead) -> bool:
    async with database.transaction() as tx:
        accepted = (lead.id, lead.version, "offered", "accept", f"agent:{lead.holder}", NOON)
        return await leads.move(tx, *accepted, holder=lead.holder, reason=None)
