"""Targets that were told in people."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the column; nobody knows what was told in people before."""
    op.add_column("observations", sa.Column("target_people", sa.Integer(), nullable=True))
