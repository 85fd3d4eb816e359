"""Counts so small that somebody could be recognised in them are not told."""

from bot.conversation.words import Label, Value

SMALL = 5
"""Counts below this are not told."""


def masked(count: int, of: int = SMALL) -> Value:
    """A count of so many people (`of`), or that it is small; of few people not even that it is none."""
    hidden = count < SMALL and (count > 0 or of < SMALL)
    return Label("desk.few", {"small": str(SMALL)}) if hidden else str(count)
