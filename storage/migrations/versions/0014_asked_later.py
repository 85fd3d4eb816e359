"""Which form somebody left half-way, and what people answer when we ask how their request goes."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0014"
down_revision = "0013"

LEFT = sa.text("form IS NOT NULL")


def upgrade() -> None:
    """Add a column, known from the next turn of each conversation on, and a table."""
    op.add_column("sessions", sa.Column("form", sa.String(length=20), nullable=True))
    op.create_index("ix_sessions_form", "sessions", ["form"], sqlite_where=LEFT, postgresql_where=LEFT)
    op.create_table(
        "lead_words",
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["leads.id"], name=op.f("fk_lead_words_lead")),
        sa.PrimaryKeyConstraint("lead", "about", name=op.f("pk_lead_words")),
    )
