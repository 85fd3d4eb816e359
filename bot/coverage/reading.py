"""Reads a table of coverage row by row: which region, which day, which figures; what cannot be read is said."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answers.places import Gazetteer, Place
from bot.answers.spelling import MARKERS, fold
from bot.answers.texts import clean
from bot.coverage import numbers
from bot.coverage.by_cells import completed
from bot.coverage.columns import FIGURES, PLACES, Column, Role, is_heading_word, segments_in
from bot.coverage.days import day_in, day_of, years_in
from bot.coverage.findings import Findings
from bot.coverage.layout import Layout
from bot.coverage.naming import (
    NOWHERE,
    VILLAGE,
    Named,
    Namer,
    in_titles,
    is_total,
    listed,
    segment_named,
    without_segment,
)
from bot.coverage.told import Reading, Told
from bot.sheets.private import hides_a_number
from bot.sheets.sheet import WHOLE, Row, Value, plain
from storage.coverage import SEGMENTS, Segment

EARLIEST = date(2015, 7, 1)
SUGGESTED_MOST = 20
"""Unknown names for which a likely one is looked for; that takes a moment each."""
_OF_TARGET = re.compile(r"(?:dari|terhadap|thd|dr|of|atas)\s+(?:the\s+)?target|(?:capaian|realisasi)\s+target")
_SOURCE = re.compile(r"^(?:sumber|source)(?: data)?\s*[:=]\s*(.+)", re.IGNORECASE)
_NAME_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever brings a table says of it: around which region, as of which day; `today` ends all days.

    `usual` is around its regions where neither they nor the table say more, and nothing outside of `allowed` (dotted
    codes; none means anywhere) is taken.
    """

    today: date
    region: Place | None = None
    as_of: date | None = None
    usual: Place | None = None
    allowed: tuple[str, ...] = ()


