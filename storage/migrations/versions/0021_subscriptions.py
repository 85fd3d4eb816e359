"""Who gets the report of which region by itself."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "subscriptions",
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("region", sa.String(13), nullable=False),
        sa.Column("rhythm", sa.String(7), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "region", name=op.f("pk_subscriptions")),
    )
    op.create_index("ix_subscriptions_region", "subscriptions", ["region", "chat"])
