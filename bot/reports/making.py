"""The snapshot of a week, from everything that is known of a region. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final, Literal

from bot.reports import coverage, others, ranking
from bot.reports.actions import suggested
from bot.reports.families import Family, veil
from bot.reports.few import PARTS, Hidden, is_few, without_few
from bot.reports.funnel import funnel, lateness, steady
from bot.reports.weekly import (
    DEFINITION,
    MASKED,
    Corrected,
    Funnel,
    Headcount,
    Lateness,
    Note,
    Part,
    Sponsored,
    Standing,
    TargetShare,
    Villages,
    Weekly,
    id_of,
)
from bot.reports.weeks import days_of, instants, week_of
from storage.coverage import Key, Observation, Segment, Target
from storage.field import Outstanding, Reached
from storage.sponsors import Sponsorship
from storage.weeks import Week

_NARROW: Final = 2
UNCOUNTED: Final = Funnel({}, taken_back=None)
_NOT_COUNTED: tuple[Note, ...] = ("not_counted",)
_FIGURES: tuple[Literal["active", "eligible", "coverage_pct"], ...] = ("active", "eligible", "coverage_pct")


@dataclass(frozen=True, slots=True)
class Policy:
    """Our own rules: the least count that is told, after how many days a figure is old, and which ends are near."""

    small: int
    old: int
    ending: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A province, kabupaten or kecamatan: its code, name and parents (nearest first), its zone (IANA), what lies in it.

    `parts` are the villages (dotted codes) of each part, `named` tells what a place is called, and `kabupaten` are all
    of its province, itself included, in the order of their codes.
    """

    code: str
    name: str
    parents: tuple[str, ...]
    zone: str
    parts: Mapping[str, Sequence[str]]
    kabupaten: tuple[str, ...]
    named: others.Named

    @property
    def is_province(self) -> bool:
        """Whether its parts are kabupaten."""
        return not self.parents

    @property
    def kecamatan(self) -> Sequence[str]:
        """Those of a kabupaten or kota; none where its parts are something else."""
        return () if self.is_province else tuple(self.parts)

    @property
    def is_counted(self) -> bool:
        """Whether what the bot came to is counted there: beside the report of its kabupaten, that of a kecamatan would
        show how few came from the others."""
        return len(self.parents) < _NARROW


@dataclass(frozen=True, slots=True)
class Known:
    """What was told and happened until the end of a week.

    `history` and `target` are of the region, `targets` of its parts, `newest` the newest shares of it and its
    parts, `earlier` the same a week before; `corrected` pairs what was told when the report `before` was made with
    what holds now, and `came` is when figures of the region that were corrected since were first told. `week` is of
    the whole province, `began` who wrote for the first time, where that can be told; `ending` is cover by others
    that is near its end, `in_year` are the villages (dotted codes) that were visited since it began. `beside` are the
    region and what lies around it, each with the family it is one of; `below` is the family of its parts, `deeper` are
    those of what lies in these.
    """

    history: Sequence[Observation]
    newest: Sequence[Observation]
    earlier: Sequence[Observation]
    target: Target | None
    corrected: Sequence[tuple[Observation, Observation]]
    week: Week
    began: int | None
    ending: Sequence[Sponsorship]
    promised: Sequence[Outstanding]
    in_year: frozenset[str]
    in_week: Reached
    before: Weekly | None = None
    beside: Sequence[tuple[str, Family]] = ()
    below: Family = field(default_factory=Family)
    deeper: Sequence[Family] = ()
    came: Mapping[Key, datetime] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)

    def since(self, one: Observation) -> datetime:
        """When a figure of the region was told for the first time."""
        return self.came.get(one.key, one.provenance.at)


