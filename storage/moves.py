"""The life of a lead as a table; nothing else decides what may follow what, and nothing else can be stored. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from storage.records import HELD_STATES, OPEN_STATES, TALKING_STATES, WAITING_STATES

Actor = Literal["agent", "officer", "person", "router", "branch_file"]


REASONS = (
    "already_member",
    "cannot_afford",
    "doubts_claims",
    "is_employee",
    "outside_area",
    "unreachable",
    "withdrew",
    "duplicate",
)
"""Why a lead ended without a registration; whoever ends it must say so."""
SAID_BY_STAFF = tuple(reason for reason in REASONS if reason != "duplicate")
"""Reasons that a member of staff taps; duplicates are merged, which names the other lead."""


class ImpossibleMove(ValueError):
    """The table has no such step."""


@dataclass(frozen=True, slots=True)
class Move:
    """From these states, by these actors, to another one.

    `keeps` says that the holder stays, `why` names the reasons where one has to be given, `stirs` that the ladder
    begins anew: what the router does to find somebody is nothing that happens to a lead.
    """

    origins: frozenset[str]
    actors: frozenset[Actor]
    to: str
    keeps: bool = True
    why: tuple[str, ...] = ()
    stirs: bool = True


def _move(
    origins: tuple[str, ...],
    actors: tuple[Actor, ...],
    to: str,
    *,
    keeps: bool = True,
    why: tuple[str, ...] = (),
    stirs: bool = True,
) -> Move:
    return Move(frozenset(origins), frozenset(actors), to, keeps, why, stirs)


_STAFF: tuple[Actor, ...] = ("agent", "officer")
MOVES: Mapping[str, Move] = {
    "offer": _move(("new",), ("router",), "offered", stirs=False),
    "accept": _move(("offered",), ("agent",), "accepted"),
    "take": _move(WAITING_STATES, ("officer",), "accepted"),
    "decline": _move(("offered",), ("agent",), "new", keeps=False),
    "expire": _move(("offered",), ("router",), "new", keeps=False, stirs=False),
    "release": _move(("offered", *HELD_STATES), ("router", "officer"), "new", keeps=False),
    "away": _move(("offered",), ("router",), "new", keeps=False, stirs=False),
    "entrust": _move(HELD_STATES, ("agent",), "offered", keeps=False),
    "reassign": _move((*WAITING_STATES, *HELD_STATES), ("officer",), "offered", keeps=False),
    "contacted": _move(("accepted",), _STAFF, "contacted"),
    "documents": _move(("accepted", "contacted"), _STAFF, "documents"),
    "code_issued": _move(("contacted", "documents"), _STAFF, "code_issued"),
    "registered": _move(HELD_STATES, _STAFF, "registered"),
    "verified": _move((*HELD_STATES, "registered"), ("branch_file",), "verified"),
    "reopen": _move(("registered",), ("branch_file",), "contacted"),
    "mistaken": _move(("registered",), _STAFF, "contacted", why=("mistaken",)),
    "close": _move(HELD_STATES, _STAFF, "closed", why=SAID_BY_STAFF),
    "merge": _move((*WAITING_STATES, *HELD_STATES), ("officer",), "closed", keeps=False, why=("duplicate",)),
    "withdraw": _move((*WAITING_STATES, *HELD_STATES), ("person",), "closed", keeps=False),
    "erase": _move((*WAITING_STATES, *HELD_STATES), ("person",), "closed", keeps=False),
}


STILL_SO: Mapping[str, tuple[str, ...]] = {
    "accepted": ("accepted", "contacted", "documents"),
    "invited": TALKING_STATES,
    "code_issued": OPEN_STATES,
    "registered": ("registered",),
    "mistaken": (*OPEN_STATES, "closed"),
    "verified": ("verified",),
    "is_employee": ("closed",),
    "sponsored": ("registered", "verified"),
    "unsponsored": ("registered", "verified"),
}
"""What the person behind a lead hears, and in which states of it that is worth hearing the next morning.

Where a later word says it, too, the later one is enough; what nothing later says is never lost: a payment code lives
on with the next holder, a slip has to be put right although the lead ended, and the branch says nothing of who pays.
"""
AT_WORK_STILL_SO: Mapping[str, tuple[str, ...]] = {
    "offered": ("offered",),
    "joined": HELD_STATES,
    "updated": HELD_STATES,
    "yours_again": HELD_STATES,
    "answered": HELD_STATES,
    "wants_later": HELD_STATES,
    "not_in_touch": (*WAITING_STATES, "accepted"),
}
"""The same for the staff, who hear it when their work begins."""
OF_A_HOLDER = ("accepted", "invited", "offered", "joined", "updated", "yours_again", "answered", "wants_later")
"""What is so only while the same member of the staff holds the lead."""


def overtaken(move: Move) -> tuple[str, ...]:
    """What is so no more once this move is made, of all that the person and the staff may have been going to hear."""
    gone = () if move.keeps else OF_A_HOLDER
    still_so = {**STILL_SO, **AT_WORK_STILL_SO}
    return tuple(told for told, states in still_so.items() if move.to not in states or told in gone)


def found(name: str, origin: str, actor: str, reason: str | None) -> Move:
    """The row of this name, for a lead in `origin` moved by `actor` ("router", "agent:7").

    Raises ImpossibleMove where there is none, or none from there, by them, or for that reason.
    """
    move = MOVES.get(name)
    if move is None or origin not in move.origins or actor.partition(":")[0] not in move.actors:
        raise ImpossibleMove(f"no {name!r} from {origin!r} by {actor!r}")
    if move.why and reason not in move.why:
        raise ImpossibleMove(f"{name!r} for {reason!r}")
    return move
