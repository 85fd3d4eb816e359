"""Processes of the bot that are started, killed and started again, and a Telegram that outlives them all."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot.clock import system_clock
from bot.leads.hours import is_free
from bot.runtime.invites import invite
from bot.simulator.people import Person
from bot.simulator.world import World
from storage import migrations
from storage.database import Database
from storage.ends import ENDS
from storage.vault import Vault
from tests.crash.fuse import CONTEXT, Fuse
from tests.crash.victim import TOKEN, Life, later, live
from tests.crash.walking import STEPS, Act, Agent, Reporter, Worker
from tests.leads import promises
from tests.simulator.served import served

READERS = 200
UNFINISHED = """
    SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting')
         + (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'leased', 'retry'))
"""

DILIGENT = 2
"""The first agents who are hired do their work; what lies with them is waited for."""
AT_WORK = "SELECT count(*) FROM leads WHERE state IN ('offered', 'accepted', 'contacted') AND holder <= 2"

MADE_POINTLESS = (("notice", "cleared", ENDS["overtaken"].why), ("bulk", "cleared", ENDS["anew"].why))
"""What was so no more when its place came, and what is judged once more, for something happened meanwhile."""

FORGOTTEN = f"""
    SELECT timers.id FROM outbox JOIN timers ON timers.id = outbox.timer
    WHERE outbox.state = 'cleared' AND outbox.why = '{ENDS["anew"].why}' AND timers.state = 'done'
    AND NOT EXISTS (SELECT 1 FROM outbox AS later WHERE later.timer = timers.id AND later.id > outbox.id)
