"""Reads a table of coverage row by row: which region, which day, which figures; what cannot be read is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from bot.answers.places import Gazetteer
from bot.answers.texts import clean
from bot.conversation.words import Count, Day
from bot.coverage import numbers
from bot.coverage.around import day_of_table, own_day, source_of, year_of
from bot.coverage.asked import EARLIEST, Asked
from bot.coverage.blocks import Block, without_numbering, words_alone
from bot.coverage.chosen import Figures, figures, periods, rivals, under
from bot.coverage.columns import BESIDE, FIGURES, Column, Role, names_people, sole_segment
from bot.coverage.days import day_in, day_of, years_in
from bot.coverage.edges import losing_zeros, of_a_hundred_in, without_edges
from bot.coverage.further import own_rows
from bot.coverage.groups import left_alone, missed
from bot.coverage.layout import Layout, repeats_headings
from bot.coverage.meaning import may_be_of_target, of_workers, speaks_of_health, speaks_of_target
from bot.coverage.naming import (
    in_titles,
    is_average,
    is_everywhere,
    is_total,
    kind_named,
    segment_named,
    without_segment,
)
from bot.coverage.placing import NAME_WIDEST, Placing
from bot.coverage.repeated import named
from bot.coverage.strangers import are_a_sum, others
from bot.coverage.sums import Sums
from bot.coverage.taken import taken
from bot.coverage.told import Doubt, Reading, Told
from bot.sheets.sheet import WHOLE, Row, Value, plain
from storage.coverage import Segment


class Reader(Placing):
    """One table; `read` may be called once."""

    def __init__(self, table: Layout, places: Gazetteer, asked: Asked) -> None:
        super().__init__(table, places, asked)
        table = self.table
        self.segment = sole_segment(" ".join(table.titles)) or sole_segment(table.tab)
        self.block = Block()
        self.said_between: list[tuple[int, str]] = []
        self.block.begin(without_numbering("".join(table.titles[-1:])))
        below = [row for row in table.rows if not self._has_figures(row)]
        self.day, self.many_days = self._day_of(table, below)
        self.source = source_of(table.titles, below)
        on = self.day or asked.today
        self.periods = periods(table.columns, on) if "as_of" not in self.at else [(None, figures(table.columns, on))]
        self.rivals = rivals(table.columns, [of for _, of in self.periods], on)
        self.sums = Sums(table.columns)
        self.losing = frozenset[int]()
        self.of_a_hundred: Mapping[int, Decimal | None] = {}
        self.speaks_of_share = speaks_of_target(" ".join(table.titles))
        self.is_of_health = speaks_of_health((*table.titles, table.tab, *(one.words for one in table.columns)))
        self.year = year_of((*table.titles, table.tab))
        self.years_told = set[int]().union(*(years_in(self._text(row, "year")) for row in table.rows))

    def read(self) -> Reading:
        """Every row, in its order."""
        hidden = sum(row.flaws.get(WHOLE) == "hidden" for row in self.table.rows)
        shown = self._shown()
        self.namer.learn((self._name(row)[0] for row in shown if self._has_figures(row)), self.parent)
        rows = without_edges(shown, self.table.columns, self._names_a_region, lambda row: self._name(row)[0])
        rows = named(rows, self.at, self._has_figures)
        self.losing = losing_zeros(self.table.columns, rows)
        self.of_a_hundred = {one.at: of_a_hundred_in(one, rows) for one in self.table.columns}
        told = [one for row in rows for one in self._row(row)]
        chosen = [one for _, of in self.periods for columns in of.values() for one in columns.values()]
        read = taken(self.table.columns, self.at, chosen)
        return Reading(tuple(told), tuple(self.findings.listed), hidden, read)

    def _shown(self) -> list[Row]:
        """The rows of this table that a person sees; what is left out beside it is said."""
        for line, words in self.table.above:
            self.findings.add(line, "meaning_unclear", "table", text=clean(words, 80))
        if self.table.left_out:
            said = clean(", ".join(self.table.left_out), 80)
            self.findings.add(self.table.line, "meaning_unclear", "left_out", "note", columns=said)
        seen = (row for row in self.table.rows if row.flaws.get(WHOLE) != "hidden")
        return own_rows(seen, self.table.columns, self.findings)

    # Rows

    def _row(self, row: Row) -> list[Told]:
        name, levels = self._name(row)
        if row.flaws.get(WHOLE):
            self.findings.add(row.line, "unreadable_number", "row")
            return [Told(row.line, name)]
        if repeats_headings(row) or not self._has_figures(row):
            if self._tells_others(row, name, levels):
                return [self._lost(row, name, levels)]
            self._begin_section(row, name, levels)
            return []
        self.said_between.clear()
        name, by_name = without_segment(name)
        if is_total(name) or is_everywhere(name) or (not name and self._is_sum(row)):
            self._skip_sum(row, name)
            return []
        if not by_name and self._is_named_sum(row, name, levels):
            self._skip_sum(row, name)
            return []
        place = self._place(row, name, levels)
        self.sums.add(row, place)
        if self.is_of_health:
            self.findings.add(row.line, "meaning_unclear", "health")
        if self._names_no_segment(row):
            return [Told(row.line, name[:NAME_WIDEST], place)]
        segment = self._segment(row) or by_name or self.block.segment or self.segment or "all"
        told = [
            self._entry(row, self._common(row, Told(row.line, name[:NAME_WIDEST], place, day), of), of, key)
            for day, of in self._periods_of(row, segment)
            for key in of
        ]
        common = Told(row.line, name[:NAME_WIDEST], place, told[0].as_of if told else None)
        found = [one for one in told if one.has_figures]
        if not found and row.line not in self.findings.rows and self._holds_more(row):
            self.findings.add(row.line, "unreadable_number", "elsewhere")
        return found or ([common] if row.line in self.findings.rows else [])

    def _tells_others(self, row: Row, name: str, levels: tuple[int, ...]) -> bool:
        """Whether a row of a region like those beside it holds numbers, all of them in columns that are not read."""
        if not self._holds_more(row) or repeats_headings(row) or is_total(name) or kind_named(name):
            return False
        found = self.namer.region(name, levels, self.parent)
        usual = self.namer.usual or 0
        return bool(found.places) and all(one.level >= usual for one in found.places)

    def _holds_more(self, row: Row) -> bool:
        """Whether a number stands in any column behind the name that says nothing of the row itself."""
        about = {one.at for one in self.table.columns if one.role not in (*FIGURES, BESIDE, "note", "source")}
        names = [one.at for one in (*self.places, *(self.at[role] for role in ("region", "code") if role in self.at))]
        cells = enumerate(row.cells)
        return any(at > max(names, default=-1) and at not in about and numbers.is_figure(cell) for at, cell in cells)

    def _lost(self, row: Row, name: str, levels: tuple[int, ...]) -> Told:
        self.said_between.clear()
        self.findings.add(row.line, "unreadable_number", "elsewhere")
        return Told(row.line, name[:NAME_WIDEST], self._place(row, name, levels))

    def _periods_of(self, row: Row, segment: Segment) -> list[tuple[date | None, Figures]]:
        """The days of which a row tells, each with its columns; those of no segment are of the one that it names."""
        if len(self.periods) == 1:
            return [(self._day(row), under(self.periods[0][1], segment))]
        begun = [(day, of) for day, of in self.periods if not day or day <= self.asked.today or self._tells_of(row, of)]
        return [(self._believed(row, day, "future", ""), under(of, segment)) for day, of in begun]

    def _tells_of(self, row: Row, of: Figures) -> bool:
        """Whether members or a coverage stand in a row; the months that are still to come are empty."""
        told = (each[role] for each in of.values() for role in ("active", "coverage") if role in each)
        return any(one.at in row.flaws or not numbers.says_nothing(row.cell(one.at)) for one in told)

    def _is_sum(self, row: Row) -> bool:
        """Whether a row without a name says that it is a sum, or is one."""
        if self._is_of_all_segments(row):
            return False
        return any(is_total(plain(cell)) for cell in row.cells if isinstance(cell, str)) or (
            self._has_name_column() and self.sums.are(row)
        )

    def _is_named_sum(self, row: Row, name: str, levels: tuple[int, ...]) -> bool:
        """Whether a row adds up all rows above it, under a name that is nobody's, theirs, or that of the place of which
        they are a few parts: no figure of that place."""
        if "segment" in self.at or "as_of" in self.at or self.block.segment or not self.sums.are_surely(row):
            return False
        found = self.namer.region(name, levels, self.parent)
        if found.sole is None:
            return bool(name) and not found.places
        return self.sums.names_them(found.sole, self.namer.places)

    def _skip_sum(self, row: Row, name: str) -> None:
        """A sum is not kept; where it is another number than that of its rows, a person must say which is right."""
        of_one_kind = not {"segment", "as_of"} & self.at.keys() and len(self.periods) == 1
        found = self.sums.end(row)
        self.findings.add(row.line, "totals_row_skipped")
        if found is None or not of_one_kind or is_everywhere(name) or is_average(name):
            return
        told, added = (Count(int(one)) for one in found)
        self.findings.add(row.line, "count_implausible", "total", told=told, added=added)

    def _is_of_all_segments(self, row: Row) -> bool:
        """Whether a sum is that of the segments of the one region that a table is about."""
        if self._has_name_column() or self.parent is None or ("as_of" in self.at and not self._text(row, "as_of")):
            return False
        return segment_named(self._text(row, "segment")) == "all"

    def _entry(self, row: Row, common: Told, of: Figures, key: Segment) -> Told:
        """The figures of one segment."""
        columns = of[key]
        cover = columns.get("coverage")
        target = columns.get("target")
        people = target is not None and target.unit == "people"
        told = {role: self._figure(row, columns.get(role)) for role in FIGURES}
        for role, figure in told.items():
            self._doubt_rival(row, columns.get(role), figure)
            self._doubt_staff(row, columns.get(role), figure)
        aims = told["target"]
        self._doubt_whole(row, columns.get("active"), of)
        for one in (columns.get("active"), cover):
            self._doubt_year(row, one, common.as_of)
        return replace(
            common,
            segment=key,
            active=told["active"],
            eligible=told["eligible"],
            coverage=told["coverage"],
            target=None if people else aims,
            target_people=aims if people else None,
            of_workers=of_workers(self._text(row, "meaning"), cover),
            may_be_of_target=self.speaks_of_share or speaks_of_target(common.note) or may_be_of_target(cover, of),
            uncovered=self._beside(row, columns.get(BESIDE)),
            others=others(of, key, self.table.others, partial(self._beside, row)),
            doubts=tuple(self._doubts(row, columns)),
            eligible_year=common.eligible_year if "eligible" in columns else None,
            eligible_source=common.eligible_source if "eligible" in columns else "",
        )

    def _common(self, row: Row, told: Told, of: Figures) -> Told:
        """What a row says besides its figures."""
        counted = next((columns["eligible"] for columns in of.values() if "eligible" in columns), None)
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
        cell, flaw = row.cell(one.at), row.flaws.get(one.at)
        if flaw == "formula" or (isinstance(cell, str) and cell.startswith("=")):
            self.findings.add(row.line, "formula_ignored", column=one.words[:NAME_WIDEST])
            return None
        try:
            if flaw == "error":
                raise numbers.Unreadable
            figure = numbers.share(cell) if one.unit == "percent" else self._count(cell, one)
        except numbers.Unreadable:
            said = clean(plain(cell), 40) or "#"
            self.findings.add(row.line, "unreadable_number", "cell", column=one.words[:NAME_WIDEST], text=said)
            return None
        if figure is not None and figure.is_fraction:
            figure = replace(figure, among=self.of_a_hundred.get(one.at))
        if figure is not None and figure.value < 0:
            said = clean(plain(cell), 40)
            self.findings.add(row.line, "negative", column=one.words[:NAME_WIDEST], text=said)
            return None
        return figure

    def _doubts(self, row: Row, columns: Mapping[Role, Column]) -> Iterator[tuple[Doubt, str]]:
        """The headings that may be of others than they seem."""
        members, cover = columns.get("active"), columns.get("coverage")
        counted = partial(self._beside, row)
        if members is not None and (members.is_doubtful or are_a_sum(members, self.table.others, counted)):
            yield "members", members.words[:NAME_WIDEST]
        elif members is not None and not names_people(members.words):
            yield "bare", members.words[:NAME_WIDEST]
        if cover is not None and cover.is_doubtful:
            yield "column", cover.words[:NAME_WIDEST]
        target = columns.get("target")
        if target is not None and target.is_doubtful:
            yield "aim", target.words[:NAME_WIDEST]

    def _doubt_rival(self, row: Row, one: Column | None, figure: numbers.Figure | None) -> None:
        """Of two columns that say so just as plainly one is read; a person must know where they differ."""
        rival = self.rivals.get(one.at) if one is not None else None
        if one is None or rival is None:
            return
        parse = numbers.share if rival.unit == "percent" else partial(self._count, one=rival)
        theirs = numbers.quietly(parse, row.cell(rival.at))
        if theirs is not None and (figure is None or figure.value != theirs.value):
            columns = {"one": one.words[:NAME_WIDEST], "other": rival.words[:NAME_WIDEST]}
            self.findings.add(row.line, "meaning_unclear", "rivals", None, **columns)

    def _doubt_staff(self, row: Row, one: Column | None, figure: numbers.Figure | None) -> None:
        if one is not None and one.is_open and figure is not None:
            variant = "as_members" if one.role == "active" else "as_workers"
            self.findings.add(row.line, "meaning_unclear", variant)

    def _doubt_whole(self, row: Row, members: Column | None, of: Figures) -> None:
        """All members are those of their groups together."""
        if members is not None and not row.flaws.get(members.at) and numbers.says_nothing(row.cell(members.at)):
            if groups := left_alone(members, self.table.columns, partial(self._beside, row)):
                said = {"column": members.words[:NAME_WIDEST], "groups": clean(groups, 80)}
                self.findings.add(row.line, "meaning_unclear", "no_total", None, **said)
            return
        found = missed(members, of, self.table.columns, self.table.others, partial(self._beside, row))
        if found is not None and members is not None:
            said = {"column": members.words[:NAME_WIDEST], "groups": clean(found.said, 80)}
            self.findings.add(row.line, "meaning_unclear", "groups", None, added=Count(found.added), **said)

    def _beside(self, row: Row, one: Column | None) -> numbers.Figure | None:
        """The number in a cell that is not kept, where it can be read."""
        return None if one is None else numbers.quietly(lambda cell: self._count(cell, one), row.cell(one.at))

    def _doubt_year(self, row: Row, one: Column | None, day: date | None) -> None:
        """Members of another year than the day are those of another day."""
        if one is None or one.day is not None or day is None or len(one.years) != 1 or day.year in one.years:
            return
        if not numbers.says_nothing(row.cell(one.at)):
            self.findings.add(row.line, "as_of_missing", "other_year", column=one.words[:NAME_WIDEST], day=Day(day))

    def _count(self, cell: Value, one: Column) -> numbers.Figure | None:
        return numbers.count(cell, one.scale, lost_zeros=one.at in self.losing)

    # Blocks below each other

    def _begin_section(self, row: Row, name: str, levels: tuple[int, ...]) -> None:
        """A region that stands alone in a row is around those in the rows below it; "Kota" says what they are."""
        if self._has_figures(row):
            self._begin_table()
            return
        if self.said_between and self.said_between[-1][0] + 1 < row.line:
            self.said_between.clear()
        self.said_between.append((row.line, words_alone(row)))
        self.block.begin(words_alone(row))
        if kind := kind_named(name):
            self.kind, self.section = kind, None
            return
        said = name or words_alone(row)
        if not said or is_total(said):
            return
        place = self.namer.region(said, levels, self.parent).sole
        if place is None and self.parent is not None and self.asked.region is None:
            beside = self.namer.region(said, (self.parent.level,)).sole
            place = beside if beside is not None and beside.level == self.parent.level else None
        if place is not None and place != self.parent:
            self.section = place

    def _begin_table(self) -> None:
        """The lines above headings that come again are titles of the rows below; who signed stands above a gap."""
        titles, self.said_between = [words for _, words in self.said_between], []
        self.section = in_titles(titles, self.namer.places, self.asked.region) or self.section
        self.block.day = day_of(titles, 1)[0] or self.block.day
        self.block.segment = sole_segment(" ".join(titles)) or self.block.segment

    # Which day, which segment

    def _day_of(self, table: Layout, below: Sequence[Row]) -> tuple[date | None, bool]:
        """What the table says of its own day before what somebody says of it, and that before what it only mentions."""
        own = own_day(table) or self.block.day
        if own is not None and EARLIEST <= own <= self.asked.today:
            return own, False
        self.block.day = None
        return (self.asked.as_of, False) if self.asked.as_of else day_of_table(table, below)

    def _day(self, row: Row) -> date | None:
        cell, year = self._cell(row, "as_of"), self._cell(row, "year")
        if year is None and any(map(str.isalpha, plain(cell))):
            year = self.year
        if cell is None or not plain(cell):
            day, variant = self.block.day or self.day, "many" if self.many_days else "nowhere"
            told = {each for each in years_in(plain(year)) if each <= self.asked.today.year}
            if len(told) == 1 and (day.year not in told if day else len(self.years_told) > 1):
                return self._believed(row, None, "only_year", str(*told))
        else:
            day, variant = day_in(cell, year), "unreadable"
        return self._believed(row, day, variant, clean(plain(cell), 40))

    def _believed(self, row: Row, day: date | None, variant: str, text: str) -> date | None:
        if day is not None and not EARLIEST <= day <= self.asked.today:
            day, variant = None, "future"
        if day is None:
            self.findings.add(row.line, "as_of_missing", variant, text=text)
        return day

    def _segment(self, row: Row) -> Segment | None:
        return segment_named(self._text(row, "segment"))

    def _names_no_segment(self, row: Row) -> bool:
        """Whether a row speaks of people whom we do not keep apart; its figures are those of nobody else."""
        said = self._text(row, "segment") or self.block.other
        if not said or segment_named(said) is not None:
            return False
        self.findings.add(row.line, "unreadable_number", "segment", text=said[:NAME_WIDEST])
        return True
