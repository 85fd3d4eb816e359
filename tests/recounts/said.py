"""The figures of a report in the same shape as those that are counted by hand."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from bot.reports.actions import RULES
from bot.reports.weekly import Action, Change, Figure, Pace, Standing, Weekly


def figures(told: Weekly) -> dict[str, Any]:
    """Everything but coverage."""
    villages, promised = told.villages, told.commitments
    came = [line.counts.get("conversations") for line in told.funnel.by_channel if line.key == "event"]
    late = told.lateness
    return {
        "funnel": _steps(told),
        "conversations": told.funnel.total.get("conversations"),
        "came": came[0] if came else None,
        "taken_back": told.funnel.taken_back,
        "lateness": (late.expired_offers, late.unheld, late.overdue),
        "villages": {
            "total": villages.total,
            "visited": villages.visited,
            "visited_in_week": villages.visited_in_week,
            "visits_in_week": villages.visits_in_week,
            "people_in_week": villages.people_in_week,
            "unreached": [one.region for one in villages.unreached],
            "parts": [(one.region, one.visited, one.total) for one in villages.parts],
        },
        "sponsored": {
            "ending": [
                (one.ends, one.payer, one.channel, one.region, one.within, one.people) for one in told.sponsored.ending
            ],
            "people": dict(told.sponsored.people),
        },
        "commitments": {
            "open": promised.open,
            "promised": promised.promised,
            "done": promised.done,
            "overdue": promised.overdue,
            "pledges": [
                (one.kind, one.place, one.promised, one.done, one.next, one.overdue) for one in promised.pledges
            ],
        },
    }


def coverage(told: Weekly) -> dict[str, Any]:
    """How far the region is."""
    return {
        "standing": None if told.standing is None else _standing(told.standing),
        "headcount": None if told.headcount is None else (told.headcount.as_of, told.headcount.active),
        "segments": [_standing(one) for one in told.segments],
        "of_target": None if told.of_target is None else (told.of_target.as_of, told.of_target.pct),
        "trend": [(one.as_of, one.pct, one.active, one.eligible, one.rebased) for one in told.trend],
        "parts": [
            (one.rank, one.name, one.region, one.moved, one.pct, one.active, one.eligible, one.as_of)
            for one in told.parts
        ],
        "reached": sorted(one.region for one in told.parts if one.reached),
        "corrected": sorted(
            (one.region, one.as_of, one.segment, one.meaning, one.what, _printed(one.before), _printed(one.after))
            for one in told.corrected
            if not one.late
        ),
        "late": sorted((one.as_of, one.what, one.after) for one in told.corrected if one.late),
    }


READ: dict[str, Callable[[str], Any]] = {
    "count": int,
    "above": int,
    "percent": Decimal,
    "day": date.fromisoformat,
    "name": str,
}


def advice(told: Iterable[Action]) -> list[tuple[str, dict[str, Any]]]:
    """What to do next, with its figures as values."""
    return [(one.key, {name: _read(figure) for name, figure in one.figures.items()}) for one in told]


def whole_advice(told: Weekly) -> list[tuple[str, dict[str, Any]]]:
    """The same of all that there is to do, though it has no room in the report."""
    held = ((key, rule(told)) for key, rule in RULES.items())
    return advice(Action(key, figures) for key, figures in held if figures is not None)


def _read(figure: Figure) -> Any:
    return READ[figure.kind](figure.value)


STEPS = ("interest", "offered", "contacted", "registered", "verified")
GROUPS = ("total", "channel direct", "channel agent_link", "channel event", "work farmer", "work driver", "part")
EVERYTHING = frozenset(
    (
        *(f"{group} {step}" for group in GROUPS for step in STEPS),
        *("conversations", "came", "taken back", "expired", "unheld", "overdue"),
        *("villages total", "villages visited", "villages visited_in_week", "villages visits_in_week"),
        *("villages people_in_week", "villages unreached", "villages parts"),
        *("sponsored ending", "sponsored 30", "sponsored 60"),
        *("commitments open", "commitments promised", "commitments done", "commitments overdue", "commitments pledges"),
        *(f"standing {name}" for name in ("active", "eligible", "eligible_year", "pct", "target", "uncovered", "gap")),
        *("standing fresh", "standing since_last", "standing since_base", "pace needed", "pace present", "reached"),
        *("segment pu", "segment bpu", "segment jakon", "of_target", "trend", "rebased", "rank", "moved"),
        *("corrected", "corrected part", "late"),
    )
)
"""The names of all figures that a report may hold."""


def something(told: Weekly) -> set[str]:
    """Those that are there and not nought; a group of parts is one where any of them has it."""
    found = figures(told)
    stands = told.standing
    pace = None if stands is None else stands.pace
    named: dict[str, Any] = {
        **{f"{' '.join(filter(None, key[:2])) if key[0] != 'part' else 'part'} {key[2]}": 1 for key in found["funnel"]},
        **{name: found[name] for name in ("conversations", "came")},
        "taken back": found["taken_back"],
        **dict(zip(("expired", "unheld", "overdue"), found["lateness"], strict=True)),
        **{f"villages {name}": value for name, value in found["villages"].items()},
        "sponsored ending": found["sponsored"]["ending"],
        **{f"sponsored {days}": people for days, people in found["sponsored"]["people"].items()},
        **{f"commitments {name}": value for name, value in found["commitments"].items()},
        **{f"standing {name}": value for name, value in (_standing(stands) if stands else {}).items()},
        "pace needed": pace and pace.needed,
        "pace present": pace and pace.present,
        "reached": pace and pace.reach.earliest,
        **{f"segment {one.segment}": one.pct for one in told.segments},
        "of_target": told.of_target,
        "trend": told.trend,
        "rebased": any(one.rebased for one in told.trend),
        "rank": any(one.rank for one in told.parts),
        "moved": any(one.moved for one in told.parts),
        "corrected": [one for one in told.corrected if not one.late],
        "corrected part": [one for one in told.corrected if one.region != told.region],
        "late": [one for one in told.corrected if one.late],
    }
    return {name for name, value in named.items() if value}


def _steps(told: Weekly) -> dict[tuple[str, str, str], Any]:
    """By how they are grouped, under which key, and which step; where there was nobody there is nothing."""
    lines = [
        ("total", "", told.funnel.total),
        *(("channel", line.key, line.counts) for line in told.funnel.by_channel),
        *(("work", line.key, line.counts) for line in told.funnel.by_sector),
        *(("part", line.key, line.counts) for line in told.funnel.by_part),
    ]
    return {
        (how, key, step): count
        for how, key, counts in lines
        for step, count in counts.items()
        if count and step != "conversations"
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "as_of": one.as_of,
        "source": one.source,
        "active": one.active,
        "eligible": one.eligible,
        "eligible_year": one.eligible_year,
        "pct": one.pct,
        "target": None if one.target_pct is None else (one.target_pct, one.target_people),
        "uncovered": one.uncovered,
        "gap": one.gap,
        "fresh": one.fresh,
        "since_last": _change(one.since_last),
        "since_base": _change(one.since_base),
        "pace": _pace(one.pace),
    }


def _change(one: Change | None) -> tuple[Any, ...] | None:
    return None if one is None else (one.since, one.people, one.points, one.denominator_changed)


def _pace(one: Pace | None) -> tuple[Any, ...] | None:
    if one is None:
        return None
    reach = one.reach
    return one.until, one.weeks, one.needed, one.present, (reach.earliest, reach.latest, reach.why)


def _printed(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else f"{float(value):.4f}"
