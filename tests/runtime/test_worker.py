"""One bad event costs one chat one answer; a lost race is run again; nothing stops the others."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.conversation.events import Typed
from bot.errors import StaleSession
from bot.runtime import apply
from bot.runtime.turn import Circumstances, Outcome
from tests.kit import Actor, World

POISON = "racun"


def poisoned(world: World, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From now on a turn fails whenever somebody types the poison; returns the failures."""
    take, failures = world.app.turns.take, []

    def fragile(cause: Circumstances, now: Any) -> Outcome:
        if isinstance(cause.event, Typed) and POISON in cause.event.text:
            failures.append(cause.id)
            raise ZeroDivisionError
        return take(cause, now)

    monkeypatch.setattr(world.app.turns, "take", fragile)
    return failures


async def greeted(world: World, *names: str) -> list[Actor]:
    people = [world.person(name) for name in names]
    for person in people:
        await person.says("/start")
    return people


async def test_a_poisoned_event_is_parked_and_apologised_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """After three tries; then the chat goes on where it was."""
    [sari] = await greeted(world, "Sari")
    failures = poisoned(world, monkeypatch)
    await sari.says(POISON)
    assert len(failures) == 3
    assert sari.sees(world.app.words.plain("id", "ui.sorry")[:20])
    await sari.taps("Mengerti")
    assert sari.has_seen("Mau tahu apa?")
    assert await world.rows("SELECT state FROM inbox WHERE state <> 'done'") == [("parked",)]


async def test_one_bad_event_of_a_batch_does_not_stop_the_others(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """They arrive together and the others are answered."""
    people = await greeted(world, "Sari", "Budi", "Citra")
    poisoned(world, monkeypatch)
    for person, words in zip(people, ("/menu", POISON, "/menu"), strict=True):
        person.phone.send(words)
    await world.quiet()
    assert [person.has_seen("Mau tahu apa?") for person in people] == [True, False, True]


async def test_an_event_that_cannot_be_stored_is_parked_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was computed is fine, its rows are not."""
    sari, budi = await greeted(world, "Sari", "Budi")
    save = apply._save_sessions

    async def refusing(tx: Any, outcomes: Any, now: Any) -> None:
        if any(outcome.cause.chat == sari.chat for outcome in outcomes):
            raise ZeroDivisionError
        await save(tx, outcomes, now)

    monkeypatch.setattr(apply, "_save_sessions", refusing)
    sari.phone.send("/menu")
    budi.phone.send("/menu")
    await world.quiet()
    assert budi.sees("Menu") and not sari.has_seen("Mau tahu apa?")
    assert sari.sees(world.app.words.plain("id", "ui.sorry")[:20])


async def test_a_session_that_no_key_opens_costs_only_its_own_chat(world: World) -> None:
    """The others do not notice."""
    sari, budi = await greeted(world, "Sari", "Budi")
    async with world.app.database.transaction() as tx:
        await tx.execute(
            text("UPDATE sessions SET state = :junk WHERE chat = :chat"), {"junk": b"\x09junk", "chat": sari.chat}
        )
    sari.phone.send("/menu")
    budi.phone.send("/menu")
    await world.quiet()
    assert budi.sees("Menu")
    assert await world.rows("SELECT state FROM inbox WHERE state <> 'done'") == [("parked",)]


@pytest.mark.parametrize("lost", [StaleSession("meanwhile"), IntegrityError("", None, Exception())])
async def test_a_lost_race_is_run_again(world: World, monkeypatch: pytest.MonkeyPatch, lost: Exception) -> None:
    """More often than a bug would be: the next time may go well."""
    [sari] = await greeted(world, "Sari")
    save, races = apply._save_sessions, [lost] * 5

    async def racing(*given: Any) -> None:
        if races:
            raise races.pop()
        await save(*given)

    monkeypatch.setattr(apply, "_save_sessions", racing)
    await sari.says("/menu")
    assert sari.sees("Mau tahu apa?") and not races


async def test_an_event_that_is_gone_when_it_is_tried_alone_is_no_failure(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another worker took it between the two tries."""
    world = await World.open(postgres_url)
    [sari] = await greeted(world, "Sari")
    sari.phone.send("/menu")
    await world._receive()
    worker, together = world.app.worker, world.app.worker._together

    async def robbed(most: int) -> int:
        if most == 1:
            await together(200)
            worker.claimed = []
        raise StaleSession("another worker was first")

    monkeypatch.setattr(worker, "_together", robbed)
    assert await worker.batch() == 0
    await world.close()


async def test_a_database_that_is_away_is_nobodys_fault(quick_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """No event is counted as failed because of it."""
    [sari] = await greeted(quick_world, "Sari")
    save, troubles = apply._save_sessions, [OperationalError("", None, Exception("database is locked"))] * 5

    async def troubled(*given: Any) -> None:
        if troubles:
            raise troubles.pop()
        await save(*given)

    monkeypatch.setattr(apply, "_save_sessions", troubled)
    sari.phone.send("/menu")
    await quick_world._receive()
    for _ in range(5):
        with pytest.raises(OperationalError):
            await quick_world.app.worker.batch()
    await quick_world.quiet()
    assert sari.sees("Mau tahu apa?")
    assert await quick_world.rows("SELECT attempts FROM inbox WHERE attempts > 0") == []


async def test_who_writes_has_not_blocked_us(world: World) -> None:
    """A refusal that came late must not silence what a person is told later."""
    [sari] = await greeted(world, "Sari")
    async with world.app.database.transaction() as tx:
        await tx.execute(text("UPDATE people SET blocked = true"))
    await sari.says("/menu")
    assert await world.rows("SELECT chat FROM people WHERE blocked") == []
    await sari.blocks()
    assert await world.rows("SELECT chat FROM people WHERE blocked") == [(sari.chat,)]
