"""What a person answers when we ask how their request goes, as a record. Pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Word:
    """About what we asked, with which code it was answered, and when (UTC)."""

    about: str
    answer: str
    at: datetime
