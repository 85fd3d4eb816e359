"""The tables of files that branches send."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    text,
)

from storage.columns import Instant
from storage.metadata import metadata

UNDONE = text("NOT done")

uploads = Table(
    "uploads",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff", ForeignKey("staff.id")),
    Column("chat", BigInteger),
    Column("branch", ForeignKey("branches.id"), nullable=False),
    Column("state", String(10), nullable=False),
    Column("kind", String(10)),
    Column("version", Integer, nullable=False),
    Column("told", LargeBinary),
    Column("content", LargeBinary),
    Column("counts", JSON, nullable=False),
    Column("why", String(40)),
    Column("attempts", Integer, nullable=False),
    Column("due", Instant, nullable=False),
    Column("created", Instant, nullable=False),
    Column("changed", Instant, nullable=False),
    Index("ix_uploads_state", "state", "id"),
    Index("ix_uploads_staff", "staff", "id"),
)

upload_rows = Table(
    "upload_rows",
    metadata,
    Column("upload", ForeignKey("uploads.id"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("why", String(20)),
    Column("lead", ForeignKey("leads.id")),
    Column("done", Boolean, nullable=False),
    PrimaryKeyConstraint("upload", "line"),
    Index("ix_upload_rows_undone", "upload", "line", sqlite_where=UNDONE, postgresql_where=UNDONE),
)

branch_columns = Table(
    "branch_columns",
    metadata,
    Column("branch", ForeignKey("branches.id"), primary_key=True),
    Column("columns", JSON, nullable=False),
)
