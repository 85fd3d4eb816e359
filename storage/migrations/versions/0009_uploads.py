"""Files of a branch that say who is a member."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0009"
down_revision = "0008"
UNDONE = sa.text("NOT done")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("branch", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due", Instant(), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("changed", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name=op.f("fk_uploads_staff")),
        sa.ForeignKeyConstraint(["branch"], ["branches.id"], name=op.f("fk_uploads_branch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index("ix_uploads_state", "uploads", ["state", "id"], unique=False)
    op.create_index("ix_uploads_staff", "uploads", ["staff", "id"], unique=False)
    op.create_table(
        "upload_rows",
        sa.Column("upload", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=True),
        sa.Column("lead", sa.Integer(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["upload"], ["uploads.id"], name=op.f("fk_upload_rows_upload")),
        sa.ForeignKeyConstraint(["lead"], ["leads.id"], name=op.f("fk_upload_rows_lead")),
        sa.PrimaryKeyConstraint("upload", "line", name=op.f("pk_upload_rows")),
    )
    op.create_index(
        "ix_upload_rows_undone",
        "upload_rows",
        ["upload", "line"],
        unique=False,
        sqlite_where=UNDONE,
        postgresql_where=UNDONE,
    )
    op.create_table(
        "branch_columns",
        sa.Column("branch", sa.String(length=40), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["branch"], ["branches.id"], name=op.f("fk_branch_columns_branch")),
        sa.PrimaryKeyConstraint("branch", name=op.f("pk_branch_columns")),
    )
