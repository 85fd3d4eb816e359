"""What a report of a week has to say of coverage: out of every row that was ever told, with nothing of what says it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor
from statistics import median
from typing import Any

from storage.database import Tx
from storage.schema import observations, reports, targets
from tests.recounts.by_hand import PLACES, Asked, parts, rows

SEGMENTS = ("pu", "bpu", "jakon")
FIGURES = ("active", "eligible", "coverage_pct")
Key = tuple[str, date, str, str]


@dataclass(frozen=True)
class Told:
    """Everything of one region, day, segment and meaning: what holds, and when it was first told."""

    holds: Any
    since: datetime


@dataclass(frozen=True)
class Before:
    """The last report of an earlier week: when it was made, its last day, and the ranks of its parts."""

    made: datetime
    last: date
    ranks: dict[str, int]


async def figures(tx: Tx, asked: Asked) -> dict[str, Any]:
    """The shares of the region, of its segments and of its parts, and what was corrected."""
    told = await standing(tx, asked.sunday)
    before = await report_before(tx, asked)
    own = [one for one in told.values() if one.holds.region == asked.region]
    every = told_of(own, "all")
    wanted = (await targets_of(tx, asked)).get(asked.region) or goal(own, asked)
    return {
        "standing": stands(every, wanted, asked, before),
        "headcount": None if every else headcount(own),
        "segments": [stands(told_of(own, each), None, asked, before) for each in SEGMENTS if told_of(own, each)],
        "of_target": share_of_target(own),
        "trend": [
            (
                now.holds.as_of,
                share(now.holds, wanted),
                now.holds.active,
                now.holds.eligible,
                i > 0 and unlike(every[i - 1], now),
            )
            for i, now in enumerate(every)
        ][-26:],
        "parts": ranking(told, asked, before, goals := await goals_of_parts(tx, told, asked)),
        "reached": sorted(
            part
            for part, row in newest_shares(told, asked, asked.sunday).items()
            if part in goals and gap(row, goals[part]) == 0
        ),
        "corrected": [] if before is None else await corrections(tx, asked, before),
        "late": [] if before is None else came_late(every, before),
    }


async def standing(tx: Tx, until: date) -> dict[Key, Told]:
    """By what makes it the same when it is told again; the last revision holds."""
    found: dict[Key, Told] = {}
    for row in sorted(await rows(tx, observations), key=lambda row: row.revision):
        key = row.region, row.as_of, row.segment, row.meaning
        if row.as_of <= until:
            found[key] = Told(row, found[key].since if key in found else row.at)
    return found


async def report_before(tx: Tx, asked: Asked) -> Before | None:
    """What was frozen last of what came before this week."""
    found = None
    for row in sorted(await rows(tx, reports), key=lambda row: str(row.snapshot["first"])):
        told = row.snapshot
        if row.region == asked.region and date.fromisoformat(told["first"]) < asked.monday:
            ranks = {part["region"]: part["rank"] for part in told["parts"] if part["rank"] is not None}
            found = Before(row.made, date.fromisoformat(told["last"]), ranks)
    return found


def share(row: Any, wanted: tuple[Decimal, int | None] | None = None) -> Decimal | None:
    """Of the workers, in percent and to two digits; rounded neither to everybody nor over what is wanted or back."""
    exact = exactly(row)
    if exact is None:
        return None
    nearest, cut = (Decimal(floor(each)) / 100 for each in (exact * 100 + Fraction(1, 2), exact * 100))
    if nearest == 100 and exact < 100:
        nearest = cut
    if wanted is None or abs(Fraction(wanted[0]) - exact) >= Fraction(1, 100):
        return nearest
    if gap(row, wanted) == 0:
        return nearest if nearest > wanted[0] else wanted[0]
    return cut if cut < wanted[0] else cut - Decimal("0.01")


def exactly(row: Any) -> Fraction | None:
    """By the counts of a row, else as it was printed, unless that is of a target."""
    if counts(row):
        return Fraction(100 * row.active, row.eligible)
    return None if row.coverage_pct is None or row.meaning == "of_target" else Fraction(row.coverage_pct)


def counts(row: Any) -> bool:
    """Whether it tells of how many workers how many are members."""
    return row.active is not None and row.eligible not in (None, 0)


def headcount(own: list[Told]) -> tuple[date, int] | None:
    """The newest count of those who are covered."""
    told = [
        (one.holds.as_of, one.holds.meaning != "of_target", one.holds.active)
        for one in own
        if one.holds.segment == "all" and one.holds.active is not None
    ]
    newest = max(told, default=None)
    return newest and (newest[0], newest[2])


def told_of(found: list[Told], segment: str) -> list[Told]:
    """The shares of the workers of a segment, oldest first: one a day, by counts before what was only printed, and what
    speaks of no target before what does."""
    by_day: dict[date, list[Told]] = {}
    for one in found:
        if one.holds.segment == segment and share(one.holds) is not None:
            by_day.setdefault(one.holds.as_of, []).append(one)
    return [
        min(told, key=lambda one: (not counts(one.holds), one.holds.meaning == "of_target"))
        for _, told in sorted(by_day.items())
    ]


def unlike(before: Told, now: Told) -> bool:
    """Whether they are, or may be, shares of other people."""
    some, others = before.holds, now.holds
    if some.eligible is not None and others.eligible is not None:
        return bool((some.eligible, some.eligible_year) != (others.eligible, others.eligible_year))
    return some.eligible_year is None or some.eligible_year != others.eligible_year


async def targets_of(tx: Tx, asked: Asked) -> dict[str, tuple[Decimal, int | None]]:
    """The shares of the workers that were last set for the year, by region."""
    told = sorted(await rows(tx, targets), key=lambda row: row.revision)
    of_year = [row for row in told if (row.year, row.meaning) == (asked.sunday.year, "of_workers")]
    return {row.region: (row.percent, None) for row in of_year}


async def goals_of_parts(tx: Tx, told: dict[Key, Told], asked: Asked) -> dict[str, tuple[Decimal, int | None]]:
    """What was set for a part, else what its newest share wants."""
    aims = await targets_of(tx, asked)
    found = {}
    for part, row in newest_shares(told, asked, asked.sunday).items():
        if wanted := aims.get(part) or goal([Told(row, row.at)], asked):
            found[part] = wanted
    return found


def goal(own: list[Told], asked: Asked) -> tuple[Decimal, int | None] | None:
    """What the newest figure of the year that says anything of it wants: a share, or people.

    Of two of a day it is the one that is a share of the target.
    """
    for one in sorted(own, key=lambda one: (-one.holds.as_of.toordinal(), one.holds.meaning)):
        row = one.holds
        if row.as_of.year == asked.sunday.year and row.segment == "all":
            if row.target_pct is not None:
                return row.target_pct, None
            if row.target_people is not None and row.eligible:
                exact = Decimal(100 * row.target_people) / row.eligible
                return exact.quantize(Decimal("0.01"), ROUND_HALF_UP), row.target_people
    return None


def stands(
    known: list[Told], wanted: tuple[Decimal, int | None] | None, asked: Asked, before: Before | None
) -> dict[str, Any] | None:
    """How it stands by the newest figure, and how that came to be."""
    if not known:
        return None
    now, row = known[-1], known[-1].holds
    since = asked.begin if before is None else max(asked.begin, before.made)
    fresh = row.as_of >= asked.monday or now.since >= since
    alike = [now]
    for one in known[-2::-1]:
        if unlike(one, now):
            break
        alike.insert(0, one)
    missing = gap(row, wanted)
    both = row.active is not None and row.eligible is not None
    return {
        "as_of": row.as_of,
        "source": row.source,
        "active": row.active,
        "eligible": row.eligible,
        "eligible_year": row.eligible_year,
        "pct": share(row, wanted),
        "target": wanted,
        "uncovered": max(0, row.eligible - row.active) if both else None,
        "gap": missing,
        "fresh": fresh,
        "since_last": change(known[-2], now, wanted) if fresh and len(known) > 1 else None,
        "since_base": change(alike[0], now, wanted) if len(alike) > 1 else None,
        "pace": pace(known, alike, missing, asked, has_goal=wanted is not None),
    }


def gap(row: Any, wanted: tuple[Decimal, int | None] | None) -> int | None:
    """Who is missing."""
    if wanted is None:
        return None
    percent, people = wanted
    if row.active is not None and people is not None:
        return max(0, people - row.active)
    if row.active is not None and row.eligible:
        return max(0, ceil(Fraction(percent) * row.eligible / 100) - row.active)
    reached = exactly(row)
    return 0 if reached is not None and reached >= Fraction(percent) else None


def change(
    before: Told, now: Told, wanted: tuple[Decimal, int | None] | None
) -> tuple[date, int | None, Decimal, bool]:
    """Since when, by how many people and points, and whether those were others."""
    both = before.holds.active is not None and now.holds.active is not None
    people = now.holds.active - before.holds.active if both else None
    points = share(now.holds, wanted) - share(before.holds, wanted)  # type: ignore[operator]
    return before.holds.as_of, people, points, unlike(before, now)


def pace(
    known: list[Told], alike: list[Told], missing: int | None, asked: Asked, *, has_goal: bool
) -> tuple[Any, ...] | None:
    """Until when, how many weeks, how many a week are needed and come, and when the goal is reached at these paces."""
    counted = [one.holds for one in known if one.holds.active is not None]
    same = [one.holds for one in alike if one.holds.active is not None]
    if not counted and not has_goal:
        return None
    ends = date(asked.sunday.year, 12, 31)
    days = (ends - asked.sunday).days
    recent = [row for row in same if row.as_of >= same[-1].as_of - timedelta(days=366)]
    paces = sorted(
        Fraction(late.active - early.active, (late.as_of - early.as_of).days)
        for at, late in enumerate(recent)
        for early in recent[:at]
        if late.as_of - early.as_of >= timedelta(days=7)
    )
    needed = (None if not days else missing if days <= 7 else ceil(missing / Fraction(days, 7))) if missing else None
    present = round(median(paces) * 7) if paces else None
    return (
        ends,
        ceil(days / 7),
        needed,
        present,
        reached(counted, same, paces, missing, asked.sunday, has_goal=has_goal),
    )


def reached(
    counted: list[Any], same: list[Any], paces: list[Fraction], missing: int | None, sunday: date, *, has_goal: bool
) -> tuple[date | None, date | None, str]:
    """The first and the last day on which it is, or why that cannot be told."""
    if not has_goal or missing is None or missing == 0:
        return None, None, "no_target" if not has_goal else "no_figure" if missing is None else "reached"
    if len(paces) < 3:
        return None, None, "denominator_changed" if len(counted) >= 3 and len(same) < len(counted) else "too_few"
    slow, fast = paces[len(paces) // 4], paces[-1 - len(paces) // 4]
    days = [missing / each if each > 0 and missing / each <= 3650 else None for each in (fast, slow)]
    if days[0] is None:
        return None, None, "not_growing" if fast <= 0 else "far"
    first, last = (None if each is None else max(sunday, same[-1].as_of + timedelta(days=ceil(each))) for each in days)
    return first, last, ""


def share_of_target(own: list[Told]) -> tuple[date, Decimal] | None:
    """The newest that was printed."""
    shares = [
        (one.holds.as_of, one.holds.coverage_pct)
        for one in own
        if (one.holds.meaning, one.holds.segment) == ("of_target", "all") and one.holds.coverage_pct is not None
    ]
    return max(shares, default=None)


def ranking(
    told: dict[Key, Told], asked: Asked, before: Before | None, goals: dict[str, tuple[Decimal, int | None]]
) -> list[tuple[Any, ...]]:
    """Every part by its share, the furthest in front; then those without one by their names."""
    shares = newest_shares(told, asked, asked.sunday)
    yesterday = asked.monday - timedelta(days=1)
    is_followed = before is not None and before.last == yesterday
    earlier = before.ranks if before and is_followed else ranks(newest_shares(told, asked, yesterday))
    now = ranks(shares, goals)
    lines = []
    for part in parts(asked.region):
        if part in shares:
            row, rank = shares[part], now[part]
            moved = earlier[part] - rank if part in earlier else None
            pct = share(row, goals.get(part))
            lines.append((rank, PLACES.get(part).name, part, moved, pct, row.active, row.eligible, row.as_of))
    lacking = [(None, PLACES.get(part).name, part, *([None] * 5)) for part in parts(asked.region) if part not in shares]
    return [*sorted(lines, key=lambda line: line[:2]), *sorted(lacking, key=lambda line: str(line[1]))]


def newest_shares(told: dict[Key, Told], asked: Asked, until: date) -> dict[str, Any]:
    """The newest share of the workers of each part that has one."""
    found = {}
    for part in parts(asked.region):
        of_part = [one for one in told.values() if one.holds.region == part and one.holds.as_of <= until]
        if shares := told_of(of_part, "all"):
            found[part] = shares[-1].holds
    return found


def ranks(shares: dict[str, Any], goals: dict[str, tuple[Decimal, int | None]] | None = None) -> dict[str, int]:
    """One more than there are further ones."""
    reached = {part: share(row, (goals or {}).get(part)) for part, row in shares.items()}
    return {part: 1 + len([1 for other in reached.values() if other > mine]) for part, mine in reached.items()}  # type: ignore[operator]


async def corrections(tx: Tx, asked: Asked, before: Before) -> list[tuple[Any, ...]]:
    """What the report before could have told of the region and its parts, and is told differently now."""
    then: dict[Key, Any] = {}
    now: dict[Key, Any] = {}
    for row in sorted(await rows(tx, observations), key=lambda row: row.revision):
        is_near = row.region == asked.region or row.region in parts(asked.region)
        if is_near and row.as_of <= before.last:
            key = row.region, row.as_of, row.segment, row.meaning
            now[key] = row
            if row.at < before.made:
                then[key] = row
    return sorted(
        (*key, what, _printed(getattr(then[key], what)), _printed(getattr(now[key], what)))
        for key in then
        for what in FIGURES
        if getattr(then[key], what) != getattr(now[key], what)
    )


def came_late(every: list[Told], before: Before) -> list[tuple[Any, ...]]:
    """Figures of days before the newest one that the report before could tell, which nobody had told by then."""
    told = [one.holds.as_of for one in every if one.since < before.made and one.holds.as_of <= before.last]
    late = [one.holds for one in every if one.since >= before.made and told and one.holds.as_of < max(told)]
    return sorted(
        (row.as_of, "coverage_pct" if row.active is None else "active", row.active or row.coverage_pct) for row in late
    )


def _printed(value: Any) -> str:
    """As both forms of a figure are compared, nothing included."""
    return "" if value is None else f"{float(value):.4f}"
