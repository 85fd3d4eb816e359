"""Which lead a message tells its person of, and what."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the columns; what is on its way already goes as it would have gone before."""
    op.add_column("outbox", sa.Column("lead", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("told", sa.String(12), nullable=True))
