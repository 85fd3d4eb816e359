"""Cover that others pay for, and through which of them somebody is enrolled."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0013"
down_revision = "0012"
KEY = ("branch", "channel", "payer_key", "region", "starts")


def upgrade() -> None:
    """Add a table and a column."""
    op.create_table(
        "sponsorships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("branch", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("payer", sa.String(100), nullable=False),
        sa.Column("payer_key", sa.String(100), nullable=False),
        sa.Column("programmes", sa.JSON(), nullable=False),
        sa.Column("region", sa.String(13), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("law", sa.String(200), nullable=False),
        sa.Column("contact", sa.String(100), nullable=False),
        sa.Column("works", sa.JSON(), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("changed", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["branch"], ["branches.id"], name=op.f("fk_sponsorships_branch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sponsorships")),
        sa.UniqueConstraint(*KEY, name=op.f(f"uq_sponsorships_{'_'.join(KEY)}")),
    )
    op.create_index("ix_sponsorships_region", "sponsorships", ["region", "ends"])
    op.add_column("leads", sa.Column("sponsorship", sa.Integer(), nullable=True))
    where = sa.text("sponsorship IS NOT NULL")
    op.create_index("ix_leads_sponsorship", "leads", ["sponsorship"], sqlite_where=where, postgresql_where=where)
