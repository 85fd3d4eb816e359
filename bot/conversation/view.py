"""What a step may know when it chooses, speaks or acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.conversation.session import Parked
from storage.records import Case, Invite, Lead, Person, Receipt, Staff


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored about the chat an event came from.

    `lead` is the person's open interest, else the latest one; `holder` the member of staff it lies with.
    `staff` is who the person is, if they are staff. `card` is the lead whose card was tapped. `invite` belongs to
    the token that came with /start. `queue` and `counts` are what lies on a member's desk. `receipts` are the
    person's latest answers, newest first, and `receipt` the one whose code came with a command, both where they are
    asked for. `case` is the person's unfinished case, `tapped_case` the one whose card was tapped, `case_holder` who
    took either, `cases` what an officer's desk holds of them.
    """

    person: Person
    lead: Lead | None = None
    holder: Staff | None = None
    staff: Staff | None = None
    card: Lead | None = None
    invite: Invite | None = None
    queue: tuple[Lead, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    receipts: tuple[Receipt, ...] = ()
    receipt: Receipt | None = None
    case: Case | None = None
    case_holder: Staff | None = None
    tapped_case: Case | None = None
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """The answers of the open flow, the forms left half-way, what is known, and now (aware, UTC)."""

    known: Known
    now: datetime
    answers: Mapping[str, Any] = field(default_factory=dict)
    parked: Mapping[str, Parked] = field(default_factory=dict)
