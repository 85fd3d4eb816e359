"""What is stored, as frozen records; no room of the bot ever sees a database row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NewType

from storage.word import Word as Word

ChatId = NewType("ChatId", int)
LeadId = NewType("LeadId", int)
StaffId = NewType("StaffId", int)
FileKind = Literal["members", "sponsors", "coverage"]
"""What a file of a branch can be: who is a member, or what others pay for."""


WAITING_STATES = ("new", "offered")
"""States of a lead that nobody has accepted: its card does not say who the person is."""
HELD_STATES = ("accepted", "contacted", "documents", "code_issued")
"""States of a lead that somebody works on."""
OPEN_STATES = (*WAITING_STATES, *HELD_STATES)
TALKING_STATES = (*HELD_STATES, "registered")
"""States of a lead about which its holder and the person may talk through the bot."""


CAPACITY_LEAST, CAPACITY_MOST = 1, 40
"""Open leads that an agent may choose to hold at once."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person answered to one purpose, when (UTC), and to which version of the text."""

    given: bool
    at: datetime
    version: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who chats with the bot.

    `segment`, `sector` and `payer` are what they told us about their work and who pays; of their income only the
    `base` of its band is kept, in rupiah per month. `met` is the agent whose link brought them. `hours` are the minutes
    after midnight between which they want to hear from us, `rhythm` the days (as `bot.timing.welcome` writes them).
    `paid_until` is the last contribution month they paid themselves, `covered_until` the last one that somebody else
    pays, both told by any day in it; `scholarship` the day from which a child's yearly claim is counted.
    """

    chat: ChatId
    language: str = "id"
    segment: str | None = None
    sector: str | None = None
    payer: str | None = None
    base: int | None = None
    met: StaffId | None = None
    hours: tuple[int, int] | None = None
    rhythm: Mapping[str, Any] = field(default_factory=dict)
    paid_until: date | None = None
    covered_until: date | None = None
    scholarship: date | None = None
    consents: Mapping[str, Consent] = field(default_factory=dict)
    muted: bool = False
    blocked: bool = False

    def allows(self, purpose: str) -> bool:
        """Whether the person said yes to this purpose and has not taken it back."""
        consent = self.consents.get(purpose)
        return consent is not None and consent.given


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch office: its short id, its name and the kabupaten (dotted codes) it serves."""

    id: str
    name: str
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Staff:
    """An agen Perisai, a branch officer or an official; no `areas` (dotted region codes) means the whole branch.

    `hours` are spans of minutes after midnight for each weekday from Monday (None: those usual in their role), in
    `zone` (IANA). `leave` is its first and last day, `substitute` who works in their place meanwhile, `full_on` the
    day on which they said that it is enough. `works` and `languages` are what they choose to take; none means all.
    """

    id: StaffId
    role: str
    name: str
    code: str
    branch: str
    chat: ChatId | None = None
    areas: tuple[str, ...] = ()
    capacity: int = 20
    active: bool = True
    hours: tuple[tuple[tuple[int, int], ...], ...] | None = None
    zone: str = "Asia/Jakarta"
    leave: tuple[date, date] | None = None
    substitute: StaffId | None = None
    full_on: date | None = None
    works: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invite:
    """A single-use way in for one member of the staff; only the hash of its token is stored."""

    token_hash: str
    role: str
    name: str
    branch: str
    areas: tuple[str, ...]
    expires: datetime
    used: bool = False


@dataclass(frozen=True, slots=True)
class Interest:
    """What a person told us in the interest form; `phone` in E.164, `region` the dotted code of the desa."""

    name: str
    phone: str
    work: str
    region: str
    place: str
    programmes: tuple[str, ...]
    time: str


@dataclass(frozen=True, slots=True)
class Lead:
    """An interest and where it stands. `version` grows with each change and guards the row.

    `interest` is None once the person had it erased; `holder` is the member of staff who has been offered it
    or has accepted it, `card` the message in which they see it. `announced` says that the officers know of it.
    `language` is the person's, `active` when anything last happened to it, `tries` how often a call did not go through.
    `met` is the agent whose link brought the person, `also` what other chats said of it, where asked for.
    `expires` says until when an offer waits for its answer, on the card of whoever has to give it. `sponsorship` is
    the one through which the person is enrolled. `words` are the person's, newest first, where asked for.
    """

    id: LeadId
    chat: ChatId | None
    state: str
    version: int
    region: str
    work: str
    branch: str | None
    interest: Interest | None
    holder: StaffId | None
    created: datetime
    changed: datetime
    reason: str | None = None
    announced: bool = False
    card: int | None = None
    language: str = "id"
    active: datetime | None = None
    tries: int = 0
    met: StaffId | None = None
    also: tuple[Interest, ...] = ()
    expires: datetime | None = None
    sponsorship: int | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """An open lead that somebody else began with the same phone, and what this chat said of it."""

    lead: Lead
    interest: Interest


