"""The tables of what others counted in a region, and of what it is to reach; both are only ever added to."""

from sqlalchemy import JSON, Column, Date, Index, Integer, SmallInteger, String, Table, UniqueConstraint

from storage.columns import BigKey, Instant, Percent
from storage.metadata import metadata

observations = Table(
    "observations",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("region", String(13), nullable=False),
    Column("level", SmallInteger, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("segment", String(5), nullable=False),
    Column("meaning", String(10), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("active", Integer),
    Column("eligible", Integer),
    Column("eligible_year", SmallInteger),
    Column("eligible_source", String(200), nullable=False),
    Column("coverage_pct", Percent),
    Column("target_pct", Percent),
    Column("target_source", String(200), nullable=False),
    Column("source", String(200), nullable=False),
    Column("note", String(500), nullable=False),
    Column("file", String(64), nullable=False),
    Column("row", Integer, nullable=False),
    Column("by", String(60), nullable=False),
    Column("at", Instant, nullable=False),
    Column("confirmed", JSON, nullable=False),
    Column("target_people", Integer),
    UniqueConstraint("region", "as_of", "segment", "meaning", "revision"),
    Index("ix_observations_level", "level", "as_of"),
)

targets = Table(
    "targets",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("region", String(13), nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("meaning", String(10), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("percent", Percent, nullable=False),
    Column("source", String(200), nullable=False),
    Column("file", String(64), nullable=False),
    Column("row", Integer, nullable=False),
    Column("by", String(60), nullable=False),
    Column("at", Instant, nullable=False),
    Column("confirmed", JSON, nullable=False),
    UniqueConstraint("region", "year", "meaning", "revision"),
)
