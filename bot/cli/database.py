"""`init`, `migrate` and `doctor`: a database that is ready, and what is still missing."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.cli.checkup import Findings
    from bot.settings import Settings


@click.command("init")
@click.option("--keys", is_flag=True, help="Only print a fresh key ring for DATA_KEYS.")
def init_command(keys: bool) -> None:
    """Write a .env to fill in, make keys, and build the database."""
    from bot.settings import load
    from storage.vault import Vault

    if keys:
        click.echo(Vault.new_ring())
        return
    example = Path(__file__).parents[2] / ".env.example"
    if not Path(".env").exists():
        Path(".env").write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
        Path(".env").chmod(0o600)
        click.echo("Wrote .env. Put the token from @BotFather into it, then: python -m bot run")
    asyncio.run(_migrate(load()))


@click.command("migrate")
def migrate_command() -> None:
    """Bring the database up to this release."""
    from bot.settings import load

    asyncio.run(_migrate(load()))


@click.command("doctor")
def doctor_command() -> None:
    """Check settings, database, token, words and facts, and say what to do."""
    from bot import logs

    logs.configure("ERROR")
    found = asyncio.run(_examine())
    for mark, sentence in found:
        click.echo(f"{mark:<3} {sentence}")
    sys.exit(1 if any(mark == "DO" for mark, _ in found) else 0)


async def _migrate(settings: "Settings") -> None:
    from bot.errors import SettingsError
    from storage import migrations
    from storage.database import Database

    database = Database.open(settings.database_url, settings.vault())
    try:
        await migrations.migrate(database)
        click.echo(f"The database is at version {migrations.HEAD}.")
    except migrations.NewerSchema as newer:
        raise SettingsError(str(newer)) from newer
    finally:
        await database.close()


async def _examine() -> "Findings":
    from bot.cli.checkup import changes, database, facts, settings, token, words
    from bot.cli.facts import today

    found, read = settings()
    checks = list(found)
    if read is not None:
        checks += [*await database(read), *await token(read)]
    on = today()
    return [*checks, *words(), *facts(on), *changes(on)]


COMMANDS: tuple[click.Command, ...] = (init_command, migrate_command, doctor_command)
