"""What should become true after an event, in the imperative; `runtime.apply` turns each into rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from bot.conversation.answered import AnswerLead as AnswerLead
from bot.conversation.broadcasting import BroadcastEffect
from bot.conversation.effects_files import FileEffect
from bot.conversation.enrolments import EndEnrolment as EndEnrolment
from bot.conversation.enrolments import Enrol as Enrol
from bot.conversation.fieldwork import FieldEffect
from bot.conversation.learning import KeepMissed as KeepMissed
from bot.conversation.readership import ReaderEffect, Sheet
from bot.conversation.words import Label, Rows
from storage.records import (
    CaseId,
    ChatId,
    Contact,
    Interest,
    Invite,
    Lead,
    LeadId,
    Report,
    Side,
    Staff,
    StaffId,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the name of its file, and what is in it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Say:
    """One message: its paragraphs and buttons.

    To the person the event came from, or to another chat (`to`). `edit` names a message of ours that becomes this one.
    `about` is whose data it carries to others: it is not sent once they are erased. `unasked` waits for an hour that
    suits them, and is not sent to who wants no such messages; `at_work` waits until the member of the staff whom it
    goes to works. `answer` is the key of the step when this tells what the law says, so that it is kept with the rules
    behind it. `keyboard` shows the button that shares one's contact, or takes it away. `at_once` is said to another
    chat that waits for it, as an answer is. `copy` names a message (its chat and its id) that is shown in place of
    words, without telling whose it is. With a `picture` the words stand under it. `tells` is a lead and what is told of
    it (`storage/moves.py`): not sent once that is so no more.
    """

    paragraphs: tuple[Label, ...]
    rows: Rows = ()
    keyboard: Literal["contact", "remove"] | None = None
    edit: int | None = None
    to: ChatId | None = None
    about: ChatId | None = None
    unasked: bool = False
    at_work: bool = False
    answer: str | None = None
    picture: Picture | Sheet | None = None
    at_once: bool = False
    copy: tuple[ChatId, int] | None = None
    tells: tuple[LeadId, str] | None = None


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """From now on speak this language; the answer to the same event already does."""

    language: str


@dataclass(frozen=True, slots=True)
class Remember:
    """Keep what the person told of their work, money and wishes; what is None stays as it was.

    `base` is the income base of their band, in rupiah per month, `met` the agent whose link brought them. The others
    are what they are in `Person`.
    """

    segment: str | None = None
    sector: str | None = None
    payer: str | None = None
    base: int | None = None
    met: StaffId | None = None
    hours: tuple[int, int] | None = None
    rhythm: Mapping[str, Any] | None = None
    paid_until: date | None = None
    covered_until: date | None = None
    scholarship: date | None = None


@dataclass(frozen=True, slots=True)
class Forget:
    """These fields of the person are kept no longer; each is what it is of somebody we just met."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replan:
    """The person told something anew: of these kinds only what is `about` it (its slot begins so) is still to be sent.

    None: nothing of them is.
    """

    kinds: tuple[str, ...]
    about: str | None = None


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """The person's yes or no to one purpose, and the version of the text they read."""

    purpose: str
    given: bool
    version: str


@dataclass(frozen=True, slots=True)
class SaveLead:
    """The person sent the interest form: a new lead, or an update of the open one."""

    interest: Interest


@dataclass(frozen=True, slots=True)
class LeaveLead:
    """The person takes back what they said of a lead that another chat began."""


@dataclass(frozen=True, slots=True)
class MoveLead:
    """A lead makes a move of the table from the state it had at `version`, for a reason that is logged.

    Its holder then sees it in the message `card`.
    """

    lead: LeadId
    version: int
    origin: str
    move: str
    actor: str
    holder: StaffId | None = None
    reason: str | None = None
    card: int | None = None


@dataclass(frozen=True, slots=True)
class RaiseCase:
    """The branch of a region is to know of an accident or a death, and whom to call; updates the unfinished case."""

    kind: str
    region: str
    contact: Contact


@dataclass(frozen=True, slots=True)
class RaiseReport:
    """A branch is to know what somebody of the staff, or who claims to be, has done, and whom it may call."""

    branch: str | None
    reported: StaffId | None
    report: Report
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class MoveCase:
    """A case goes from the state it had at `version` to `to`; its holder sees `card`."""

    case: CaseId
    version: int
    to: str
    holder: StaffId | None = None
    card: int | None = None


