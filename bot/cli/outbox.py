"""`outbox`: what became of everything that was to be sent, and why something was not."""

import asyncio

import click

from bot.cli.opened import opened


@click.group("outbox")
def outbox_group() -> None:
    """Look at what is on its way to people."""


@outbox_group.command("stats")
def stats_command() -> None:
    """Count messages by lane, state and reason; those that ended are kept for three days."""
    asyncio.run(_stats())


async def _stats() -> None:
    from bot.settings import load
    from storage import outbox

    async with opened(load()) as database, database.reading() as tx:
        counted = await outbox.reasons(tx)
    for (lane, state, why), count in counted.items():
        click.echo(f"{count}\t{lane}\t{state}{f': {why}' if why else ''}")
    if not counted:
        click.echo("nothing is waiting, and nothing was sent lately")


COMMANDS: tuple[click.Command, ...] = (outbox_group,)
