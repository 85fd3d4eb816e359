"""How many rows of a branch's file came to what."""

from collections.abc import Mapping

from bot.conversation.words import Label, Lines
from bot.leads.verification import OUTCOMES

RESULT = ("line", "outcome", "why", "lead")
"""The columns of the file that tells what became of each row."""


def counted(counts: Mapping[str, int]) -> Lines:
    """A line for each outcome that occurs."""
    told = [outcome for outcome in OUTCOMES if counts.get(outcome)]
    return Lines(tuple(Label(f"verify.count.{outcome}", {"count": str(counts[outcome])}) for outcome in told))
