"""The table of questions that the bot did not understand."""

from sqlalchemy import Column, Date, Index, LargeBinary, String, Table

from storage.columns import BigKey
from storage.metadata import metadata

questions = Table(
    "questions",
    metadata,
    Column("id", BigKey, primary_key=True),
    Column("owner", String(32)),
    Column("text", LargeBinary),
    Column("missing", String(9), nullable=False),
    Column("guessed", String(40), nullable=False),
    Column("chosen", String(40)),
    Column("day", Date, nullable=False),
    Column("ended", String(40)),
    Index("ix_questions_owner", "owner"),
    Index("ix_questions_day", "day"),
)
