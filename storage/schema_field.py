"""The tables of field work: visits with all their revisions, the codes of events, who came by them, commitments."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.columns import BigKey, Instant
from storage.metadata import metadata

OPEN_COMMITMENT = text("state = 'open'")

visits = Table(
    "visits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("branch", ForeignKey("branches.id"), nullable=False),
    Column("holder", ForeignKey("staff.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("author", ForeignKey("staff.id"), nullable=False),
    Column("region", String(13), nullable=False),
    Column("day", Date, nullable=False),
    Column("met", String(20), nullable=False),
    Column("people", Integer),
    Column("note", LargeBinary),
    Column("undone", Boolean, nullable=False),
    Column("code", String(12), unique=True),
    Column("changed", Instant, nullable=False),
    Index("ix_visits_region", "region", "day"),
    Index("ix_visits_branch", "branch", "day"),
    Index("ix_visits_holder", "holder", "day"),
)

visit_log = Table(
    "visit_log",
    metadata,
    Column("visit", ForeignKey("visits.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("author", ForeignKey("staff.id"), nullable=False),
    Column("region", String(13), nullable=False),
    Column("day", Date, nullable=False),
    Column("met", String(20), nullable=False),
    Column("people", Integer),
    Column("note", LargeBinary),
    Column("undone", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("visit", "revision"),
    Index("ix_visit_log_author", "author"),
)

guests = Table(
    "guests",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("visit", ForeignKey("visits.id"), nullable=False),
    Column("chat", BigInteger, index=True),
    Column("at", Instant, nullable=False),
    UniqueConstraint("visit", "chat"),
    Index("ix_guests_at", "at"),
)

commitments = Table(
    "commitments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("branch", ForeignKey("branches.id"), nullable=False),
    Column("holder", ForeignKey("staff.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("name", LargeBinary, nullable=False),
    Column("region", String(13), nullable=False),
    Column("promised", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("next", Date),
    Column("state", String(8), nullable=False),
    Column("created", Instant, nullable=False),
    Column("changed", Instant, nullable=False),
    Index("ix_commitments_branch", "branch", "id"),
    Index("ix_commitments_region", "region"),
    Index("ix_commitments_next", "branch", "next", sqlite_where=OPEN_COMMITMENT, postgresql_where=OPEN_COMMITMENT),
)
