"""The tables of what runs by the clock, and of what we owe people by a certain hour."""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, PrimaryKeyConstraint, String, Table, text

from storage.columns import Instant
from storage.metadata import metadata

OPEN = text("done IS NULL")

slots = Table(
    "slots",
    metadata,
    Column("name", String(30), nullable=False),
    Column("at", Instant, nullable=False),
    Column("owner", String(36)),
    Column("begun", Instant, nullable=False),
    Column("done", Instant),
    PrimaryKeyConstraint("name", "at"),
)

duties = Table(
    "duties",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger),
    Column("kind", String(20), nullable=False),
    Column("asked", Instant, nullable=False),
    Column("done", Instant),
    Column("proof", JSON(none_as_null=True)),
    Column("messages", JSON, nullable=False, server_default="[]"),
    Index("ix_duties_open", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    Index("ix_duties_chat", "chat"),
)
