"""Spares a world the looks at its database that must find again what they found: nothing.

A look that came to nothing depends on what it was asked, such as the time, and on the tables it read. While it is asked
the same and nobody writes into one of them, it is not taken again. Whatever this process runs through SQLAlchemy is
noticed, on any connection.
"""

import re
from collections.abc import Awaitable, Callable, Hashable
from contextvars import ContextVar
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


class Looks:
    """The looks that came to nothing, each with what it was asked, its moment and what it read."""

    def __init__(self) -> None:
        self._vain: dict[Hashable, tuple[Hashable, int, set[str]]] = {}

    async def take(self, look: Callable[[], Awaitable[Any]], now: Hashable) -> bool:
        """Whether this look, a method of one of the bot's rooms, finds anything at this time."""
        return bool(await self.found(look, now, look))

    async def found(self, name: Hashable, asked: Hashable, look: Callable[[], Awaitable[Any]]) -> Any:
        """What the look of this name finds when it is asked this; None where that must be nothing again."""
        if name in self._vain and _is_as_before(*self._vain[name], asked):
            return None
        began, read = next(_moments), set[str]()
        reading = _read.set(read)
        try:
            found = await look()
        finally:
            _read.reset(reading)
            self._vain.pop(name, None)
        if not found:
            self._vain[name] = asked, began, read
        return found


def _is_as_before(then: Hashable, began: int, read: set[str], asked: Hashable) -> bool:
    return then == asked and all(_written.get(table, 0) < began for table in read)


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
