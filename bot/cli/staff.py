"""`staff`: invite agents, officers and officials; the link works once."""

import asyncio
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from bot.cli.opened import opened

if TYPE_CHECKING:
    from storage.database import Database

ROLES = ("agent", "officer", "official")
LONGEST_NAME = 100


@click.group("staff")
def staff_group() -> None:
    """Invite and list the people who work with the bot."""


@staff_group.command("invite")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--name", default="", help="How workers will know this person; asked for when left out.")
@click.option("--branch", required=True, help="The branch's short name, like pamekasan; made when it is new.")
@click.option("--area", "areas", multiple=True, help="A region code like 35.28 or 35.28.06, or a name; repeatable.")
@click.option("--widen", is_flag=True, help="Let a branch that is not new serve these areas from now on.")
def invite_command(role: str, name: str, branch: str, areas: tuple[str, ...], *, widen: bool) -> None:
    """Print a link that binds the next chat to open it, once, to this role."""
    name = (name or click.prompt("Name")).strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise click.BadParameter(f"a name has 1 to {LONGEST_NAME} characters", param_hint="--name")
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", branch):
        raise click.BadParameter("a branch is small letters, digits and hyphens, 40 at most", param_hint="--branch")
    asyncio.run(_invite(role, name, branch, areas, widen=widen))


@staff_group.command("list")
def list_command() -> None:
    """Print everybody, by branch."""
    asyncio.run(_list())


@staff_group.command("retire")
@click.argument("code")
def retire_command(code: str) -> None:
    """End the work of the person with this code (see `staff list`); their open leads move on."""
    asyncio.run(_retire(code))


@staff_group.command("rights")
def rights_command() -> None:
    """Print who may do what: one line an action, one column a role."""
    from bot.leads.rights import matrix

    for row in matrix():
        click.echo("\t".join(row))


async def _invite(role: str, name: str, branch: str, areas: tuple[str, ...], *, widen: bool) -> None:
    from bot.clock import system_clock
    from bot.runtime import botapi
    from bot.runtime.invites import invite_by_operator
    from bot.settings import load
    from storage import migrations

    settings = load()
    codes = tuple(_region(area) for area in areas)
    bot = botapi.build_bot(settings.token(), settings.telegram_api_base_url)
    try:
        await botapi.connect(bot)
        async with opened(settings, migrates=True) as database:
            await migrations.migrate(database)
            if not widen:
                await _check_areas(database, branch, codes)
            now = system_clock()
            expires = now + timedelta(days=settings.invite_days)
            token = await invite_by_operator(database, role, name, branch, codes, expires, now)
    finally:
        await botapi.close(bot)
    click.echo(f"https://t.me/{bot.username}?start={token}")
    click.echo(f"Works once, for {settings.invite_days} days. Give it to {name} alone.", err=True)


async def _check_areas(database: "Database", branch: str, areas: Sequence[str]) -> None:
    """Whether the branch, if there is one already, serves all these areas. Raises BadParameter."""
    from bot.answers.places import Gazetteer
    from bot.flows.served import is_served
    from storage import staff

    async with database.reading() as tx:
        served = next((one.regions for one in await staff.all_branches(tx) if one.id == branch), ())
    outside = [area for area in areas if served and not is_served(area, served)]
    if outside:
        names = ", ".join(f"{area} ({Gazetteer().nearest(area).path})" for area in served)
        sentence = f"the branch {branch} serves {names}; {', '.join(outside)} lies outside. Say --widen to change that"
        raise click.BadParameter(sentence, param_hint="--area")


async def _retire(code: str) -> None:
    from bot.clock import system_clock
    from bot.i18n.catalogue import Catalogue
    from bot.runtime.leaving import dismiss
    from bot.runtime.speech import speeches
    from bot.settings import load
    from storage import staff

    async with opened(load()) as database, database.transaction() as tx:
        member = next((one for one in await staff.everybody(tx) if one.code == code.upper() and one.active), None)
        if member is None or member.chat is None:
            raise click.BadParameter(f"nobody active has the code {code}; see `python -m bot staff list`")
        await dismiss(tx, member, speeches(Catalogue.load()), system_clock())
    click.echo(f"{member.name} ({member.code}) is staff no longer; what they held waits for somebody else.")


async def _list() -> None:
    from bot.settings import load
    from storage import staff

    async with opened(load()) as database, database.reading() as tx:
        members = await staff.everybody(tx)
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
