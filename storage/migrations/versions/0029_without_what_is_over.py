"""What may be leased next, and what was offered of a lead, is found without reading through what is over."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

FREE = sa.text("state IN ('waiting', 'retry')")


def upgrade() -> None:
    """Build the indexes; few messages are waiting."""
    op.create_index("ix_outbox_free", "outbox", ["id"], sqlite_where=FREE, postgresql_where=FREE)
    op.create_index("ix_offers_lead", "offers", ["lead", "id"])
