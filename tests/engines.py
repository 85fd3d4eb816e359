"""Statements are compiled once for all databases of a process, not again for each test."""

from typing import Any

from storage.database import Database

_kept: dict[tuple[str, str], tuple[Any, Any]] = {}
"""Of each kind of database and what its engine is for, the dialect and the statements it compiled; the one is part of
the key of the others, and begins transactions in its own way.
"""


def sharing(database: Database) -> Database:
    """The same, before its first transaction, with what others like it compiled."""
    for role, engine in (("writes", database._writer.sync_engine), ("reads", database._reader.sync_engine)):
        mine = engine.dialect, engine._compiled_cache
        engine.dialect, engine._compiled_cache = _kept.setdefault((engine.dialect.name, role), mine)
    return database
