"""What a line of the branch's file says about which lead; pure, and it only judges, the life of a lead decides."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from rapidfuzz import fuzz

from bot.leads.life import HELD, WAITING
from storage.moves import MOVES
from storage.records import Lead, LeadId

Says = Literal["registered", "refused", "pending", "unclear"]
"""What the branch says of a person: a member, not a member, not yet, or something that we do not understand."""

OUTCOMES = (
    "confirmed",
    "refused",
    "pending",
    "look",
    "already",
    "running",
    "closed",
    "other_branch",
    "double",
    "not_found",
    "unreadable",
    "changed",
)
"""What becomes of a line, in the order in which people are told."""
MOVE_OF: Mapping[str, str] = {"confirmed": "verified", "refused": "reopen"}
"""Outcomes that move a lead, and by which row of its life."""
TO_LOOK_AT = (
    "names",
    "phone",
    "number",
    "several",
    "name_only",
    "status",
    "earlier",
    "conflict",
    "rejected",
    "no_holder",
    "open_again",
)
"""Why somebody of the branch should look at a line themselves."""
UNREADABLE = ("nothing", "phone_format", "rounded", "lead_format")
"""Why a line cannot be read, besides what is wrong with its cells."""

SAME_NAME = 85.0
OTHER_NAME = 60.0
"""Above the one, two names are the same; below the other, they are two people's."""
_TITLES = frozenset(
    ("bu", "ibu", "pak", "bapak", "bpk", "sdr", "sdri", "mbak", "mas", "kak", "h", "hj", "haji", "hajah")
)
_PLACE_WORDS = frozenset(("desa", "ds", "kelurahan", "kel", "kec", "kecamatan"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file (`number` from 1): whom it means and what it says; `wrong` is why it cannot be read."""

    number: int
    says: Says = "registered"
    lead: LeadId | None = None
    phone: str | None = None
    name: str = ""
    village: str = ""
    since: date | None = None
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a line, why, and the lead it is about."""

    line: int
    outcome: str
    why: str | None = None
    lead: LeadId | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The leads that a file may mean: by number, by phone (E.164), and those of the branch that wait for its word."""

    by_number: Mapping[LeadId, Lead]
    by_phone: Mapping[str, Sequence[Lead]]
    unconfirmed: Mapping[str, Sequence[Lead]]


def judge(lines: Sequence[Line], known: Known, branch: str) -> list[Verdict]:
    """A verdict for each line, in their order; no lead is moved by two of them."""
    first: dict[LeadId, Verdict] = {}
    verdicts: list[Verdict] = []
    against: set[LeadId] = set()
    for line in lines:
        verdict = _judged(line, known, branch)
        if verdict.lead is not None and verdict.outcome in MOVE_OF:
            before = first.setdefault(verdict.lead, verdict)
            if before.outcome != verdict.outcome:
                against.add(verdict.lead)
            elif before is not verdict:
                verdict = replace(verdict, outcome="double")
        verdicts.append(verdict)
    return [_unless(verdict, against) for verdict in verdicts]


def _unless(verdict: Verdict, against: set[LeadId]) -> Verdict:
    """Lines that say the opposite of each other are for people to look at."""
    if verdict.lead in against and verdict.outcome in (*MOVE_OF, "double"):
        return replace(verdict, outcome="look", why="conflict")
    return verdict


def _judged(line: Line, known: Known, branch: str) -> Verdict:
    if line.wrong:
        return Verdict(line.number, "unreadable", line.wrong)
    if line.lead is not None:
        return _by_number(line, known, branch)
    called = known.by_phone.get(line.phone or "", ())
    if called:
        return _by_phone(line, called, branch)
    alike = [lead for lead in known.unconfirmed.get(place(line.village), ()) if likeness(line, lead) >= SAME_NAME]
    if line.name and line.village and alike:
        return Verdict(line.number, "look", "name_only", alike[0].id)
    return Verdict(line.number, "not_found")


def _by_number(line: Line, known: Known, branch: str) -> Verdict:
    lead = known.by_number.get(line.lead) if line.lead is not None else None
    called = known.by_phone.get(line.phone or "", ())
    if lead is None:
        return Verdict(line.number, "look", "number", called[0].id) if called else Verdict(line.number, "not_found")
    if line.phone and lead.interest is not None and lead.interest.phone != line.phone:
        return Verdict(line.number, "look", "phone", lead.id)
    return _about(line, lead, branch)


def _by_phone(line: Line, called: Sequence[Lead], branch: str) -> Verdict:
    """Families share phones: the name decides, and where it does not, people do."""
    ours = [lead for lead in called if lead.branch in (None, branch)]
    if not ours:
        return Verdict(line.number, "other_branch")
    ours.sort(key=lambda lead: (_rank(lead), -lead.id))
    best = [lead for lead in ours if _rank(lead) == _rank(ours[0])]
    if len(best) > 1 and _rank(best[0]) == 0:
        best = [lead for lead in best if likeness(line, lead) >= SAME_NAME]
        if len(best) != 1:
            return Verdict(line.number, "look", "several", ours[0].id)
    return _about(line, best[0], branch)


def _rank(lead: Lead) -> int:
    """What may be confirmed comes first, then what was, then what waits, then what ended otherwise."""
    if lead.state in MOVES["verified"].origins:
        return 0
    return 1 if lead.state == "verified" else 2 if lead.state in WAITING else 3


def _about(line: Line, lead: Lead, branch: str) -> Verdict:
    if lead.branch not in (None, branch):
        return Verdict(line.number, "other_branch")
    if lead.state not in MOVES["verified"].origins:
        ended = "already" if lead.state == "verified" else "running" if lead.state in WAITING else "closed"
        return Verdict(line.number, ended, None, lead.id)
    if line.name and lead.interest is not None and likeness(line, lead) < OTHER_NAME:
        return Verdict(line.number, "look", "names", lead.id)
    return Verdict(line.number, *_said(line, lead), lead.id)


def _said(line: Line, lead: Lead) -> tuple[str, str | None]:
    match line.says:
        case "registered" if line.since and line.since < (lead.created - timedelta(days=1)).date():
            return "look", "earlier"
        case "registered":
            return "confirmed", None
        case "refused":
            return ("look", "rejected") if lead.state in HELD else ("refused", None)
        case "pending":
            return "pending", None
        case "unclear":
            return "look", "status"


def likeness(line: Line, lead: Lead) -> float:
    """How much alike two names are, up to 100, whatever the order of their words and the titles before them."""
    if lead.interest is None:
        return 0.0
    return float(fuzz.token_set_ratio(_name(line.name), _name(lead.interest.name)))


def _name(name: str) -> str:
    return " ".join(word for word in re.findall(r"[a-z]+", name.casefold()) if word not in _TITLES)


def place(village: str) -> str:
    """A village's name without what villages are called."""
    words = re.findall(r"[a-z0-9]+", village.partition(",")[0].casefold())
    return " ".join(word for word in words if word not in _PLACE_WORDS)
