"""A database of each kind, built by the migrations."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.settings import DEMO_RING
from storage import migrations
from storage.database import Database
from storage.records import ChatId, Interest
from storage.vault import Vault
from tests.engines import sharing

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
SARI, BUDI = ChatId(500_001), ChatId(500_002)
INTEREST = Interest(
    name="Bu Sari",
    phone="+6281234567890",
    work="farmer",
    region="35.28.04.2003",
    place="Sumedangan, Pademawu, Pamekasan",
    programmes=("jkk", "jkm"),
    time="morning",
)


async def opened(url: str, ring: str = DEMO_RING) -> Database:
    """A database at HEAD; `synchronous` is off, for nobody pulls the plug of a test."""
    database = sharing(Database.open(url, Vault.from_text(ring), synchronous="OFF"))
    await migrations.migrate(database)
    return database


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """Empty, on each kind."""
    found = await opened(url)
    yield found
    await found.close()


@pytest.fixture
async def postgres_database(postgres_url: str) -> AsyncIterator[Database]:
    """Empty, on PostgreSQL alone: for what only several processes can do."""
    found = await opened(postgres_url)
    yield found
    await found.close()
