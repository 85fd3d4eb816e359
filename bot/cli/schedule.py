"""`schedule` and `duties`: what runs by the clock, and what has to be over by a certain hour."""

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from bot.cli.opened import opened

if TYPE_CHECKING:
    from datetime import datetime

MOST = 50


@click.command("schedule")
def schedule_command() -> None:
    """Show what runs by the clock: when, what for, when it last ran and when it will next."""
    asyncio.run(_schedule())


async def _schedule() -> None:
    from rich.console import Console
    from rich.table import Table

    from bot.clock import system_clock
    from bot.runtime.schedule import CALENDAR, SCHEDULE
    from bot.settings import load
    from storage import slots

    async with opened(load()) as database, database.reading() as tx:
        last = await slots.last(tx)
    table = Table("name", f"crontab, {CALENDAR}", "does", "last slot", "done", "next slot")
    for one in SCHEDULE:
        slot = last.get(one.name)
        ran = (_utc(slot.at), _utc(slot.done) if slot.done else "not yet") if slot else ("-", "not yet")
        table.add_row(one.name, one.cron, one.does, *ran, _utc(one.next(system_clock())))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def _utc(at: "datetime") -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


@click.command("duties")
def duties_command() -> None:
    """List what people took back, whether it is over everywhere, and the proof; exit code 1 when one is overdue."""
    if asyncio.run(_duties()):
        sys.exit(1)


async def _duties() -> bool:
    """Whether one is overdue."""
    from bot.clock import system_clock
    from bot.facts.base import load as load_facts
    from bot.flows.asked_later import STILL_ALLOWED
    from bot.runtime.duties import within
    from bot.settings import load
    from storage import duties

    facts, now, late = load_facts(), system_clock(), False
    async with opened(load()) as database, database.reading() as tx:
        found = [
            (duty, await duties.left(tx, duty, STILL_ALLOWED) if duty.done is None else {})
            for duty in await duties.newest(tx, MOST)
        ]
    for duty, left in found:
        due = duty.asked + within(facts, duty)
        is_late = duty.done is None and now > due
        late |= is_late
        state = f"over at {_utc(duty.done)}" if duty.done else f"{'OVERDUE' if is_late else 'open'}, due {_utc(due)}"
        counts = duty.proof if duty.done else left
        told = ", ".join(f"{name} {count}" for name, count in sorted((counts or {}).items()))
        click.echo(f"{duty.id}\t{duty.kind}\tasked {_utc(duty.asked)}\t{state}\t{told or 'nothing left'}")
    return late


COMMANDS: tuple[click.Command, ...] = (schedule_command, duties_command)
