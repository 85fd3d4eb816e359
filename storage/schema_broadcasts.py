"""The table of what branches tell many people at once."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, text

from storage.columns import Instant
from storage.metadata import metadata

NOT_OVER = text("ended IS NULL")

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("branch", ForeignKey("branches.id"), nullable=False),
    Column("author", ForeignKey("staff.id"), nullable=False),
    Column("approver", ForeignKey("staff.id")),
    Column("state", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("text", LargeBinary),
    Column("whom", JSON, nullable=False),
    Column("people", Integer, nullable=False),
    Column("planned", Boolean, nullable=False),
    Column("last", Instant, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("echoes", JSON(none_as_null=True)),
    Column("why", String(20)),
    Column("created", Instant, nullable=False),
    Column("changed", Instant, nullable=False),
    Column("ended", Instant),
    Index("ix_broadcasts_branch", "branch", "id"),
    Index("ix_broadcasts_unended", "id", sqlite_where=NOT_OVER, postgresql_where=NOT_OVER),
)
