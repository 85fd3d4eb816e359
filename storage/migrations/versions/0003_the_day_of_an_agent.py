"""When agents work and who stands in for them; more steps in the life of a lead, notes, tries and reminders."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0003"
down_revision = "0002"

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("state IN ('new', 'offered', 'accepted', 'contacted', 'documents', 'code_issued')")


def upgrade() -> None:
    """Add columns to staff and leads, two tables, and let one open lead a chat count the new states too."""
    with op.batch_alter_table("staff") as staff:
        staff.add_column(sa.Column("hours", sa.JSON(none_as_null=True), nullable=True))
        staff.add_column(sa.Column("zone", sa.String(length=40), nullable=False, server_default="Asia/Jakarta"))
        staff.add_column(sa.Column("leave_first", sa.Date(), nullable=True))
        staff.add_column(sa.Column("leave_last", sa.Date(), nullable=True))
        staff.add_column(sa.Column("substitute", sa.Integer(), nullable=True))
        staff.add_column(sa.Column("full_on", sa.Date(), nullable=True))
        staff.add_column(sa.Column("works", sa.JSON(), nullable=False, server_default="[]"))
        staff.add_column(sa.Column("languages", sa.JSON(), nullable=False, server_default="[]"))
        staff.create_foreign_key(op.f("fk_staff_substitute"), "staff", ["substitute"], ["id"])
    op.add_column("leads", sa.Column("active", Instant(), nullable=False, server_default="0"))
    op.add_column("leads", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE leads SET active = changed")
    op.drop_index("uq_leads_open_chat", table_name="leads")
    op.create_index("uq_leads_open_chat", "leads", ["chat"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "lead_notes",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["leads.id"], name=op.f("fk_lead_notes_lead")),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name=op.f("fk_lead_notes_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_notes")),
    )
    op.create_index(op.f("ix_lead_notes_lead"), "lead_notes", ["lead"], unique=False)
    op.create_table(
        "lead_reminders",
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["leads.id"], name=op.f("fk_lead_reminders_lead")),
        sa.PrimaryKeyConstraint("lead", "since", "step", name=op.f("pk_lead_reminders")),
    )
