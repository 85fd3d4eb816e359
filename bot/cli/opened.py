"""The database of a command: opened when it is needed, given back at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.database import Database


@asynccontextmanager
async def opened(settings: "Settings") -> AsyncIterator["Database"]:
    """The database that these settings name. Raises SettingsError."""
    from storage.database import Database

    database = Database.open(settings.database_url, settings.vault())
    try:
        yield database
    finally:
        await database.close()
