"""`outbox`: what became of everything that was to be sent, and why something was not."""

import asyncio
from collections.abc import Mapping

import click

from bot.cli.opened import opened

STATES = {
    "waiting": "waits for its turn",
    "leased": "is on its way",
    "retry": "is tried again soon",
    "sent": "was sent",
    "muted": "was taken back before it went, for the person wants none",
    "cleared": "was taken back before it went",
    "gone": "did not reach its person",
    "parked": "was given up, for it is wrong; the log names it by its outbox_id",
    "expired": "was given up, for it must not come late or twice",
}
"""What it says of a message that it is in this state."""


@click.group("outbox")
def outbox_group() -> None:
    """Look at what is on its way to people."""


@outbox_group.command("stats")
def stats_command() -> None:
    """Count messages by lane, state and reason; those that ended are kept for three days.

    Why something planned was not sent is known for longer: `timers due` counts it, `timers explain` tells it.
    """
    asyncio.run(_stats())


async def _stats() -> None:
    from bot.settings import load
    from storage import outbox

    async with opened(load()) as database, database.reading() as tx:
        counted = await outbox.reasons(tx)
    click.echo("\n".join(told(counted)))


def told(counted: Mapping[tuple[str, str, str | None], int]) -> list[str]:
    """So many messages of a lane are in a state, for a reason; then what these states mean."""
    if not counted:
        return ["nothing is waiting, and nothing was sent lately"]
    lines = [f"{count}\t{lane}\t{state}{f': {why}' if why else ''}" for (lane, state, why), count in counted.items()]
    found = {state for _, state, _ in counted}
    return [*lines, "", *(f"{state}: it {words}" for state, words in STATES.items() if state in found)]


COMMANDS: tuple[click.Command, ...] = (outbox_group,)
