"""What a file turned out to be: the branch's members, or what others pay for."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the column; whatever was read before said who is a member."""
    op.add_column("uploads", sa.Column("kind", sa.String(length=10), nullable=True))
    op.execute("UPDATE uploads SET kind = 'members' WHERE state != 'waiting' OR content IS NOT NULL")