def weekly(region: Region, week: str, known: Known, policy: Policy, made: datetime) -> Weekly:
    """The snapshot of a week ("2026-W46") that is over at `made` (aware). Raises ValueError for what is no week."""
    first, last = days_of(week)
    begin, end = instants(first, last, region.zone)
    untold, is_untold = _untold(region, known, policy.small)
    history = without_few(known.history, policy.small, untold)
    goal = coverage.goal_of(known.history, known.target, last.year)
    is_new = _is_new(known, first, begin)
    standing = coverage.standing(history, "all", goal, last, is_new)
    headcount = coverage.headcount(history) if standing is None else None
    newest = coverage.of_segment(known.history, "all")[-1:]
    hides = newest != coverage.of_segment(history, "all")[-1:] or (
        standing is None and headcount != coverage.headcount(known.history)
    )
    age = max(((last - one.as_of).days for one in newest), default=0)
    segments = (coverage.standing(history, one, None, last, is_new) for one in PARTS)
    kabupaten = _kabupaten(region, known.week)
    told = Weekly(
        id=id_of(region.code, week),
        definition=DEFINITION,
        region=region.code,
        name=region.name,
        parents=region.parents,
        week=week,
        first=first,
        last=last,
        zone=region.zone,
        made=made,
        small=policy.small,
        standing=standing,
        segments=tuple(one for one in segments if one is not None),
        of_target=coverage.of_target(history),
        trend=coverage.trend(history, goal),
        parts=_ranked(region, known, week, policy.small, is_untold),
        funnel=funnel(known.week, region.code, kabupaten, region.kecamatan, known.began, policy.small)
        if region.is_counted
        else UNCOUNTED,
        lateness=_late(known, region, kabupaten, policy.small, stands=made < end + timedelta(days=7)),
        sponsored=others.sponsored(known.ending, last, region.named, _sponsored(known), policy.small, policy.ending),
        villages=_villages(region, known, policy.small),
        commitments=others.commitments(known.promised, last, region.named, policy.small),
        corrected=(
            *_corrected(region, known, policy.small, is_untold),
            *_came_late(region, known, history),
        ),
        notes=(
            *_notes(
                known, standing, headcount, coverage.of_target(history), last, hides=hides, is_old=age > policy.old
            ),
            *ranking.unlike(region.parts, known.newest),
            *(() if region.is_counted else _NOT_COUNTED),
        ),
        # Told in people it was divided by the workers, whose figure may be the one that is held back.
        target_pct=goal.percent if standing is None and goal is not None and goal.people is None else None,
        headcount=headcount,
    )
    return replace(told, actions=suggested(told))


def _kabupaten(region: Region, week: Week) -> tuple[str, ...]:
    """Those of the decree, and older ones that people still stand under."""
    older = {one for one in week.kabupaten if one.startswith(f"{region.code[:2]}.")}
    return tuple(sorted({*region.kabupaten, *older}))


def _is_new(known: Known, first: date, begin: datetime) -> coverage.Is:
    """Of a day of the week that begins with `first`, at `begin`, or told in it and not yet by the report before."""
    since = begin if known.before is None else max(begin, known.before.made)
    return lambda one: one.as_of >= first or known.since(one) >= since


def _untold(region: Region, known: Known, small: int) -> tuple[Hidden, coverage.Is]:
    """What is not told of a region whoever reads it, and which figures of it and its parts are not."""
    below = veil(known.below, small)
    shut = (veil(family, small).closed for family in known.deeper)
    untold: set[tuple[date, Segment]] = set().union(below.of(region.code), *shut)
    for member, family in known.beside:
        untold |= veil(family, small).of(member)
    own = untold | _days(known.history) - _days(without_few(known.history, small, untold))

    def is_untold(one: Observation) -> bool:
        """Figures of parts add up to the region: of days on which it is not told, they are not either."""
        at = one.as_of, one.segment
        return at in own or (one.region != region.code and at in below.of(one.region))

    return untold, is_untold


def _ranked(region: Region, known: Known, week: str, small: int, is_untold: coverage.Is) -> tuple[Part, ...]:
    names = {part: region.named(part) for part in region.parts}
    year = days_of(week)[1].year

    def goal(part: str, newest: Observation) -> coverage.Goal | None:
        return coverage.goal_of([newest], known.targets.get(part), year)

    if known.before is not None and known.before.last + timedelta(days=7) == days_of(week)[1]:
        ranks = ranking.ranks_of(known.before.parts)
    else:
        ranks = ranking.ranks_of(ranking.ranked(names, known.earlier, {}, small, is_untold))
    return ranking.ranked(names, known.newest, ranks, small, is_untold, goal)


