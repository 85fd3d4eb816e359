"""How long the forms of a weekly report take, after the first of each."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Final

from bench.facts import median_ms
from bench.figures import Figure
from bench.scenarios import Options
from bot.i18n.catalogue import Catalogue
from bot.reports import pages
from bot.reports.weekly import Part, Point, Weekly, from_json

EXAMPLE: Final = Path(__file__).parents[1] / "tests" / "reports" / "golden" / "35.28.json"
PARTS, WEEKS = 24, 52
"""Kecamatan with a figure and figures in the trend: as many as a large kabupaten has after a year."""


def full() -> Weekly:
    """An example with a place for everything it may hold."""
    told = from_json(json.loads(EXAMPLE.read_text("utf-8")))
    parts = tuple(Part(f"35.28.{at:02}", f"Kecamatan {at}", at, at % 3 - 1, Decimal(60 - at)) for at in range(1, PARTS))
    days = (told.last - timedelta(7 * at) for at in reversed(range(WEEKS)))
    trend = tuple(Point(day, Decimal(16 + at) / 2, None, None, at == WEEKS // 2) for at, day in enumerate(days))
    return replace(told, parts=parts, trend=trend)


def form_ms(form: Callable[[Weekly, Catalogue], object]) -> float:
    """Milliseconds for one form; each is of another region, so that nothing is kept from the one before."""
    words, weekly, number = Catalogue.load(), full(), count()
    form(weekly, words)
    return median_ms(lambda: form(replace(weekly, name=f"Kab. Contoh {next(number)}"), words), times=1)


async def reports(_: Options) -> Sequence[Figure]:
    """Picture and page are drawn, the message is said; nothing else runs meanwhile."""
    return [
        Figure("picture of a weekly report", form_ms(pages.picture), 100, 60, "ms", less=True),
        Figure("page of a weekly report", form_ms(pages.document), 100, 80, "ms", less=True),
        Figure("sheets of a weekly report", form_ms(pages.workbook), 100, 50, "ms", less=True),
        Figure("message of a weekly report", form_ms(pages.message), 5, 2, "ms", less=True),
    ]
