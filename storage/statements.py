"""The few statements that SQLite and PostgreSQL spell in their own dialects."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    String,
    Table,
    and_,
    any_,
    bindparam,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx


def insert_or(tx: Tx, table: Table) -> Any:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    dialect = tx.connection.dialect.name
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def inserts(table: Table) -> dict[str, Any]:
    """The same by database, for a statement that is built once."""
    return {"sqlite": sqlite.insert(table), "postgresql": postgresql.insert(table)}


def among(tx: Tx, column: Column[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Whether a column has one of these values, in words that stay the same however many there are.

    A list spelled out would be taken apart anew for each length: a sixth of the work of a batch on PostgreSQL.
    """
    if tx.connection.dialect.name == "sqlite":
        return column.in_(values)
    return column == any_(_array(column, list(values)))


def among_given(column: Column[Any], name: str) -> dict[str, ColumnElement[bool]]:
    """The same by database, for a statement that is built once: the values come as the parameter `name`, a list."""
    listed = bindparam(name, type_=postgresql.ARRAY(_plain(column)))
    return {"sqlite": column.in_(bindparam(name, expanding=True)), "postgresql": column == any_(listed)}


def spelled(column: ColumnElement[Any], values: Collection[str]) -> ColumnElement[bool]:
    """Whether a column has one of these constants, word for word as an index of such rows alone names them.

    SQLite finds such an index by the words of a statement, before it knows any parameter; so does PostgreSQL with a
    plan that it keeps. Never for what somebody typed: nothing is escaped.
    """
    return column.in_([literal_column(f"'{value}'") for value in values])


def among_many(tx: Tx, value: ColumnElement[Any], values: Collection[str]) -> ColumnElement[bool]:
    """Whether a text is one of thousands: they travel as one parameter, and are looked up instead of compared in turn.

    SQLite takes neither so many parameters nor so deep a condition, and PostgreSQL compares a long list one by one.
    """
    if tx.connection.dialect.name == "sqlite":
        given = func.json_each(json.dumps(sorted(values))).table_valued("value")
        return value.in_(select(given.c.value))
    return value.in_(select(func.unnest(bindparam(None, sorted(values), type_=postgresql.ARRAY(String())))))


def inside(tx: Tx, column: Column[str], region: str) -> ColumnElement[bool]:
    """Whether a column with dotted codes of places holds a region or what lies in it.

    It is a range that an index knows, for SQLite reads through the whole table for a pattern: in the order of bytes a
    point comes right before a slash, and a digit after both. PostgreSQL has its index in the order of some language,
    where points may count for little: there it looks among all up to the next number, and then byte by byte.
    """
    named = {name: literal(code, String()) for name, code in bounds(region).items()}
    return _inside(tx.connection.dialect.name, column, named)


def inside_given(dialect: str, column: Column[str]) -> ColumnElement[bool]:
    """The same in a statement that is built once for a dialect: the `bounds` of a region come as parameters."""
    return _inside(dialect, column, {name: bindparam(name, type_=String()) for name in bounds("00")})


def bounds(region: str) -> dict[str, str]:
    """What `inside_given` looks for."""
    return {"region": region, "beyond": f"{region}/", "after": _next(region)}


def _inside(dialect: str, column: Column[str], of: Mapping[str, ColumnElement[str]]) -> ColumnElement[bool]:
    if dialect == "sqlite":
        return and_(column >= of["region"], column < of["beyond"])
    bytewise = column.collate("C")
    return and_(column >= of["region"], column < of["after"], bytewise >= of["region"], bytewise < of["beyond"])


def pages(values: Collection[Any], size: int = 1_000) -> Iterator[list[Any]]:
    """These values, so many at a time: no statement takes any number of them."""
    listed = list(values)
    return (listed[begin : begin + size] for begin in range(0, len(listed), size))


async def insert_all(tx: Tx, statement: Any, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Run an INSERT of many rows, numbered in their order; on PostgreSQL in words that stay the same for any number.

    The statement is one that was built once: what is made of it for PostgreSQL is kept.
    """
    if tx.connection.dialect.name == "sqlite":
        return await tx.execute(statement, rows)
    names = tuple(rows[0])
    return await tx.execute(_of_arrays(statement, names), {f"_{name}": [row[name] for row in rows] for name in names})


@lru_cache(maxsize=64)
def _of_arrays(statement: Any, names: tuple[str, ...]) -> Any:
    """The same INSERT with one parameter a column, `_` and its name: a list with its value in each row."""
    columns = [statement.table.c[name] for name in names]
    arrays = [bindparam(f"_{column.name}", type_=postgresql.ARRAY(_plain(column))) for column in columns]
    given = func.unnest(*arrays).table_valued(*columns, with_ordinality="nth").render_derived()
    in_order = select(*(given.c[name] for name in names)).order_by(given.c.nth)
    return statement.from_select(names, in_order)


def _next(region: str) -> str:
    """ "35.29" comes after everything inside "35.28", with points or without them."""
    *around, last = region.split(".")
    if last.strip("9") or not around:
        return ".".join([*around, f"{int(last) + 1:0{len(last)}}"])
    return _next(".".join(around))


def _array(column: Column[Any], values: list[Any]) -> Any:
    return bindparam(None, values, type_=postgresql.ARRAY(_plain(column)))


def _plain(column: Column[Any]) -> Any:
    # A length would be a cast, and silently cut what is too long.
    return String() if isinstance(column.type, String) else column.type
