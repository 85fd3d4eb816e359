"""What becomes true of field work, in the imperative: visits, events and who comes to them, commitments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.field import Commitment, Promised, Told, Visit


@dataclass(frozen=True, slots=True)
class LogVisit:
    """The member of staff was in a village, or invites people to an event there, which they join by a `code`."""

    told: Told
    code: str | None = None


@dataclass(frozen=True, slots=True)
class ReviseVisit:
    """A visit as it stood is told anew, or `undone`: it never took place."""

    visit: Visit
    told: Told
    undone: bool = False


@dataclass(frozen=True, slots=True)
class JoinEvent:
    """The person came to this event."""

    visit: int


@dataclass(frozen=True, slots=True)
class NoteCommitment:
    """The member of staff was promised something."""

    told: Promised


@dataclass(frozen=True, slots=True)
class ChangeCommitment:
    """These fields of a commitment as it stood change: promised, done, next (a day), state."""

    commitment: Commitment
    changed: Mapping[str, Any]


FieldEffect = LogVisit | ReviseVisit | JoinEvent | NoteCommitment | ChangeCommitment
