"""Which region a row of a table is about: its own words, the columns beside them, the lines and titles above."""

from collections.abc import Sequence

from bot.answers.places import Gazetteer, Place
from bot.answers.spelling import MARKERS, fold
from bot.answers.texts import clean
from bot.coverage import numbers
from bot.coverage.asked import Asked
from bot.coverage.by_cells import completed
from bot.coverage.chosen import sole_columns
from bot.coverage.columns import FIGURES, PLACES, Role
from bot.coverage.findings import Findings
from bot.coverage.layout import Layout
from bot.coverage.naming import (
    DISTRICT,
    VILLAGE,
    Named,
    Namer,
    in_titles,
    is_around,
    is_total,
    kind_named,
    listed,
)
from bot.sheets.private import hides_a_number
from bot.sheets.sheet import Row, Value, plain

NAME_WIDEST = 60
SUGGESTED_MOST = 20
"""Unknown names for which a likely one is looked for; that takes a moment each."""


class Placing:
    """The regions of one table, row after row."""

    def __init__(self, table: Layout, places: Gazetteer, asked: Asked) -> None:
        self.hint = in_titles(table.titles, places, asked.region) or in_titles((table.tab,), places, asked.region)
        self.parent = asked.region or self.hint or asked.usual
        self.table = completed(table, places, self.parent)
        self.asked = asked
        self.findings = Findings()
        self.namer = Namer(places)
        self.at = sole_columns(self.table.columns)
        self.places = sorted(
            (one for one in self.table.columns if one.role in PLACES), key=lambda one: PLACES[one.role]
        )
        self.above: dict[int, str] = {}
        self.section: Place | None = None
        self.over: Place | None = None
        self.suggested = 0
        self.kind = ""

    def _names_a_region(self, row: Row) -> bool:
        name, levels = self._name(row)
        return bool(name) and (is_total(name) or bool(self.namer.region(name, levels, self.parent).places))

    def _name(self, row: Row) -> tuple[str, tuple[int, ...]]:
        """What a row is called, and the levels that its column names; the code is what counts where there is one."""
        code = self._text(row, "code")
        return (code, ()) if any(map(str.isdigit, code)) else self._called(row)

    def _called(self, row: Row) -> tuple[str, tuple[int, ...]]:
        for one in reversed(self.places):
            if said := clean(numbers.unmarked(plain(row.cell(one.at))), 120):
                return self._with_the_next(row, one.at, said), (PLACES[one.role],)
        said = self._text(row, "region")
        return (self._with_the_next(row, self.at["region"].at, said) if said else ""), self._level_told(row)

    def _with_the_next(self, row: Row, at: int, said: str) -> str:
        """ "Kab." in a cell of its own, with the name in the next one, which no heading explains."""
        beside = row.cell(at + 1)
        is_free = all(one.at != at + 1 for one in self.table.columns)
        return f"{said} {clean(beside, 120)}" if kind_named(said) and is_free and isinstance(beside, str) else said

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
                    self.findings.add(row.line, "formula_ignored", column=one.words[:NAME_WIDEST])
            self.findings.add(row.line, "unknown_region", "missing")
            return None
        arounds = self._arounds(row)
        parent = arounds[0] if len(arounds) == 1 else self.section or self.parent
        found = self._inside_any(name, levels, arounds)
        if not found.places and self.section is not None:
            self.section, found = None, self.namer.region(name, levels, self.parent)
        if not found.places and arounds and self._is_beside(name, levels, parent):
            found = self.namer.region(name, levels)
        found = self._of_one_name(row, self._of_told_kind(row, found), parent)
        if found.sole is None:
            self._say_unknown(row, name, levels, arounds or (parent,), found)
        elif not self._is_allowed(found.sole):
            self.findings.add(row.line, "unknown_region", "elsewhere", place=found.sole.path)
        self._remember(found.sole)
        return found.sole

    def _remember(self, place: Place | None) -> None:
        """The last kabupaten or province with figures of its own is around the kecamatan below it."""
        if place is not None and place.level <= DISTRICT:
            self.over = place

    def _is_beside(self, name: str, levels: tuple[int, ...], parent: Place | None) -> bool:
        """Whether a row speaks of a neighbour: a title about one kabupaten may stand above several."""
        if parent is None or self.asked.region is not None:
            return False
        marked = MARKERS.get(next(iter(fold(name).split()), ""), VILLAGE)
        return min(marked, *levels) <= parent.level if levels else marked <= parent.level

    def _is_allowed(self, place: Place) -> bool:
        allowed = self.asked.allowed
        return not allowed or any(place.code == code or place.code.startswith(f"{code}.") for code in allowed)

    def _inside_any(self, name: str, levels: tuple[int, ...], arounds: Sequence[Place | None]) -> Named:
        """What a name means inside these places; of two namesakes around it only one may have such a part."""
        found = (place for around in arounds for place in self.namer.region(name, levels, around).places)
        return Named(tuple(dict.fromkeys(found)))

    def _arounds(self, row: Row) -> Sequence[Place | None]:
        """The place around that of a row: by wider columns, the section, the table's region. Several where one of these
        columns names one of several namesakes; none where it names nothing."""
        arounds: list[Place | None] = [self.section or self.parent]
        filled = [(one, clean(plain(row.cell(one.at)), 120)) for one in self.places]
        told = [one for one, said in filled if said]
        for one, said in filled:
            if said:
                self.above[one.at] = said
                for narrower in self.places[self.places.index(one) + 1 :]:
                    self.above.pop(narrower.at, None) if narrower not in told else None
        for one in self.places[: self.places.index(told[-1])] if told else []:
            if said := self.above.get(one.at, ""):
                named = {each: self.namer.region(said, (PLACES[one.role],), each).places for each in arounds}
                arounds = list(dict.fromkeys(_narrower(each, place) for each in arounds for place in named[each]))
        return arounds

    def _of_told_kind(self, row: Row, found: Named) -> Named:
        """Of namesakes the one whose kind another column tells, or inside the place of the titles or of a row above."""
        kind = fold(self._text(row, "level")) or self.kind
        alike = tuple(one for one in found.places if one.kind == kind)
        if len(found.places) > 1 and not alike and self.hint is not None and self.section is None:
            alike = tuple(one for one in found.places if is_around(self.hint, one))
        if len(found.places) > 1 and not alike and self.over is not None:
            alike = tuple(one for one in found.places if one != self.over and is_around(self.over, one))
        return Named(alike) if alike else found

    def _of_one_name(self, row: Row, found: Named, parent: Place | None) -> Named:
        """The region of a code, where the name beside it is no other's; else both."""
        if found.sole is None or not self._text(row, "code"):
            return found
        said, levels = self._called(row)
        beside = self.namer.region(said, levels, parent).places if said else ()
        is_it = any(is_around(one, found.sole) or is_around(found.sole, one) for one in beside)
        return found if is_it or not beside else Named((found.sole, *beside))

    def _say_unknown(
        self, row: Row, name: str, levels: tuple[int, ...], arounds: Sequence[Place | None], found: Named
    ) -> None:
        if found.places:
            self.findings.add(row.line, "ambiguous_region", text=name[:NAME_WIDEST], places=listed(found.places))
            return
        self.suggested += 1
        looked = arounds if self.suggested <= SUGGESTED_MOST else ()
        like = next((one for each in looked if (one := self.namer.like(name, levels, each)) is not None), None)
        said, parent = name[:NAME_WIDEST], arounds[0]
        if like is not None:
            self.findings.add(row.line, "unknown_region", "like", text=said, place=f"{like.path} ({like.code})")
        elif parent is not None:
            self.findings.add(row.line, "unknown_region", "inside", text=said, place=parent.name)
        else:
            self.findings.add(row.line, "unknown_region", "nowhere", text=said)

    # Cells

    def _cell(self, row: Row, role: Role) -> Value:
        return row.cell(self.at[role].at) if role in self.at else None

    def _text(self, row: Row, role: Role) -> str:
        cell = self._cell(row, role)
        return "" if hides_a_number(cell) else clean(plain(cell), 500)

    def _has_figures(self, row: Row) -> bool:
        columns = (one for one in self.table.columns if one.role in FIGURES)
        return any(plain(row.cell(one.at)) or one.at in row.flaws for one in columns)


def _narrower(around: Place | None, place: Place) -> Place:
    """A column of kabupaten says nothing more in a table about one kecamatan."""
    return place if around is None or place.level > around.level else around
