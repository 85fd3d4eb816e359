"""`python -m bot run` as a process of its own, against a simulated Telegram over HTTP."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import system_clock
from bot.conversation.events import Commanded, to_json
from bot.simulator.faults import HttpError, Slow
from bot.simulator.people import Person
from bot.simulator.world import World
from storage import inbox
from storage.inbox import Incoming
from storage.records import ChatId
from storage.vault import Vault
from tests.simulator.served import served
from tests.storage.conftest import opened

TOKEN = "1000001:AAtokenOfTheProcessTestsOnly_0123456789"
KEYS = Vault.new_ring()


@dataclass
class Running:
    """A process and its Telegram."""

    world: World
    process: asyncio.subprocess.Process
    log: Path

    async def stops(self, by: int = signal.SIGTERM) -> tuple[int, float]:
        """The exit code, and how many seconds it took."""
        start = time.monotonic()
        self.process.send_signal(by)
        return await asyncio.wait_for(self.process.wait(), 15), time.monotonic() - start

    async def hears(self, person: Person, command: str, fragment: str) -> None:
        """Somebody says something and gets the answer."""
        person.send(command)
        await until(lambda: any(fragment in message.text for message in person.chat if message.from_bot))


async def until(true: Callable[[], bool], seconds: float = 30) -> None:
    """Patience, and no bound of ours: a machine that does a lot beside this one takes long to begin a process."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 another process does the work
            await asyncio.sleep(0.02)


@asynccontextmanager
async def running(url: str, folder: Path, world: World, *arguments: str, **given: str) -> AsyncIterator[Running]:
    """One process and a Telegram of its own."""
    async with served(world) as address, process(url, folder, world, address, *arguments, **given) as found:
        yield found


@asynccontextmanager
async def process(
    url: str, folder: Path, world: World, address: str, *arguments: str, **given: str
) -> AsyncIterator[Running]:
    """One more process; its log never holds the token."""
    log = folder / "log"
    own = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": address, "DATABASE_URL": url, "DATA_KEYS": KEYS}
    environment = {**os.environ, **own, **given, "TZ": "America/Los_Angeles"}
    with log.open("ab") as file:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", *arguments, env=environment, stdout=file, stderr=file
        )
    try:
        yield Running(world, child, log)
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    assert TOKEN.partition(":")[2] not in log.read_text()


def simulated() -> World:
    return World(TOKEN, clock=system_clock)


async def test_an_empty_database_is_made_and_served_at_once(bare_sqlite_url: str, tmp_path: Path) -> None:
    """With nothing set but a token and addresses; SIGTERM ends it cleanly."""
    world = simulated()
    async with running(bare_sqlite_url, tmp_path, world) as bot:
        await bot.hears(world.user("Sari"), "/start", "tidak pernah")
        await until(lambda: bool(world.commands))
        code, seconds = await bot.stops()
        assert (code, seconds < 3) == (0, True), bot.log.read_text()
        assert "Traceback" not in bot.log.read_text()


async def test_sigterm_waits_for_slow_answers_and_loses_none(sqlite_url: str, tmp_path: Path) -> None:
    """Ten seconds at most, however slow Telegram is; what was not answered is answered by the next process."""
    world = simulated()
    people = [world.user(f"Sari {number}") for number in range(20)]
    async with served(world) as address:
        async with process(sqlite_url, tmp_path, world, address) as bot:
            await bot.hears(people[0], "/start", "tidak pernah")
            world.faults.next("sendMessage", Slow(1), times=5)
            world.faults.next("sendMessage", Slow(5), times=5)
            for person in people[1:]:
                person.send("/start")
            await asyncio.sleep(0.2)
            code, seconds = await bot.stops()
            assert (code, seconds < 10) == (0, True), bot.log.read_text()
        world.faults.clear()
        async with process(sqlite_url, tmp_path, world, address):
            await until(lambda: all(any(message.from_bot for message in person.chat) for person in people))


async def test_a_webhook_is_announced_and_the_process_stays(sqlite_url: str, tmp_path: Path) -> None:
    """Having told Telegram where it is does not end it, and a Telegram that did not hear is told again."""
    world = simulated()
    world.faults.next("setWebhook", HttpError(502))
    given = {"WEBHOOK_URL": "https://contoh.id", "WEBHOOK_SECRET": "rahasia-yang-panjang", "PORT": "0"}
    async with running(sqlite_url, tmp_path, world, **given) as bot:
        await until(lambda: world.webhook.address.url == "https://contoh.id/telegram" and bool(world.commands))
        await asyncio.sleep(0.5)
        assert bot.process.returncode is None, bot.log.read_text()
        assert (await bot.stops())[0] == 0


async def test_a_refused_token_ends_it_with_a_sentence(sqlite_url: str, tmp_path: Path) -> None:
    """Which says what to do, and does not quote the token."""
    async with running(sqlite_url, tmp_path, World("1000002:another", clock=system_clock)) as bot:
        assert await asyncio.wait_for(bot.process.wait(), 10) == 2
        assert "Error: Telegram refuses TELEGRAM_BOT_TOKEN" in bot.log.read_text()


async def test_a_further_worker_works_off_what_another_one_received(postgres_url: str, tmp_path: Path) -> None:
    """And asks Telegram for nothing itself."""
    world = simulated()
    sari = world.user("Sari", started=True)
    database = await opened(postgres_url, KEYS)
    async with database.transaction() as tx:
        happened = Incoming("tg:1", ChatId(sari.id), to_json(Commanded("start")))
        await inbox.put(tx, [happened], system_clock())
    await database.close()
    async with running(postgres_url, tmp_path, world, "--no-intake") as bot:
        await until(lambda: any("tidak pernah" in message.text for message in sari.chat))
        assert (await bot.stops())[0] == 0
    assert not world.calls["getUpdates"] and not world.calls["deleteWebhook"]
