"""The tables of conversations that the staff and people have through the bot."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    text,
)

from storage.columns import BigKey, Instant
from storage.metadata import metadata

ALIVE = text("state IN ('asked', 'open')")

relays = Table(
    "relays",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("lead", ForeignKey("leads.id"), nullable=False),
    Column("holder", ForeignKey("staff.id"), nullable=False),
    Column("chat", BigInteger),
    Column("by", String(8), nullable=False),
    Column("state", String(8), nullable=False),
    Column("why", String(12)),
    Column("at", Instant, nullable=False),
    Column("last", Instant, nullable=False),
    Index("uq_relays_alive_chat", "chat", unique=True, sqlite_where=ALIVE, postgresql_where=ALIVE),
    Index("uq_relays_alive_lead", "lead", unique=True, sqlite_where=ALIVE, postgresql_where=ALIVE),
    Index("ix_relays_lead", "lead", "id"),
    Index("ix_relays_chat", "chat"),
    Index("ix_relays_holder", "holder", "state"),
)

relay_lines = Table(
    "relay_lines",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("relay", ForeignKey("relays.id"), nullable=False, index=True),
    Column("side", String(8), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("text", LargeBinary),
    Column("at", Instant, nullable=False, index=True),
)
