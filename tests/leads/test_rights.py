"""Who may do what: the table, against the code's own lists of what can be done."""

import ast
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

import bot.flows
from bot.cli.staff import staff_group
from bot.conversation.effects import AcceptRelay, Audited, BindStaff, Effect, EndRelay, Erase, Retire
from bot.conversation.events import Typed
from bot.conversation.session import Session
from bot.conversation.view import Known
from bot.errors import Unaudited
from bot.flows import broadcasts, commitments, team
from bot.flows.book import FOR_STAFF, TARGETS
from bot.flows.cards import PRESSES
from bot.flows.cases import ACTIONS
from bot.leads.life import ASIDE, TAPPED
from bot.leads.rights import RIGHTS, ROLES, may
from bot.runtime.auditing import OWN, done_or_read
from bot.runtime.turn import Circumstances, Outcome
from storage.moves import MOVES
from storage.records import ChatId, Lead, LeadId, Person, Staff, StaffId

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
READING = {"lead.show", "lead.read", "case.show", "case.read", "lead.compare", "figures.read"}

FLOWS = Path(bot.flows.__file__).parent


def audited() -> set[str]:
    """Every action that a flow writes down by its full name, from the code itself."""
    calls = [node for file in FLOWS.rglob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    names = [node.args[0] for node in calls if isinstance(node, ast.Call) and ast.unparse(node.func) == "Audited"]
    return {name.value for name in names if isinstance(name, ast.Constant)}


def test_what_a_flow_writes_down_has_a_rule() -> None:
    """A new entry of the audit in any flow fails here until the table says who may."""
    assert {"lead.entrust", "lead.apart", "case.close", "staff.shift"} <= audited() <= set(RIGHTS)


def member(role: str, number: int = 7, branch: str = "pamekasan") -> Staff:
    """Somebody of the staff."""
    return Staff(StaffId(number), role, "Adi", f"XX-{number:04d}", branch)


def lead(state: str, holder: Staff | None = None, branch: str | None = "pamekasan") -> Lead:
    """A lead in this state."""
    return Lead(LeadId(1), None, state, 1, "35.28", "farmer", branch, None, holder.id if holder else None, NOW, NOW)


def test_every_action_has_a_rule_and_every_rule_an_action() -> None:
    """Whoever adds a button, a command or an action to a card has to say who may."""
    cards = {f"lead.{action}" for action in (*TAPPED, *ASIDE)}
    cases = {f"case.{action}" for actions in ACTIONS.values() for action in actions}
    commands = set(FOR_STAFF.values())
    written = {*team.ACTIONS, *broadcasts.ACTIONS, *commitments.ACTIONS}
    assert cards | cases | commands | READING | audited() | written == set(RIGHTS)
    assert set(PRESSES) == set(ASIDE)
    assert set(FOR_STAFF) <= set(TARGETS.values())


@pytest.mark.parametrize("action", [action for action in RIGHTS if action.startswith("lead.")])
def test_officials_may_nothing_with_a_person(action: str) -> None:
    """They see figures and nobody."""
    official = member("official")
    assert not any(may(official, action, lead(state, official)) for state in ("new", "accepted", "closed"))


@pytest.mark.parametrize("role", ROLES)
def test_another_branch_is_out_of_reach(role: str) -> None:
    """Whatever the action, unless the lead already lies with oneself."""
    stranger = member(role, branch="sumenep")
    assert not any(may(stranger, action, lead(state)) for action in RIGHTS for state in ("new", "offered", "accepted"))


@pytest.mark.parametrize("role", ROLES)
def test_who_is_retired_may_nothing(role: str) -> None:
    """Old keyboards stay on their phones."""
    gone = replace(member(role), active=False)
    assert not any(
        may(gone, action, thing) for action in RIGHTS for thing in (lead("new"), lead("accepted", gone), gone)
    )


def test_what_moves_a_lead_is_held_by_the_same_roles_in_both_tables() -> None:
    """The life of a lead names actors, the rights name roles; the two must agree."""
    for action in (one for one in (*TAPPED, *ASIDE) if one in MOVES and one not in ("merge", "release")):
        assert {actor for actor in MOVES[action].actors if actor in ROLES} == set(RIGHTS[f"lead.{action}"])


def test_the_matrix_can_be_read() -> None:
    """`staff rights` prints a row for every action and a column for every role."""
    printed = CliRunner().invoke(staff_group, ["rights"])
    assert printed.exit_code == 0
    rows = [line.split("\t") for line in printed.output.splitlines()]
    assert rows[0] == ["action", *ROLES]
    assert {row[0] for row in rows[1:]} == set(RIGHTS)
    assert ["lead.accept", "held", "-", "-"] in rows


THEMSELVES = {Audited, Retire, BindStaff, Erase, AcceptRelay, EndRelay}
"""Acts that are an entry without a second word."""
ACTS = [kind for kind in get_args(Effect) if not issubclass(kind, OWN) and kind not in THEMSELVES]


@pytest.mark.parametrize("kind", ACTS, ids=lambda kind: kind.__name__)
def test_nobody_of_the_staff_acts_without_an_entry(kind: type[Effect]) -> None:
    """A flow that forgets `Audited` fails in whatever test comes by; so does one with an effect of a new kind."""
    act = object.__new__(kind)  # what is in it does not matter
    officer = member("officer")
    with pytest.raises(Unaudited, match=f"{kind.__name__} by officer:7"):
        list(done_or_read([turn(officer, act)]))
    entry = Audited("lead.note", "lead:1")
    assert [kept.action for kept in done_or_read([turn(officer, act, entry)])] == ["lead.note"]
    assert list(done_or_read([turn(None, act)])) == []


def turn(who: Staff | None, *effects: Effect) -> Outcome:
    """What a turn of this member of staff, or of somebody else, led to."""
    known = Known(Person(ChatId(1)), staff=who)
    return Outcome(Circumstances(1, ChatId(1), Typed("x"), Session(), known), None, effects, "id")
