"""A process that goes its rounds among the leads - the ladder, the router, the sender - and can be made to die."""

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.flows.cases import case_card
from bot.flows.lead_cards import lead_card
from bot.i18n.catalogue import Catalogue
from bot.runtime.escalation import Escalation
from bot.runtime.router import Router
from bot.runtime.sender import Sender
from bot.runtime.speech import speeches
from storage import outbox
from storage.database import Database
from storage.vault import Vault
from tests.crash.fuse import Fuse
from tests.crash.victim import wire
from tests.kit import hurried

SPEECHES = speeches(Catalogue.load())
PATIENCE = timedelta(hours=1)
"""Working time after which an offer goes to somebody else."""


@dataclass(frozen=True)
class Round:
    """Where the leads are, what time it is, and the file to which Telegram adds whatever it takes."""

    url: str
    ring: str
    taken: Path
    now: datetime

    def told(self) -> list[tuple[int, str]]:
        """Chat and words of all that Telegram took so far."""
        lines = self.taken.read_text().splitlines() if self.taken.exists() else []
        return [(said["chat_id"], said["text"]) for said in map(json.loads, lines)]


def go(fuse: Fuse, this: Round) -> None:
    """Do everything that is due at this instant, or die on the way."""
    asyncio.run(_go(fuse, this))


async def _go(fuse: Fuse, this: Round) -> None:
    database = Database.open(this.url, Vault.from_text(this.ring), synchronous="OFF")
    wire(database, fuse)

    def clock() -> datetime:
        return this.now

    async def deliver(message: Any, *, paced: bool = False) -> None:
        fuse.passes("before send")
        with this.taken.open("a") as file:
            file.write(json.dumps(message) + "\n")
        fuse.passes("after send")

    ladder = Escalation(database, clock, SPEECHES, lead_card)
    router = Router(database, clock, SPEECHES, lead_card, case_card, PATIENCE)
    sender = Sender(database, deliver, clock, str(uuid4()), hurried())
    while await ladder.climb() + await router.route() + await _owed(database):
        await sender.release_dead()
        while await sender.once():
            pass
    await sender.presence.close()
    await database.close()


async def _owed(database: Database) -> int:
    """How many messages have not gone out, those that a dead process holds included."""
    async with database.reading() as tx:
        stats = await outbox.stats(tx)
    return sum(count for (_, state), count in stats.items() if state in outbox.UNSENT)
