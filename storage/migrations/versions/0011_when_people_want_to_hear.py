"""When people want to hear from us, when a timer was first meant to fall due, what runs by the clock, and duties."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add columns; what was planned before was meant for when it is due."""
    op.add_column("people", sa.Column("hours", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("people", sa.Column("rhythm", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("people", sa.Column("paid_until", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("covered_until", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("scholarship", sa.Date(), nullable=True))
    op.add_column("outbox", sa.Column("until", Instant(), nullable=True))
    op.add_column("outbox", sa.Column("timer", sa.BigInteger(), nullable=True))
    op.add_column("timers", sa.Column("meant", Instant(), nullable=False, server_default="0"))
    op.execute("UPDATE timers SET meant = due")
    op.create_table(
        "slots",
        sa.Column("name", sa.String(30), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("owner", sa.String(36), nullable=True),
        sa.Column("begun", Instant(), nullable=False),
        sa.Column("done", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("name", "at", name="pk_slots"),
    )
    op.create_table(
        "duties",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("asked", Instant(), nullable=False),
        sa.Column("done", Instant(), nullable=True),
        sa.Column("proof", sa.JSON(none_as_null=True), nullable=True),
    )
    still_open = sa.text("done IS NULL")
    op.create_index("ix_duties_open", "duties", ["id"], sqlite_where=still_open, postgresql_where=still_open)
    op.create_index("ix_duties_chat", "duties", ["chat"])
