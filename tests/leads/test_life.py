"""The table of a lead's life, row by row."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from bot.leads.life import ASIDE, BUTTONS, HELD, OPEN, STATES, TAPPED, actions, allowed, mermaid
from storage.moves import MOVES
from storage.records import Lead, LeadId, Staff, StaffId

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
AGENT = Staff(StaffId(7), "agent", "Adi", "AP-0007", "pamekasan")
OFFICER = Staff(StaffId(8), "officer", "Rina", "PC-0008", "pamekasan")
OFFICIAL = Staff(StaffId(9), "official", "Bapak", "PD-0009", "pamekasan")


def lead(state: str, holder: Staff | None = None, branch: str | None = "pamekasan") -> Lead:
    """A lead in this state."""
    held = holder.id if holder else None
    return Lead(LeadId(1), None, state, 1, "35.28", "farmer", branch, None, held, NOW, NOW)


def moves(of: Lead, member: Staff) -> tuple[str, ...]:
    """What this member of the staff may tap that moves the lead."""
    return tuple(action for action in actions(of, member) if action in TAPPED)


@pytest.mark.parametrize(
    ("state", "may"),
    [
        ("new", ()),
        ("offered", ("accept", "decline")),
        ("accepted", ("contacted", "documents", "registered", "close")),
        ("contacted", ("documents", "code_issued", "registered", "close")),
        ("documents", ("code_issued", "registered", "close")),
        ("code_issued", ("registered", "close")),
        ("registered", ()),
        ("verified", ()),
        ("closed", ()),
    ],
)
def test_what_an_agent_may_do_with_their_own(state: str, may: tuple[str, ...]) -> None:
    """And with nobody else's."""
    assert moves(lead(state, AGENT), AGENT) == may
    assert actions(lead(state, OFFICER), AGENT) == ()
    assert actions(lead(state), AGENT) == ()


def test_the_buttons_of_a_card() -> None:
    """Everything has its place: after a call either it went through or it did not; what gives the lead away is last."""
    assert sorted(BUTTONS) == sorted((*TAPPED, *ASIDE))
    assert actions(lead("accepted", AGENT), AGENT)[:2] == ("contacted", "tried")
    assert actions(lead("accepted", AGENT), AGENT)[-1] == "close"


@pytest.mark.parametrize("state", STATES)
def test_counting_calls_and_writing_notes(state: str) -> None:
    """While one works on a lead, and only then."""
    assert set(actions(lead(state, AGENT), AGENT)) >= {"tried", "note"} or state not in HELD
    assert not {"tried", "note"} & set(actions(lead(state, AGENT), AGENT)) or state in HELD


@pytest.mark.parametrize("state", STATES)
def test_what_an_officer_may_do(state: str) -> None:
    """Take what nobody accepted, in the own branch or in none, and do what agents do; give the rest to others."""
    waits = ("take",) if state in ("new", "offered") else ()
    gives: tuple[str, ...] = (
        ("reassign", "merge") if state == "new" else ("reassign", "release", "merge") if state in OPEN else ()
    )
    gives = ("mistaken",) if state == "registered" else gives
    assert actions(lead(state, AGENT), OFFICER) == ("looked", *waits, *gives)
    assert actions(lead(state, branch=None), OFFICER) == ("looked", *waits, *gives)
    assert actions(lead(state, branch="sumenep"), OFFICER) == ()
    if state == "accepted":
        assert moves(lead(state, OFFICER), OFFICER) == ("contacted", "documents", "registered", "close")


@pytest.mark.parametrize("state", STATES)
def test_the_holder_may_talk_while_there_is_something_to_talk_about(state: str) -> None:
    """From acceptance until the registration is confirmed; nobody else may."""
    held = state in ("accepted", "contacted", "documents", "code_issued", "registered")
    for member in (AGENT, OFFICER):
        assert ("relay" in actions(lead(state, member), member)) is held
    assert "relay" not in actions(lead(state, AGENT), OFFICER)
    assert (state in ASIDE["relay"]) is held


@pytest.mark.parametrize("state", STATES)
def test_an_official_may_do_nothing(state: str) -> None:
    """They see figures."""
    assert actions(lead(state, replace(AGENT, id=OFFICIAL.id)), OFFICIAL) == ()


def test_nobody_does_what_is_no_move() -> None:
    """A made-up action is refused, and so is one that belongs to the person or the router."""
    for action in ("", "steal", "offer", "expire", "withdraw", "erase"):
        assert all(allowed(lead(state, AGENT), action, AGENT) is None for state in STATES)


def test_every_open_state_can_end_and_no_end_opens_again() -> None:
    """From the table alone."""
    for state in OPEN:
        assert "withdraw" in {name for name, move in MOVES.items() if state in move.origins}
    for move, end in product(MOVES.values(), ("verified", "closed")):
        assert end not in move.origins
    assert {name for name, move in MOVES.items() if "registered" in move.origins} == {"verified", "reopen", "mistaken"}


def test_an_end_without_a_registration_says_why() -> None:
    """Whenever one of the staff ends it; a person owes nobody a reason."""
    ends = {name: move for name, move in MOVES.items() if move.to == "closed"}
    assert all(bool(move.why) is not ("person" in move.actors) for move in ends.values())


def test_the_drawing_holds_every_move() -> None:
    """One arrow for each state a move may start from."""
    drawn = mermaid()
    assert drawn.count(" --> ") == 3 + sum(len(move.origins) for move in MOVES.values())
    assert "offered --> accepted: accept (agent)" in drawn
