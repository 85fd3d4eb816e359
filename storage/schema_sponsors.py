"""The table of cover that others pay for."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from storage.columns import Instant
from storage.metadata import metadata

sponsorships = Table(
    "sponsorships",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("branch", ForeignKey("branches.id"), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("payer", String(100), nullable=False),
    Column("payer_key", String(100), nullable=False),
    Column("programmes", JSON, nullable=False),
    Column("region", String(13), nullable=False),
    Column("quota", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("months", Integer, nullable=False),
    Column("law", String(200), nullable=False),
    Column("contact", String(100), nullable=False),
    Column("works", JSON, nullable=False),
    Column("created", Instant, nullable=False),
    Column("changed", Instant, nullable=False),
    UniqueConstraint("branch", "channel", "payer_key", "region", "starts"),
    Index("ix_sponsorships_region", "region", "ends"),
)
