"""How far a region is covered, as others counted it, as records; `storage/observations.py` keeps them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeVar

Segment = Literal["all", "pu", "bpu", "jakon"]
"""Whom a figure counts: everybody, wage earners, who works on their own, construction workers."""
Meaning = Literal["of_workers", "of_target"]
"""What a percentage is a share of: of the eligible workers, or of the target."""
SEGMENTS: tuple[Segment, ...] = ("all", "pu", "bpu", "jakon")
MEANINGS: tuple[Meaning, ...] = ("of_workers", "of_target")
Became = Literal["new", "corrected", "same"]
"""What a told figure became: the first of its key, another revision, or nothing new."""
_LEVELS = {2: 1, 5: 2, 8: 3, 13: 4}

Key = tuple[str, date, Segment, Meaning]
"""What makes an observation the same one when it is told again: region, day, segment, meaning."""


def level_of(region: str) -> int:
    """1 for a province, 2 for a kabupaten or kota, 3 for a kecamatan, 4 for a village; KeyError for no dotted code."""
    return _LEVELS[len(region)]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a figure comes from: the SHA-256 of the file in hex, the row in it from 1, who brought it and when (UTC).

    `by` is "command_line" or "officer:AP-0001"; `confirmed` are the codes of the questions that a person answered
    with yes.
    """

    file: str
    row: int
    by: str
    at: datetime
    confirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """How far a region (dotted code) was covered on the day `as_of`; what was not told is None or "".

    `active` and `eligible` count people whatever the `meaning`, the latter by the statistics of `eligible_year`: both
    together tell a share of the workers. Percentages are as they were printed, 33.51 for 33,51 %: `coverage_pct` is a
    share of what `meaning` says, `target_pct` one of the eligible workers that is to be reached in the year of `as_of`,
    `target_people` how many of them where that was told instead. The newest `revision` is what holds.
    """

    region: str
    as_of: date
    provenance: Provenance
    segment: Segment = "all"
    meaning: Meaning = "of_workers"
    active: int | None = None
    eligible: int | None = None
    eligible_year: int | None = None
    eligible_source: str = ""
    coverage_pct: Decimal | None = None
    target_pct: Decimal | None = None
    target_source: str = ""
    source: str = ""
    note: str = ""
    revision: int = 1
    target_people: int | None = None

    @property
    def key(self) -> Key:
        """What makes it the same one."""
        return self.region, self.as_of, self.segment, self.meaning

    @property
    def level(self) -> int:
        """The level of its region."""
        return level_of(self.region)

    @property
    def is_counted(self) -> bool:
        """Whether it counts members and workers."""
        return self.active is not None and bool(self.eligible)

    def says_what(self, other: "Observation") -> bool:
        """Whether both tell the same, wherever they come from."""
        return all(getattr(self, name) == getattr(other, name) for name in _TOLD)


_TOLD = tuple(one.name for one in fields(Observation) if one.name not in ("provenance", "revision"))


@dataclass(frozen=True, slots=True)
class Target:
    """The share that a region is to reach by the end of a year, in percent; the newest `revision` is what holds."""

    region: str
    year: int
    percent: Decimal
    provenance: Provenance
    meaning: Meaning = "of_workers"
    source: str = ""
    revision: int = 1

    @property
    def key(self) -> tuple[str, int, Meaning]:
        """What makes it the same one when it is told again."""
        return self.region, self.year, self.meaning

    def says_what(self, other: "Target") -> bool:
        """Whether both tell the same, wherever they come from."""
        return (self.percent, self.source) == (other.percent, other.source)


_Told = TypeVar("_Told", Observation, Target)


def revised(told: Sequence[_Told], standing: Mapping[Any, _Told]) -> tuple[list[Became], list[_Told]]:
    """What each of these becomes, in their order, beside what stands by its key; and the revisions that are to be kept.

    What is told twice at once is compared with what was told first.
    """
    became: list[Became] = []
    new: list[_Told] = []
    stands = dict(standing)
    for one in told:
        before = stands.get(one.key)
        if before is not None and before.says_what(one):
            became.append("same")
            continue
        became.append("new" if before is None else "corrected")
        stands[one.key] = replace(one, revision=1 if before is None else before.revision + 1)
        new.append(stands[one.key])
    return became, new
