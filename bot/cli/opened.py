"""The database of a command: opened when it is needed, given back at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.database import Database


@asynccontextmanager
async def opened(settings: "Settings", *, migrates: bool = False) -> AsyncIterator["Database"]:
    """The database that these settings name; one that is missing or older than us only where the command `migrates` it.

    Raises SettingsError.
    """
    from bot.errors import SettingsError
    from storage import migrations
    from storage.database import Database

    if not migrates:
        _check(settings)
    database = Database.open(settings.database_url, settings.vault())
    try:
        if not migrates and not await migrations.check(database):
            raise SettingsError("the database is older than this release: run `python -m bot migrate` first")
        yield database
    finally:
        await database.close()


def _check(settings: "Settings") -> None:
    """Before a key or a file is made for an address that was mistyped. Raises SettingsError."""
    from bot.errors import SettingsError

    url = settings.database
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        raise SettingsError(
            f"there is no database at {url.database}: check DATABASE_URL, or make one with `python -m bot init`"
        )
