"""When people want to hear from us, until when they are covered, and when a timer was first meant to fall due."""

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
