"""Who may do what: one row for every action of the staff, nothing for everybody else. Pure."""

from collections.abc import Iterator, Mapping
from typing import Literal

from storage.field import Commitment, Visit
from storage.news import Broadcast
from storage.records import WAITING_STATES, Case, Lead, Staff

Scope = Literal["own", "held", "waiting", "branch"]
"""Oneself; what lies with oneself; what waits in the own branch or in none; all of the own branch or of none."""

AGENT, OFFICER, OFFICIAL = "agent", "officer", "official"
ROLES = (AGENT, OFFICER, OFFICIAL)

_HELD: Mapping[str, tuple[Scope, ...]] = {AGENT: ("held",), OFFICER: ("held",)}
_BRANCH: Mapping[str, tuple[Scope, ...]] = {OFFICER: ("branch",)}
_OUTDOORS: Mapping[str, tuple[Scope, ...]] = {AGENT: ("own",), OFFICER: ("own",)}
_READERS: Mapping[str, tuple[Scope, ...]] = {OFFICER: ("own",), OFFICIAL: ("own",)}
_FOLLOWED: Mapping[str, tuple[Scope, ...]] = {AGENT: ("held",), OFFICER: ("branch",)}
RIGHTS: Mapping[str, Mapping[str, tuple[Scope, ...]]] = {
    "lead.show": {AGENT: ("held",), OFFICER: ("held", "branch")},
    "lead.read": _HELD,
    "lead.accept": {AGENT: ("held",)},
    "lead.decline": {AGENT: ("held",)},
    "lead.take": {OFFICER: ("waiting",)},
    "lead.contacted": _HELD,
    "lead.documents": _HELD,
    "lead.code_issued": _HELD,
    "lead.registered": _HELD,
    "lead.mistaken": {AGENT: ("held",), OFFICER: ("held", "branch")},
    "lead.close": _HELD,
    "lead.relay": _HELD,
    "lead.tried": _HELD,
    "lead.note": _HELD,
    "lead.sponsor": _HELD,
    "lead.sponsor_undo": _HELD,
    "lead.reassign": _BRANCH,
    "lead.release": _BRANCH,
    "lead.merge": _BRANCH,
    "lead.looked": _BRANCH,
    "lead.apart": _BRANCH,
    "lead.compare": _BRANCH,
    "case.show": {OFFICER: ("held", "branch")},
    "case.read": {OFFICER: ("held",)},
    "case.take": {OFFICER: ("waiting",)},
    "case.close": {OFFICER: ("held",)},
    "verify.import": {OFFICER: ("own",)},
    "desk.open": {AGENT: ("own",), OFFICER: ("own",), OFFICIAL: ("own",)},
    "lead.entrust": {AGENT: ("held",)},
    "staff.link": {AGENT: ("own",)},
    "staff.shift": {AGENT: ("own",)},
    "figures.own": {AGENT: ("own",), OFFICER: ("own",)},
    "queue.open": {OFFICER: ("own",)},
    "sponsors.open": {OFFICER: ("own",)},
    "sponsors.import": {OFFICER: ("own",)},
    "coverage.import": {OFFICER: ("own",)},
    "team.open": {OFFICER: ("own",)},
    "staff.invite": _BRANCH,
    "staff.revoke": _BRANCH,
    "staff.retire": _BRANCH,
    "staff.areas": _BRANCH,
    "staff.capacity": _BRANCH,
    "broadcast.open": {OFFICER: ("own",)},
    "broadcast.write": {OFFICER: ("own",)},
    "broadcast.approve": _BRANCH,
    "broadcast.refuse": _BRANCH,
    "broadcast.pause": _BRANCH,
    "broadcast.resume": _BRANCH,
    "broadcast.cancel": _BRANCH,
    "visit.open": _OUTDOORS,
    "visit.log": _OUTDOORS,
    "visit.correct": _FOLLOWED,
    "visit.undo": _FOLLOWED,
    "event.open": _OUTDOORS,
    "commitment.open": _OUTDOORS,
    "commitment.note": _OUTDOORS,
    "commitment.change": _FOLLOWED,
    "commitment.close": _FOLLOWED,
    "report.open": _READERS,
    "report.subscribe": _READERS,
    "figures.read": {OFFICIAL: ("branch",)},
}
"""Reading is seeing who a person is: name, number, place in the village."""


Thing = Lead | Case | Staff | Broadcast | Visit | Commitment


def may(member: Staff, action: str, thing: Thing) -> bool:
    """Whether this member of staff may do this with one of these things; nobody may what has no row.

    Who is reported may nothing with the report, and nobody works on their own interest.
    """
    scopes = RIGHTS.get(action, {}).get(member.role, ())
    if isinstance(thing, Case) and thing.reported == member.id:
        return False
    return member.active and any(_lies_in(scope, member, thing) for scope in scopes)


def is_own(member: Staff, lead: Lead) -> bool:
    """Whether a lead is this member of staff's own interest, which somebody else has to look after."""
    return lead.chat is not None and lead.chat == member.chat


def roles(action: str) -> frozenset[str]:
    """The roles that may do this at all. Raises KeyError for an action without a row."""
    return frozenset(RIGHTS[action])


def matrix() -> Iterator[tuple[str, ...]]:
    """The table as rows of words, a heading first: the action, then the scopes of each role."""
    yield ("action", *ROLES)
    for action, granted in RIGHTS.items():
        yield (action, *(", ".join(granted.get(role, ())) or "-" for role in ROLES))


def _lies_in(scope: Scope, member: Staff, thing: Thing) -> bool:
    if scope == "own":
        return isinstance(thing, Staff) and thing.id == member.id
    if isinstance(thing, Lead) and is_own(member, thing) and scope != "branch":
        return False
    if scope == "held":
        return not isinstance(thing, Staff | Broadcast) and thing.holder == member.id
    waits = not isinstance(thing, Staff | Visit) and thing.state in WAITING_STATES
    return thing.branch in (None, member.branch) and (scope == "branch" or waits)
