"""Groups of members beside all of them: who pays for themselves and for whom the office pays, old members and new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.coverage.chosen import Figures, are_groups_of
from bot.coverage.columns import Column, names_members
from bot.coverage.numbers import Figure
from bot.coverage.shares import play
from bot.coverage.strangers import Counted
from bot.coverage.told import LONGEST_HEADING


@dataclass(frozen=True, slots=True)
class Missed:
    """Groups that do not add up to their whole: their headings, and how many people they are together."""

    said: str
    added: int


def missed(
    whole: Column | None, of: Figures, columns: Sequence[Column], beside: Sequence[Column], counted: Counted
) -> Missed | None:
    """Where the groups beside a column of all members are more than they, or are several and fewer; one alone may be
    fewer. `of` are the columns of the same day, `beside` those that are not kept."""
    told = counted(whole)
    if whole is None or told is None:
        return None
    groups = _told((one for one in columns if are_groups_of(whole, one)), counted)
    named = groups | _told((one for one in beside if names_members(one.words)), counted)
    if not groups or any(_make(told, each) for each in (groups, named, *_wider(groups, whole, of, beside, counted))):
        return None
    added = sum((one.value for one in named.values()), Decimal(0))
    says_more = any(one.rank > whole.rank for one in groups)
    if len(named) == 1 and added < told.value and not says_more:
        return None
    return Missed(", ".join(one.words[:LONGEST_HEADING] for one in named), int(added))


def left_alone(whole: Column | None, columns: Sequence[Column], counted: Counted) -> str:
    """The headings of groups of which people are told, where they are not of all members; "" for none."""
    groups = [one for one in columns if whole is not None and are_groups_of(whole, one)]
    return ", ".join(one.words[:LONGEST_HEADING] for one in _told(groups, counted))


def _wider(
    groups: dict[Column, Figure], whole: Column, of: Figures, beside: Sequence[Column], counted: Counted
) -> Iterable[dict[Column, Figure]]:
    """The groups with all that may belong to them: counts of who knows whom, members of segments."""
    yield groups | _told(beside, counted)
    if whole.segment == "all":
        yield groups | _told((each["active"] for key, each in of.items() if key != "all" and "active" in each), counted)


def _told(columns: Iterable[Column], counted: Counted) -> dict[Column, Figure]:
    return {one: figure for one in columns if (figure := counted(one)) is not None}


def _make(whole: Figure, parts: Mapping[Column, Figure]) -> bool:
    """Whether parts add up to a whole, as far as they are rounded."""
    room = sum((play(one) for one in (whole, *parts.values())), Decimal(0))
    return abs(sum((one.value for one in parts.values()), Decimal(0)) - whole.value) <= room
