"""Spares a world the looks at its database that must find again what they found: nothing.

A look that came to nothing depends on the time and on the tables it read. While the clock stands and nobody writes
into one of them, it is not taken again. Whatever this process runs through SQLAlchemy is noticed, on any connection.
"""

import re
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import Pool

from storage.schema import metadata

TABLES = frozenset(metadata.tables)
_moments = count(1)
_written: dict[str, int] = {}
"""When each table was last written, by moments that only grow."""
_read: ContextVar[set[str] | None] = ContextVar("read", default=None)

Look = Callable[[], Awaitable[Any]]


class Looks:
    """The looks that came to nothing, each with its time, its moment and what it read."""

    def __init__(self) -> None:
        self._vain: dict[Look, tuple[datetime, int, set[str]]] = {}

    async def take(self, look: Look, now: datetime) -> bool:
        """Whether this look, a method of one of the bot's rooms, finds anything at this time."""
        if look in self._vain and _is_as_before(*self._vain[look], now):
            return False
        began, read = next(_moments), set[str]()
        reading = _read.set(read)
        try:
            found = bool(await look())
        finally:
            _read.reset(reading)
            self._vain.pop(look, None)
        if not found:
            self._vain[look] = now, began, read
        return found


def _is_as_before(then: datetime, began: int, read: set[str], now: datetime) -> bool:
    return then == now and all(_written.get(table, 0) < began for table in read)


@lru_cache(maxsize=10_000)
def _named(statement: str) -> tuple[frozenset[str], bool]:
    """The tables in a statement, and whether it only reads."""
    words = frozenset(re.findall(r"\w+", statement.lower()))
    return TABLES & words, statement.lstrip()[:6].upper() == "SELECT"


@event.listens_for(Engine, "after_cursor_execute")
def _executed(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
    named, reads = _named(statement)
    reading = _read.get()
    if reading is not None:
        reading |= named
    if not reads and cursor.rowcount != 0:
        connection.info.setdefault("named", set()).update(named)
        _stamp(named)


@event.listens_for(Pool, "checkin")
def _returned(_: Any, record: Any) -> None:
    """What was written may be read only now that its transaction is over."""
    _stamp(record.info.pop("named", ()))


def _stamp(tables: Any) -> None:
    for table in tables:
        _written[table] = next(_moments)
