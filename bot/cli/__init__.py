"""The command line; heavy imports wait inside the commands, so that --help is quick."""

import sys
from typing import Any

import click

from bot.cli import database, facts, flows, serving, staff
from bot.errors import SettingsError

STOPPED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Jangkau: a Telegram bot that brings informal workers into Jamsostek.

    Try it without a token: python -m bot demo
    """


for command in (
    *database.COMMANDS,
    *serving.COMMANDS,
    *staff.COMMANDS,
    *flows.COMMANDS,
    *facts.COMMANDS,
):
    cli.add_command(command)


def main(args: list[str] | None = None) -> Any:
    """Run one command; what an operator can mend is one sentence and exit code 2."""
    try:
        return cli(args=args, prog_name="python -m bot")
    except SettingsError as wrong:
        click.echo(f"Error: {wrong}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(STOPPED)
