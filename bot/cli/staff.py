"""`staff`: invite agents, officers and officials; the link works once."""

import asyncio
from datetime import timedelta

import click

ROLES = ("agent", "officer", "official")


@click.group("staff")
def staff_group() -> None:
    """Invite and list the people who work with the bot."""


@staff_group.command("invite")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--name", default="", help="How workers will know this person; asked for when left out.")
@click.option("--branch", required=True, help="The branch's short name, like pamekasan; made when it is new.")
@click.option("--area", "areas", multiple=True, help="A region code like 35.28 or 35.28.06, or a name; repeatable.")
def invite_command(role: str, name: str, branch: str, areas: tuple[str, ...]) -> None:
    """Print a link that binds the next chat to open it, once, to this role."""
    name = name or click.prompt("Name")
    asyncio.run(_invite(role, name, branch, areas))


@staff_group.command("list")
def list_command() -> None:
    """Print everybody, by branch."""
    asyncio.run(_list())


async def _invite(role: str, name: str, branch: str, areas: tuple[str, ...]) -> None:
    from bot.clock import system_clock
    from bot.runtime import botapi
    from bot.runtime.invites import invite
    from bot.settings import load
    from storage import migrations
    from storage.database import Database

    settings = load()
    database = Database.open(settings.database_url, settings.vault())
    try:
        await migrations.migrate(database)
        codes = tuple(_region(area) for area in areas)
        token = await invite(database, role, name, branch, codes, system_clock() + timedelta(days=settings.invite_days))
    finally:
        await database.close()
    bot = botapi.build_bot(settings.token(), settings.telegram_api_base_url)
    await botapi.connect(bot)
    click.echo(f"https://t.me/{bot.username}?start={token}")
    click.echo(f"Works once, for {settings.invite_days} days. Give it to {name} alone.", err=True)
    await bot.shutdown()


async def _list() -> None:
    from bot.settings import load
    from storage import staff
    from storage.database import Database

    settings = load()
    database = Database.open(settings.database_url, settings.vault())
    try:
        async with database.reading() as tx:
            members = await staff.everybody(tx)
    finally:
        await database.close()
    for member in members:
        state = "active" if member.active else "retired"
        click.echo(f"{member.branch}\t{member.role}\t{member.code}\t{member.name}\t{state}\t{','.join(member.areas)}")


def _region(area: str) -> str:
    """A region code for what was typed; a name must mean one place."""
    from bot.answers.places import Gazetteer

    places = Gazetteer()
    if area[:2].isdecimal():
        try:
            return places.get(area).code
        except KeyError as unknown:
            raise click.BadParameter(f"there is no region with the code {area}") from unknown
    found = places.search(area, 2) or places.search_anywhere(area)
    if len(found) != 1:
        near = "; ".join(f"{place.code} {place.path}" for place in found)
        raise click.BadParameter(f"'{area}' may be {near or 'no place we know'}; give its code")
    return found[0].code


COMMANDS: tuple[click.Command, ...] = (staff_group,)
