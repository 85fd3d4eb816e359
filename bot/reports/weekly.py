"""The snapshot of a week in a region: every form of the report is made from this, and from nothing else. Pure.

A count is a number, "masked" where it is so small that somebody could be recognised, or None where nobody knows it.
Percentages are as people print them, 33.51 for 33,51 %; days are those of the region's own zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import PlainSerializer, TypeAdapter

from storage.coverage import Meaning, Segment

DEFINITION: Final = "1"
"""Grows when a figure comes to mean something else, so that two weeks are compared only where they mean the same."""
MASKED: Final = "masked"

Count = int | Literal["masked"] | None
Percent = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
Step = Literal["conversations", "interest", "offered", "contacted", "registered", "verified"]
STEPS: tuple[Step, ...] = ("conversations", "interest", "offered", "contacted", "registered", "verified")
"""Registered is what the staff say, verified what the branch's file confirms."""
Channel = Literal["direct", "agent_link", "event"]
CHANNELS: tuple[Channel, ...] = ("direct", "agent_link", "event")
"""How somebody came: by themselves, by the link of an agent, by the code of an event."""
Unforeseen = Literal["", "reached", "no_figure", "no_target", "too_few", "denominator_changed", "not_growing", "far"]
"""Why no day can be told on which the target is reached, "" where one can; also the end of a key of the words."""
Note = Literal[
    "no_figure",
    "only_counts",
    "held_back",
    "old_figure",
    "only_of_target",
    "below_of_different_years",
    "first_report",
    "week_missing",
    "not_counted",
]
"""What has to be said of the whole report, and the end of a key of the words."""


@dataclass(frozen=True, slots=True)
class Change:
    """How coverage moved since a day. Where the denominator changed meanwhile, only `people` may be compared.

    One that was not told counts as changed and is `untold`: nobody knows whether it did.
    """

    since: date
    people: int | None
    points: Percent | None
    denominator_changed: bool = False
    untold: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """Between which days the target is reached if things go on as they did; `why` says why that cannot be told.

    `latest` is None where, at the slowest of the paces that were seen, it is not reached within the years we look at.
    """

    earliest: date | None = None
    latest: date | None = None
    why: Unforeseen = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """People a week: what would have to join until `until`, the last day of the target's year, and what does join.

    `weeks` are left until then. `needed` is None without a gap in people, `present` without two figures that may be
    compared.
    """

    until: date
    weeks: int
    needed: int | None
    present: int | None
    reach: Reach


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a segment of the region is covered: the newest figure of the share of workers until the week's end.

    `pct` comes from the two counts where both are told, else as it was printed. `uncovered` are the eligible who are
    not active, `gap` who is missing to the target: 0 where it is reached, None where it cannot be told. A target told
    in people is `target_people`, and its share is worked out. `fresh` says
    that the figure is of this week, and `since_last` compares it with the one of the day before it that is known;
    `since_base` goes back to the first figure of the same denominator.
    """

    segment: Segment
    as_of: date
    source: str
    active: int | None
    eligible: int | None
    eligible_year: int | None
    eligible_source: str
    pct: Percent | None
    target_pct: Percent | None = None
    target_source: str = ""
    uncovered: int | None = None
    gap: int | None = None
    fresh: bool = False
    since_last: Change | None = None
    since_base: Change | None = None
    pace: Pace | None = None
    note: str = ""
    meaning: Literal["of_workers"] = "of_workers"
    target_people: int | None = None


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people are covered on a day, where nobody knows of how many workers; never among `few` people."""

    as_of: date
    active: int
    source: str


@dataclass(frozen=True, slots=True)
class TargetShare:
    """How much of its target a region reached, as it was printed; never to be compared with a share of workers."""

    as_of: date
    pct: Percent
    source: str
    meaning: Literal["of_target"] = "of_target"


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of the trend; `rebased` where its denominator is not that of the point before, or is `untold`."""

    as_of: date
    pct: Percent
    active: int | None
    eligible: int | None
    rebased: bool = False
    untold: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A kabupaten of a province, or a kecamatan of a kabupaten; `rank` is None where its coverage is not known.

    `moved` counts places since last week, up is more than 0; None where it had none then. `reached` says that it is
    where its own target wants it, which need not be that of the whole.
    """

    region: str
    name: str
    rank: int | None = None
    moved: int | None = None
    pct: Percent | None = None
    active: Count = None
    eligible: int | None = None
    eligible_year: int | None = None
    as_of: date | None = None
    reached: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What one channel, one kind of work or one part (`key`) came to in the week, by step."""

    key: str
    counts: Mapping[Step, Count]


@dataclass(frozen=True, slots=True)
class Funnel:
    """People of the region who took each step in the week: as a whole, by channel and by kind of work.

    Conversations are people who wrote for the first time; most tell no place, so they are known of events alone, and
    of all where the whole bot serves nobody outside the region. `taken_back` were called registered earlier and are
    not. `by_part` are the kabupaten of a province, each by its code and as its own report tells it, or the kecamatan of
    a kabupaten; whoever told no kecamatan stands under the code of the kabupaten.
    """

    total: Mapping[Step, Count]
    by_channel: tuple[Line, ...] = ()
    by_sector: tuple[Line, ...] = ()
    taken_back: Count = 0
    by_part: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Lateness:
    """What did not go as it should: people whose offer ran out in the week, and how things stood when this was made.

    `unheld` wait for somebody to take them, nobody worked on those `overdue` for longer than the ladder allows.
    Both are None in a report that was made more than a week late.
    """

    expired_offers: Count = 0
    unheld: Count = 0
    overdue: Count = 0


@dataclass(frozen=True, slots=True)
class Ending:
    """Cover paid by others that ends within so many days (the shortest of the steps that holds); `people` are in it."""

    payer: str
    channel: str
    region: str
    place: str
    ends: date
    within: int
    people: Count


@dataclass(frozen=True, slots=True)
class Sponsored:
    """What ends first in front; `people` are all of a step of days alone (31 to 60 are not among the first 30)."""

    ending: tuple[Ending, ...] = ()
    people: Mapping[int, Count] = field(default_factory=dict)

    def told(self, days: int) -> int:
        """How many people of a step of days are told, list by list: more than that where their sum is hidden."""
        return sum(one.people for one in self.ending if one.within == days and isinstance(one.people, int))


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A village, and the kecamatan around it."""

    region: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class VillagesOf:
    """How many villages of a part were visited this year, of all."""

    region: str
    name: str
    visited: int
    total: int


