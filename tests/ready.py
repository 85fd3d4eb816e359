"""An empty database at HEAD, made once in each process: the migrations have tests of their own, and take time."""

import asyncio
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from bot.settings import DEMO_RING
from storage import migrations
from storage.database import Database
from storage.vault import Vault


@cache
def at_head() -> bytes:
    """The file of one on SQLite."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ready.db"
        to_head(f"sqlite:///{path}")
        return path.read_bytes()


def copied(path: Path) -> str:
    """The URL of one more of them, which is to lie here."""
    path.write_bytes(at_head())
    return f"sqlite:///{path}"


def to_head(url: str) -> None:
    """Migrate. In a thread: a test whose own loop runs already may be the first to ask."""
    thread = Thread(target=lambda: asyncio.run(_migrated(url)))
    thread.start()
    thread.join()


async def _migrated(url: str) -> None:
    database = Database.open(url, Vault.from_text(DEMO_RING))
    await migrations.migrate(database)
    await database.close()
