"""What a tap on a lead's card leads to, without anything behind it."""

from dataclasses import replace

import pytest

from bot.conversation.effects import MoveLead, Say
from bot.conversation.events import CardTapped
from bot.conversation.view import Known
from bot.flows.lead_cards import lead_card
from bot.flows.lead_taps import press
from bot.leads.life import SAID_BY_STAFF
from bot.runtime.speech import message
from storage.records import Lead, Person, Staff, StaffId
from tests.conversation.visitor import CHAT, NOW, lead, member, turns

NAMES = ("Bu Sari", "0812-3456-7890")


def pressed(held: Lead | None, who: Staff | None, action: str, version: int = 2) -> tuple[list[MoveLead], list[Say]]:
    """The moves and the messages that follow."""
    known = Known(Person(CHAT), staff=who, card=held)
    effects = press(CardTapped(3, action, version, 9), known, NOW)
    return [e for e in effects if isinstance(e, MoveLead)], [e for e in effects if isinstance(e, Say)]


def shown(say: Say) -> str:
    """A message with its buttons, as it is read."""
    return str(message(say, CHAT, 1, turns().speeches["id"]))


def test_accepting() -> None:
    """One move, the open card for the agent, who will come for the worker."""
    [move], [told, card] = pressed(lead("offered"), member(), "accept")
    assert (move.move, move.origin, move.version, move.holder) == ("accept", "offered", 2, 7)
    assert all(name in shown(card) for name in NAMES)
    assert "c:3:contacted:3" in shown(card)
    assert told.to == CHAT
    assert "AP-0007" in shown(told)
    assert "Adi &lt;b&gt;Wijaya" in shown(told)


@pytest.mark.parametrize(
    "action", ["accept", "decline", "take", "contacted", "registered", "close", "unreachable", "x"]
)
@pytest.mark.parametrize(
    "who",
    [
        None,
        member(number=99),
        member("official"),
        member("officer", number=8, branch="sumenep"),
    ],
)
@pytest.mark.parametrize("state", ["offered", "accepted", "contacted"])
def test_whoever_has_nothing_to_do_with_it(action: str, who: Staff | None, state: str) -> None:
    """Moves nothing and learns nothing, whatever they press."""
    moves, [say] = pressed(lead(state), who, action)
    assert moves == []
    assert not any(name in shown(say) for name in NAMES)
    assert "sudah tidak ada pada Anda" in shown(say)


def test_an_old_card_shows_the_lead_as_it_is_now() -> None:
    """A version behind, nothing moves."""
    moves, [say] = pressed(lead("offered"), member(), "accept", version=1)
    assert moves == []
    assert "c:3:accept:2" in shown(say)
    assert not any(name in shown(say) for name in NAMES)


def test_closing_asks_for_a_reason_first() -> None:
    """Each reason is a button of its own; back leads to the card."""
    moves, [asked] = pressed(lead("contacted"), member(), "close")
    assert moves == []
    assert [button.choice for row in asked.rows for button in row] == [
        *(f"c:3:{reason}:2" for reason in SAID_BY_STAFF),
        "c:3:show:2",
    ]
    [move], [say] = pressed(lead("contacted"), member(), "cannot_afford")
    assert (move.move, move.reason) == ("close", "cannot_afford")
    assert not any(name in shown(say) for name in NAMES)


def test_a_reason_does_not_close_what_was_not_accepted() -> None:
    """A forged button on an offered lead moves nothing."""
    moves, _ = pressed(lead("offered"), member(), "unreachable")
    assert moves == []


def test_a_lead_that_is_gone() -> None:
    """A card of a number that never was is answered like one that went to somebody else."""
    assert pressed(None, member(), "accept") == ([], pressed(lead("accepted"), member(number=99), "accept")[1])


@pytest.mark.parametrize("occasion", ["offered", "waiting", "expired", "withdraw", "erase"])
@pytest.mark.parametrize("state", ["new", "offered", "accepted"])
def test_no_name_on_a_card_before_acceptance_or_after_the_end(occasion: str, state: str) -> None:
    """Place, work, programmes and time are enough to decide."""
    card = shown(lead_card(occasion, lead(state), member()))
    if state != "accepted" or occasion in ("expired", "withdraw", "erase"):
        assert not any(name in card for name in NAMES)


def test_an_erased_lead_shows_nothing() -> None:
    """Even to whoever held it."""
    _, [say] = pressed(replace(lead("closed"), interest=None, holder=StaffId(7)), member(), "show")
    assert not any(name in shown(say) for name in (*NAMES, "Sumedangan"))
