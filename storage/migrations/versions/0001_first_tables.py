"""The first tables."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Build every table of the first release."""
    op.create_table(
        "branches",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branches")),
    )
    op.create_table(
        "consent_log",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_log")),
    )
    op.create_index(op.f("ix_consent_log_chat"), "consent_log", ["chat"], unique=False)
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("key", name=op.f("uq_inbox_key")),
    )
    op.create_index("ix_inbox_at", "inbox", ["at"], unique=False)
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["chat", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_inbox_waiting_id",
        "inbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.String(length=6), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due", Instant(), nullable=False),
        sa.Column("owner", sa.String(length=36), nullable=True),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("sent", Instant(), nullable=True),
        sa.Column("why", sa.String(length=100), nullable=True),
        sa.Column("about", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_chat",
        "outbox",
        ["chat", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'leased', 'retry')"),
        postgresql_where=sa.text("state IN ('waiting', 'leased', 'retry')"),
    )
    op.create_index("ix_outbox_created", "outbox", ["created"], unique=False)
    op.create_index(
        "ix_outbox_unsent",
        "outbox",
        ["due"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'leased', 'retry')"),
        postgresql_where=sa.text("state IN ('waiting', 'leased', 'retry')"),
    )
    op.create_table(
        "people",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("segment", sa.String(length=20), nullable=True),
        sa.Column("sector", sa.String(length=20), nullable=True),
        sa.Column("consents", sa.JSON(), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name=op.f("pk_people")),
    )
    op.create_table(
        "sessions",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("changed", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name=op.f("pk_sessions")),
    )
    op.create_table(
        "branch_regions",
        sa.Column("branch", sa.String(length=40), nullable=False),
        sa.Column("region", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(["branch"], ["branches.id"], name=op.f("fk_branch_regions_branch")),
        sa.PrimaryKeyConstraint("branch", "region", name=op.f("pk_branch_regions")),
    )
    op.create_table(
        "invites",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("branch", sa.String(length=40), nullable=False),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("expires", Instant(), nullable=False),
        sa.Column("used", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["branch"], ["branches.id"], name=op.f("fk_invites_branch")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invites")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("branch", sa.String(length=40), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["branch"], ["branches.id"], name=op.f("fk_staff_branch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("chat", name=op.f("uq_staff_chat")),
        sa.UniqueConstraint("code", name=op.f("uq_staff_code")),
    )
    op.create_table(
        "leads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(length=13), nullable=False),
        sa.Column("work", sa.String(length=20), nullable=False),
        sa.Column("branch", sa.String(length=40), nullable=True),
        sa.Column("interest", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.String(length=32), nullable=True),
        sa.Column("holder", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("changed", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["branch"], ["branches.id"], name=op.f("fk_leads_branch")),
        sa.ForeignKeyConstraint(["holder"], ["staff.id"], name=op.f("fk_leads_holder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leads")),
    )
    op.create_index("ix_leads_chat", "leads", ["chat"], unique=False)
    op.create_index("ix_leads_holder", "leads", ["holder", "state"], unique=False)
    op.create_index(op.f("ix_leads_phone_index"), "leads", ["phone_index"], unique=False)
    op.create_index("ix_leads_state", "leads", ["state", "id"], unique=False)
    op.create_index(
        "uq_leads_open_chat",
        "leads",
        ["chat"],
        unique=True,
        sqlite_where=sa.text("state IN ('new', 'offered', 'accepted', 'contacted')"),
        postgresql_where=sa.text("state IN ('new', 'offered', 'accepted', 'contacted')"),
    )
    op.create_table(
        "lead_log",
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(length=20), nullable=False),
        sa.Column("origin", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.ForeignKeyConstraint(["lead"], ["leads.id"], name=op.f("fk_lead_log_lead")),
        sa.PrimaryKeyConstraint("lead", "version", name=op.f("pk_lead_log")),
    )
    op.create_table(
        "offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("expires", Instant(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["lead"], ["leads.id"], name=op.f("fk_offers_lead")),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name=op.f("fk_offers_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index(
        "ix_offers_expires",
        "offers",
        ["expires"],
        unique=False,
        sqlite_where=sa.text("answer IS NULL"),
        postgresql_where=sa.text("answer IS NULL"),
    )
    op.create_index("ix_offers_staff", "offers", ["staff", "at"], unique=False)
    op.create_index(
        "uq_offers_open_lead",
        "offers",
        ["lead"],
        unique=True,
        sqlite_where=sa.text("answer IS NULL"),
        postgresql_where=sa.text("answer IS NULL"),
    )
