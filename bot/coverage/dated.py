"""Columns over which only a day stands ("Sept 2026 | Okt 2026"): what they count is told by the titles, or beside."""

from collections.abc import Mapping, Sequence

from bot.coverage.columns import FIGURES, Column, Role, column
from bot.coverage.days import sole_day

FEWEST = 2
"""Days beside each other that are headings; one alone may be anything, unless a table lacks what it counts."""


def days_in(words: Mapping[int, str]) -> int:
    """How many cells of a row are nothing but days, behind a first one that is none."""
    return sum(sole_day(said) is not None for at, said in words.items() if at)


def dated(words: Mapping[int, str], titles: Sequence[str], found: Sequence[Column]) -> list[Column]:
    """These columns; none where nothing tells what they count."""
    days = {at: day for at, said in words.items() if (day := sole_day(said))}
    lacks = bool(found) and not any(one.role in ("active", "coverage") for one in found)
    role = _role(titles, found) if len(days) >= (1 if lacks else FEWEST) else None
    return [Column(at, role, words[at], day=day) for at, day in days.items()] if role else []


def _role(titles: Sequence[str], found: Sequence[Column]) -> Role | None:
    """Coverage may yet turn out to be members, by what stands in the cells."""
    told = {one.role for title in titles if (one := column(0, title)) and one.role in FIGURES}
    beside = {one.role for one in found}
    if "coverage" in told or (not told and "eligible" in beside and not beside & {"active", "coverage"}):
        return "coverage"
    if "active" in told:
        return "active"
    return "eligible" if "eligible" in told and "eligible" not in beside else None