class Reader:
    """One table; `read` may be called once."""

    def __init__(self, table: Layout, places: Gazetteer, asked: Asked) -> None:
        self.parent = asked.region or in_titles(table.titles, places) or in_titles((table.tab,), places) or asked.usual
        self.table = table = completed(table, places, self.parent)
        self.asked = asked
        self.findings = Findings()
        self.namer = Namer(places)
        self.at = _sole_columns(table.columns)
        self.places = sorted((one for one in table.columns if one.role in PLACES), key=lambda one: PLACES[one.role])
        self.above: dict[int, str] = {}
        self.section: Place | None = None
        self.suggested = 0
        self.segment = _sole(segments_in(" ".join(table.titles)))
        self.day, self.many_days = self._day_of_table()
        self.figures = _figures(table.columns, self.day or asked.today)
        self.source = ""
        self.speaks_of_share = bool(_OF_TARGET.search(" ".join(table.titles).casefold()))

    def read(self) -> Reading:
        """Every row, in its order."""
        hidden = sum(row.flaws.get(WHOLE) == "hidden" for row in self.table.rows)
        rows = [row for row in self.table.rows if row.flaws.get(WHOLE) != "hidden"]
        self.source = self._source(rows)
        self.namer.learn((self._name(row)[0] for row in rows if self._has_figures(row)), self.parent)
        fractions = {one.at for one in self.table.columns if self._holds_fractions(one, rows)}
        told = [one for row in rows for one in self._row(row, fractions)]
        return Reading(tuple(told), tuple(self.findings.listed), hidden)

    # Rows

    def _row(self, row: Row, fractions: set[int]) -> list[Told]:
        name, levels = self._name(row)
        if row.flaws.get(WHOLE):
            self.findings.add(row.line, "unreadable_number", "row")
            return [Told(row.line, name)]
        if not self._has_figures(row) or self._repeats_headings(row):
            self._begin_section(name, levels)
            return []
        if is_total(name) or (not name and any(is_total(plain(cell)) for cell in row.cells if isinstance(cell, str))):
            self.findings.add(row.line, "totals_row_skipped")
            return []
        name, by_name = without_segment(name)
        place = self._place(row, name, levels)
        day, segment = self._day(row), self._segment(row) or by_name or self.segment or "all"
        common = self._common(row, Told(row.line, name[:_NAME_WIDEST], place, day))
        found = [self._entry(row, common, key, segment, fractions) for key in self.figures]
        told = [one for one in found if one.has_figures]
        if not told:
            return [common] if row.line in self.findings.rows else []
        return told

    def _entry(self, row: Row, common: Told, key: Segment, default: Segment, fractions: set[int]) -> Told:
        """The figures of one segment; those of columns without any are of the segment that the row names."""
        columns = self.figures[key]
        cover = columns.get("coverage")
        target = columns.get("target")
        people = target is not None and target.unit == "people"
        aims = self._figure(row, target)
        return replace(
            common,
            segment=default if key == "all" else key,
            active=self._figure(row, columns.get("active")),
            eligible=self._figure(row, columns.get("eligible")),
            coverage=self._figure(row, cover),
            target=None if people else aims,
            target_people=aims if people else None,
            of_workers=self._of_workers(row, cover),
            may_be_of_target=self._may_be_of_target(cover, common),
            in_column_of_fractions=cover is not None and cover.at in fractions,
            eligible_year=common.eligible_year if "eligible" in columns else None,
            eligible_source=common.eligible_source if "eligible" in columns else "",
        )

    def _common(self, row: Row, told: Told) -> Told:
        """What a row says besides its figures."""
        counted = self.figures["all"].get("eligible") or next(
            (columns["eligible"] for columns in self.figures.values() if "eligible" in columns), None
        )
        years = years_in(self._text(row, "eligible_year")) or (counted.years if counted else frozenset[int]())
        return replace(
            told,
            eligible_year=min(years) if len(years) == 1 else None,
            eligible_source=self._text(row, "eligible_source") or (counted.aside if counted else ""),
            target_source=self._text(row, "target_source"),
            source=self._text(row, "source") or self.source,
            note=self._text(row, "note"),
        )

    def _figure(self, row: Row, one: Column | None) -> numbers.Figure | None:
        """The number in a cell; what it is not is said."""
        if one is None:
            return None
        cell, flaw = _cell(row, one.at), row.flaws.get(one.at)
        if flaw == "formula" or (isinstance(cell, str) and cell.startswith("=")):
            self.findings.add(row.line, "formula_ignored", column=one.words[:_NAME_WIDEST])
            return None
        try:
            if flaw == "error":
                raise numbers.Unreadable
            figure = numbers.share(cell) if one.unit == "percent" else numbers.count(cell, one.scale)
        except numbers.Unreadable:
            said = clean(plain(cell), 40) or "#"
            self.findings.add(row.line, "unreadable_number", "cell", column=one.words[:_NAME_WIDEST], text=said)
            return None
        if figure is not None and figure.value < 0:
            said = clean(plain(cell), 40)
            self.findings.add(row.line, "negative", column=one.words[:_NAME_WIDEST], text=said)
            return None
        return figure

    # Which region

    def _name(self, row: Row) -> tuple[str, tuple[int, ...]]:
        """What a row is called, and the levels that its column names; the code is what counts where there is one."""
        code = self._text(row, "code")
        if any(map(str.isdigit, code)):
            return code, ()
        for one in reversed(self.places):
            if said := clean(plain(_cell(row, one.at)), 120):
                return said, (PLACES[one.role],)
        return self._text(row, "region"), self._level_told(row)

    def _level_told(self, row: Row) -> tuple[int, ...]:
        words = fold(self._text(row, "level")).split()
        return (MARKERS[words[0]],) if words and words[0] in MARKERS else ()

    def _has_name_column(self) -> bool:
        return bool(self.places) or "region" in self.at or "code" in self.at

    def _place(self, row: Row, name: str, levels: tuple[int, ...]) -> Place | None:
        if not name and not self._has_name_column() and self.parent is not None:
            return self.parent
        if not name:
            for one in self.table.columns:
                if row.flaws.get(one.at) == "formula" and one.role in (*PLACES, "region", "code"):
                    self.findings.add(row.line, "formula_ignored", column=one.words[:_NAME_WIDEST])
            self.findings.add(row.line, "unknown_region", "missing")
            return None
        parent, clear = self._around(row)
        found = self.namer.region(name, levels, parent) if clear else NOWHERE
        if not found.places and self.section is not None:
            self.section, found = None, self.namer.region(name, levels, self.parent)
        if not found.places and clear and self._is_beside(name, levels, parent):
            found = self.namer.region(name, levels)
        found = self._of_told_kind(row, found)
        if found.sole is None:
            self._say_unknown(row, name, levels, parent, found)
        elif not self._is_allowed(found.sole):
            self.findings.add(row.line, "unknown_region", "elsewhere", place=found.sole.path)
        return found.sole

    def _is_beside(self, name: str, levels: tuple[int, ...], parent: Place | None) -> bool:
        """Whether a row speaks of a neighbour: a title about one kabupaten may stand above several."""
        if parent is None or self.asked.region is not None:
            return False
        marked = MARKERS.get(next(iter(fold(name).split()), ""), VILLAGE)
        return min(marked, *levels) <= parent.level if levels else marked <= parent.level

    def _is_allowed(self, place: Place) -> bool:
        allowed = self.asked.allowed
        return not allowed or any(place.code == code or place.code.startswith(f"{code}.") for code in allowed)

    def _around(self, row: Row) -> tuple[Place | None, bool]:
        """The place around that of a row, and whether it is clear: wider columns, the section, the table's region."""
        around = self.section or self.parent
        filled = [(one, clean(plain(_cell(row, one.at)), 120)) for one in self.places]
        told = [one for one, said in filled if said]
        for one, said in filled:
            if said:
                self.above[one.at] = said
                for narrower in self.places[self.places.index(one) + 1 :]:
                    self.above.pop(narrower.at, None) if narrower not in told else None
        for one in self.places[: self.places.index(told[-1])] if told else []:
            if said := self.above.get(one.at, ""):
                found = self.namer.region(said, (PLACES[one.role],), around)
                if found.sole is None:
                    return around, False
                around = found.sole if around is None or found.sole.level > around.level else around
        return around, True

    def _of_told_kind(self, row: Row, found: Named) -> Named:
        """Of namesakes the one whose kind another column tells."""
        kind = fold(self._text(row, "level"))
        alike = tuple(one for one in found.places if one.kind == kind)
        return Named(alike) if alike else found

    def _say_unknown(self, row: Row, name: str, levels: tuple[int, ...], parent: Place | None, found: Named) -> None:
        if found.places:
            self.findings.add(row.line, "ambiguous_region", text=name[:_NAME_WIDEST], places=listed(found.places))
            return
        self.suggested += 1
        like = self.namer.like(name, levels, parent) if self.suggested <= SUGGESTED_MOST else None
        said = name[:_NAME_WIDEST]
        if like is not None:
            self.findings.add(row.line, "unknown_region", "like", text=said, place=f"{like.path} ({like.code})")
        elif parent is not None:
            self.findings.add(row.line, "unknown_region", "inside", text=said, place=parent.name)
        else:
            self.findings.add(row.line, "unknown_region", "nowhere", text=said)

    def _begin_section(self, name: str, levels: tuple[int, ...]) -> None:
        """A region that stands alone in a row is around those in the rows below it."""
        place = self.namer.region(name, levels, self.parent).sole if name and not is_total(name) else None
        if place is not None and place != self.parent:
            self.section = place

    # Which day, which segment

    def _day_of_table(self) -> tuple[date | None, bool]:
        if self.asked.as_of is not None:
            return self.asked.as_of, False
        headed = [one.words for one in self.table.columns if one.role in FIGURES and one.role != "target"]
        for said in (self.table.titles, headed, (self.table.tab,)):
            day, many = day_of(said)
            if day is not None or many:
                return day, many
        return None, False

    def _day(self, row: Row) -> date | None:
        cell = _cell(row, self.at["as_of"].at) if "as_of" in self.at else None
        year = _cell(row, self.at["year"].at) if "year" in self.at else None
        if cell is None or not plain(cell):
            day, variant = self.day, "many" if self.many_days else "nowhere"
        else:
            day, variant = day_in(cell, year), "unreadable"
        if day is not None and not EARLIEST <= day <= self.asked.today:
            day, variant = None, "future"
        if day is None:
            self.findings.add(row.line, "as_of_missing", variant, text=clean(plain(cell), 40))
        return day

    def _segment(self, row: Row) -> Segment | None:
        said = self._text(row, "segment")
        segment = segment_named(said) if said else None
        if said and segment is None:
            self.findings.add(row.line, "unreadable_number", "segment", text=said[:_NAME_WIDEST])
        return segment

    # What a percentage means

    def _of_workers(self, row: Row, cover: Column | None) -> bool | None:
        said = self._text(row, "meaning").casefold()
        if said:
            return "target" not in said
        return cover.of_workers if cover else None

    def _may_be_of_target(self, cover: Column | None, common: Told) -> bool:
        if self.speaks_of_share or _OF_TARGET.search(common.note.casefold()):
            return True
        open_to_doubt = cover is not None and cover.of_workers is None
        return open_to_doubt and (
            (cover is not None and cover.is_achievement) or any("target" in each for each in self.figures.values())
        )

    # Cells

    def _text(self, row: Row, role: Role) -> str:
        cell = _cell(row, self.at[role].at) if role in self.at else None
        return "" if hides_a_number(cell) else clean(plain(cell), 500)

    def _has_figures(self, row: Row) -> bool:
        columns = (one for one in self.table.columns if one.role in FIGURES)
        return any(plain(_cell(row, one.at)) or one.at in row.flaws for one in columns)

    def _repeats_headings(self, row: Row) -> bool:
        """Whether it is the row of headings once more, as on each page of a printed table."""
        said = [cell for cell in row.cells if cell is not None]
        if any(not isinstance(cell, str) or cell[:1].isdecimal() for cell in said):
            return False
        return all(is_heading_word(str(cell)) for cell in said)

    def _source(self, rows: Iterable[Row]) -> str:
        """What a line above or below the table says of where it comes from."""
        lines = [*self.table.titles, *(plain(cell) for row in rows if not self._has_figures(row) for cell in row.cells)]
        found = (_SOURCE.match(clean(line, 300)) for line in lines)
        return next((one[1] for one in found if one), "")

    def _holds_fractions(self, one: Column, rows: Sequence[Row]) -> bool:
        if one.unit != "percent" or one.role not in FIGURES:
            return False
        found = [figure for row in rows if (figure := _quietly(numbers.share, _cell(row, one.at))) is not None]
        return any(each.is_fraction for each in found) and all(each.value <= 1 for each in found)


