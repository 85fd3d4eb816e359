"""What a branch has to say to the people of its places: a broadcast, whom it would reach, what became of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.records import OPEN_STATES, Staff, StaffId

KIND = "broadcast"
"""The kind of the timers that carry a broadcast; their slot is its number."""
PURPOSE = "news"
"""What people allow who want to hear from their branch."""
WROTE, SILENT = ECHOES = ("wrote", "silent")
"""What people do after news reached them: they write or tap, or ask for silence; who does both asked for silence."""
WITHOUT = ("elsewhere", "staff", "blocked", "muted", "not_allowed")
"""Why somebody of the branch does not get a broadcast; the first that holds is told."""
STATUSES: Mapping[str, tuple[str, ...]] = {
    "any": (),
    "open": OPEN_STATES,
    "registered": ("registered", "verified"),
    "closed": ("closed",),
}
"""States of a person's latest interest that an officer can choose by; none means all."""


@dataclass(frozen=True, slots=True)
class Listeners:
    """Those in `regions` who allowed news, having read one of these versions; they lie within what is `served`.

    Where somebody lives and what they work is what their latest interest says; `work` and `states` of it, where given,
    are the only ones that are meant.
    """

    served: tuple[str, ...]
    regions: tuple[str, ...]
    versions: tuple[str, ...]
    work: str | None = None
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A broadcast that is to be: of which branch, by whom, its text, whom it is for, and its last instant (aware)."""

    branch: str
    author: StaffId
    text: str
    whom: Listeners
    people: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A text for the people of a branch; it never changes, what moves on (`version`) is where it stands.

    asked (a second person has to agree) -> running <-> paused -> done, or cancelled (`why`). `people` is how many it
    was to reach when it was sent off, `last` the instant after which it is no news any more. `text` is None once it is
    forgotten. `counts` says what became of it once it is over (`ended`), `echoes` how many people did what after it
    reached them, once nobody's can come any more; nothing where nobody counted.
    """

    id: int
    branch: str
    author: StaffId
    state: str
    version: int
    text: str | None
    whom: Listeners
    people: int
    last: datetime
    created: datetime
    approver: StaffId | None = None
    planned: bool = False
    why: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    ended: datetime | None = None
    echoes: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class News:
    """A broadcast for one person, and whether they are still among those it is meant for."""

    broadcast: Broadcast
    fits: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a text would reach: so many `people`; and how many not, by the reason.

    `recent` says how many of those people were written to how often, unasked, within the time that was asked for.
    """

    people: int = 0
    recent: Mapping[int, int] = field(default_factory=dict)
    without: Mapping[str, int] = field(default_factory=dict)

    def wait(self, most: int) -> int:
        """How many have to wait where nobody is written to more than `most` times in that time."""
        return sum(count for often, count in self.recent.items() if often >= most)


@dataclass(frozen=True, slots=True)
class Posted:
    """A broadcast as one officer sees it: who wrote it, whether they may approve it.

    And, so far, what became of it (`counts`) and what people did after it reached them (`echoes`).
    """

    broadcast: Broadcast
    author: Staff
    counts: Mapping[str, int] = field(default_factory=dict)
    approvable: bool = False
    echoes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What an officer needs to know who tells something to many.

    `served` are the places of the branch, `posted` what this officer may agree to elsewhere and then its broadcasts,
    each newest first. Of the text that is being written: whom it would `reach`, who could agree to it (`approvers`).
    `alone` is to how many people its author sent something in the last seven days that nobody else agreed to.
    """

    served: tuple[str, ...] = ()
    posted: tuple[Posted, ...] = ()
    reach: Reach | None = None
    approvers: tuple[Staff, ...] = ()
    alone: int = 0
