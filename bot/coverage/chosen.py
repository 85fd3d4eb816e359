"""Which columns tell the figures of a day and a segment, where several might: side by side stand years, or months."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.coverage.columns import BESIDE, FIGURES, PEOPLE, Column, Role
from storage.coverage import SEGMENTS, Segment

Figures = Mapping[Segment, Mapping[Role, Column]]
"""The columns of each segment."""
_OF_A_DAY: tuple[Role, ...] = ("active", "coverage")


def sole_columns(columns: Sequence[Column]) -> Mapping[Role, Column]:
    """The first column of each role."""
    return {one.role: one for one in reversed(columns)}


def periods(columns: Sequence[Column], on: date) -> list[tuple[date | None, Figures]]:
    """The figures of each day that headings name, the oldest first; where they name one or none, those of `on`.

    What names no day of these is told of all of them (workers, targets), or of the newest (members, coverage).
    """
    days = sorted({one.day for one in columns if one.role in _OF_A_DAY and one.day is not None})
    if len(days) < 2:
        return [(None, figures(columns, on))]
    return [(day, figures([one for one in columns if _is_of(one, day, days)], day)) for day in days]


def figures(columns: Sequence[Column], on: date) -> Figures:
    """Of several columns the one that says so most plainly, then the latest up to `on`; a target for that year."""
    found: dict[Segment, dict[Role, Column]] = {segment: {} for segment in SEGMENTS}
    for one in _without_groups(columns):
        if one.role not in (*FIGURES, BESIDE) or (one.role == "target" and one.years and on.year not in one.years):
            continue
        before = found[one.segment].get(one.role)
        if before is None or _claim(one, on) > _claim(before, on):
            found[one.segment][one.role] = one
    _give(found)
    return {segment: roles for segment, roles in found.items() if roles or segment == "all"}


def rivals(columns: Sequence[Column], chosen: Iterable[Figures], on: date) -> Mapping[int, Column]:
    """By the place of a column that was chosen the first other one that claims the same as plainly."""
    found: dict[int, Column] = {}
    columns = _without_groups(columns)
    for one in (column for told in chosen for roles in told.values() for column in roles.values()):
        alike = (one.role, one.segment, one.unit, one.day, one.years)
        for each in columns if one.role in FIGURES else ():
            same = (each.role, each.segment, each.unit, each.day, each.years) == alike
            if same and each.at != one.at and _claim(each, on) == _claim(one, on):
                found.setdefault(one.at, each)
    return found


def are_groups_of(whole: Column, one: Column) -> bool:
    """Whether a column counts some of the members of whom another one counts all, on the same day."""
    same = (whole.role, whole.segment, whole.day, whole.years) == (one.role, one.segment, one.day, one.years)
    return same and whole.is_whole and one.is_doubtful


def _without_groups(columns: Sequence[Column]) -> list[Column]:
    wholes = [one for one in columns if one.is_whole]
    return [one for one in columns if not any(are_groups_of(whole, one) for whole in wholes)]


def _give(found: dict[Segment, dict[Role, Column]]) -> None:
    """A percentage that names no segment is that of the only one of which people are told, both members and workers."""
    told = [segment for segment, columns in found.items() if columns.keys() & set(PEOPLE)]
    if len(told) != 1 or told[0] == "all" or not found[told[0]].keys() >= set(PEOPLE):
        return
    for role in ("coverage", "target"):
        if role in found["all"]:
            found[told[0]].setdefault(role, found["all"].pop(role))


def under(told: Figures, segment: Segment) -> Figures:
    """The same where a row speaks of one segment: what names none is of that one, too."""
    if segment == "all":
        return told
    rest = {key: columns for key, columns in told.items() if key not in ("all", segment)}
    return {segment: {**told["all"], **told.get(segment, {})}, **rest}


def _is_of(one: Column, day: date, days: Sequence[date]) -> bool:
    if one.role == "target":
        return True
    if one.day in days:
        return one.day == day
    return one.role not in (*_OF_A_DAY, BESIDE) or day == days[-1]


def _claim(one: Column, on: date) -> tuple[bool, bool, int, bool, int]:
    """How much speaks for a column: coverage of workers before a share of the target, percentages of a target."""
    year = max(one.years, default=on.year)
    return (
        one.of_workers is not False,
        one.role != "target" or one.unit == "percent",
        one.rank,
        one.day == on,
        year if year <= on.year else -year,
    )
