"""What the staff is told of a lead is found by the lead, as what its person is told."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

TOLD = sa.text("state IN ('waiting', 'leased', 'retry') AND lead IS NOT NULL")


def upgrade() -> None:
    """Build the index; few messages are of a lead and unsent."""
    op.create_index("ix_outbox_told", "outbox", ["lead"], sqlite_where=TOLD, postgresql_where=TOLD)
