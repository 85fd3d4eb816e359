"""Which heading of a table was taken for what, for whoever sent it to see at a glance."""

from collections.abc import Iterable, Mapping, Sequence

from bot.conversation.words import Label, Listing, Value
from bot.coverage.columns import BESIDE, FIGURES, PLACES, Column, Role
from bot.coverage.told import LONGEST_HEADING
from bot.coverage.vocabulary import SEGMENT_SHORT

_OF_PLACES: tuple[Role, ...] = ("code", "region")
_OF_ROWS: tuple[Role, ...] = ("level", "segment", "meaning", "as_of", "year", "note", "source")
_OF_SOURCES: tuple[Role, ...] = ("eligible_source", "eligible_year", "target_source", "target_year")
KINDS = ("place", *_OF_PLACES, *_OF_ROWS, *_OF_SOURCES, *FIGURES, "target_people", BESIDE)
"""What a heading may be taken for, as the sentence names it; all kinds of places are one."""


def taken(columns: Sequence[Column], beside: Mapping[Role, Column], figures: Iterable[Column]) -> tuple[Column, ...]:
    """The columns that are read, from left to right: those of places, of each row, and these figures."""
    places = [one for one in columns if one.role in PLACES]
    others = [one for role, one in beside.items() if role in (*_OF_PLACES, *_OF_ROWS, *_OF_SOURCES)]
    found = {one.at: one for one in (*places, *others, *figures)}
    return tuple(found[at] for at in sorted(found))


def said(columns: Sequence[Column]) -> Label:
    """The sentence that tells them: "Kecamatan = wilayah"; a column without a heading goes by its number."""
    return Label("coverage.taken", {"columns": Listing(tuple(map(_one, columns)))})


def _one(column: Column) -> Label:
    bare = Label("coverage.taken.bare", {"column": str(column.at + 1)})
    heading: Value = column.words[:LONGEST_HEADING] or bare
    return Label("coverage.taken.one", {"heading": heading, "kind": _kind(column)})


def _kind(column: Column) -> Label:
    is_of_people = column.role == "target" and column.unit == "people"
    name = "place" if column.role in PLACES else "target_people" if is_of_people else column.role
    kind = Label(f"coverage.taken.{name}")
    if column.segment == "all":
        return kind
    return Label("coverage.taken.of_segment", {"kind": kind, "segment": SEGMENT_SHORT[column.segment]})
