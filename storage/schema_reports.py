"""The table of the weekly reports, each as it was when it was made."""

from sqlalchemy import JSON, Column, String, Table, UniqueConstraint

from storage.columns import BigKey, Instant
from storage.metadata import metadata

reports = Table(
    "reports",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("region", String(13), nullable=False),
    Column("week", String(8), nullable=False),
    Column("definition", String(8), nullable=False),
    Column("made", Instant, nullable=False),
    Column("snapshot", JSON, nullable=False),
    UniqueConstraint("region", "week", "definition"),
)
