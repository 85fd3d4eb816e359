"""`python -m bench` measures everything; `python -m bench form latency --rounds 3` only what is named."""

import asyncio
import sys
from collections.abc import Sequence

import click

from bench import endurance, scenarios
from bench.bots import MODERN, BotDiedError
from bench.broadcast import broadcast
from bench.facts import facts
from bench.figures import Figure, show_figures
from bench.mondays import mondays
from bench.offers import offers
from bench.questions import questions
from bench.reports import reports
from bench.routing import routing
from bench.scenarios import Options, Scenario
from bench.telegram import StuckError
from bench.waiting import waiting
from bench.weekly import weeks

SCENARIOS: dict[str, Scenario] = {
    "form": scenarios.form,
    "durability": scenarios.durability,
    "postgresql": scenarios.postgresql,
    "latency": scenarios.latency,
    "paced": endurance.paced,
    "broadcast": broadcast,
    "start": endurance.start_and_stop,
    "memory": endurance.memory,
    "facts": facts,
    "questions": questions,
    "routing": routing,
    "offers": offers,
    "waiting": waiting,
    "weekly": weeks,
    "reports": reports,
    "mondays": mondays,
}
BESIDE_AIOGRAM = "form"


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(SCENARIOS)))
@click.option("--rounds", default=5, show_default=True, help="Interleaved rounds; medians are shown.")
@click.option("--people", default=200, show_default=True, help="People who chat at once.")
def main(names: Sequence[str], rounds: int, people: int) -> None:
    """Measure Jangkau side by side with what one would use instead; writes nothing."""
    if BESIDE_AIOGRAM in (names or SCENARIOS) and not MODERN.exists():
        sys.exit("aiogram is not installed yet: run `make bench` once.")
    try:
        show_figures(asyncio.run(_measure(names or list(SCENARIOS), Options(rounds, people))))
    except (BotDiedError, StuckError) as broken:
        sys.exit(f"{type(broken).__name__}: {broken}")


async def _measure(names: Sequence[str], options: Options) -> list[Figure]:
    figures: list[Figure] = []
    for name in names:
        click.echo(f"measuring: {name}")
        figures += await SCENARIOS[name](options)
    return figures


if __name__ == "__main__":
    main()
