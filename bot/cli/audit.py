"""`audit`: whether the chain of what was done and read is whole."""

import asyncio
from typing import TYPE_CHECKING

import click

from bot.cli.opened import opened

if TYPE_CHECKING:
    from storage.audit import Chain


@click.group("audit")
def audit_group() -> None:
    """Look after the record of who did and read what."""


@audit_group.command("verify")
@click.option("--head", help="The hash printed by an earlier run: it must still be in the chain's past.")
@click.pass_context
def verify_command(ctx: click.Context, head: str | None) -> None:
    """Walk the whole chain; exit 1 when an entry was changed, put in or taken out."""
    chain, known = asyncio.run(_verify(head))
    if chain.broken is not None:
        click.echo(f"broken at entry {chain.broken}: {chain.entries} entries before it are whole", err=True)
        ctx.exit(1)
    if not known:
        click.echo("the hash you gave is not in the chain: entries were taken off its end", err=True)
        ctx.exit(1)
    click.echo(f"{chain.entries} entries, whole; head {chain.head}")
    click.echo("Keep this hash elsewhere and pass it with --head next time: only so is a cut end noticed.")


async def _verify(head: str | None) -> "tuple[Chain, bool]":
    from bot.settings import load
    from storage import audit

    async with opened(load()) as database, database.reading() as tx:
        return await audit.verify(tx), head is None or await audit.holds(tx, head)


COMMANDS: tuple[click.Command, ...] = (audit_group,)
