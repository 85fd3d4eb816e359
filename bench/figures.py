"""A measured figure beside what the plan asks of it, and how both are printed."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bench.rounds import Round


@dataclass(frozen=True)
class Figure:
    """`at_least` and `aim` are bounds from below, or from above when `less` is better."""

    what: str
    measured: float
    at_least: float
    aim: float
    unit: str = "x"
    less: bool = False

    @property
    def verdict(self) -> str:
        """Which bound is reached."""
        if self._reaches(self.aim):
            return "aim"
        return "at least" if self._reaches(self.at_least) else "short"

    def _reaches(self, bound: float) -> bool:
        return self.measured <= bound if self.less else self.measured >= bound

    def written(self, value: float) -> str:
        """A value with its unit."""
        number = f"{value:.0f}" if value >= 10 else f"{value:.2f}"
        return f"{number}{self.unit}" if self.unit == "x" else f"{number} {self.unit}".strip()


WIDTH = 110
STYLES = {"aim": "green", "at least": "yellow", "short": "red"}


def show_figures(figures: Sequence[Figure]) -> None:
    """The table of the plan, with what was measured."""
    table = Table("", "at least", "aim", "measured", "reaches", title="Jangkau, measured")
    for figure in figures:
        bounds = [figure.written(value) for value in (figure.at_least, figure.aim, figure.measured)]
        table.add_row(figure.what, *bounds, f"[{STYLES[figure.verdict]}]{figure.verdict}")
    Console(width=WIDTH).print(table)


def show_rounds(title: str, played: Mapping[str, Sequence[Round]]) -> None:
    """Medians of each bot's rounds; `ceiling` is what the load driver itself could have played on its core."""
    table = Table("", "updates/s", "p50 ms", "p95 ms", "CPU ms/update", "peak MB", "ceiling/s", title=title)
    for name, rounds in played.items():
        table.add_row(name, *(f"{value:,.{digits}f}" for value, digits in _medians(rounds)))
    Console(width=WIDTH).print(table)


def _medians(rounds: Sequence[Round]) -> list[tuple[float, int]]:
    columns = [
        ([one.per_second for one in rounds], 0),
        ([one.latency(0.5) * 1000 for one in rounds], 0),
        ([one.latency(0.95) * 1000 for one in rounds], 0),
        ([one.cpu / one.updates * 1000 for one in rounds], 2),
        ([one.peak_mb for one in rounds], 0),
        ([one.updates / one.driver_cpu for one in rounds], 0),
    ]
    return [(statistics.median(values), digits) for values, digits in columns]
