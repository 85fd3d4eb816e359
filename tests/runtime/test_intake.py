"""Updates are acknowledged only once they are committed, whatever is in them and wherever the database is."""

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from bot.runtime import intake as intake_module
from bot.runtime.intake import Funnel
from bot.simulator.faults import HttpError, RateLimited
from tests.kit import World


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Another process holds the database."""
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def full(url: str) -> Iterator[None]:
    """No file of this process may grow beyond what the database's journal holds now."""
    journal = Path(url.removeprefix("sqlite:///") + "-wal")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@asynccontextmanager
async def polling(world: World) -> AsyncIterator[None]:
    """The real loop, as in a running process."""
    stopping = asyncio.Event()
    poll = asyncio.create_task(world.app.intake.poll(stopping))
    yield
    stopping.set()
    await asyncio.wait_for(poll, 2)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits between two polls are short, and so is the wait for a lock."""
    wait_out = intake_module.Intake._wait_out

    async def shortly(self: Any, error: Exception, failures: int, stopping: asyncio.Event) -> None:
        await asyncio.wait_for(wait_out(self, error, -8, stopping), 0.2)

    monkeypatch.setattr(intake_module.Intake, "_wait_out", shortly)
    monkeypatch.setattr("storage.database.BUSY_MS", 50)


async def until(true: Any) -> None:
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110 the loop under test tells nobody
            await asyncio.sleep(0.01)


async def keys(world: World) -> list[str]:
    return [row.key for row in await world.rows("SELECT key FROM inbox ORDER BY id")]


@pytest.mark.parametrize("trouble", [locked, full])
@pytest.mark.usefixtures("hasty")
async def test_a_database_in_trouble_acknowledges_nothing_and_apologises_once(sqlite_url: str, trouble: Any) -> None:
    """Locked or full: the updates stay with Telegram, one apology a chat, and all is answered afterwards."""
    world = await World.open(sqlite_url)
    sari, budi = world.person("Sari"), world.person("Budi")
    sorry = world.app.words.plain("id", "ui.trouble")
    async with polling(world):
        with trouble(sqlite_url):
            sari.phone.send("/start")
            sari.phone.send("/menu")
            budi.phone.send("/start")
            await until(lambda: sari.last() and budi.last())
            await asyncio.sleep(0.3)
            assert len(world.telegram.updates.pending) == 3
        await until(lambda: not world.telegram.updates.pending)
    world.offset = max(update["update_id"] for update in world.telegram.updates_seen) + 1
    await world.quiet()
    for person in (sari, budi):
        assert [message.text for message in person.phone.chat].count(sorry) == 1
    assert sari.has_seen("Mau tahu apa?") and budi.sees("tidak pernah")
    await world.close()


async def test_an_offset_is_confirmed_only_after_the_commit(quick_world: World) -> None:
    """The poll that confirms an update comes after its row."""
    sari = quick_world.person("Sari")
    sari.phone.send("/start")
    [update] = quick_world.telegram.updates_seen
    stored: list[list[str]] = []
    ask = quick_world.app.intake._ask

    async def watched(offset: int) -> list[Any]:
        if offset > update["update_id"]:
            stored.append(await keys(quick_world))
        return await ask(offset)

    quick_world.app.intake._ask = watched  # type: ignore[method-assign]
    async with polling(quick_world):
        await until(lambda: stored)
    assert stored[0] == [f"tg:{update['update_id']}"]


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("fault", [HttpError(409, "Conflict: other getUpdates"), HttpError(502), RateLimited(0)])
async def test_polling_goes_on_after_trouble(quick_world: World, fault: Any) -> None:
    """Another process that polls, a gateway that fails, too many calls."""
    quick_world.telegram.faults.next("getUpdates", fault, times=2)
    async with polling(quick_world):
        quick_world.person("Sari").phone.send("/start")
        await until(lambda: not quick_world.telegram.updates.pending)
    assert len(await keys(quick_world)) == 1
    assert (quick_world.app.intake.pulse.age() or 0) < 5


RUBBISH: tuple[Any, ...] = (
    {},
    [],
    "teks",
    None,
    {"update_id": "satu"},
    {"update_id": 10**30, "message": {}},
    {"update_id": 5, "message": {"message_id": 1, "chat": {"id": 10**30, "type": "private"}, "text": "x"}},
    {"update_id": 6, "message": "teks"},
    {"update_id": 7, "callback_query": {"id": 3, "from": None}},
    {"update_id": 8, "poll_answer": {"poll_id": "1"}},
    {"update_id": float("inf"), "message": {}},
)


@pytest.mark.parametrize("rubbish", RUBBISH, ids=str)
async def test_a_malformed_update_costs_nobody_else_anything(quick_world: World, rubbish: Any) -> None:
    """The good one beside it is stored, and both are confirmed or harmless."""
    sari = quick_world.person("Sari")
    sari.phone.send("/start")
    good = quick_world.telegram.updates_seen[0]
    received = await quick_world.app.intake.store([rubbish, good])
    assert [one.chat for one in received] == [sari.chat]
    assert intake_module._number(rubbish) < 2**63


async def test_an_update_brought_twice_is_answered_once(world: World) -> None:
    """In one batch, in two, and after it was worked off."""
    sari = world.person("Sari")
    await sari.says("/start")
    update = world.telegram.updates_seen[0]
    for batch in ([update, update], [update]):
        await world.app.intake.store(batch)
        await world.quiet()
    assert len([message for message in sari.phone.chat if message.from_bot]) == 1


async def test_whoever_waits_while_a_commit_is_under_way_shares_the_next() -> None:
    """A thousand webhook calls are a handful of commits; a failed one fails only its own."""
    batches: list[int] = []

    async def store(updates: list[Any]) -> list[Any]:
        batches.append(len(updates))
        await asyncio.sleep(0.01)
        if len(batches) == 2:
            raise DBAPIError("", None, Exception())
        return []

    funnel = Funnel(store)
    first = asyncio.create_task(funnel.put({}))
    await asyncio.sleep(0)
    second = [asyncio.create_task(funnel.put({})) for _ in range(50)]
    answers = await asyncio.gather(first, *second, return_exceptions=True)
    await funnel.put({})
    assert batches == [1, 50, 1]
    assert answers[0] is None and all(isinstance(answer, DBAPIError) for answer in answers[1:])
