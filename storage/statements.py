"""The few statements that SQLite and PostgreSQL spell in their own dialects."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx


def insert_or(tx: Tx, table: Table) -> Any:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    dialect = tx.connection.dialect.name
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
