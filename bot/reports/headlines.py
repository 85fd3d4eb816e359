"""The sentences that every form of the report says: how far, how much is missing, how fast, until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from bot.i18n import formats
from bot.reports.voice import Voice
from bot.reports.weekly import Change, Pace, Reach, Standing, Weekly

Sign = Literal["up", "down", "same", "none"]


@dataclass(frozen=True, slots=True)
class Moved:
    """How something moved, as a shape and in words."""

    sign: Sign
    words: str


def sign_of(moved: int | None) -> Sign:
    """Which way a number points."""
    if moved is None:
        return "none"
    return "same" if moved == 0 else "up" if moved > 0 else "down"


def region(weekly: Weekly) -> str:
    """What the region is called; a kecamatan with its kabupaten, for many have the same name."""
    return ", ".join((weekly.name, *weekly.parents[:1])) if len(weekly.parents) > 1 else weekly.name


def year(weekly: Weekly) -> str:
    """The year at whose end the target is to be reached."""
    pace = weekly.standing.pace if weekly.standing else None
    return str(weekly.last.year if pace is None else pace.until.year)


def target_pct(weekly: Weekly) -> Decimal | None:
    """The share of the workers, in percent, that is to be reached; None where nobody told."""
    return weekly.target_pct if weekly.standing is None else weekly.standing.target_pct


def target(weekly: Weekly, voice: Voice) -> str:
    """Which share is to be reached in which year, or that nobody told."""
    standing, goal = weekly.standing, target_pct(weekly)
    if goal is None:
        return voice("target.none")
    told = {"year": year(weekly), "target": voice.share(goal)}
    if standing is None or standing.target_people is None:
        return voice("target", **told)
    return voice("target.people", **told, people=voice.count(standing.target_people))


def headcount(weekly: Weekly, voice: Voice) -> str | None:
    """How many people are covered, where nobody knows of how many; None where more is known, or less."""
    told = weekly.headcount
    return None if told is None else voice("headcount", people=voice.count(told.active))


def as_of(weekly: Weekly) -> date | None:
    """The day of the newest figure."""
    newest = weekly.standing or weekly.headcount
    return None if newest is None else newest.as_of


def source(weekly: Weekly) -> str:
    """Who told the newest figure; "" where nobody did."""
    newest = weekly.standing or weekly.headcount
    return "" if newest is None else newest.source


def counts(standing: Standing | None, voice: Voice) -> str | None:
    """How many of how many workers are covered; None where that is not known."""
    if standing is None or standing.active is None or standing.eligible is None:
        return None
    return voice("counts", active=voice.count(standing.active), eligible=voice.count(standing.eligible))


def gap(weekly: Weekly, voice: Voice) -> str:
    """How many people are missing to the target."""
    standing = weekly.standing
    if standing is None:
        return voice(f"gap.{_lacking(weekly)}")
    if standing.target_pct is None:
        return voice("gap.no_target")
    if standing.gap == 0:
        return voice("gap.reached")
    if standing.gap is not None:
        return voice("gap", people=voice.count(standing.gap))
    return _points_left(standing.pct, standing.target_pct, voice)


def _lacking(weekly: Weekly) -> str:
    if weekly.headcount is not None:
        return "only_counts"
    return "held_back" if "held_back" in weekly.notes else "no_figure"


def _points_left(pct: Decimal | None, goal: Decimal, voice: Voice) -> str:
    """Where nobody told counts, shares are all that can be compared."""
    if pct is None:
        return voice("gap.unknown")
    return voice("gap.reached") if pct >= goal else voice("gap.points", points=_number(goal - pct, voice))


def change(weekly: Weekly, voice: Voice, *, dated: bool = False) -> Moved:
    """How coverage moved since the figure before, or why that cannot be told.

    `dated` says of which day the figure is, for forms that tell it nowhere else.
    """
    standing = weekly.standing
    if standing is None:
        return Moved("none", voice("change.none"))
    before = standing.since_last
    if before is not None and before.since != standing.as_of:
        return moved(before, voice)
    if before is None and standing.fresh:
        return Moved("none", voice("change.none"))
    return Moved("none", voice("change.stale", day=voice.day(standing.as_of)) if dated else voice("change.quiet"))


def moved(before: Change, voice: Voice) -> Moved:
    """A change in people and, where they mean the same, in points."""
    since = voice.day(before.since)
    if before.people is not None:
        sign = sign_of(before.people)
        words = voice(f"change.{sign}", change=_people(before, voice), day=since)
        again = voice(f"change.{'untold' if before.untold else 'rebased'}") if before.denominator_changed else ""
        return Moved(sign, f"{words}{again}")
    if before.denominator_changed or before.points is None:
        return Moved("none", voice(f"change.{'unknown' if before.untold else 'unlike'}", day=since))
    sign = sign_of(_way(before))
    return Moved(sign, voice(f"change.{sign}", change=_points(before, voice), day=since))


def base(standing: Standing, voice: Voice) -> str | None:
    """How coverage moved since the same number of workers is reckoned with; None where that says nothing new."""
    began, last = standing.since_base, standing.since_last
    if began is None or began.denominator_changed or (last is not None and began.since == last.since):
        return None
    return voice("change.base", change=moved(began, voice).words)


def pace(standing: Standing, voice: Voice) -> str | None:
    """How many would have to join in a week, and how many do."""
    told = standing.pace
    if told is None or not told.needed:
        return None
    return voice("pace", needed=voice.count(told.needed), until=voice.day(told.until), present=present(told, voice))


def present(told: Pace, voice: Voice) -> str:
    """How many join in a week, how many fewer there are after one, or that it cannot be told."""
    if told.present is None:
        return voice("pace.unknown")
    return voice("pace.fewer" if told.present < 0 else "pace.present", people=voice.count(abs(told.present)))


def reach(standing: Standing, voice: Voice) -> str | None:
    """When the target is reached if things go on as they did, or why that cannot be told."""
    return None if standing.pace is None else _reach(standing.pace.reach, voice)


def _reach(told: Reach, voice: Voice) -> str:
    if told.why or told.earliest is None:
        return voice(f"reach.{told.why or 'too_few'}")
    if told.latest is None:
        return voice("reach.from", earliest=formats.month(told.earliest, voice.language))
    first, last = (formats.month(on, voice.language) for on in (told.earliest, told.latest))
    return voice("reach.month", earliest=first) if first == last else voice("reach", earliest=first, latest=last)


def ranking(weekly: Weekly, voice: Voice) -> str:
    """What stands above the parts in their order, and how many could be ranked where that is not all."""
    known = sum(one.rank is not None for one in weekly.parts)
    if not known:
        return voice("ranking.empty", parts=voice.parts(weekly))
    told = {"parts": voice.parts(weekly), "known": str(known), "all": str(len(weekly.parts))}
    return voice("ranking.some" if known < len(weekly.parts) else "ranking", **told)


def segments(weekly: Weekly, voice: Voice) -> Iterator[str]:
    """PU, BPU and construction, each with its share of workers or, where that is unknown, its people."""
    for one in weekly.segments:
        if one.segment != "all":
            share = voice.share(one.pct) if one.pct is not None else voice.count(one.active)
            yield voice(f"segment.{one.segment}", share=share)


def _way(change: Change) -> int:
    points = change.points or 0
    return (points > 0) - (points < 0)


def _points(change: Change, voice: Voice) -> str:
    return voice("change.points", points=_number(abs(change.points or Decimal(0)), voice))


def _number(points: Decimal, voice: Voice) -> str:
    return voice.share(points).removesuffix("%")


def _people(change: Change, voice: Voice) -> str:
    people = voice("change.people", people=formats.number(abs(change.people or 0), voice.language))
    if change.points is None or change.denominator_changed:
        return people
    return f"{people} ({_points(change, voice)})"