@dataclass(frozen=True, slots=True)
class Note:
    """What a member of staff wrote down about a lead."""

    staff: StaffId
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Work:
    """What one member of the staff did in the month that begins at `first` (aware).

    `moves` are the leads they took to each state, `closed` the reasons they gave, `verified` their leads that the
    branch confirmed, `contacts` when a lead was accepted and when its person was first reached.
    """

    first: datetime
    offered: int = 0
    moves: Mapping[str, int] = field(default_factory=dict)
    closed: Mapping[str, int] = field(default_factory=dict)
    verified: int = 0
    contacts: tuple[tuple[datetime, datetime], ...] = ()


Side = Literal["staff", "person"]


@dataclass(frozen=True, slots=True)
class Relay:
    """A conversation between who holds a lead and the person behind it, through the bot.

    `by` says which side asked for it ("staff" or "person"); it is asked, open, or ended (`why`). `version` is the
    lead's. `at` is when it was asked for, `last` when either side last did something. `held` says that the lead still
    lies with `holder` and may be talked about.
    """

    id: int
    lead: LeadId
    version: int
    holder: StaffId
    chat: ChatId | None
    by: Side
    state: str
    at: datetime
    last: datetime
    held: bool = True
    why: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether what one side writes now reaches the other."""
        return self.state == "open" and self.held


@dataclass(frozen=True, slots=True)
class RelayLine:
    """What one side ("staff" or "person") said; `text` is None for what is not text."""

    side: Side
    kind: str
    text: str | None
    at: datetime


CaseId = NewType("CaseId", int)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the branch calls about a case: a name, a phone in E.164, and the place in words."""

    name: str
    phone: str
    place: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a person tells of somebody who claims to be of the staff: what they did, in the person's words, their code.

    `lead` is the person's own interest.
    """

    what: str
    text: str
    code: str | None = None
    lead: LeadId | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An accident, a death or a report that a person wants the branch to know of: new, taken, or closed.

    `version`, `holder`, `announced` and `card` are what they are for a lead. Of a report, `reported` is the member of
    the staff it is about, who never sees it, and `contact` is None for who wants no call.
    """

    id: CaseId
    chat: ChatId | None
    kind: str
    state: str
    version: int
    region: str
    branch: str | None
    contact: Contact | None
    holder: StaffId | None
    created: datetime
    announced: bool = False
    card: int | None = None
    reported: StaffId | None = None
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a branch and where it stands; `version` guards the row.

    `told` is where it is, what it is called and which column holds what; nothing once it has ended. `counts` says how
    many rows came to what, `why` how it ended. `kind` is what it turned out to be, None until it was read.
    """

    id: int
    branch: str
    state: str
    version: int
    told: Mapping[str, Any] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    staff: StaffId | None = None
    chat: ChatId | None = None
    attempts: int = 0
    why: str | None = None
    kind: FileKind | None = None


@dataclass(frozen=True, slots=True)
class UploadRow:
    """A row of such a file: its line, what becomes of it and why, the lead it means, and whether that is done."""

    line: int
    outcome: str
    why: str | None = None
    lead: LeadId | None = None
    done: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """One member of staff as the router sees them: the open leads they hold, and the offers of the last months.

    `recent` counts the offers made to them since the instant that was asked for, whatever became of them; `first_offer`
    is when they were offered anything at all for the first time.
    """

    staff: Staff
    open_leads: int
    last_offer: datetime | None = None
    recent: int = 0
    first_offer: datetime | None = None


@dataclass(frozen=True, slots=True)
class Colleague:
    """One member of the staff as their officer sees them: what they hold, when they last did anything (UTC).

    `registered` and `verified` are counted over the time that was asked for; who is not `reachable` stopped the bot.
    """

    staff: Staff
    open_leads: int
    active: datetime | None = None
    registered: int = 0
    verified: int = 0
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Based:
    """One version of a rule that an answer rests on: its id, its first day and its check date (ISO), its law."""

    id: str
    since: str
    law: str
    checked: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer as it was given: the step that gave it (`topic`), the HTML that was sent, the rules behind it."""

    code: str
    topic: str
    text: str
    rules: tuple[Based, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that is to happen to a chat once it is `due`; there is one for each chat, kind and slot.

    `state` is waiting, done or cleared; `why` says what made it pointless, `settled` when it ended. `meant` is when it
    first was to fall due; `due` moves on while it has to wait.
    """

    id: int
    chat: ChatId
    kind: str
    slot: str
    due: datetime
    state: str = "waiting"
    why: str | None = None
    settled: datetime | None = None
    meant: datetime | None = None


@dataclass(frozen=True, slots=True)
class Overdue:
    """A lead to which nothing has happened for too long: who holds it, if anybody, and since when (UTC)."""

    lead: LeadId
    holder: str | None
    since: datetime
