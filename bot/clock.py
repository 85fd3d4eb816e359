"""The one place where the time is read; everybody else is handed a clock."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns now, aware and in UTC."""


def system_clock() -> datetime:
    """Now, aware and in UTC, whatever the host's time zone is."""
    return datetime.now(UTC)
