"""What may be leased next is found without reading through what was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

FREE = sa.text("state IN ('waiting', 'retry')")


def upgrade() -> None:
    """Build the index; few messages are waiting."""
    op.create_index("ix_outbox_free", "outbox", ["id"], sqlite_where=FREE, postgresql_where=FREE)
