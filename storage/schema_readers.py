"""The table of who reads which reports."""

from sqlalchemy import BigInteger, Column, Index, PrimaryKeyConstraint, String, Table

from storage.columns import Instant
from storage.metadata import metadata

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat", BigInteger, nullable=False),
    Column("region", String(13), nullable=False),
    Column("rhythm", String(7), nullable=False),
    Column("since", Instant, nullable=False),
    PrimaryKeyConstraint("chat", "region"),
    Index("ix_subscriptions_region", "region", "chat"),
)
