"""A SQLite connection whose statements run in the event loop; only what may wait goes to aiosqlite's thread."""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite

CHUNK = 64


class InlineConnection(aiosqlite.Connection):
    """Runs everything inside a transaction at once, and its beginning and end in the thread.

    Beginning waits for the lock and committing for the disk. What lies between waits for nobody and takes less
    time than four changes of thread, which is what aiosqlite spends on each statement. `at_once`: where one process
    is alone with a file that need not survive it, beginning and committing wait for nobody, either.
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


async def connect(path: str, pragmas: tuple[str, ...], *, at_once: bool = False) -> InlineConnection:
    """A connection to the database in this file, in autocommit, these pragmas set. Raises sqlite3.OperationalError."""
    connection = InlineConnection(partial(_opened, path, pragmas), CHUNK)
    connection.at_once = at_once
    connection._thread.daemon = True
    await connection
    return connection


async def connect_aside(path: str, pragmas: tuple[str, ...]) -> aiosqlite.Connection:
    """The same, with every statement in aiosqlite's thread."""
    connection = aiosqlite.Connection(partial(_opened, path, pragmas), CHUNK)
    connection._thread.daemon = True
    await connection
    return connection


def _opened(path: str, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    # In one go: somebody cancelled between two pragmas would leave a statement open, and with it the lock.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection
