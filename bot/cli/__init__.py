"""The command line; heavy imports wait inside the commands, so that --help is quick."""

import sys
from typing import Any

import click

from bot.cli import (
    ask,
    audit,
    coverage,
    database,
    facts,
    flows,
    outbox,
    questions,
    report,
    schedule,
    serving,
    sponsors,
    staff,
    timers,
    topics,
    verify,
)
from bot.errors import DeliveryError, SettingsError

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
    *audit.COMMANDS,
    *flows.COMMANDS,
    *facts.COMMANDS,
    *timers.COMMANDS,
    *outbox.COMMANDS,
    *questions.COMMANDS,
    *schedule.COMMANDS,
    *verify.COMMANDS,
    *sponsors.COMMANDS,
    *coverage.COMMANDS,
    *report.COMMANDS,
    *topics.COMMANDS,
    *ask.COMMANDS,
):
    cli.add_command(command)


def main(args: list[str] | None = None) -> Any:
    """Run one command; what an operator can mend is one sentence and exit code 2."""
    try:
        return cli(args=args, prog_name="python -m bot")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except Exception as error:
        sentence = _advice(error)
        if sentence is None:
            raise
        click.echo(f"Error: {sentence}", err=True)
        sys.exit(2)


def _advice(error: Exception) -> str | None:
    """What to do about an error that an operator can mend; None for one of ours."""
    from sqlalchemy.exc import DBAPIError

    from bot.facts.rule import FactsError

    if isinstance(error, SettingsError | FactsError):
        return str(error)
    if isinstance(error, DeliveryError):
        return f"Telegram does not answer ({error}); check the network and TELEGRAM_API_BASE_URL"
    if isinstance(error, DBAPIError):
        kind = type(error.orig).__name__
        return f"the database cannot be used ({kind}); check DATABASE_URL, then run `python -m bot doctor`"
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename or 'check DATABASE_URL'}"
    return None
