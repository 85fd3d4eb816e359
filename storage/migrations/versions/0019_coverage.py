"""What others counted in a region, and what it is to reach."""

import sqlalchemy as sa
from alembic import op

from storage.columns import BigKey, Instant, Percent

revision = "0019"
down_revision = "0018"
OBSERVED = ("region", "as_of", "segment", "meaning", "revision")
AIMED = ("region", "year", "meaning", "revision")


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "observations",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("region", sa.String(13), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("segment", sa.String(5), nullable=False),
        sa.Column("meaning", sa.String(10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=True),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("eligible_year", sa.SmallInteger(), nullable=True),
        sa.Column("eligible_source", sa.String(200), nullable=False),
        sa.Column("coverage_pct", Percent(), nullable=True),
        sa.Column("target_pct", Percent(), nullable=True),
        sa.Column("target_source", sa.String(200), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        *_provenance(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observations")),
        sa.UniqueConstraint(*OBSERVED, name=op.f(f"uq_observations_{'_'.join(OBSERVED)}")),
    )
    op.create_index("ix_observations_level", "observations", ["level", "as_of"])
    op.create_table(
        "targets",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("region", sa.String(13), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("meaning", sa.String(10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("percent", Percent(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        *_provenance(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
        sa.UniqueConstraint(*AIMED, name=op.f(f"uq_targets_{'_'.join(AIMED)}")),
    )


def _provenance() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("file", sa.String(64), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("confirmed", sa.JSON(), nullable=False),
    )
