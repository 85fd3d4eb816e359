"""Who was offered a lead before, and what became of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.records import StaffId


@dataclass(frozen=True, slots=True)
class Asked:
    """Who said no to a lead or lost it, and until when (UTC) the others, who gave no answer, could have taken it."""

    refused: frozenset[StaffId] = frozenset()
    passed: Mapping[StaffId, datetime] = field(default_factory=dict)


NOBODY = Asked()