@dataclass(frozen=True, slots=True)
class Enter:
    """The conversation of the member of staff goes on at `target` ("flow/step") with these answers given."""

    target: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Audited:
    """The member of staff did or read something ("lead.read" of "lead:12") that the audit keeps; nothing personal."""

    action: str
    subject: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrange:
    """These fields of a member of staff change and no others: hours, leave, substitute, capacity ..."""

    member: StaffId
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entrust:
    """A lead that stood at `version` is offered by `actor` to one agent until an instant (UTC).

    By its holder to a colleague, or by an officer, which takes it from whoever holds it.
    """

    lead: LeadId
    version: int
    origin: str
    actor: str
    to: StaffId
    expires: datetime
    move: Literal["entrust", "reassign"] = "entrust"
    reason: str = "entrusted"


@dataclass(frozen=True, slots=True)
class MergeLeads:
    """Two leads that stand as they are here are one person's: `dropped` ends as a duplicate of `kept`."""

    kept: Lead
    dropped: Lead
    actor: str


@dataclass(frozen=True, slots=True)
class TellApart:
    """An officer says that two leads are two persons'."""

    one: LeadId
    other: LeadId
    officer: StaffId


@dataclass(frozen=True, slots=True)
class Retire:
    """The officer whose event this is ends the work of this member of the staff."""

    member: Staff


@dataclass(frozen=True, slots=True)
class InviteStaff:
    """Whoever first opens the link with this token becomes a member of the staff; it works until an instant (UTC)."""

    token: str
    role: str
    name: str
    branch: str
    areas: tuple[str, ...]
    expires: datetime


@dataclass(frozen=True, slots=True)
class RevokeInvite:
    """An invite that nobody opened works no longer."""

    token_hash: str


@dataclass(frozen=True, slots=True)
class ShowCard:
    """The holder of a lead now sees it in this message of ours."""

    lead: LeadId
    card: int


@dataclass(frozen=True, slots=True)
class CountTry:
    """A call about a lead, in this state at `version`, did not go through."""

    lead: LeadId
    version: int
    state: str


@dataclass(frozen=True, slots=True)
class KeepNote:
    """The holder of a lead wrote something down about it."""

    lead: LeadId
    text: str


@dataclass(frozen=True, slots=True)
class AskRelay:
    """One side (`by`) would like to talk with the other through the bot about a lead that lies with `holder`."""

    lead: LeadId
    holder: StaffId
    chat: ChatId
    by: Side


@dataclass(frozen=True, slots=True)
class AcceptRelay:
    """The side that was asked agrees, and both are connected."""

    relay: int
    lead: LeadId


@dataclass(frozen=True, slots=True)
class PassOn:
    """One side said something: its kind, and the text if it is one."""

    relay: int
    side: Side
    kind: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class EndRelay:
    """Nobody is connected or asked any more; why, in a word."""

    relay: int
    lead: LeadId
    why: str


RelayEffect = AskRelay | AcceptRelay | PassOn | EndRelay


@dataclass(frozen=True, slots=True)
class BindStaff:
    """The chat that brought this invite becomes that member of the staff."""

    invite: Invite


@dataclass(frozen=True, slots=True)
class Erase:
    """Forget the person for real; counts without a name may stay."""


@dataclass(frozen=True, slots=True)
class Mute:
    """Stop, or allow again, everything the person did not ask for just now."""

    muted: bool


@dataclass(frozen=True, slots=True)
class MarkBlocked:
    """Telegram says that the person stopped the bot, or let it in again."""

    blocked: bool


Effect = (
    Say
    | SetLanguage
    | Remember
    | Forget
    | Replan
    | RecordConsent
    | SaveLead
    | LeaveLead
    | MoveLead
    | RaiseCase
    | RaiseReport
    | MoveCase
    | Enter
    | Audited
    | Arrange
    | Entrust
    | MergeLeads
    | TellApart
    | Enrol
    | EndEnrolment
    | Retire
    | InviteStaff
    | RevokeInvite
    | ShowCard
    | RelayEffect
    | CountTry
    | KeepNote
    | AnswerLead
    | BindStaff
    | Erase
    | KeepMissed
    | Mute
    | MarkBlocked
    | FileEffect
    | BroadcastEffect
    | FieldEffect
    | ReaderEffect
)