@dataclass(frozen=True, slots=True)
class Villages:
    """Villages visited from the first of January to the week's end, of all, and in the week itself.

    `unreached` names those that nobody visited, for a kabupaten or kota only; `parts` counts them for each part.
    """

    total: int
    visited: int
    visited_in_week: int = 0
    visits_in_week: int = 0
    people_in_week: Count = 0
    unreached: tuple[PlaceName, ...] = ()
    parts: tuple[VillagesOf, ...] = ()


@dataclass(frozen=True, slots=True)
class Pledge:
    """An open commitment: of which kind of organisation (a code), where, for how many workers, what it came to."""

    kind: str
    place: str
    promised: int
    done: Count
    next: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Commitments:
    """Open commitments, overdue ones in front, then by their next meeting; the sums are of the open ones."""

    open: int = 0
    promised: int = 0
    done: Count = 0
    overdue: int = 0
    pledges: tuple[Pledge, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of the words of an action: a whole number (or "masked"), a percentage, an ISO day, or a proper name.

    "above" is a whole number that it is more than.
    """

    kind: Literal["count", "above", "percent", "day", "name"]
    value: str


@dataclass(frozen=True, slots=True)
class Action:
    """What to do next by the rule `key` (`actions.RULES`), and the figures that made it so, by name."""

    key: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure that was told differently last week: of which region, day, segment; what it was and what it is.

    "masked" stands for few people, and for a share by which they could be counted. One that is `late`
    nobody had told before, though newer ones were.
    """

    region: str
    name: str
    as_of: date
    segment: Segment
    what: Literal["active", "eligible", "coverage_pct"]
    before: Percent | Literal["masked"] | None
    after: Percent | Literal["masked"] | None
    meaning: Meaning = "of_workers"
    late: bool = False


@dataclass(frozen=True, slots=True)
class Weekly:
    """A week of a region as it was known when this was `made` (UTC); frozen from then on.

    `week` is ISO ("2026-W46"), `first` its Monday and `last` its Sunday in `zone` (IANA). `small` is the least count
    that is told, `standing` None where nobody told a share of the region's workers; `headcount` then says how many
    people are covered, if that much is known; `parts` are by rank, then those without figures by name. `target_pct`
    is this year's target of a region without a `standing`, which tells it otherwise. `example` says that the counts
    are made up, as in the demo.
    """

    id: str
    definition: str
    region: str
    name: str
    parents: tuple[str, ...]
    week: str
    first: date
    last: date
    zone: str
    made: datetime
    small: int
    standing: Standing | None
    funnel: Funnel
    lateness: Lateness
    villages: Villages
    segments: tuple[Standing, ...] = ()
    of_target: TargetShare | None = None
    trend: tuple[Point, ...] = ()
    parts: tuple[Part, ...] = ()
    sponsored: Sponsored = field(default_factory=Sponsored)
    commitments: Commitments = field(default_factory=Commitments)
    actions: tuple[Action, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    notes: tuple[Note, ...] = ()
    example: bool = False
    target_pct: Percent | None = None
    headcount: Headcount | None = None


_ADAPTER = TypeAdapter(Weekly)


def to_json(weekly: Weekly) -> dict[str, Any]:
    """The snapshot as JSON knows it: days and instants in ISO 8601, percentages as numbers."""
    told: dict[str, Any] = _ADAPTER.dump_python(weekly, mode="json")
    return told


def from_json(told: Mapping[str, Any]) -> Weekly:
    """The snapshot again; raises ValueError for what is none."""
    return _ADAPTER.validate_python(told, strict=False)


def id_of(region: str, week: str) -> str:
    """What a snapshot is called: "35.28/2026-W46/1"."""
    return f"{region}/{week}/{DEFINITION}"
