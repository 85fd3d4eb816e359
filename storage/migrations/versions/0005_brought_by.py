"""Remember whose link brought a person, and so their leads."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add a column to people and to leads."""
    op.add_column("people", sa.Column("met", sa.Integer(), nullable=True))
    op.add_column("leads", sa.Column("met", sa.Integer(), nullable=True))