def _quietly(parse: Callable[[Value], numbers.Figure | None], cell: Value) -> numbers.Figure | None:
    try:
        return parse(cell)
    except numbers.Unreadable:
        return None


def _cell(row: Row, at: int) -> Value:
    return row.cells[at] if at < len(row.cells) else None


def _sole_columns(columns: Sequence[Column]) -> Mapping[Role, Column]:
    """The first column of each role."""
    return {one.role: one for one in reversed(columns)}


def _sole(segments: Sequence[Segment]) -> Segment | None:
    named = [one for one in segments if one != "all"]
    return named[0] if len(named) == 1 else None


def _figures(columns: Sequence[Column], on: date) -> Mapping[Segment, Mapping[Role, Column]]:
    """The figures of each segment: of several columns the one that says so most plainly, a target for this year."""
    found: dict[Segment, dict[Role, Column]] = {segment: {} for segment in SEGMENTS}
    for one in columns:
        if one.role not in FIGURES or (one.role == "target" and one.years and on.year not in one.years):
            continue
        before = found[one.segment].get(one.role)
        if before is None or _claim(one) > _claim(before):
            found[one.segment][one.role] = one
    return {segment: roles for segment, roles in found.items() if roles or segment == "all"}


def _claim(one: Column) -> tuple[bool, bool, int]:
    """How much speaks for a column: coverage of workers before a share of the target, percentages of a target."""
    return one.of_workers is not False, one.role != "target" or one.unit == "percent", one.rank
