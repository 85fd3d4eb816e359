"""Buttons that nobody was given: in wrong hands, edited, old, or made up, they move nothing and tell nobody's name."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.effects import Audited, MoveCase, MoveLead, Say, ShowCard
from bot.conversation.session import Session
from bot.conversation.view import Known
from bot.handlers.updates import translate
from bot.leads.life import ASIDE, REASONS
from bot.runtime.invites import invite
from bot.runtime.leaving import OPERATOR, retire
from bot.runtime.speech import message
from bot.runtime.turn import Circumstances, Outcome
from storage.moves import MOVES
from storage.records import Case, CaseId, Contact, Lead, Person, Staff, StaffId
from tests.conversation.visitor import CHAT, NOW, lead, member, turns
from tests.conversations.enrol import sends
from tests.conversations.test_alert import alerts
from tests.further import walks
from tests.kit import Actor, World

ACTIONS = ("show", *MOVES, *ASIDE, *REASONS, "", "steal", "registered:2", "../1")
ADI, RINA = member(), member("officer", 8)
STRANGERS = (member(number=99), member("officer", 9, branch="sumenep"), member("official", 10), None)
CASE = Case(
    CaseId(3),
    CHAT,
    "accident",
    "taken",
    2,
    "35.28",
    "pamekasan",
    Contact("Bu Sari", "+6281234567890", "-"),
    RINA.id,
    NOW,
)
WRITTEN = st.text(st.characters(codec="ascii"), max_size=64)
LIKE_A_CARD = st.builds(
    lambda kind, number, action, version, rest: f"{kind}:{number}:{action}:{version}{rest}"[:64],
    st.sampled_from(["c", "k", "C", "cc", ""]),
    st.sampled_from(["3", "03", "+3", "-3", "3.0", " 3", "4", "0", "", "999999999", "9999999999", "9" * 40]),
    st.sampled_from(ACTIONS) | st.text(st.characters(codec="ascii"), max_size=12),
    st.sampled_from(["2", "02", "1", "3", "-2", "", "2 ", "x", "9" * 20]),
    st.sampled_from(["", ":", ":2", "\n"]),
)


def tapped(data: str, who: Staff | None, held: Lead | None, case: Case | None = None) -> Outcome:
    """What follows when this chat taps a button with these data."""
    query = {"id": "1", "from": {"id": CHAT}, "data": data, "message": {"message_id": 9}}
    received = translate({"callback_query": query})
    assert received is not None
    known = Known(Person(CHAT), staff=who, card=held, tapped_case=case)
    return turns().take(Circumstances(1, CHAT, received.event, Session(), known), NOW)


def moves(outcome: Outcome) -> list[Any]:
    """Whatever would change a lead or a case."""
    return [effect for effect in outcome.effects if isinstance(effect, MoveLead | MoveCase | ShowCard)]


def told(outcome: Outcome) -> str:
    """All that is said to anybody."""
    says = [effect for effect in outcome.effects if isinstance(effect, Say)]
    return "".join(str(message(say, CHAT, 1, turns().speeches["id"])) for say in says)


@settings(max_examples=walks(300), deadline=None)
@given(
    data=WRITTEN | LIKE_A_CARD, who=st.sampled_from(STRANGERS), state=st.sampled_from(["new", "offered", "contacted"])
)
def test_whatever_a_stranger_sends(data: str, who: Staff | None, state: str) -> None:
    """Has an answer, moves nothing, and tells nobody's name; nothing that was read has to be kept."""
    outcome = tapped(data, who, lead(state), CASE)
    assert outcome.effects
    assert moves(outcome) == []
    assert "Bu Sari" not in told(outcome) and "0812" not in told(outcome)
    assert not any(isinstance(effect, Audited) for effect in outcome.effects)


@settings(max_examples=walks(300), deadline=None)
@given(data=WRITTEN | LIKE_A_CARD, state=st.sampled_from(["offered", "accepted", "contacted", "registered", "closed"]))
def test_whatever_the_holder_sends(data: str, state: str) -> None:
    """Only a button of this lead as it stands now moves it, and only as the table says."""
    outcome = tapped(data, ADI, lead(state))
    assert outcome.effects
    for effect in moves(outcome):
        if isinstance(effect, MoveLead):
            number, action, version = data.removeprefix("c:").split(":")
            assert (int(number), int(version), effect.version) == (3, 2, 2)
            assert effect.move == ("close" if action in REASONS else action)
            assert state in MOVES[effect.move].origins and "agent" in MOVES[effect.move].actors


