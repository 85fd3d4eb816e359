"""Field work, as records: villages visited, events that people join by a code, what others promised. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from storage.records import StaffId

MET = ("village", "farmers", "fishers", "pkk", "market", "drivers", "company", "agency", "bank", "others")
"""With whom one meets: the village's office, groups of people at work, those who employ, govern or lend."""
PARTIES = ("company", "agency", "bank", "village", "others")
"""Who promises something: an employer, an office of the government, a bank, a village, anybody else."""
VISIT, EVENT = KINDS = ("visit", "event")
"""What takes the staff to a village: they call in, or invite people to come."""
LONGEST_NAME, LONGEST_NOTE = 60, 200
"""Letters of the name of an organisation, and of what is noted of a visit."""
Standing = Literal["open", "closed"]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a visit: the village (dotted code), the day there, how many came, with whom, and a note.

    `people` is None for an event that is still to come, or whose people nobody counted.
    """

    region: str
    day: date
    met: str
    people: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit or an event as its newest `revision` tells; `holder` logged it, `author` wrote that revision.

    One that was `undone` never took place, as far as anybody counts. `code` opens an event for people, and `came` is
    how many used it, where that was asked for.
    """

    id: int
    kind: str
    branch: str
    holder: StaffId
    author: StaffId
    revision: int
    told: Told
    changed: datetime
    undone: bool = False
    code: str | None = None
    came: int = 0


@dataclass(frozen=True, slots=True)
class Reached:
    """What field work came to in a time: the villages that were visited (dotted codes), visits, and who came to them.

    `people` are as many as the staff counted; whom nobody counted is not in it.
    """

    villages: frozenset[str] = frozenset()
    visits: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class Promised:
    """What is told of a commitment: whose it is, where (dotted code), for how many workers, and when to meet next."""

    kind: str
    name: str
    region: str
    promised: int
    next: date | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an organisation promised; `version` guards the row, `holder` looks after it, `done` counts workers."""

    id: int
    branch: str
    holder: StaffId
    version: int
    told: Promised
    done: int
    state: Standing
    changed: datetime

    def is_overdue(self, on: date) -> bool:
        """Whether it is open and the day on which one wanted to meet has passed."""
        return self.state == "open" and self.told.next is not None and self.told.next < on


@dataclass(frozen=True, slots=True)
class Outstanding:
    """An open commitment as far as reports tell of it, which name no organisation; all is as in the commitment."""

    id: int
    kind: str
    region: str
    promised: int
    done: int
    next: date | None

    def is_overdue(self, on: date) -> bool:
        """Whether the day on which one wanted to meet has passed."""
        return self.next is not None and self.next < on


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event as whoever opens its link sees it: where and when it is, and who invited (`name`, staff code `maker`).

    `visit` is its number, `code` what its link carries. `agent` is the number of who made it, where that is an agent
    at work. `joined` says that whoever opened it has come to it before.
    """

    visit: int
    code: str
    region: str
    day: date
    branch: str
    name: str
    maker: str
    agent: StaffId | None = None
    undone: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class FieldWork:
    """What a member of the staff knows of field work: where they may log it (dotted codes), and what was logged.

    Both lists are newest first; `names` says who logged or looks after them, by number.
    """

    areas: tuple[str, ...] = ()
    visits: tuple[Visit, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    names: Mapping[StaffId, str] = field(default_factory=dict)


NO_FIELD_WORK = FieldWork()
