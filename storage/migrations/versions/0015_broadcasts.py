"""What branches tell many people at once."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0015"
down_revision = "0014"
NOT_OVER = sa.text("ended IS NULL")
CARRIES = sa.text("kind = 'broadcast'")
CARRIED = sa.text("timer IS NOT NULL")


def upgrade() -> None:
    """Add the table, and what finds the timers and messages of a broadcast."""
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("branch", sa.String(length=40), nullable=False),
        sa.Column("author", sa.Integer(), nullable=False),
        sa.Column("approver", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("whom", sa.JSON(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("last", Instant(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=True),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("changed", Instant(), nullable=False),
        sa.Column("ended", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["branch"], ["branches.id"], name=op.f("fk_broadcasts_branch")),
        sa.ForeignKeyConstraint(["author"], ["staff.id"], name=op.f("fk_broadcasts_author")),
        sa.ForeignKeyConstraint(["approver"], ["staff.id"], name=op.f("fk_broadcasts_approver")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    op.create_index("ix_broadcasts_branch", "broadcasts", ["branch", "id"], unique=False)
    op.create_index(
        "ix_broadcasts_unended", "broadcasts", ["id"], unique=False, sqlite_where=NOT_OVER, postgresql_where=NOT_OVER
    )
    op.create_index(
        "ix_timers_broadcast",
        "timers",
        ["slot", "state"],
        unique=False,
        sqlite_where=CARRIES,
        postgresql_where=CARRIES,
    )
    op.create_index(
        "ix_outbox_timer", "outbox", ["timer", "id"], unique=False, sqlite_where=CARRIED, postgresql_where=CARRIED
    )