@pytest.mark.parametrize("action", ["take", "show", "close", "accept", "x"])
@pytest.mark.parametrize("who", [ADI, *STRANGERS])
def test_the_card_of_a_case_in_wrong_hands(action: str, who: Staff | None) -> None:
    """Agents have nothing to do with cases, nor has an officer of another branch with one that was taken."""
    outcome = tapped(f"k:3:{action}:2", who, None, CASE)
    assert moves(outcome) == [] and "Bu Sari" not in told(outcome)
    waits = replace(CASE, state="new", holder=None)
    assert moves(tapped(f"k:3:{action}:2", who, None, waits)) == []


async def test_a_lead_has_no_other_cards_than_its_own(quick_world: World) -> None:
    """Every action with every version, in the hands of everybody else, leaves it as it was."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi", "35.28.02")
    others = [
        quick_world.agent("Budi"),
        quick_world.official("Bapak"),
        quick_world.officer("Dewi", "35.29", branch="sumenep"),
        quick_world.person("Joko"),
    ]
    await sends(sari)
    await adi.taps("Terima")
    await others[-1].says("/start")
    for other in others:
        newest = other.phone.last_answer
        assert newest is not None
        for action in (each for each in ACTIONS if each):
            for version in (1, 2, 3, 4):
                other.press(newest.id, f"c:1:{action}:{version}")
    await quick_world.quiet()
    for other in others:
        assert not other.has_seen("Bu Sari"), other.transcript()
    [stored] = await quick_world.leads()
    assert (stored.state, stored.holder, stored.version) == ("accepted", StaffId(1), 3)
    assert await quick_world.rows("SELECT id FROM inbox WHERE state = 'parked'") == []


async def test_all_old_buttons_of_who_was_retired(quick_world: World) -> None:
    """Whatever is still on the phone: nothing moves, no name comes back, and the lead goes on without them."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi", "35.28.02")
    await sends(sari)
    await sends(quick_world.person("Tini"), name="Bu Tini", phone="081234567891")
    await adi.taps("Terima")
    await adi.says("/tugas")
    old = buttons(adi)
    budi = quick_world.agent("Budi")
    await quick_world.quiet()
    async with quick_world.app.database.transaction() as tx:
        await retire(tx, [adi.chat], quick_world.app.turns.speeches, quick_world.telegram.now(), by=OPERATOR)
    await quick_world.quiet()
    assert len(old) > 5
    for button in old:
        adi.press(*button)
        await quick_world.quiet()
        assert not adi.has_seen("Bu Sari") and not adi.has_seen("Bu Tini"), adi.transcript()
    assert {lead.state for lead in await quick_world.leads()} == {"offered"}
    assert {lead.holder for lead in await quick_world.leads()} == {StaffId(2)}
    assert budi.has_seen("Minat baru")
    assert await quick_world.rows("SELECT id FROM inbox WHERE state = 'parked'") == []


async def test_a_retired_agent_cannot_come_back_by_the_old_link(quick_world: World) -> None:
    """An invite is for once, whatever became of who used it; an edited one is none."""
    adi = quick_world.person("Adi")
    expires = quick_world.telegram.now().replace(year=2027)
    token = await invite(quick_world.app.database, "agent", "Adi", "pamekasan", ["35.28"], expires)
    adi.phone.open_link(token)
    await quick_world.quiet()
    async with quick_world.app.database.transaction() as tx:
        await retire(tx, [adi.chat], quick_world.app.turns.speeches, quick_world.telegram.now(), by=OPERATOR)
    for link in (token, token[:-1], f"{token}x", token.swapcase(), f"{token} {token}", "' OR 1=1 --", "c:1:accept:2"):
        adi.phone.open_link(link)
        await quick_world.quiet()
    assert await quick_world.rows("SELECT id FROM staff WHERE active") == []
    await adi.says("/tugas")
    assert adi.sees("belum saya kenal")
    assert await quick_world.rows("SELECT id FROM inbox WHERE state = 'parked'") == []


async def test_officers_of_another_branch_and_agents_press_the_card_of_a_case(quick_world: World) -> None:
    """The case waits for its own branch, and nobody else reads whom to call."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    adi, dewi = quick_world.agent("Adi"), quick_world.officer("Dewi", "35.29", branch="sumenep")
    await alerts(sari)
    for other in (adi, dewi, sari):
        newest = other.phone.last_answer
        assert newest is not None
        for action in ("take", "show", "close"):
            for version in (1, 2):
                other.press(newest.id, f"k:1:{action}:{version}")
        await quick_world.quiet()
    assert not adi.has_seen("Bu Sari") and not dewi.has_seen("Bu Sari")
    assert await quick_world.rows("SELECT state, version FROM cases") == [("new", 1)]
    await rina.taps("Saya tangani")
    assert rina.sees("Bu Sari")


def buttons(who: Actor) -> list[tuple[int, str]]:
    """Every button on every message in the chat."""
    return [
        (each.id, button.callback_data)
        for each in who.phone.chat
        for row in each.buttons
        for button in row
        if button.callback_data
    ]
