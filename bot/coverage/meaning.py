"""Whether a percentage is one of all workers, or only of a target."""

import re
from collections.abc import Iterable
from typing import Final

from bot.coverage.chosen import Figures
from bot.coverage.columns import Column

_OF_TARGET: Final = re.compile(
    r"(?:dari|terhadap|thd|dr|of|atas)\s+(?:the\s+)?target|(?:capaian|realisasi)\s+target", re.IGNORECASE
)
_HEALTH: Final = re.compile(r"\bbpjs[ -]?kes(?:ehatan)?\b|\bjkn\b|\bkartu indonesia sehat\b", re.IGNORECASE)
_OURS: Final = re.compile(r"ketenagakerjaan|naker|jamsostek|\bbpjs[ -]?tk\b", re.IGNORECASE)


def speaks_of_health(texts: Iterable[str]) -> bool:
    """Whether texts speak of BPJS Kesehatan, and none of them of BPJS Ketenagakerjaan."""
    said = " ".join(texts)
    return bool(_HEALTH.search(said)) and not _OURS.search(said)


def speaks_of_target(text: str) -> bool:
    """Whether a text speaks of a share of the target."""
    return bool(_OF_TARGET.search(text))


def of_workers(said: str, cover: Column | None) -> bool | None:
    """What a cell says of the meaning, else the heading; None where neither does."""
    if said:
        return "target" not in said.casefold()
    return cover.of_workers if cover else None


def may_be_of_target(cover: Column | None, of: Figures) -> bool:
    """Whether a heading leaves it open, with a target beside it or the word for what was achieved."""
    if cover is None or cover.of_workers is not None:
        return False
    return cover.is_achievement or any("target" in each for each in of.values())