"""  # noqa: S608 # words of our own


class Patient:
    """One process, started again whenever it dies."""

    def __init__(self, life: Life, readers: Iterator[int], ahead: Any) -> None:
        self.life = life
        self.ahead = ahead
        self.readers = readers
        self.fuse = Fuse.new()
        self.process: Any = None
        self.deaths = -1

    async def keep_alive(self) -> None:
        """Until cancelled."""
        while True:
            if self.process is None or not self.process.is_alive():
                self.deaths += 1
                self.start()
            await asyncio.sleep(0.01)

    def start(self) -> None:
        """A new life, with one more bulk message to send."""
        reader = next(self.readers, None)
        life = replace(self.life, readers=() if reader is None else (reader,))
        self.process = CONTEXT.Process(target=live, args=(life, self.fuse, self.ahead), daemon=True)
        self.process.start()

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()

    async def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        self.process.terminate()
        await asyncio.to_thread(self.process.join, 12)
        if self.process.exitcode is None:
            self.kill()
            self.process.join()
        return int(self.process.exitcode)


@dataclass
class Hospital:
    """A simulated Telegram, some processes of one bot, their database, and people who want to be called."""

    world: World
    patients: list[Patient]
    database: Database
    readers: list[Person]
    log: Path
    ahead: Any
    workers: list[Worker] = field(default_factory=list)
    reporters: list[Reporter] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @classmethod
    @asynccontextmanager
    async def opened(cls, url: str, folder: Path, processes: int = 1, agents: int = 1) -> AsyncIterator["Hospital"]:
        """Everything runs; at the end everybody is answered, everything stopped, and every promise looked at."""
        ahead = CONTEXT.Value("d", until_work_begins(system_clock()), lock=False)
        world, ring = World(TOKEN, clock=lambda: later(ahead)), Vault.new_ring()
        database = Database.open(url, Vault.from_text(ring))
        await migrations.migrate(database)
        readers = [world.user(f"Pembaca {number}", started=True) for number in range(READERS)]
        numbers = iter([reader.id for reader in readers])
        async with served(world) as address:
            log = folder / "log"
            lives = [Life(url, ring, address, log, with_intake=number == 0) for number in range(processes)]
            hospital = cls(world, [Patient(life, numbers, ahead) for life in lives], database, readers, log, ahead)
            hospital.tasks = [asyncio.create_task(patient.keep_alive()) for patient in hospital.patients]
            try:
                await hospital.hire(agents)
                yield hospital
                await hospital.discharge()
                await hospital.keeps_its_promises()
            finally:
                await hospital.give_up()

    @property
    def deaths(self) -> int:
        """How often any of the processes died."""
        return sum(patient.deaths for patient in self.patients)

    async def hire(self, members: int, role: str = "agent", area: str = "35.28", steps: Sequence[str] = STEPS) -> None:
        """Members of the staff of one area, each with an invite to open, who go so far with what they are asked."""
        for _ in range(members):
            await self._hire(role, area, steps)

    async def _hire(self, role: str, area: str, steps: Sequence[str]) -> None:
        agent = Agent(self.world, self.world.user(role.title(), started=True), steps)
        expires = self.world.now() + timedelta(days=1)
        token = await invite(self.database, role, agent.phone.first_name, "pamekasan", (area,), expires)
        agent.last = Act("invite", lambda: agent.phone.open_link(token))
        self.tasks.append(asyncio.create_task(agent.walk()))
        await agent.until(lambda: bool(agent.said()))

    async def days_pass(self, hours: float, pause: float) -> None:
        """So many hours go by after each pause (seconds) in which the diligent have no work; until cancelled."""
        while True:
            await asyncio.sleep(pause)
            if not await self.count(AT_WORK):
                self.ahead.value += hours * 3600

    async def report(self, count: int, within: float = 90) -> None:
        """So many people tell of an accident, and hear the name of an officer."""
        fresh = [Reporter(self.world, self.world.user("Dewi")) for _ in range(count)]
        self.reporters += fresh
        await asyncio.wait_for(asyncio.gather(*(one.walk() for one in fresh)), within)

    async def enrol(self, count: int = 1, within: float = 60) -> None:
        """So many new people walk the whole way, side by side."""
        fresh = [Worker(self.world, self.world.user("Sari")) for _ in range(count)]
        self.workers += fresh
        try:
            await asyncio.wait_for(asyncio.gather(*(worker.walk() for worker in fresh)), within)
        except TimeoutError:
            stuck = next(worker for worker in fresh if not worker.is_done())
            raise AssertionError(f"stuck:\n{self.told(stuck)}\n{self.log.read_text()[-3000:]}") from None

    def told(self, worker: Worker) -> str:
        """What is on a phone."""
        return "\n".join(f"{'bot' if m.from_bot else 'I'}: {m.text} {m.labels}" for m in worker.phone.chat[-6:])

    async def some_die(self, times: int, pause: tuple[float, float], chance: random.Random) -> None:
        """kill -9 at random points."""
        for _ in range(times):
            await asyncio.sleep(chance.uniform(*pause))
            chance.choice(self.patients).kill()

    async def discharge(self) -> None:
        """Everybody gets an answer to a last question, then the processes stop in good order."""
        answers = (worker.asks_for("/status") for worker in self.workers)
        await asyncio.wait_for(asyncio.gather(*answers), 30)
        await self.rests()
        for task in self.tasks:
            task.cancel()
        codes = await asyncio.gather(*(patient.stop() for patient in self.patients))
        # A process that was told to stop while it was still starting ends as the signal says.
        assert set(codes) <= {0, -signal.SIGTERM}, (codes, self.log.read_text()[-3000:])

    async def rests(self) -> None:
        """Wait until nothing waits."""
        async with asyncio.timeout(30):
            while await self.count(UNFINISHED):  # noqa: ASYNC110 other processes do the work
                await asyncio.sleep(0.1)

    async def give_up(self) -> None:
        """Whatever happened, nothing of this goes on running."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for patient in self.patients:
            if patient.process is not None and patient.process.is_alive():
                patient.kill()
                patient.process.join()
        await self.database.close()

    # Promises

    async def rows(self, statement: str) -> list[Sequence[Any]]:
        """What a statement finds."""
        async with self.database.reading() as tx:
            return list((await tx.execute(text(statement))).all())

    async def count(self, statement: str) -> int:
        """The number that a statement finds."""
        return int((await self.rows(statement))[0][0])

    async def keeps_its_promises(self) -> None:
        """No accepted lead lost, none twice, no double assignment, nothing parked, no bulk twice."""
        await promises.every_lead_has_an_owner_or_waits(self.database)
        await promises.every_step_is_allowed_and_logged_once(self.database)
        leads = await self.rows("SELECT chat, state FROM leads")
        assert sorted(lead[0] for lead in leads) == sorted(worker.phone.id for worker in self.workers)
        assert {lead[1] for lead in leads} <= {"registered"}
        assert await self.rows("SELECT lead FROM offers GROUP BY lead, staff HAVING count(*) > 1") == []
        cases = await self.rows("SELECT chat, state, announced FROM cases")
        assert sorted(case[0] for case in cases) == sorted(one.phone.id for one in self.reporters)
        assert all(tuple(case[1:]) == ("taken", True) for case in cases)
        assert await self.rows("SELECT key FROM inbox WHERE state <> 'done'") == []
        odd = await self.rows("SELECT lane, state, why FROM outbox WHERE state <> 'sent'")
        left = [tuple(row) for row in odd if row[:2] != ("bulk", "expired") and tuple(row) not in MADE_POINTLESS]
        assert left == [], left
        assert await self.rows(FORGOTTEN) == [], "what was to be judged anew is taken for said"
        for reader in self.readers:
            assert len([message for message in reader.chat if message.text.startswith("Kabar")]) <= 1
        assert TOKEN not in self.log.read_text()


def until_work_begins(now: datetime) -> float:
    """Seconds until ten in the morning in Jakarta of the next day on which agents work: these tests run at any hour."""
    jakarta = ZoneInfo("Asia/Jakarta")
    day = now.astimezone(jakarta).date() + timedelta(days=1)
    while is_free(day):
        day += timedelta(days=1)
    return (datetime.combine(day, time(10), jakarta) - now).total_seconds()
