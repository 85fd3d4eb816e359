"""How long a price takes, and how long the whole law takes to read and check."""

import statistics
from collections.abc import Callable, Sequence
from datetime import date
from timeit import Timer

from bench.figures import Figure
from bench.scenarios import Options
from bot.facts.base import load
from bot.facts.checks import problems
from bot.facts.contributions import quote

ROUNDS = 15


def median_ms(act: Callable[[], object], times: int) -> float:
    """Milliseconds for one act: the median of rounds of so many."""
    seconds = Timer(act).repeat(ROUNDS, times)
    return statistics.median(seconds) / times * 1000


def quote_ms() -> float:
    """One quote, all three programmes, one month of the cut."""
    facts, month = load(), date(2026, 11, 1)
    return median_ms(lambda: quote(facts, 2_700_000, "other", "self", ("jkk", "jkm", "jht"), month), times=1_000)


def load_ms() -> float:
    """Reading all files of the fact base and checking them."""
    return median_ms(lambda: problems(load()), times=1)


async def facts(_: Options) -> Sequence[Figure]:
    """The two figures; nothing else runs meanwhile."""
    return [
        Figure("one quote of the price", quote_ms(), 0.2, 0.2, "ms", less=True),
        Figure("load and check all facts", load_ms(), 100, 100, "ms", less=True),
    ]
