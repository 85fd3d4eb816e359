"""Questions that were not understood, for who looks after the answers."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "questions",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("owner", sa.String(32), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("missing", sa.String(9), nullable=False),
        sa.Column("guessed", sa.String(40), nullable=False),
        sa.Column("chosen", sa.String(40), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ended", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    op.create_index("ix_questions_owner", "questions", ["owner"])
    op.create_index("ix_questions_day", "questions", ["day"])
