"""Counts so small that somebody could be recognised in them are not told."""

from bot.conversation.words import Label, Value

SMALL = "policy.report.small"
"""The rule that names the least count that is told, wherever counts of people are."""


def masked(count: int, small: int, of: int | None = None) -> Value:
    """A count of so many people (`of`), or that it is below `small`; of few people not even that it is none."""
    hidden = count < small and (count > 0 or (of is not None and of < small))
    return Label("desk.few", {"small": str(small)}) if hidden else str(count)
