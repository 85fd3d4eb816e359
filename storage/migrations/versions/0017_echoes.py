"""What people do after news of the branch reached them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
ECHOED = sa.text("echo IS NOT NULL")


def upgrade() -> None:
    """Add a word to timers and counts to broadcasts; of those that are over already nobody knows any."""
    op.add_column("timers", sa.Column("echo", sa.String(length=6), nullable=True))
    op.create_index("ix_timers_echo", "timers", ["slot", "echo"], sqlite_where=ECHOED, postgresql_where=ECHOED)
    op.add_column("broadcasts", sa.Column("echoes", sa.JSON(), nullable=True))
    op.execute("UPDATE broadcasts SET echoes = '{}' WHERE ended IS NOT NULL")
