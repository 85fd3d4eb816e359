"""A message that did not go out leaves its reason on the timer it came from."""

from datetime import datetime, timedelta
from typing import get_args

import pytest

from bot.cli.outbox import STATES, told
from bot.cli.timers import WHYS, counts, explained, reason
from bot.flows.timers import WHYS as REASONS
from storage import outbox, recall, timers
from storage.database import Database
from storage.ends import ENDS, Name, Silent
from storage.outbox import PACED, UNSENT, Outcome, Post
from storage.records import Timer
from storage.timers import Planned
from tests.storage.conftest import NOON, SARI

LATER = NOON + timedelta(minutes=1)
A_WEEK = timedelta(days=7)
NAMES: tuple[Name, ...] = get_args(Name)


async def on_its_way(database: Database, *kinds: str, owner: str | None = "me") -> list[int]:
    """A message for a timer of each of these kinds, the first of them held ready by somebody; their numbers."""
    async with database.transaction() as tx:
        await timers.plan(tx, [Planned(SARI, kind, "once", NOON) for kind in kinds])
        numbers = [timer.id for timer in await timers.due(tx, NOON, len(kinds))]
        await timers.settle(tx, numbers, "done", None, NOON)
        said = {"method": "sendMessage", "text": "Kabar"}
        await outbox.put(tx, [Post(SARI, "bulk", said, timer=number) for number in numbers], NOON)
        parcels = await outbox.lease(tx, NOON, owner, PACED, 1) if owner else []
    return [parcel.id for parcel in parcels]


async def begun(database: Database, number: int) -> None:
    async with database.transaction() as tx:
        assert await outbox.begin(tx, {number}, "me", NOON) == {number}


async def dropped(database: Database, why: Silent, **chosen: object) -> None:
    async with database.transaction() as tx:
        await recall.drop(tx, [SARI], why, LATER, **chosen)  # type: ignore[arg-type]


async def kept(database: Database) -> dict[str, tuple[str, str | None, datetime | None]]:
    async with database.reading() as tx:
        found = await timers.waiting(tx, LATER, 9) + [one for n in range(1, 9) if (one := await timers.by_id(tx, n))]
    return {one.kind: (one.state, one.why, one.settled) for one in found}


async def of_the_week(database: Database) -> int:
    async with database.reading() as tx:
        return len((await timers.sent_since(tx, [SARI], ["news", "price"], NOON - A_WEEK)).get(SARI, ()))


@pytest.mark.parametrize("why", get_args(Silent))
async def test_what_is_taken_back_did_not_happen(database: Database, why: Silent) -> None:
    """Held ready by a process or not: none of it counts for the week, and each waits again once it may."""
    await on_its_way(database, "news", "price")
    await dropped(database, why)
    assert await kept(database) == {"news": ("cleared", why, LATER), "price": ("cleared", why, LATER)}
    assert await of_the_week(database) == 0
    async with database.transaction() as tx:
        await timers.reopen(tx, [SARI], why)
    assert {state for state, _, _ in (await kept(database)).values()} == {"waiting"}


@pytest.mark.parametrize(
    ("chosen", "taken"), [({"only": "news"}, {"news"}), ({"but": ("news",)}, {"price"}), ({}, {"news", "price"})]
)
async def test_only_what_is_not_wanted_is_taken_back(
    database: Database, chosen: dict[str, object], taken: set[str]
) -> None:
    """What rests on another permission stays on its way, and done."""
    await on_its_way(database, "news", "price", owner=None)
    await dropped(database, "not_allowed", **chosen)
    assert {kind for kind, (state, _, _) in (await kept(database)).items() if state == "cleared"} == taken


async def test_what_has_begun_stays_done_and_counted(database: Database) -> None:
    """It may have arrived; how it ends is for whoever sends it to say."""
    [number] = await on_its_way(database, "news")
    await begun(database, number)
    for why in get_args(Silent):
        await dropped(database, why)
    async with database.transaction() as tx:
        await recall.drop_timers(tx, SARI, ["news"], None, LATER)
    assert await of_the_week(database) == 1
    async with database.transaction() as tx:
        await outbox.settle(tx, [Outcome(number, "sent", LATER)], "me")
        assert await outbox.reasons(tx) == {("bulk", "sent", None): 1}
    assert await kept(database) == {"news": ("done", None, NOON)}


@pytest.mark.parametrize(
    ("state", "after"),
    [
        ("sent", ("done", None, NOON)),
        ("expired", ("done", "unsure", NOON)),
        ("gone", ("cleared", "blocked", LATER)),
        ("parked", ("cleared", "failed", LATER)),
    ],
)
async def test_how_it_ended_is_known_when_the_message_is_forgotten(
    database: Database, state: str, after: tuple[str, str | None, datetime]
) -> None:
    """What never arrived did not happen; of what may have arrived nobody knows, and it counts."""
    [number] = await on_its_way(database, "news")
    await begun(database, number)
    async with database.transaction() as tx:
        await outbox.settle(tx, [Outcome(number, state, LATER, why="Bad Request")], "me")  # type: ignore[arg-type]
        await outbox.purge(tx, LATER + A_WEEK)
        assert await outbox.of_timers(tx, [1]) == {}
    assert await kept(database) == {"news": after}
    assert await of_the_week(database) == (after[0] == "done")


async def test_what_a_dead_process_had_begun_says_that_nobody_knows(database: Database) -> None:
    """Long after, it still counts from when it went."""
    [number] = await on_its_way(database, "news")
    await begun(database, number)
    async with database.transaction() as tx:
        await outbox.release(tx, LATER, owners=["me"])
    assert await kept(database) == {"news": ("done", "unsure", NOON)}


async def test_what_came_from_a_timer_that_is_erased_never_goes(database: Database) -> None:
    """Whoever was forgotten hears nothing more, whatever was given back meanwhile."""
    [number] = await on_its_way(database, "news")
    async with database.transaction() as tx:
        await tx.execute(timers.timers.delete())
        assert await outbox.begin(tx, {number}, "me", NOON) == set()
        assert await outbox.reasons(tx) == {("bulk", "cleared", ENDS["forgotten"].why): 1}


def test_every_state_and_every_reason_has_words() -> None:
    """A new one without words fails here."""
    assert set(ENDS) == set(NAMES)
    assert set(STATES) == {*get_args(Outcome.__annotations__["state"]), *UNSENT, *(end.state for end in ENDS.values())}
    assert {name for name, end in ENDS.items() if end.timer == "cleared"} <= set(REASONS) == set(WHYS)
    assert not [why for why in (*REASONS, "unsure") if reason(why) == why]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("purged", [False, True])
def test_operators_read_how_each_message_ended(name: Name, purged: bool) -> None:
    """While it is kept, and what its timer says of it later."""
    end = ENDS[name]
    counted = told({("bulk", end.state, end.why): 3})
    assert counted[0] == f"3\tbulk\t{end.state}: {end.why}" and STATES[end.state] in counted[-1]
    if end.timer is None:
        return
    over = end.timer in ("cleared", "done")
    timer = Timer(1, SARI, "broadcast", "4", NOON, end.timer, name if over else None, NOON if over else None)
    said = " ".join(explained(timer, None if purged else (end.state, end.why)))
    assert not over or reason(name) in said
    assert purged or end.timer in ("cleared", "held") or end.why in said
    assert counts({("broadcast", end.timer, timer.why): 2})[0].startswith(f"2\tbroadcast\t{end.timer}")
