"""How many rows of a branch's file came to what."""

from collections.abc import Mapping, Sequence

from bot.conversation.words import Label, Lines
from bot.leads.verification import OUTCOMES

RESULT = ("line", "outcome", "why", "lead")
"""The columns of the file that tells what became of each row."""


def counted(counts: Mapping[str, int], outcomes: Sequence[str] = OUTCOMES, words: str = "verify.count") -> Lines:
    """A line for each outcome that occurs, in their order; `words` is what the keys of the lines begin with."""
    told = [outcome for outcome in outcomes if counts.get(outcome)]
    return Lines(tuple(Label(f"{words}.{outcome}", {"count": str(counts[outcome])}) for outcome in told))
