"""What is leased, offered or forgotten next is found without reading through what is over."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

FREE = sa.text("state IN ('waiting', 'retry')")
KEPT = sa.text("interest IS NOT NULL")


def upgrade() -> None:
    """Build the indexes; few messages are waiting, and few leads are not forgotten."""
    op.create_index("ix_outbox_free", "outbox", ["id"], sqlite_where=FREE, postgresql_where=FREE)
    op.create_index("ix_leads_kept", "leads", ["state", "changed"], sqlite_where=KEPT, postgresql_where=KEPT)
    op.create_index("ix_offers_lead", "offers", ["lead", "id"])
