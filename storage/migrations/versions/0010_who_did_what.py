"""Own figures are counted from the log without reading all of it."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Index the log by who did it and when."""
    op.create_index("ix_lead_log_actor", "lead_log", ["actor", "at"], unique=False)