def _late(known: Known, region: Region, kabupaten: Sequence[str], small: int, *, stands: bool) -> Lateness:
    if not region.is_counted:
        return Lateness(None, None, None)
    now = lateness(known.week, region.code, kabupaten, small, stands=stands)
    if known.before is None:
        return now
    before = known.before.lateness
    unheld, overdue = steady(now.unheld, before.unheld, small), steady(now.overdue, before.overdue, small)
    return replace(now, unheld=unheld, overdue=overdue)


def _sponsored(known: Known) -> Sponsored:
    return Sponsored() if known.before is None else known.before.sponsored


def _villages(region: Region, known: Known, small: int) -> Villages:
    lists = not region.is_province
    told = others.villages(region.parts, known.in_year, known.in_week, region.named, small, lists=lists)
    return told if region.is_counted else replace(told, people_in_week=None)


def _corrected(region: Region, known: Known, small: int, is_untold: coverage.Is) -> list[Corrected]:
    def told(one: Observation, now: Observation, what: str) -> Decimal | Literal["masked"] | None:
        """Few people are not told, nor what would give them away, nor the share by which they could be counted."""
        if what != "eligible" and (is_few(one.active, small) or is_untold(now)):
            return MASKED
        return None if (value := getattr(one, what)) is None else Decimal(value)

    def newest_first(pair: tuple[Observation, Observation]) -> tuple[str, int, Segment]:
        """The region itself in front, whose code begins those of its parts: a message has room for one."""
        now = pair[1]
        return now.region, -now.as_of.toordinal(), now.segment

    found = [
        Corrected(
            now.region,
            region.named(now.region),
            now.as_of,
            now.segment,
            what,
            told(then, now, what),
            told(now, now, what),
            now.meaning,
        )
        for then, now in sorted(known.corrected, key=newest_first)
        for what in _FIGURES
        if getattr(then, what) != getattr(now, what)
    ]
    # That something changed which is not told would say who it was that changed.
    return [one for one in found if (one.before, one.after) != (MASKED, MASKED)]


def _came_late(region: Region, known: Known, told: Sequence[Observation]) -> list[Corrected]:
    """Figures of all people that came since the report before, of days before the newest that it could tell."""
    if known.before is None:
        return []
    made = known.before.made
    older = [one for one in coverage.of_segment(told, "all") if one.as_of <= known.before.last]
    last = max((one.as_of for one in older if known.since(one) < made), default=date.min)
    return [
        Corrected(one.region, region.name, one.as_of, "all", what, None, Decimal(getattr(one, what)), late=True)
        for one in older
        if known.since(one) >= made and one.as_of < last
        for what in (_FIGURES[0] if one.active is not None else _FIGURES[2],)
    ]


def _days(history: Sequence[Observation]) -> set[tuple[date, Segment]]:
    return {(one.as_of, one.segment) for one in history}


def _notes(
    known: Known,
    standing: Standing | None,
    headcount: Headcount | None,
    share: TargetShare | None,
    last: date,
    *,
    hides: bool,
    is_old: bool,
) -> tuple[Note, ...]:
    """What lacks; nobody is told to ask for what is there and `hides`, so it `is_old` only by the newest of all."""
    told: dict[Note, bool] = {
        "no_figure": standing is None and headcount is None and share is None and not hides,
        "only_counts": headcount is not None,
        "held_back": hides,
        "only_of_target": standing is None and headcount is None and share is not None and not hides,
        "old_figure": standing is not None and is_old,
        "first_report": known.before is None,
        "week_missing": known.before is not None and known.before.week != week_of(last - timedelta(days=7)),
    }
    return tuple(note for note, holds in told.items() if holds)
