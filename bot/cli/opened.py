"""The database of a command: opened when it is needed, given back at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.database import Database


@asynccontextmanager
async def opened(settings: "Settings", *, migrates: bool = False) -> AsyncIterator["Database"]:
    """The database that these settings name; one that is older than us is refused unless the command `migrates` it.

    Raises SettingsError.
    """
    from bot.errors import SettingsError
    from storage import migrations
    from storage.database import Database

    database = Database.open(settings.database_url, settings.vault())
    try:
        if not migrates and not await migrations.check(database):
            raise SettingsError("the database is older than this release: run `python -m bot migrate` first")
        yield database
    finally:
        await database.close()
