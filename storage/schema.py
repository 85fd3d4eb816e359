"""Every table; the migrations build exactly this, and a test compares the two."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.columns import BigKey, Instant
from storage.metadata import metadata as metadata
from storage.records import OPEN_STATES
from storage.schema_broadcasts import broadcasts as broadcasts
from storage.schema_coverage import observations as observations
from storage.schema_coverage import targets as targets
from storage.schema_field import commitments as commitments
from storage.schema_field import guests as guests
from storage.schema_field import visit_log as visit_log
from storage.schema_field import visits as visits
from storage.schema_files import branch_columns as branch_columns
from storage.schema_files import upload_rows as upload_rows
from storage.schema_files import uploads as uploads
from storage.schema_learning import questions as questions
from storage.schema_readers import report_pictures as report_pictures
from storage.schema_readers import subscriptions as subscriptions
from storage.schema_reports import reports as reports
from storage.schema_sponsors import sponsorships as sponsorships
from storage.schema_talks import relay_lines as relay_lines
from storage.schema_talks import relays as relays
from storage.schema_time import duties as duties
from storage.schema_time import slots as slots

people = Table(
    "people",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(2), nullable=False),
    Column("segment", String(20)),
    Column("sector", String(20)),
    Column("payer", String(20)),
    Column("base", LargeBinary),
    Column("met", Integer),
    Column("hours", JSON(none_as_null=True)),
    Column("rhythm", JSON, nullable=False, server_default="{}"),
    Column("paid_until", Date),
    Column("covered_until", Date),
    Column("scholarship", Date),
    Column("consents", JSON, nullable=False),
    Column("muted", Boolean, nullable=False),
    Column("blocked", Boolean, nullable=False),
    Column("created", Instant, nullable=False),
)

LEFT = text("form IS NOT NULL")

sessions = Table(
    "sessions",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("turn", BigInteger, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("changed", Instant, nullable=False),
    Column("form", String(20)),
    Index("ix_sessions_form", "form", sqlite_where=LEFT, postgresql_where=LEFT),
)

consent_log = Table(
    "consent_log",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("chat", BigInteger, nullable=False, index=True),
    Column("purpose", String(20), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("version", String(40), nullable=False),
    Column("at", Instant, nullable=False),
)

branches = Table(
    "branches",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", String(100), nullable=False),
)

branch_regions = Table(
    "branch_regions",
    metadata,
    Column("branch", ForeignKey("branches.id"), nullable=False),
    Column("region", String(13), nullable=False),
    PrimaryKeyConstraint("branch", "region"),
)

staff = Table(
    "staff",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("role", String(10), nullable=False),
    Column("name", String(100), nullable=False),
    Column("code", String(20), nullable=False, unique=True),
    Column("branch", ForeignKey("branches.id"), nullable=False),
    Column("chat", BigInteger, unique=True),
    Column("areas", JSON, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("hours", JSON(none_as_null=True)),
    Column("zone", String(40), nullable=False, server_default="Asia/Jakarta"),
    Column("leave_first", Date),
    Column("leave_last", Date),
    Column("substitute", ForeignKey("staff.id")),
    Column("full_on", Date),
    Column("works", JSON, nullable=False, server_default="[]"),
    Column("languages", JSON, nullable=False, server_default="[]"),
)

invites = Table(
    "invites",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("role", String(10), nullable=False),
    Column("name", String(100), nullable=False),
    Column("branch", ForeignKey("branches.id"), nullable=False),
    Column("areas", JSON, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("used", Instant),
)

SPONSORED = text("sponsorship IS NOT NULL")
KEPT = text("interest IS NOT NULL")
OPEN = text(f"state IN ({', '.join(map(repr, OPEN_STATES))})")

leads = Table(
    "leads",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger),
    Column("state", String(12), nullable=False),
    Column("version", Integer, nullable=False),
    Column("region", String(13), nullable=False),
    Column("work", String(20), nullable=False),
    Column("branch", ForeignKey("branches.id")),
    Column("interest", LargeBinary),
    Column("phone_index", String(32), index=True),
    Column("name_index", String(32), index=True),
    Column("holder", ForeignKey("staff.id")),
    Column("reason", String(30)),
    Column("announced", Boolean, nullable=False, default=False),
    Column("card", BigInteger),
    Column("created", Instant, nullable=False),
    Column("changed", Instant, nullable=False),
    Column("active", Instant, nullable=False, server_default="0"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("met", Integer),
    Column("sponsorship", Integer),
    Column("event", Integer),
    Index("uq_leads_open_chat", "chat", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    Index("uq_leads_open_phone", "phone_index", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    Index("ix_leads_chat", "chat"),
    Index("ix_leads_created", "created"),
    Index("ix_leads_kept", "state", "changed", sqlite_where=KEPT, postgresql_where=KEPT),
    Index("ix_leads_state", "state", "id", "region"),
    Index("ix_leads_holder", "holder", "state"),
    Index("ix_leads_sponsorship", "sponsorship", sqlite_where=SPONSORED, postgresql_where=SPONSORED),
)

NOBODY: dict[str, None] = {"interest": None, "phone_index": None, "name_index": None, "chat": None}
"""The columns of a lead that say who somebody is, once they are forgotten."""

lead_log = Table(
    "lead_log",
    metadata,
    Column("lead", ForeignKey("leads.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(20), nullable=False),
    Column("origin", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", String(30)),
    PrimaryKeyConstraint("lead", "version"),
    Index("ix_lead_log_actor", "actor", "at"),
    Index("ix_lead_log_at", "at", "lead", "version", "origin", "state", "reason"),
)

lead_chats = Table(
    "lead_chats",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("lead", ForeignKey("leads.id"), nullable=False, index=True),
    Column("phone_index", String(32), nullable=False, index=True),
    Column("interest", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
)

lead_twins = Table(
    "lead_twins",
    metadata,
    Column("first", ForeignKey("leads.id"), nullable=False),
    Column("second", ForeignKey("leads.id"), nullable=False),
    Column("verdict", String(8)),
    Column("staff", ForeignKey("staff.id")),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("first", "second"),
)

lead_notes = Table(
    "lead_notes",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("lead", ForeignKey("leads.id"), nullable=False, index=True),
    Column("staff", ForeignKey("staff.id"), nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
)

lead_words = Table(
    "lead_words",
    metadata,
    Column("lead", ForeignKey("leads.id"), nullable=False),
    Column("about", String(20), nullable=False),
    Column("answer", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("lead", "about"),
)

lead_reminders = Table(
    "lead_reminders",
    metadata,
    Column("lead", ForeignKey("leads.id"), nullable=False),
    Column("since", Instant, nullable=False),
    Column("step", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("lead", "since", "step"),
)

UNANSWERED = text("answer IS NULL")

offers = Table(
    "offers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("lead", ForeignKey("leads.id"), nullable=False),
    Column("staff", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("answer", String(10)),
    Index("uq_offers_open_lead", "lead", unique=True, sqlite_where=UNANSWERED, postgresql_where=UNANSWERED),
    Index("ix_offers_lead", "lead", "id"),
    Index("ix_offers_staff", "staff", "at"),
    Index("ix_offers_expires", "expires", sqlite_where=UNANSWERED, postgresql_where=UNANSWERED),
)

WAITING = text("state = 'waiting'")

inbox = Table(
    "inbox",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("key", String(60), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("payload", LargeBinary),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("key"),
    Index("ix_inbox_waiting", "chat", "id", sqlite_where=WAITING, postgresql_where=WAITING),
    Index("ix_inbox_waiting_id", "id", sqlite_where=WAITING, postgresql_where=WAITING),
    Index("ix_inbox_at", "at"),
)

UNSENT = text("state IN ('waiting', 'leased', 'retry')")
FREE = text("state IN ('waiting', 'retry')")
TOLD = text("state IN ('waiting', 'leased', 'retry') AND lead IS NOT NULL")
CARRIED = text("timer IS NOT NULL")

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("lane", String(6), nullable=False),
    Column("payload", LargeBinary),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", Instant, nullable=False),
    Column("owner", String(36)),
    Column("created", Instant, nullable=False),
    Column("sent", Instant),
    Column("why", String(100)),
    Column("about", BigInteger),
    Column("until", Instant),
    Column("timer", BigInteger),
    Column("lead", BigInteger),
    Column("told", String(12)),
    Index("ix_outbox_unsent", "due", sqlite_where=UNSENT, postgresql_where=UNSENT),
    Index("ix_outbox_chat", "chat", "id", sqlite_where=UNSENT, postgresql_where=UNSENT),
    Index("ix_outbox_free", "id", sqlite_where=FREE, postgresql_where=FREE),
    Index("ix_outbox_created", "created"),
    Index("ix_outbox_told", "lead", sqlite_where=TOLD, postgresql_where=TOLD),
    Index("ix_outbox_timer", "timer", "id", sqlite_where=CARRIED, postgresql_where=CARRIED),
)

receipts = Table(
    "receipts",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("chat", BigInteger, nullable=False),
    Column("topic", String(60), nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_receipts_chat", "chat", "id"),
    Index("ix_receipts_at", "at"),
)

UNFINISHED_CASE = text("state IN ('new', 'taken') AND kind <> 'report'")
UNFINISHED_REPORT = text("state IN ('new', 'taken') AND kind = 'report'")

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger),
    Column("kind", String(12), nullable=False),
    Column("state", String(8), nullable=False),
    Column("version", Integer, nullable=False),
    Column("region", String(13), nullable=False),
    Column("branch", ForeignKey("branches.id")),
    Column("contact", LargeBinary),
    Column("holder", ForeignKey("staff.id")),
    Column("announced", Boolean, nullable=False),
    Column("card", BigInteger),
    Column("created", Instant, nullable=False),
    Column("changed", Instant, nullable=False),
    Column("reported", Integer),
    Column("report", LargeBinary),
    Index(
        "uq_cases_unfinished_chat", "chat", unique=True, sqlite_where=UNFINISHED_CASE, postgresql_where=UNFINISHED_CASE
    ),
    Index(
        "uq_cases_unfinished_report",
        "chat",
        unique=True,
        sqlite_where=UNFINISHED_REPORT,
        postgresql_where=UNFINISHED_REPORT,
    ),
    Index("ix_cases_state", "state", "id"),
)

CARRIES = text("kind = 'broadcast'")
ECHOED = text("echo IS NOT NULL")

timers = Table(
    "timers",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("slot", String(60), nullable=False),
    Column("due", Instant, nullable=False),
    Column("meant", Instant, nullable=False, server_default="0"),
    Column("state", String(8), nullable=False),
    Column("why", String(100)),
    Column("settled", Instant),
    Column("echo", String(6)),
    UniqueConstraint("chat", "kind", "slot"),
    Index("ix_timers_due", "due", sqlite_where=WAITING, postgresql_where=WAITING),
    Index("ix_timers_broadcast", "slot", "state", sqlite_where=CARRIES, postgresql_where=CARRIES),
    Index("ix_timers_echo", "slot", "echo", sqlite_where=ECHOED, postgresql_where=ECHOED),
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", String(30), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(60), nullable=False, index=True),
    Column("details", JSON, nullable=False),
    Column("previous", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
)
