"""What a step may know when it chooses, speaks or acts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.conversation.session import Parked
from storage.field import NO_FIELD_WORK, Commitment, FieldWork, Gathering
from storage.news import News, Newsroom
from storage.readers import NO_READING, Reading
from storage.records import (
    Case,
    Colleague,
    Invite,
    Joined,
    Lead,
    LeadId,
    Note,
    Overdue,
    Person,
    Receipt,
    Relay,
    RelayLine,
    Side,
    Staff,
    StaffId,
    Upload,
    Work,
)
from storage.sponsors import NOBODY_PAYS, Backing, Sponsorship

NO_NEWSROOM = Newsroom()


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk of a member of staff: open leads, cases, and how many leads stand in each state.

    `overdue` is what the branch has let lie, for the mornings of its officers. `expires` says until when the offers
    among the leads wait for an answer.
    `held` are all open leads of an agent and `colleagues` the agents of the branch, while working time is arranged.
    `talks` are the conversations through the bot in which the member is. `upload` is the branch's file that an officer
    is busy with.
    For officers: `queue` the open leads of the branch without anybody's name, `crew` who works there, `pairs` leads
    that may be of one person (older first), `invites` nobody has opened, `served` the areas of the branch, `odd` leads
    that the branch's last file says something else about, with the word for it. `sponsors` is what others pay for in
    the branch and is not over, what ends first in front; officials see it as two counts. `meetings` are
    the commitments that one has to meet about soon or late, `uncounted` the member's events of the last days whose
    attendance nobody noted, for mornings.
    """

    leads: tuple[Lead, ...] = ()
    cases: tuple[Case, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    overdue: tuple[Overdue, ...] = ()
    held: tuple[Lead, ...] = ()
    colleagues: tuple[Staff, ...] = ()
    expires: Mapping[LeadId, datetime] = field(default_factory=dict)
    talks: tuple[Relay, ...] = ()
    queue: tuple[Lead, ...] = ()
    crew: tuple[Colleague, ...] = ()
    pairs: tuple[tuple[Lead, Lead], ...] = ()
    invites: tuple[Invite, ...] = ()
    served: tuple[str, ...] = ()
    upload: Upload | None = None
    odd: tuple[tuple[Lead, str], ...] = ()
    sponsors: tuple[Sponsorship, ...] = ()
    meetings: tuple[Commitment, ...] = ()
    uncounted: int = 0


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation through the bot, as the `side` whose event it is knows it.

    The staff knows the latest `relay` about the lead, whatever became of it; the person only one that is asked or
    open. `holder` is who speaks for the staff. Of the other side: `reachable` says that it may be written to, `willing`
    that it may be asked, `listens` that this conversation is what it looks at, `busy` that it is in another one.
    `lines` are what was said last, for the staff.
    """

    side: Side
    relay: Relay | None
    holder: Staff | None
    reachable: bool = True
    willing: bool = True
    listens: bool = False
    busy: bool = False
    lines: tuple[RelayLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored about the chat an event came from.

    `lead` is the person's open interest, else the latest one; `holder` the member of staff it lies with.
    `staff` is who the person is, if they are staff, and `desk` what lies there. `card` is the lead whose card was
    tapped, or that the open conversation is about. `invite` belongs to the token that came with /start. `receipts`
    are the person's latest answers, newest first, and `receipt` the one whose code came with a command, both where
    they are asked for. `case` is the person's unfinished case, `tapped_case` the one whose card was tapped,
    `case_holder` who took either. `report` is the person's unfinished report about somebody of the staff,
    `report_holder` who took it. `met` is the agent whose link brought the person. `code` is a code of the staff that
    was opened, typed or asked about, and `coded` whose it is.
    `talk` is the conversation through the bot that the person is in, or that their card is about; `talked` says that
    something of earlier ones is kept. `notes` are the newest about the lead whose card was tapped, newest first, and
    `tried` is when a call about it last did not go through; `declined` says that it was last offered to this member of
    the staff, who said no. `shut` says that the person of the lead has asked again meanwhile. `work` is what the
    member of the staff did this month and last, where they ask for it. `joined` is the lead of the same phone that
    another chat began, with what this chat said of it, and `joined_holder` who it lies with. `card_holder` is who
    `card` lies with, `refused` those it was offered to before, both for officers; `fresh` is a token that nobody
    has yet. `backing` is what others would pay, or pay, for the person of `card`; without one, for the person themself.
    `news` are the broadcasts that fall due for the person, by their slots; `newsroom` is what an officer knows who
    tells something to many. `fieldwork` is what the staff sees of its visits and commitments, `gathering` the event
    whose link somebody opened, `came` that we remember the person from one, `missed` how many questions of theirs we
    keep to learn from. `reading` is what they may read of the reports.
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
    card_holder: Staff | None = None
    refused: frozenset[StaffId] = frozenset()
    fresh: str = ""
    joined: Joined | None = None
    joined_holder: Staff | None = None
    tapped_case: Case | None = None
    report: Case | None = None
    report_holder: Staff | None = None
    met: Staff | None = None
    code: str | None = None
    coded: Staff | None = None
    talk: Talk | None = None
    talked: bool = False
    notes: tuple[Note, ...] = ()
    tried: datetime | None = None
    declined: bool = False
    shut: bool = False
    work: tuple[Work, ...] = ()
    backing: Backing = NOBODY_PAYS
    news: Mapping[str, News] = field(default_factory=dict)
    newsroom: Newsroom = NO_NEWSROOM
    fieldwork: FieldWork = NO_FIELD_WORK
    gathering: Gathering | None = None
    came: bool = False
    missed: int = 0
    reading: Reading = NO_READING

    def hung_up(self, ended: Collection[int]) -> "Known":
        """The same once these conversations through the bot are over."""
        talk = self.talk
        if talk is not None and talk.relay is not None and talk.relay.id in ended:
            talk = replace(talk, relay=None)
        talks = tuple(relay for relay in self.desk.talks if relay.id not in ended)
        return replace(self, talk=talk, desk=replace(self.desk, talks=talks))

    @property
    def talking(self) -> bool:
        """Whether somebody waits for what this person has to say."""
        own = self.talk.relay if self.talk is not None and self.talk.side == "person" else None
        return any(relay.is_open for relay in (own, *self.desk.talks) if relay is not None)


@dataclass(frozen=True, slots=True)
class View:
    """The answers of the open flow, the forms left half-way, what is known, and now (aware, UTC).

    `flow` and `turn` say where the conversation stands, `told` what questions told of the person.
    """

    known: Known
    now: datetime
    answers: Mapping[str, Any] = field(default_factory=dict)
    parked: Mapping[str, Parked] = field(default_factory=dict)
    flow: str = ""
    turn: int = 0
    told: Mapping[str, Any] = field(default_factory=dict)
