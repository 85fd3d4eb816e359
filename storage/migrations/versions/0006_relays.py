"""Conversations between workers and those who hold their leads, through the bot."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0006"
down_revision = "0005"

ALIVE = sa.text("state IN ('asked', 'open')")


def upgrade() -> None:
    """Add two tables; that a person talks once at a time, and each lead is talked about once, the database holds."""
    op.create_table(
        "relays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("holder", sa.Integer(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("by", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("last", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["leads.id"], name=op.f("fk_relays_lead")),
        sa.ForeignKeyConstraint(["holder"], ["staff.id"], name=op.f("fk_relays_holder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relays")),
    )
    for column in ("chat", "lead"):
        op.create_index(
            f"uq_relays_alive_{column}",
            "relays",
            [column],
            unique=True,
            sqlite_where=ALIVE,
            postgresql_where=ALIVE,
        )
    op.create_index("ix_relays_lead", "relays", ["lead", "id"], unique=False)
    op.create_index("ix_relays_chat", "relays", ["chat"], unique=False)
    op.create_index("ix_relays_holder", "relays", ["holder", "state"], unique=False)
    op.create_table(
        "relay_lines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("relay", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["relay"], ["relays.id"], name=op.f("fk_relay_lines_relay")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relay_lines")),
    )
    op.create_index(op.f("ix_relay_lines_relay"), "relay_lines", ["relay"], unique=False)
    op.create_index(op.f("ix_relay_lines_at"), "relay_lines", ["at"], unique=False)
