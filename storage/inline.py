"""SQLite connections that change threads less often than aiosqlite's, which does so four times for each statement.

One runs its statements in the event loop, where only what may wait goes to the thread; the other one in the thread.
"""

import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Self

import aiosqlite

CHUNK = 64


class InlineConnection(aiosqlite.Connection):
    """Runs everything inside a transaction at once, and its beginning and end in the thread.

    Beginning waits for the lock and committing for the disk. What lies between waits for nobody and takes less
    time than four changes of thread. `at_once`: where one process is alone with a file that need not survive it,
    beginning and committing wait for nobody, either.
    """

    at_once = False

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._connection is not None and self._is_quick(fn):
            return fn(*args, **kwargs)
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]

    def _is_quick(self, fn: Callable[..., Any]) -> bool:
        return self.at_once or (self.in_transaction and not self._ends(fn))

    def _ends(self, fn: Callable[..., Any]) -> bool:
        return fn in (self._conn.commit, self._conn.rollback, self._conn.close)


class AsideCursor(aiosqlite.Cursor):
    """Runs a statement and fetches all that it finds in one go, for whoever asks for all of it afterwards."""

    _found: list[Any] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Self:
        """Wait for the thread to run it. Raises as SQLite does."""
        self._found = None
        self._found = await self._execute(_found, self._cursor, sql, parameters or ())  # type: ignore[no-untyped-call]
        return self

    async def fetchall(self) -> Iterable[Any]:
        """What was found."""
        return await super().fetchall() if self._found is None else self._found

    async def close(self) -> None:
        """Nothing is left to be done of a statement that ran to its end; one that was given up may still be running."""
        if self._found is None:
            await super().close()


class AsideConnection(aiosqlite.Connection):
    """Runs every statement in the thread, which it changes to once for each."""

    def cursor(self) -> AsideCursor:  # type: ignore[override]
        """At once: nothing is asked of the database."""
        return AsideCursor(self, self._conn.cursor())


async def connect(path: str, pragmas: tuple[str, ...], *, at_once: bool = False) -> InlineConnection:
    """A connection to the database in this file, in autocommit, these pragmas set. Raises sqlite3.OperationalError."""
    connection = InlineConnection(partial(_opened, path, pragmas), CHUNK)
    connection.at_once = at_once
    connection._thread.daemon = True
    await connection
    return connection


async def connect_aside(path: str, pragmas: tuple[str, ...]) -> AsideConnection:
    """The same, with every statement in the thread."""
    connection = AsideConnection(partial(_opened, path, pragmas), CHUNK)
    connection._thread.daemon = True
    await connection
    return connection


def _opened(path: str, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    # In one go: somebody cancelled between two pragmas would leave a statement open, and with it the lock.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def _found(cursor: sqlite3.Cursor, sql: str, parameters: Any) -> list[Any]:
    return cursor.execute(sql, parameters).fetchall()
