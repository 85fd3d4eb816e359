"""What a step may know when it chooses, speaks or acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.conversation.session import Parked
from storage.records import Case, Invite, Lead, Overdue, Person, Receipt, Staff


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk of a member of staff: open leads, cases, and how many leads stand in each state.

    `overdue` is what the branch has let lie, for the mornings of its officers.
    `held` are all open leads of an agent and `colleagues` the agents of the branch, while working time is arranged.
    """

    leads: tuple[Lead, ...] = ()
    cases: tuple[Case, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    overdue: tuple[Overdue, ...] = ()
    held: tuple[Lead, ...] = ()
    colleagues: tuple[Staff, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored about the chat an event came from.

    `lead` is the person's open interest, else the latest one; `holder` the member of staff it lies with.
    `staff` is who the person is, if they are staff, and `desk` what lies there. `card` is the lead whose card was
    tapped, or that the open conversation is about. `invite` belongs to the token that came with /start. `receipts`
    are the person's latest answers, newest first, and `receipt` the one whose code came with a command, both where
    they are asked for. `case` is the person's unfinished case, `tapped_case` the one whose card was tapped,
    `case_holder` who took either. `met` is the agent whose link brought the person. `code` is a code of the staff
    that was opened, typed or asked about, and `coded` whose it is.
    """

    person: Person
    lead: Lead | None = None
    holder: Staff | None = None
    staff: Staff | None = None
    card: Lead | None = None
    invite: Invite | None = None
    desk: Desk = Desk()
    receipts: tuple[Receipt, ...] = ()
    receipt: Receipt | None = None
    case: Case | None = None
    case_holder: Staff | None = None
    tapped_case: Case | None = None
    met: Staff | None = None
    code: str | None = None
    coded: Staff | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The answers of the open flow, the forms left half-way, what is known, and now (aware, UTC)."""

    known: Known
    now: datetime
    answers: Mapping[str, Any] = field(default_factory=dict)
    parked: Mapping[str, Parked] = field(default_factory=dict)
