"""Field work: villages visited, events that people join by a code, what others promised."""

import sqlalchemy as sa
from alembic import op

from storage.columns import BigKey, Instant

revision = "0020"
down_revision = "0019"
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """Add four tables, and the event through which a lead came."""
    _visits()
    _of_visits()
    _commitments()
    op.add_column("leads", sa.Column("event", sa.Integer(), nullable=True))


def _told() -> list[sa.Column[object]]:
    """What is told of a visit, in its newest revision and in all of them."""
    return [
        sa.Column("region", sa.String(13), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("met", sa.String(20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
    ]


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("branch", sa.String(40), nullable=False),
        sa.Column("holder", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("author", sa.Integer(), nullable=False),
        *_told(),
        sa.Column("code", sa.String(12), nullable=True),
        sa.Column("changed", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["branch"], ["branches.id"], name=op.f("fk_visits_branch")),
        sa.ForeignKeyConstraint(["holder"], ["staff.id"], name=op.f("fk_visits_holder")),
        sa.ForeignKeyConstraint(["author"], ["staff.id"], name=op.f("fk_visits_author")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint("code", name=op.f("uq_visits_code")),
    )
    for column in ("region", "branch", "holder"):
        op.create_index(f"ix_visits_{column}", "visits", [column, "day"])


def _of_visits() -> None:
    op.create_table(
        "visit_log",
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("author", sa.Integer(), nullable=False),
        *_told(),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["visit"], ["visits.id"], name=op.f("fk_visit_log_visit")),
        sa.ForeignKeyConstraint(["author"], ["staff.id"], name=op.f("fk_visit_log_author")),
        sa.PrimaryKeyConstraint("visit", "revision", name=op.f("pk_visit_log")),
    )
    op.create_index("ix_visit_log_author", "visit_log", ["author"])
    op.create_table(
        "guests",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["visit"], ["visits.id"], name=op.f("fk_guests_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guests")),
        sa.UniqueConstraint("visit", "chat", name=op.f("uq_guests_visit_chat")),
    )
    op.create_index("ix_guests_chat", "guests", ["chat"])


def _commitments() -> None:
    op.create_table(
        "commitments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("branch", sa.String(40), nullable=False),
        sa.Column("holder", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("region", sa.String(13), nullable=False),
        sa.Column("promised", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("next", sa.Date(), nullable=True),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("changed", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["branch"], ["branches.id"], name=op.f("fk_commitments_branch")),
        sa.ForeignKeyConstraint(["holder"], ["staff.id"], name=op.f("fk_commitments_holder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
    )
    op.create_index("ix_commitments_branch", "commitments", ["branch", "id"])
    op.create_index("ix_commitments_region", "commitments", ["region"])
    op.create_index("ix_commitments_next", "commitments", ["branch", "next"], sqlite_where=OPEN, postgresql_where=OPEN)
