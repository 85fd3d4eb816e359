"""Reports about the staff: kept like cases, beside an accident or a death that the same person may have told."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

CASE = sa.text("state IN ('new', 'taken') AND kind <> 'report'")
REPORT = sa.text("state IN ('new', 'taken') AND kind = 'report'")


def upgrade() -> None:
    """Add who is reported and what was told; one unfinished report a chat, and as before one unfinished case."""
    op.add_column("cases", sa.Column("reported", sa.Integer(), nullable=True))
    op.add_column("cases", sa.Column("report", sa.LargeBinary(), nullable=True))
    op.drop_index("uq_cases_unfinished_chat", table_name="cases")
    for name, wanted in (("uq_cases_unfinished_chat", CASE), ("uq_cases_unfinished_report", REPORT)):
        op.create_index(name, "cases", ["chat"], unique=True, sqlite_where=wanted, postgresql_where=wanted)
