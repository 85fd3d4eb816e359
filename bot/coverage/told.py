"""What one row of a table says of one region, one day and one segment, before and after somebody doubted it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from bot.answers.places import Place
from bot.coverage.columns import Column
from bot.coverage.findings import Finding
from bot.coverage.numbers import Figure
from storage.coverage import Meaning, Observation, Provenance, Segment

LONGEST_SOURCE, LONGEST_NOTE, LONGEST_HEADING = 200, 500, 60
Doubt = Literal["members", "bare", "column", "aim"]
"""Members who may be some of them alone, members of whom the heading names nobody, a percentage of who knows what, a
target that may be one of a month or of a few people."""
Kind = Literal["some", "strange", "known", "crossed", "all"]
"""Workers whom we do not keep apart, a count under words that we do not know, one of what is none of our business,
members of a segment over all workers, all members over all workers, each told by their parts."""
_LEVELS = {"provinsi": "province", "distrik": "kecamatan", "kelurahan": "desa", "desa_adat": "desa"}


@dataclass(frozen=True, slots=True)
class Told:
    """A row: the line it stands in (from 1), the name in it, its figures; None for what it does not say.

    `of_workers`: whether its percentage is of workers or of the target, None where its heading leaves it open.
    `may_be_of_target`: whether the table speaks of targets at all. `target_people` is a target told in people.
    `uncovered` are workers who are no members as the table has them, `others` what its percentage may be of as well:
    both are there to doubt the rest, and are not kept. `doubts` are headings of its members, its percentage or its
    target.
    """

    row: int
    name: str
    place: Place | None = None
    as_of: date | None = None
    segment: Segment = "all"
    active: Figure | None = None
    eligible: Figure | None = None
    coverage: Figure | None = None
    target: Figure | None = None
    target_people: Figure | None = None
    of_workers: bool | None = None
    may_be_of_target: bool = False
    meaning: Meaning = "of_workers"
    eligible_year: int | None = None
    eligible_source: str = ""
    target_source: str = ""
    source: str = ""
    note: str = ""
    uncovered: Figure | None = None
    others: tuple["Other", ...] = ()
    doubts: tuple[tuple[Doubt, str], ...] = ()

    @property
    def has_figures(self) -> bool:
        """Whether it says anything to keep."""
        figures = (self.active, self.eligible, self.coverage, self.target, self.target_people)
        return any(one is not None for one in figures)


@dataclass(frozen=True, slots=True)
class Other:
    """Of whom a percentage may be that stands beside no members and workers of its own; `said` is their heading, or the
    name of the segment."""

    kind: Kind
    said: str
    part: Figure | None
    whole: Figure | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a table tells, and everything there is to say of its rows; `hidden` counts rows that were left out,
    `taken` are the columns that were read."""

    rows: tuple[Told, ...]
    findings: tuple[Finding, ...]
    hidden: int = 0
    taken: tuple[Column, ...] = ()


@dataclass(slots=True)
class Verdict:
    """Which rows may be kept, as far as a person has answered: `confirmed` are the codes they said yes to, `agreed` the
    single questions, as row and code."""

    findings: Sequence[Finding]
    confirmed: Collection[str] = ()
    agreed: Collection[tuple[int, str]] = ()
    by_row: dict[int, list[Finding]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the findings by their rows."""
        self.by_row = {}
        for one in self.findings:
            self.by_row.setdefault(one.row, []).append(one)

    def accepts(self, told: Told) -> bool:
        """Whether nothing stands against keeping it."""
        if told.place is None or told.as_of is None or not told.has_figures:
            return False
        return all(one.severity == "note" or self._is_answered(one) for one in self.by_row.get(told.row, ()))

    def answered(self, told: Told) -> tuple[str, ...]:
        """The codes of the questions about a row that somebody answered with yes."""
        asked = (one.code for one in self.by_row.get(told.row, ()) if self._is_answered(one))
        return tuple(sorted(set(asked)))

    def _is_answered(self, one: Finding) -> bool:
        return one.is_confirmable and (one.code in self.confirmed or (one.row, one.code) in self.agreed)


def level_name(place: Place) -> str:
    """province, kabupaten, kota, kecamatan or desa."""
    return _LEVELS.get(place.kind, place.kind)


def as_json(told: Told) -> dict[str, Any]:
    """A row as the command line prints it; these keys in this order."""
    return {
        "row": told.row,
        "region": told.place.code if told.place else None,
        "name": told.place.name if told.place else told.name,
        "level": level_name(told.place) if told.place else None,
        "as_of": told.as_of.isoformat() if told.as_of else None,
        "segment": told.segment,
        "active": told.active.whole if told.active else None,
        "eligible": told.eligible.whole if told.eligible else None,
        "coverage_pct": _plain(told.coverage),
        "target_pct": _plain(told.target),
        "meaning": told.meaning,
    }


def observation(told: Told, provenance: Provenance) -> Observation:
    """A row that was accepted, as it is kept; ValueError for one without region or day."""
    if told.place is None or told.as_of is None:
        raise ValueError("only accepted rows are kept")
    return Observation(
        told.place.code,
        told.as_of,
        provenance,
        told.segment,
        told.meaning,
        told.active.whole if told.active else None,
        told.eligible.whole if told.eligible else None,
        told.eligible_year,
        told.eligible_source[:LONGEST_SOURCE],
        told.coverage.value.normalize() if told.coverage else None,
        told.target.value.normalize() if told.target else None,
        told.target_source[:LONGEST_SOURCE],
        told.source[:LONGEST_SOURCE],
        told.note[:LONGEST_NOTE],
        target_people=told.target_people.whole if told.target_people else None,
    )


def _plain(figure: Figure | None) -> float | int | None:
    if figure is None:
        return None
    value = float(figure.value)
    return int(value) if value.is_integer() else value
