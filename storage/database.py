"""Opens SQLite or PostgreSQL by URL; the one place that knows their differences."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage import inline
from storage.vault import Vault

BUSY_MS = 5_000
POOL = 8
CONNECT_SECONDS = 10
"""A PostgreSQL that does not even refuse is given up after this, and tried again."""


class GaveWay(Exception):
    """Somebody waits for an answer: what nobody waits for was undone, and may be done again."""


@dataclass(frozen=True, slots=True)
class Tx:
    """A transaction in progress, and the keys to what is sealed in it.

    One that nobody waits for has a `breath` for others after each statement.
    """

    connection: AsyncConnection
    vault: Vault
    breath: Callable[[], Awaitable[None]] | None = None

    async def execute(self, *args: Any, **kwargs: Any) -> Any:
        """Run one SQLAlchemy Core statement. Raises GaveWay, where that was agreed to."""
        result = await self.connection.execute(*args, **kwargs)
        if self.breath is not None:
            await self.breath()
        return result


async def nobody_is_asked() -> None:
    """For a process that answers nobody meanwhile."""


def normalised(url: str) -> URL:
    """The URL with the driver we use; `postgres://`, as some hosts write it, is accepted. Raises ArgumentError."""
    parsed = make_url(url)
    if parsed.get_backend_name() in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        raise ArgumentError("neither PostgreSQL nor a file of SQLite")
    return parsed.set(drivername="sqlite+aiosqlite")


class Database:
    """Transactions that write, and readings that cannot.

    On SQLite exactly one connection writes (others read), with WAL, synchronous=FULL and BEGIN IMMEDIATE: several
    writers lose updates, and a commit is on disk before anybody is told of it.
    """

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, vault: Vault, *, at_once: bool = False) -> None:
        self._writer = writer
        self._reader = reader
        self._keeps_to_one_thread = at_once
        self._one_at_a_time = asyncio.Lock()
        self._waiting = 0
        self.vault = vault
        self.quiet: Callable[[], Awaitable[None]] = nobody_is_asked
        self.is_asked: Callable[[], bool] = lambda: False

    @classmethod
    def open(cls, url: str, vault: Vault, *, synchronous: str = "FULL", at_once: bool = False) -> "Database":
        """Nothing is touched before the first transaction.

        `synchronous` is SQLite's. `at_once` is for a file of SQLite that nobody else writes, and keeps to one thread,
        or for a PostgreSQL that nobody restarts: no connection is tried before it is used.
        """
        parsed = normalised(url)
        if parsed.get_backend_name() != "sqlite":
            seconds = {"connect_timeout": CONNECT_SECONDS}
            engine = create_async_engine(
                parsed, pool_size=POOL, pool_pre_ping=not at_once, connect_args=seconds, hide_parameters=True
            )
            return cls(engine, engine, vault)
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        path = parsed.database or ":memory:"
        near = partial(inline.connect, at_once=at_once)
        far = near if at_once else inline.connect_aside
        # For readers, too: whoever closes the file last puts it in order.
        disk = f"synchronous={synchronous}"
        pragmas = (f"busy_timeout={BUSY_MS}", "foreign_keys=ON", "secure_delete=ON", disk)
        writer = _engine(parsed, 1, partial(near, path, (*pragmas, "journal_mode=WAL")), "BEGIN IMMEDIATE")
        reader = _engine(parsed, 2, partial(far, path, (*pragmas, "query_only=ON")), "BEGIN")
        return cls(writer, reader, vault, at_once=at_once)

    @property
    def is_sqlite(self) -> bool:
        """Whether this process is alone with its database."""
        return self._writer.dialect.name == "sqlite"

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """Write; commits at the end, rolls back when anything is raised."""
        async with AsyncExitStack() as stack:
            self._waiting += 1
            try:
                connection = await stack.enter_async_context(_began(self._writer))
            finally:
                self._waiting -= 1
            yield Tx(connection, self.vault)

    @asynccontextmanager
    async def unhurried(self, *, gives_way: bool = False) -> AsyncIterator[Tx]:
        """Write what nobody waits for: when it is `quiet`, with a breath for others after each statement.

        On SQLite one at a time, so that whoever waits for an answer stands behind one of these at most, and not even
        behind one that `gives_way`: that is rolled back with GaveWay as soon as somebody wants to write while an answer
        is being made (`is_asked`).
        """
        async with self._one_at_a_time if self.is_sqlite else nullcontext():
            await self.quiet()
            async with self.transaction() as tx:
                # Where all keep to one thread, another one that begins would stop the loop with this one in it.
                yield tx if self._keeps_to_one_thread else replace(tx, breath=self._breath(gives_way))

    def _breath(self, gives_way: bool) -> Callable[[], Awaitable[None]]:
        return self._give_way if gives_way and self.is_sqlite else _breathe

    async def _give_way(self) -> None:
        await _breathe()
        if self._waiting and self.is_asked():
            raise GaveWay

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        """Read what is committed."""
        async with _began(self._reader) as connection:
            yield Tx(connection, self.vault)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncConnection]:
        """A connection of its own, outside any transaction, for what lasts as long as it does."""
        async with self._writer.connect() as connection:
            yield await connection.execution_options(isolation_level="AUTOCOMMIT")

    async def version(self) -> str | None:
        """The migration this database stands at, None when it is empty."""
        try:
            async with self._writer.begin() as connection:
                return (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar()
        except DBAPIError as missing:
            if "alembic_version" in str(missing.orig):
                return None
            raise

    async def close(self) -> None:
        """Give all connections back; aiosqlite keeps a thread alive until then."""
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


async def _breathe() -> None:
    await asyncio.sleep(0)


@asynccontextmanager
async def _began(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction; a wait for a free connection that takes too long is a database that does not answer."""
    async with AsyncExitStack() as stack:
        try:
            connection = await stack.enter_async_context(engine.begin())
        except PoolTimeoutError as busy:
            raise OperationalError("no free connection", None, busy) from busy
        yield connection


def _engine(url: URL, size: int, creator: Callable[[], Awaitable[Any]], begin: str) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=size, max_overflow=0, async_creator=creator, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "begin")
    def _begun(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
