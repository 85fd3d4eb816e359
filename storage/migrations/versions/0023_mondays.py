"""The pictures of weekly reports, drawn before they go out, and when who gets them last wrote."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add a table, and a column that begins with the subscription."""
    op.add_column("subscriptions", sa.Column("opened", Instant(), nullable=False, server_default="0"))
    op.execute("UPDATE subscriptions SET opened = since")
    op.create_table(
        "report_pictures",
        sa.Column("region", sa.String(13), nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("region", "week", "language", name=op.f("pk_report_pictures")),
    )
    op.create_index("ix_report_pictures_made", "report_pictures", ["made"])
