"""Which messages a duty waits for."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
DUTIES = sa.table("duties", sa.column("id"), sa.column("messages", sa.JSON))
MESSAGES = sa.text(
    "SELECT duties.id, outbox.id FROM duties JOIN outbox ON outbox.created = duties.asked WHERE duties.done IS NULL"
)


def upgrade() -> None:
    """Add a column; what is owed still goes on waiting for all that was said at that time, as it did before."""
    op.add_column("duties", sa.Column("messages", sa.JSON(), nullable=False, server_default="[]"))
    messages: dict[int, list[int]] = {}
    for duty, message in op.get_bind().execute(MESSAGES).all():
        messages.setdefault(duty, []).append(message)
    for duty, its in messages.items():
        op.execute(DUTIES.update().where(DUTIES.c.id == duty).values(messages=its))
