"""The few statements that SQLite and PostgreSQL spell in their own dialects."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, any_, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx


def insert_or(tx: Tx, table: Table) -> Any:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    dialect = tx.connection.dialect.name
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def among(tx: Tx, column: Column[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Whether a column has one of these values, in words that stay the same however many there are.

    A list spelled out would be taken apart anew for each length: a sixth of the work of a batch on PostgreSQL.
    """
    if tx.connection.dialect.name == "sqlite":
        return column.in_(values)
    return column == any_(bindparam(None, list(values), type_=postgresql.ARRAY(column.type)))
