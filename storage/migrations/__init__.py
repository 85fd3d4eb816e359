"""Migrations, which only go forward; Alembic is loaded only when there is something to do."""

from pathlib import Path
from typing import Any

from sqlalchemy import text

from storage.database import Database

HEAD = "0029"
"""The version this code was written for."""


LOCK = 7_021_150
"""Any number that nothing else locks: processes that start together migrate one after the other."""


class NewerSchema(Exception):
    """The database was migrated by a newer release; the text says what to do."""


async def check(database: Database) -> bool:
    """Whether the database stands at HEAD. Raises NewerSchema when a newer release has migrated it."""
    version = await database.version()
    if version is not None and version > HEAD:
        raise NewerSchema(
            f"the database is at version {version}, this release knows versions up to {HEAD}: "
            "start the newer release again, or restore the backup made before it was migrated"
        )
    return version == HEAD


async def migrate(database: Database) -> None:
    """Bring an empty or older database to HEAD in one transaction. Raises NewerSchema."""
    if await check(database):
        return
    async with database.transaction() as tx:
        if not database.is_sqlite:
            await tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        await tx.connection.run_sync(_upgrade)


def config(connection: Any = None) -> Any:
    """Alembic's configuration, over a connection of ours where there is one."""
    from alembic.config import Config

    alembic = Config()
    alembic.set_main_option("script_location", str(Path(__file__).parent))
    alembic.attributes["connection"] = connection
    return alembic


def _upgrade(connection: Any) -> None:
    from alembic import command

    command.upgrade(config(connection), "head")
