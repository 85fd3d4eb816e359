"""A broadcast on its way to 3,000 people against Telegram's limit taken strictly, while others chat with the bot."""

import asyncio
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update

from bench.chatting import chat, latencies, p95
from bench.figures import Figure
from bench.morning import LONGEST
from bench.ours import DATA_KEYS, ours, sqlite_url
from bench.rounds import Stage, stage
from bench.scenarios import Options
from bench.telegram import Limit, StuckError
from bot.flows import news
from storage import broadcasts, leads, migrations, people, schema, staff
from storage.database import Database
from storage.news import PURPOSE, Listeners, Written
from storage.records import Branch, ChatId, Consent, Interest, Invite, Person, StaffId
from storage.vault import Vault

PEOPLE, CHUNK = 3_000, 1_000
FIRST, OFFICER = 2_000_000, 1
BRANCH, HERE = "pamekasan", "35.28.02.2016"
IDLE = 50.0
"""Seconds before the broadcast, and after it, in which people are answered and nothing else happens."""
PATIENCE = 240.0


@dataclass(frozen=True)
class Sent:
    """One broadcast: its share of Telegram's limit, what was refused, and the waits for answers before and in it."""

    share: float
    refused: int
    twice: int
    idle: float
    during: float


async def broadcast(options: Options) -> Sequence[Figure]:
    """Idle, busy and idle again, on one running bot for each round; medians over the rounds."""
    rounds = [await _round() for _ in range(min(options.rounds, 3))]
    for one in rounds:
        waits = f"{one.idle * 1000:.0f} ms idle, {one.during * 1000:.0f} ms during the broadcast"
        print(f"p95 of answers: {waits}; share {one.share:.3f}, {one.refused} refused")
    return [
        Figure("broadcast of 3,000, share of 30/s", _median(one.share for one in rounds), 0.95, 0.98, unit=""),
        Figure("broadcast of 3,000, 429s", max(one.refused for one in rounds), 0, 0, unit="", less=True),
        Figure("broadcast of 3,000, told twice", max(one.twice for one in rounds), 0, 0, unit="", less=True),
        Figure(
            "p95 of answers during it, against idle",
            _median(one.during / one.idle for one in rounds),
            1.2,
            1.1,
            less=True,
        ),
    ]


def _median(values: object) -> float:
    return statistics.median(values)  # type: ignore[call-overload, no-any-return]


async def _round() -> Sent:
    limit = Limit(30)
    with tempfile.TemporaryDirectory() as name:
        url = sqlite_url(Path(name))
        officer = await _seed(url)
        async with stage(ours(module="bench.morning"), Path(name), limit=limit) as on:
            await latencies(on, 5)  # warm up
            idle = await latencies(on, IDLE)
            await _begin(url, officer)
            told = asyncio.Event()
            during = asyncio.create_task(_chat_until(on, told))
            times = await _all_told(on)
            told.set()
            await during
            busy = list(on.telegram.latencies)
            idle += await latencies(on, IDLE)
            counted = Counter(chat for chat in on.telegram.taken_by if chat >= FIRST and chat < FIRST + PEOPLE)
        within = [at for at in on.telegram.taken_at if times[0] <= at <= times[-1]]
    return Sent(
        share=(len(within) - 1) / (times[-1] - times[0]) / 30,
        refused=limit.refused,
        twice=sum(count > 1 for count in counted.values()),
        idle=p95(idle),
        during=p95(busy),
    )


async def _seed(url: str) -> StaffId:
    """A branch with an officer, and 3,000 people who allowed its news."""
    database, now = Database.open(url, Vault.from_text(DATA_KEYS), synchronous="OFF"), datetime.now(UTC)
    await migrations.migrate(database)
    consents = {PURPOSE: Consent(True, now, news.TEXT)}
    async with database.transaction() as tx:
        await staff.save_branch(tx, Branch(BRANCH, "Pamekasan", ("35.28",)))
        await people.save(tx, [Person(ChatId(OFFICER))], now)
        invited = Invite("bench", "officer", "Citra", BRANCH, (), now + timedelta(days=1))
        await staff.invite(tx, invited)
        officer = await staff.bind(tx, ChatId(OFFICER), invited, now)
    assert officer is not None
    for start in range(FIRST, FIRST + PEOPLE, CHUNK):
        chats = [ChatId(chat) for chat in range(start, start + CHUNK)]
        async with database.transaction() as tx:
            await people.save(tx, [Person(chat, consents=consents) for chat in chats], now)
            told = [
                (chat, Interest("Sari", f"+628{chat}", "farmer", HERE, "Galis", ("jkk",), "any"), BRANCH)
                for chat in chats
            ]
            await leads.add_all(tx, told, now)
            # Nobody has to be found for them: what the router tells officers is measured elsewhere.
            await tx.execute(update(schema.leads).values(state="registered"))
    await database.close()
    return officer.id


async def _begin(url: str, officer: StaffId) -> None:
    """As if the officer had sent it off; somebody else's process finds it."""
    database, now = Database.open(url, Vault.from_text(DATA_KEYS)), datetime.now(UTC)
    whom = Listeners(("35.28",), ("35.28",), news.COVERS)
    text = "Mobil layanan datang ke Balai Desa Sumedangan hari Senin jam 9."
    async with database.transaction() as tx:
        await broadcasts.add(tx, Written(BRANCH, officer, text, whom, PEOPLE, now + LONGEST), "running", now)
    await database.close()


async def _chat_until(on: Stage, told: asyncio.Event) -> None:
    """People chat from the first message of the broadcast on until everybody was told."""
    while not any(FIRST <= chat < FIRST + PEOPLE for chat in on.telegram.taken_by[-50:]):  # noqa: ASYNC110 a log, no event
        await asyncio.sleep(0.05)
    on.telegram.latencies.clear()
    await chat(on, told.is_set)


async def _all_told(on: Stage) -> list[float]:
    """When each of them was told, in order. Raises StuckError."""
    began = time.perf_counter()
    while True:
        pairs = zip(on.telegram.taken_at, on.telegram.taken_by, strict=True)
        times = [at for at, chat in pairs if FIRST <= chat < FIRST + PEOPLE]
        if len(times) >= PEOPLE:
            return times
        if time.perf_counter() - began > PATIENCE:
            raise StuckError(f"only {len(times)} of {PEOPLE} were told")
        await asyncio.sleep(0.5)
