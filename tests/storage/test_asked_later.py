"""Whom we ask something later, what they answer, and how their conversation is led to the question."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import addressees, lead_words, leads, people, timers
from storage.audiences import Quiet, Unfinished
from storage.database import Database, Tx
from storage.people import Moved, StoredSession
from storage.records import ChatId, Consent, LeadId, Person, Word
from storage.timers import Planned
from tests.storage.conftest import BUDI, INTEREST, NOON, SARI
from tests.storage.steps import goes

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
YES = {"notice": Consent(True, NOON, "notice-1"), "contact": Consent(True, NOON, "contact-2")}
WILLING = Person(SARI, consents=YES)
LEFT = Unfinished("interest", NOON - DAY, NOON, "form_left", "contact", ("contact-2",))
QUIET = Quiet(("new", "offered", "accepted"), "created", NOON - DAY, NOON, "contact", ("contact-2",))


async def stands(tx: Tx, person: Person = WILLING, form: str | None = "interest", turn: int = 1) -> None:
    await people.save(tx, [person], NOON)
    assert await people.save_sessions(tx, [Moved(person.chat, turn, {"at": turn}, form)], NOON)


async def found(tx: Tx, audience: Unfinished | Quiet, slot: str = "interest") -> list[tuple[ChatId, str]]:
    rows = await addressees.find(tx, "form_left", slot, audience, 0, 10)
    return [(one.chat, one.key) for one in rows]


async def test_who_left_a_form_is_found_by_their_turn(database: Database) -> None:
    """From some hours after they wrote until some days after."""
    async with database.transaction() as tx:
        await stands(tx)
        assert await found(tx, LEFT) == [(SARI, ":1")]
        assert await found(tx, replace(LEFT, last=NOON - HOUR)) == []
        assert await found(tx, replace(LEFT, first=NOON, last=NOON + HOUR)) == []
        assert await found(tx, replace(LEFT, form="other")) == []
        await stands(tx, turn=2)
        assert await found(tx, LEFT) == [(SARI, ":2")]


async def test_who_was_reminded_once_never_is_again(database: Database) -> None:
    """However often they leave it; while a reminder waits, none is planned beside it."""
    async with database.transaction() as tx:
        await stands(tx)
        await timers.plan(tx, [Planned(SARI, "form_left", "interest:1", NOON)])
        await stands(tx, turn=2)
        assert await found(tx, LEFT) == []
        [timer] = await timers.due(tx, NOON, 1)
        await timers.settle(tx, [timer.id], "cleared", "moved_on", NOON)
        assert await found(tx, LEFT) == [(SARI, ":2")]
        await timers.settle(tx, [timer.id], "done", None, NOON)
        assert await found(tx, LEFT) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"muted": True},
        {"blocked": True},
        {"consents": {}},
        {"consents": {**YES, "notice": Consent(False, NOON, "notice-1")}},
        {"consents": {**YES, "contact": Consent(False, NOON, "contact-2")}},
        {"consents": {**YES, "contact": Consent(True, NOON, "contact-1")}},
    ],
    ids=str,
)
async def test_nobody_is_asked_without_their_leave(database: Database, changed: dict[str, object]) -> None:
    """Neither of a form nor of a lead."""
    async with database.transaction() as tx:
        await stands(tx, replace(WILLING, **changed))  # type: ignore[arg-type]
        assert await found(tx, LEFT) == []
        lead = await leads.add(tx, SARI, INTEREST, None, NOON - HOUR)
        alone = changed.get("consents", {}) == {**YES, "notice": Consent(False, NOON, "notice-1")}
        assert await found(tx, QUIET, "lead ") == ([(SARI, str(lead.id))] if alone else [])


async def test_who_sent_the_form_has_not_left_it(database: Database) -> None:
    """And whoever left none is not found at all."""
    async with database.transaction() as tx:
        await stands(tx)
        await stands(tx, replace(WILLING, chat=BUDI), form=None)
        await leads.add(tx, SARI, INTEREST, None, NOON)
        assert await found(tx, LEFT) == []


async def test_a_quiet_lead_is_found_in_its_time_and_state(database: Database) -> None:
    """By when it began, or by when anything last happened to it."""
    async with database.transaction() as tx:
        await stands(tx)
        lead = await leads.add(tx, SARI, INTEREST, None, NOON - HOUR)
        mine = [(SARI, str(lead.id))]
        assert await found(tx, QUIET, "lead ") == mine
        assert await found(tx, replace(QUIET, last=NOON - 2 * HOUR), "lead ") == []
        assert await found(tx, replace(QUIET, states=("contacted",)), "lead ") == []
        await timers.plan(tx, [Planned(SARI, "form_left", f"lead {lead.id}", NOON)])
        assert await found(tx, QUIET, "lead ") == []
        await goes(tx, lead.id, "offer", "accept", "contacted", at=NOON + HOUR)
        worked = replace(QUIET, states=("contacted",), since="active")
        assert await found(tx, worked, "other ") == []
        assert await found(tx, replace(worked, last=NOON + HOUR), "other ") == mine


async def test_an_answer_is_new_once(database: Database) -> None:
    """Another one replaces it; the newest stands first."""
    async with database.transaction() as tx:
        lead = await leads.add(tx, SARI, INTEREST, None, NOON)
        said = [("in_touch", "no"), ("in_touch", "no"), ("in_touch", "yes"), ("registered", "cost")]
        fresh = [await lead_words.keep(tx, lead.id, *one, NOON + hour * HOUR) for hour, one in enumerate(said)]
        assert fresh == [True, False, True, True]
        kept = await lead_words.of_leads(tx, [lead.id, LeadId(99)])
    assert kept == {lead.id: (Word("registered", "cost", NOON + 3 * HOUR), Word("in_touch", "yes", NOON + 2 * HOUR))}


@pytest.mark.parametrize("how", ["erased", "forgotten"])
async def test_what_somebody_answered_goes_with_them(database: Database, how: str) -> None:
    """Erased at once, or forgotten long after the lead ended."""
    async with database.transaction() as tx:
        lead = await leads.add(tx, SARI, INTEREST, None, NOON)
        await lead_words.keep(tx, lead.id, "in_touch", "no", NOON)
        await goes(tx, lead.id, "withdraw", at=NOON)
        if how == "erased":
            await people.erase(tx, [SARI])
        else:
            await leads.forget(tx, NOON + DAY)
        assert await lead_words.of_leads(tx, [lead.id]) == {}


async def test_a_conversation_is_led_on_and_grows_no_younger(database: Database) -> None:
    """One turn further, unless the person wrote meanwhile; whoever stood nowhere begins there."""
    async with database.transaction() as tx:
        await stands(tx)
        assert await people.lead_session(tx, Moved(SARI, 2, {"at": "asked"}, "interest"), NOON + DAY)
        assert not await people.lead_session(tx, Moved(SARI, 2, {"at": "late"}), NOON + DAY)
        await people.save(tx, [Person(BUDI)], NOON)
        assert await people.lead_session(tx, Moved(BUDI, 900, {"at": "new"}), NOON + DAY)
        known = await people.of_chats(tx, [SARI, BUDI])
    assert known.session(SARI, 0) == StoredSession(2, {"at": "asked"}, NOON)
    assert known.session(BUDI, 0) == StoredSession(900, {"at": "new"}, NOON + DAY)


async def test_who_is_just_writing_is_passed_by(postgres_database: Database) -> None:
    """Nobody waits for a turn that may be waiting for the timers that we hold."""
    async with postgres_database.transaction() as tx:
        await stands(tx)
    async with postgres_database.transaction() as turn, postgres_database.transaction() as ours:
        assert await people.save_sessions(turn, [Moved(SARI, 2, {"at": "writing"})], NOON)
        assert not await people.lead_session(ours, Moved(SARI, 2, {"at": "asked"}), NOON)
    async with postgres_database.reading() as tx:
        assert (await people.of_chats(tx, [SARI])).session(SARI, 0).state == {"at": "writing"}
