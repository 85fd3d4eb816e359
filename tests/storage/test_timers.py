"""What happens later happens once, and says what became of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import addressees, people, timers
from storage.audiences import Audience
from storage.database import Database
from storage.records import ChatId, Consent, Person, Timer
from storage.timers import Planned
from tests.storage.conftest import BUDI, NOON, SARI

SOON = NOON + timedelta(hours=1)
AUDIENCE = Audience("other", "self", "reminders", ("reminders-2",))
WILLING = Person(
    SARI,
    segment="bpu",
    sector="other",
    payer="self",
    consents={"reminders": Consent(True, NOON, "reminders-2")},
)


def planned(chat: ChatId = SARI, kind: str = "news", slot: str = "2027-01-01") -> Planned:
    return Planned(chat, kind, slot, NOON)


async def plan(database: Database, *some: Planned) -> None:
    async with database.transaction() as tx:
        await timers.plan(tx, some)


async def due(database: Database, most: int = 10) -> list[Timer]:
    async with database.transaction() as tx:
        return await timers.due(tx, NOON, most)


async def unplanned(database: Database, *some: Person, after: int = 0, most: int = 10) -> list[ChatId]:
    async with database.transaction() as tx:
        await people.save(tx, some, NOON)
        found = await addressees.find(tx, "news", "2027-01-01", AUDIENCE, after, most)
        return [one.chat for one in found]


async def test_what_is_planned_twice_happens_once(database: Database) -> None:
    """Even with another day in mind; another kind or slot is another matter."""
    later = replace(planned(), due=SOON)
    await plan(database, planned(), planned(BUDI), later)
    await plan(database, later, planned(kind="other"), planned(slot="2027-04-01"))
    assert {(one.chat, one.kind, one.slot) for one in await due(database)} == {
        (SARI, "news", "2027-01-01"),
        (BUDI, "news", "2027-01-01"),
        (SARI, "other", "2027-01-01"),
        (SARI, "news", "2027-04-01"),
    }


async def test_only_what_is_due_the_earliest_first(database: Database) -> None:
    """Up to a number."""
    early, late = replace(planned(), due=NOON - timedelta(days=1)), replace(planned(slot="b"), due=SOON)
    await plan(database, planned(slot="c"), late, early)
    assert [one.slot for one in await due(database)] == ["2027-01-01", "c"]
    assert [one.slot for one in await due(database, most=1)] == ["2027-01-01"]
    async with database.reading() as tx:
        assert await timers.next_due(tx) == early.due
        assert [one.slot for one in await timers.waiting(tx, SOON, 10)] == ["2027-01-01", "c", "b"]


async def test_what_has_ended_is_not_due_and_not_planned_again(database: Database) -> None:
    """Its reason and its end are kept."""
    await plan(database, planned(), planned(BUDI))
    mine, theirs = await due(database)
    async with database.transaction() as tx:
        await timers.settle(tx, [mine.id], "done", None, SOON)
        await timers.settle(tx, [theirs.id], "cleared", "too_late", SOON)
    await plan(database, planned(), planned(BUDI))
    assert await due(database) == []
    async with database.reading() as tx:
        assert await timers.by_id(tx, theirs.id) == replace(theirs, state="cleared", why="too_late", settled=SOON)
        assert await timers.stats(tx) == {("news", "cleared", "too_late"): 1, ("news", "done", None): 1}
        assert await timers.next_due(tx) is None


async def test_what_is_put_off_waits(database: Database) -> None:
    """Until then, and says why until it is over."""
    await plan(database, planned())
    [timer] = await due(database)
    async with database.transaction() as tx:
        await timers.postpone(tx, [timer.id], SOON, "night")
    assert await due(database) == []
    async with database.transaction() as tx:
        assert await timers.by_id(tx, timer.id) == replace(timer, due=SOON, why="night")
        await timers.settle(tx, [timer.id], "done", None, SOON)
        assert await timers.by_id(tx, timer.id) == replace(timer, due=SOON, state="done", settled=SOON)


async def test_clearing_ends_what_waits_and_only_the_same_reason_reopens(database: Database) -> None:
    """What has gone out stays gone."""
    await plan(database, planned(), planned(slot="gone"), planned(BUDI))
    async with database.transaction() as tx:
        gone = next(one for one in await timers.due(tx, NOON, 10) if one.slot == "gone")
        await timers.settle(tx, [gone.id], "done", None, NOON)
        await timers.clear_all(tx, [SARI], "muted", SOON)
    assert [one.chat for one in await due(database)] == [BUDI]
    async with database.transaction() as tx:
        await timers.reopen(tx, [SARI], "blocked")
        assert [one.chat for one in await timers.due(tx, NOON, 10)] == [BUDI]
        await timers.reopen(tx, [SARI], "muted")
        assert {one.slot for one in await timers.due(tx, NOON, 10)} == {"2027-01-01"}


async def test_only_what_has_ended_long_ago_is_forgotten(database: Database) -> None:
    """What waits is never forgotten."""
    await plan(database, planned(), planned(BUDI))
    async with database.transaction() as tx:
        await timers.clear_all(tx, [BUDI], "muted", NOON)
        await timers.purge(tx, NOON)
        assert len(await timers.stats(tx)) == 2
        await timers.purge(tx, SOON)
        assert await timers.stats(tx) == {("news", "waiting", None): 1}


async def test_whom_there_is_something_to_plan_for(database: Database) -> None:
    """Page by page, without those who have it already."""
    crowd = [replace(WILLING, chat=ChatId(number)) for number in (3, 1, 2)]
    assert await unplanned(database, *crowd, most=2) == [1, 2]
    assert await unplanned(database, after=2) == [3]
    await plan(database, planned(ChatId(2)))
    assert await unplanned(database) == [1, 3]


@pytest.mark.parametrize(
    "changed",
    [
        {"segment": "pu"},
        {"segment": None},
        {"sector": "transport"},
        {"sector": None},
        {"payer": "apbn_apbd"},
        {"payer": None},
        {"muted": True},
        {"blocked": True},
        {"consents": {}},
        {"consents": {"contact": Consent(True, NOON, "reminders-2")}},
        {"consents": {"reminders": Consent(False, NOON, "reminders-2")}},
        {"consents": {"reminders": Consent(True, NOON, "reminders-1")}},
    ],
    ids=str,
)
async def test_nobody_else_is_planned_for(database: Database, changed: dict[str, object]) -> None:
    """One thing is enough to be left in peace."""
    assert await unplanned(database, replace(WILLING, **changed)) == []  # type: ignore[arg-type]


async def test_two_processes_never_hold_the_same_timer(postgres_database: Database) -> None:
    """While one's transaction is open, the other passes its rows by."""
    await plan(postgres_database, *(planned(ChatId(number)) for number in range(20)))
    async with postgres_database.transaction() as one, postgres_database.transaction() as two:
        mine, theirs = await timers.due(one, NOON, 8), await timers.due(two, NOON, 20)
    assert (len(mine), len(theirs)) == (8, 12)
    assert not {timer.id for timer in mine} & {timer.id for timer in theirs}


async def test_of_whom_another_process_holds_something_nothing_is_taken(postgres_database: Database) -> None:
    """Or each would decide without knowing what the other one has."""
    await plan(postgres_database, planned(slot="a"), planned(slot="b"), planned(BUDI))
    async with postgres_database.transaction() as one:
        await timers.due(one, NOON, 1)
        async with postgres_database.transaction() as two:
            assert [timer.chat for timer in await timers.due_of(two, {SARI, BUDI}, NOON)] == [BUDI]
        assert [timer.slot for timer in await timers.due_of(one, {SARI}, NOON)] == ["a", "b"]
