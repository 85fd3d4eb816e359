"""The tables of who reads which reports, and of the pictures that were drawn for them."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, PrimaryKeyConstraint, String, Table

from storage.columns import Instant
from storage.metadata import metadata

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat", BigInteger, nullable=False),
    Column("region", String(13), nullable=False),
    Column("rhythm", String(7), nullable=False),
    Column("since", Instant, nullable=False),
    Column("opened", Instant, nullable=False, server_default="0"),
    PrimaryKeyConstraint("chat", "region"),
    Index("ix_subscriptions_region", "region", "chat"),
)

report_pictures = Table(
    "report_pictures",
    metadata,
    Column("region", String(13), nullable=False),
    Column("week", String(8), nullable=False),
    Column("language", String(2), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("made", Instant, nullable=False),
    PrimaryKeyConstraint("region", "week", "language"),
    Index("ix_report_pictures_made", "made"),
)
