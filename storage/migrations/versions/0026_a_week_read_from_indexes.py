"""Indexes that hold all that the reports of a week read, so that its rows lie together."""

from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Wider ones in place of those that only found the rows."""
    op.drop_index("ix_lead_log_at", "lead_log")
    op.create_index("ix_lead_log_at", "lead_log", ["at", "lead", "version", "origin", "state", "reason"])
    op.drop_index("ix_leads_state", "leads")
    op.create_index("ix_leads_state", "leads", ["state", "id", "region"])
