"""What every life of a process would read and compile again, done once before the first of them is forked."""

import asyncio
import gc
import os
from pathlib import Path
from tempfile import TemporaryDirectory

if gc.isenabled():
    # Until all is read: next to nothing of it is ever rubbish.
    gc.disable()

from sqlalchemy import text

from bot.app import materials
from bot.settings import DEMO_RING
from storage import migrations
from storage.database import Database
from storage.schema import metadata
from storage.vault import Vault
from tests.conversations import enrol
from tests.crash import importing, reminding, rounds
from tests.crash.victim import Life, made_before, settings
from tests.kit import World

__all__ = ["importing", "reminding", "rounds"]
POSTGRES = "WARM_POSTGRES"
"""In the environment: an empty database at HEAD."""


async def _make(url: str) -> None:
    """A database with our tables, sooner than the migrations would."""
    database = Database.open(url, Vault.from_text(DEMO_RING), synchronous="OFF")
    async with database.transaction() as tx:
        await tx.connection.run_sync(metadata.create_all)
        await tx.execute(text(f"CREATE TABLE alembic_version AS SELECT '{migrations.HEAD}' AS version_num"))
    await database.close()


async def _live_once(url: str) -> None:
    """Somebody is enrolled by an agent, somebody else waits in vain."""
    world = await World.open(url)
    adi, sari = world.agent("Adi"), world.person("Sari")
    await enrol.sends(sari)
    for label in ("Terima", "Sudah dihubungi", "Terdaftar"):
        await adi.taps(label)
    await sari.says("/status")
    await enrol.sends(world.person("Dewi"), name="Bu Dewi")
    await world.passes(days=3)
    await world.passes(days=15)
    await world.close()


with TemporaryDirectory() as folder:
    sqlite = f"sqlite:///{Path(folder) / 'warm.db'}"
    asyncio.run(_make(sqlite))
    asyncio.run(_live_once(sqlite))
    made_before(materials(settings(Life(sqlite, DEMO_RING, "http://127.0.0.1:9", Path(folder) / "log"))))
if postgres := os.environ.get(POSTGRES):
    asyncio.run(_live_once(postgres))
gc.freeze()
gc.enable()
