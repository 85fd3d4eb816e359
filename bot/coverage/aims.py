"""Reads a table of targets: which share a region is to reach in which year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.answers.places import Gazetteer, Place
from bot.conversation.words import Count, Percent
from bot.coverage.asked import Asked
from bot.coverage.chosen import figures
from bot.coverage.columns import Column
from bot.coverage.days import years_in
from bot.coverage.edges import of_a_hundred_in
from bot.coverage.findings import Finding, Findings, doubt_target
from bot.coverage.further import own_rows
from bot.coverage.layout import Layout, repeats_headings
from bot.coverage.naming import is_everywhere, is_total
from bot.coverage.numbers import A_HUNDRED, Figure, of_a_hundred
from bot.coverage.reading import Reader
from bot.coverage.taken import taken
from bot.coverage.told import LONGEST_SOURCE, level_name
from bot.i18n.formats import number
from bot.sheets.sheet import WHOLE, Row
from storage.coverage import Meaning, Provenance, Target

FIRST_YEAR, LAST_YEAR = 2015, 2060
_NAME_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Aim:
    """A row of targets and one of its years: the line (from 1), the name in it, the share in percent."""

    row: int
    name: str
    place: Place | None
    year: int | None
    percent: Figure | None
    source: str = ""
    meaning: Meaning = "of_workers"

    @property
    def is_whole(self) -> bool:
        """Whether it says everything that a target needs."""
        return self.place is not None and self.year is not None and self.percent is not None


@dataclass(frozen=True, slots=True)
class Aims:
    """Everything a table of targets tells, and what there is to say of its rows; `taken` are the columns read."""

    rows: tuple[Aim, ...]
    findings: tuple[Finding, ...]
    taken: tuple[Column, ...] = ()


class AimReader(Reader):
    """One table of targets; `read_aims` may be called once."""

    def __init__(self, table: Layout, places: Gazetteer, asked: Asked) -> None:
        super().__init__(table, places, asked)
        aims = [one for one in table.columns if one.role == "target"]
        aims = [one for one in aims if not one.is_doubtful] or aims
        self.aims = [one for one in aims if one.unit == "percent"] or aims
        self.years = _credible(years_in(" ".join((*table.titles, table.tab))))

    def read_aims(self) -> Aims:
        """Every row, in its order."""
        seen = (row for row in self.table.rows if row.flaws.get(WHOLE) != "hidden")
        rows = own_rows(seen, self.table.columns, self.findings)
        self.namer.learn((self._name(row)[0] for row in rows), self.parent)
        self.of_a_hundred = {one.at: of_a_hundred_in(one, rows) for one in self.aims}
        found = [aim for row in rows for aim in self._aims(row)]
        _double(found, self.findings)
        findings = sorted(self.findings.listed, key=lambda one: one.row)
        counted = figures(self.table.columns, self.asked.today)["all"].get("eligible")
        among = [counted] if counted and any(one.unit == "people" for one in self.aims) else []
        return Aims(tuple(found), tuple(findings), taken(self.table.columns, self.at, [*self.aims, *among]))

    def _aims(self, row: Row) -> Iterator[Aim]:
        name, levels = self._name(row)
        if row.flaws.get(WHOLE):
            self.findings.add(row.line, "unreadable_number", "row")
            yield Aim(row.line, name, None, None, None)
        elif not self._has_figures(row) or repeats_headings(row):
            self._begin_section(row, name, levels)
        elif is_total(name) or is_everywhere(name):
            self.findings.add(row.line, "totals_row_skipped")
        else:
            place = self._place(row, name, levels)
            for one in self.aims:
                figure = self._figure(row, one)
                if figure is not None or row.line in self.findings.rows:
                    yield self._aim(row, name, place, one, figure)

    def _aim(self, row: Row, name: str, place: Place | None, one: Column, figure: Figure | None) -> Aim:
        percent = self._share(row, figure) if one.unit == "people" else figure
        if percent is not None and percent.is_fraction:
            percent = self._of_a_hundred(row, percent)
        if one.is_doubtful:
            people = figure if one.unit == "people" else None
            doubt_target(self.findings, row.line, one.words[:_NAME_WIDEST], percent, people)
        if percent is not None and percent.value > A_HUNDRED:
            self.findings.add(row.line, "over_100", "share", share=Percent(percent.value))
        if percent is not None and percent.value == 0:
            self.findings.add(row.line, "count_implausible", "nothing")
        source = self._text(row, "target_source") or self._text(row, "source") or self.source
        if one.unit == "people" and percent is not None and figure is not None:
            parts = " / ".join(number(count, "id") for count in (figure.whole, self._workers(row)))
            source = f"{parts}; {source}" if source else parts
        return Aim(row.line, name[:_NAME_WIDEST], place, self._year(row, one), percent, source[:LONGEST_SOURCE])

    def _of_a_hundred(self, row: Row, share: Figure) -> Figure | None:
        """Nobody aims at less than one percent; among percentages of a hundred it may yet be a slip."""
        larger = of_a_hundred(share)
        if share.among is None:
            return larger
        told = {"share": Percent(share.value), "meant": Percent(larger.value), "other": Percent(share.among)}
        self.findings.add(row.line, "unreadable_number", "mixed", None, **told)
        return None

    def _share(self, row: Row, people: Figure | None) -> Figure | None:
        """People as a share of the workers of the same row, to two digits; without these nobody can say."""
        if people is None:
            return None
        workers = self._workers(row)
        if not workers:
            self.findings.add(row.line, "unreadable_number", "of_whom", count=Count(people.whole))
            return None
        return Figure(round(people.value * A_HUNDRED / workers, 2), Decimal("0.01"))

    def _workers(self, row: Row) -> int:
        counted = figures(self.table.columns, self.asked.today)["all"].get("eligible")
        told = self._figure(row, counted)
        return told.whole if told else 0

    def _year(self, row: Row, one: Column) -> int | None:
        """The year of a cell, else of the heading, else of the title."""
        cell = years_in(self._text(row, "target_year") or self._text(row, "year") or self._text(row, "as_of"))
        found = _credible(cell) or _credible(one.years) or self.years
        if len(found) != 1:
            self.findings.add(row.line, "as_of_missing", "year")
        return min(found) if len(found) == 1 else None


def accepted(aims: Aims, confirmed: Sequence[str] = ()) -> tuple[Aim, ...]:
    """The rows that may be kept, as far as a person answered with yes to these codes."""
    barred = {
        one.row
        for one in aims.findings
        if one.severity != "note" and not (one.is_confirmable and one.code in confirmed)
    }
    return tuple(one for one in aims.rows if one.is_whole and one.row not in barred)


def target(aim: Aim, provenance: Provenance) -> Target:
    """A row that was accepted, as it is kept; ValueError for one that says too little."""
    if aim.place is None or aim.year is None or aim.percent is None:
        raise ValueError("only accepted rows are kept")
    return Target(aim.place.code, aim.year, aim.percent.value.normalize(), provenance, aim.meaning, aim.source)


def as_json(aim: Aim) -> Mapping[str, Any]:
    """A row as the command line prints it."""
    return {
        "row": aim.row,
        "region": aim.place.code if aim.place else None,
        "name": aim.place.name if aim.place else aim.name,
        "level": level_name(aim.place) if aim.place else None,
        "year": aim.year,
        "target_pct": float(aim.percent.value) if aim.percent else None,
        "meaning": aim.meaning,
        "source": aim.source,
    }


def _double(found: Sequence[Aim], findings: Findings) -> None:
    first: dict[tuple[str, int], Aim] = {}
    for one in found:
        if one.place is None or one.year is None:
            continue
        before = first.setdefault((one.place.code, one.year), one)
        if before is not one:
            same = before.percent is not None and one.percent is not None and before.percent.value == one.percent.value
            variant = "same" if same else "other"
            findings.add(one.row, "duplicate_row", variant, None if same else "error", line=str(before.row))
            if not same:
                findings.add(before.row, "duplicate_row", variant, line=str(one.row))


def _credible(years: set[int] | frozenset[int]) -> frozenset[int]:
    return frozenset(year for year in years if FIRST_YEAR <= year <= LAST_YEAR)
