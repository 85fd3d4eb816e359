"""The migrations build the schema, go forward only, and a newer database is refused."""

import asyncio

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.settings import DEMO_RING
from storage import duties, migrations
from storage.database import Database
from storage.schema import metadata
from storage.vault import Vault
from tests.storage.conftest import opened


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


async def test_an_empty_database_built_by_migrations_is_the_schema(database: Database) -> None:
    """Column for column, index for index."""
    async with database.transaction() as tx:
        assert await tx.connection.run_sync(differences) == []


def test_this_code_knows_the_newest_migration() -> None:
    """Alembic's head is the version that is checked at start."""
    assert ScriptDirectory.from_config(migrations.config()).get_heads() == [migrations.HEAD]


async def test_an_empty_database_has_no_version(bare_url: str) -> None:
    """And migrating it twice is migrating it once."""
    database = Database.open(bare_url, Vault.from_text(DEMO_RING))
    assert await database.version() is None
    assert not await migrations.check(database)
    await migrations.migrate(database)
    await migrations.migrate(database)
    assert await database.version() == migrations.HEAD
    assert await migrations.check(database)
    await database.close()


async def test_old_code_refuses_a_newer_database(database: Database) -> None:
    """With a sentence that says what to do, and nothing touched."""
    async with database.transaction() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrations.NewerSchema, match="start the newer release again"):
        await migrations.migrate(database)
    assert await database.version() == "9999"


async def test_processes_that_start_together_migrate_one_after_the_other(bare_postgres_url: str) -> None:
    """All of them find the database ready."""
    databases = await asyncio.gather(*(opened(bare_postgres_url) for _ in range(3)))
    assert [await migrations.check(database) for database in databases] == [True] * 3
    for database in databases:
        await database.close()


async def test_two_open_leads_of_one_phone_survive_the_index_that_forbids_them(bare_url: str) -> None:
    """Neither is closed in silence: the pair waits for an officer, and the older one keeps the phone."""
    database = Database.open(bare_url, Vault.from_text(DEMO_RING))
    async with database.transaction() as tx:
        await tx.connection.run_sync(lambda connection: command.upgrade(migrations.config(connection), "0007"))
    lead = "('new', 1, '35.28', 'farmer', 'abc', 0, 0, 0, 0, 0, {chat})"
    columns = "state, version, region, work, phone_index, announced, created, changed, active, tries, chat"
    if not database.is_sqlite:
        lead = lead.replace("'abc', 0", "'abc', false")
    async with database.transaction() as tx:
        for chat in (1, 2, 3):
            await tx.execute(text(f"INSERT INTO leads ({columns}) VALUES {lead.format(chat=chat)}"))  # noqa: S608
    await migrations.migrate(database)
    async with database.reading() as tx:
        states = (await tx.execute(text("SELECT state, phone_index FROM leads ORDER BY id"))).all()
        pairs = (await tx.execute(text('SELECT "first", "second" FROM lead_twins ORDER BY 1, 2'))).all()
    assert [tuple(row) for row in states] == [("new", "abc"), ("new", None), ("new", None)]
    assert [tuple(row) for row in pairs] == [(1, 2), (1, 3), (2, 3)]
    await database.close()


async def test_what_is_owed_goes_on_waiting_for_what_was_said_at_that_time(bare_url: str) -> None:
    """A duty that was open before messages were named does not end without them."""
    database = Database.open(bare_url, Vault.from_text(DEMO_RING))
    async with database.transaction() as tx:
        await tx.connection.run_sync(lambda connection: command.upgrade(migrations.config(connection), "0017"))
        for chat, at in ((1, 5), (2, 5), (1, 6)):
            columns, row = "chat, lane, state, attempts, due, created", f"({chat}, 'reply', 'retry', 0, 0, {at})"
            await tx.execute(text(f"INSERT INTO outbox ({columns}) VALUES {row}"))  # noqa: S608
        await tx.execute(text("INSERT INTO duties (chat, kind, asked, done) VALUES (1, 'erase', 5, NULL)"))
        await tx.execute(text("INSERT INTO duties (chat, kind, asked, done) VALUES (1, 'silence', 6, 6)"))
    await migrations.migrate(database)
    async with database.reading() as tx:
        owed = await duties.newest(tx, 2)
    assert [(duty.kind, sorted(duty.messages)) for duty in owed] == [("silence", []), ("erase", [1, 2])]
    await database.close()
