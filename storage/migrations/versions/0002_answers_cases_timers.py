"""What was answered by which rules, cases for a branch, what happens later, and what people told about the price."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0002"
down_revision = "0001"

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNFINISHED = sa.text("state IN ('new', 'taken')")
WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    """Add three columns and three tables."""
    op.add_column("leads", sa.Column("card", sa.BigInteger(), nullable=True))
    op.add_column("people", sa.Column("payer", sa.String(length=20), nullable=True))
    op.add_column("people", sa.Column("base", sa.LargeBinary(), nullable=True))
    op.create_table(
        "receipts",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
        sa.UniqueConstraint("code", name=op.f("uq_receipts_code")),
    )
    op.create_index("ix_receipts_chat", "receipts", ["chat", "id"], unique=False)
    op.create_index("ix_receipts_at", "receipts", ["at"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(length=13), nullable=False),
        sa.Column("branch", sa.String(length=40), nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("holder", sa.Integer(), nullable=True),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("card", sa.BigInteger(), nullable=True),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("changed", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["branch"], ["branches.id"], name=op.f("fk_cases_branch")),
        sa.ForeignKeyConstraint(["holder"], ["staff.id"], name=op.f("fk_cases_holder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    op.create_index(
        "uq_cases_unfinished_chat",
        "cases",
        ["chat"],
        unique=True,
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )
    op.create_index("ix_cases_state", "cases", ["state", "id"], unique=False)
    op.create_table(
        "timers",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("slot", sa.String(length=60), nullable=False),
        sa.Column("due", Instant(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("why", sa.String(length=100), nullable=True),
        sa.Column("settled", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timers")),
        sa.UniqueConstraint("chat", "kind", "slot", name=op.f("uq_timers_chat_kind_slot")),
    )
    op.create_index("ix_timers_due", "timers", ["due"], unique=False, sqlite_where=WAITING, postgresql_where=WAITING)
