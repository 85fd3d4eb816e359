"""The weekly reports, and the ways to find what happened in a week."""

import sqlalchemy as sa
from alembic import op

from storage.columns import BigKey, Instant

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the table and the indexes."""
    op.create_table(
        "reports",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("region", sa.String(13), nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("definition", sa.String(8), nullable=False),
        sa.Column("made", Instant(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("region", "week", "definition", name=op.f("uq_reports_region_week_definition")),
    )
    op.create_index("ix_leads_created", "leads", ["created"])
    op.create_index("ix_lead_log_at", "lead_log", ["at"])
    op.create_index("ix_guests_at", "guests", ["at"])
