"""One open lead for each phone; names that compare, chats that join a lead, pairs that officers look at."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0008"
down_revision = "0007"

STATES = "('new', 'offered', 'accepted', 'contacted', 'documents', 'code_issued')"
OPEN = sa.text(f"state IN {STATES}")
TWICE = f"""
    FROM leads AS older JOIN leads AS newer
    ON newer.phone_index = older.phone_index AND newer.id > older.id
    WHERE older.state IN {STATES} AND newer.state IN {STATES}
"""
"""Open leads of one phone, from before only one was allowed."""


def upgrade() -> None:
    """Add a column, two tables and the index; nobody's lead is closed for it.

    Where a phone has several open leads, each pair waits for an officer, and only the oldest keeps the phone's index.
    """
    op.add_column("leads", sa.Column("name_index", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_leads_name_index"), "leads", ["name_index"], unique=False)
    op.create_table(
        "lead_chats",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("phone_index", sa.String(length=32), nullable=False),
        sa.Column("interest", sa.LargeBinary(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["leads.id"], name=op.f("fk_lead_chats_lead")),
        sa.PrimaryKeyConstraint("chat", name=op.f("pk_lead_chats")),
    )
    op.create_index(op.f("ix_lead_chats_lead"), "lead_chats", ["lead"], unique=False)
    op.create_index(op.f("ix_lead_chats_phone_index"), "lead_chats", ["phone_index"], unique=False)
    op.create_table(
        "lead_twins",
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=True),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["first"], ["leads.id"], name=op.f("fk_lead_twins_first")),
        sa.ForeignKeyConstraint(["second"], ["leads.id"], name=op.f("fk_lead_twins_second")),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name=op.f("fk_lead_twins_staff")),
        sa.PrimaryKeyConstraint("first", "second", name=op.f("pk_lead_twins")),
    )
    op.execute('INSERT INTO lead_twins ("first", "second", at) SELECT older.id, newer.id, newer.created' + TWICE)
    op.execute("UPDATE leads SET phone_index = NULL WHERE id IN (SELECT newer.id" + TWICE + ")")  # noqa: S608 our own
    op.create_index(
        "uq_leads_open_phone", "leads", ["phone_index"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
