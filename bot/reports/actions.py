"""What to do next, from the figures of the week by a table of rules: the first three that hold. Pure."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from bot.reports.weekly import MASKED, Action, Count, Figure, Part, Weekly

MOST: Final = 3

Rule = Callable[[Weekly], Mapping[str, Figure] | None]
"""The figures that make a rule hold, None where it does not."""


def suggested(weekly: Weekly) -> tuple[Action, ...]:
    """At most three actions, what cannot wait in front."""
    held = ((key, rule(weekly)) for key, rule in RULES.items())
    return tuple(Action(key, figures) for key, figures in held if figures is not None)[:MOST]


def to_do(weekly: Weekly) -> frozenset[str]:
    """The rules of the actions that a report suggests: what they say need not be said beside them."""
    return frozenset(one.key for one in weekly.actions)


def _cover_ending(weekly: Weekly) -> Mapping[str, Figure] | None:
    soonest = min(weekly.sponsored.people, default=None)
    soon = [one for one in weekly.sponsored.ending if one.within == soonest]
    if not soon:
        return None
    people = weekly.sponsored.people[soon[0].within]
    told = weekly.sponsored.told(soon[0].within)
    many = Figure("above", str(told)) if people == MASKED and told else _count(people)
    return {"people": many, "days": _count(soon[0].within), "first": _day(soon[0].ends)}


def _no_figure(weekly: Weekly) -> Mapping[str, Figure] | None:
    """Asking for one helps nobody where there is one that may not be told."""
    is_known = weekly.standing or weekly.headcount or "held_back" in weekly.notes
    return None if is_known else {}


def _only_counts(weekly: Weekly) -> Mapping[str, Figure] | None:
    return None if weekly.headcount is None else {}


def _overdue(weekly: Weekly) -> Mapping[str, Figure] | None:
    late = weekly.lateness
    return {"overdue": _count(late.overdue)} if late.overdue else None


def _unheld(weekly: Weekly) -> Mapping[str, Figure] | None:
    late = weekly.lateness
    return {"unheld": _count(late.unheld)} if late.unheld else None


def _meet(weekly: Weekly) -> Mapping[str, Figure] | None:
    late = weekly.commitments.overdue
    return {"overdue": _count(late)} if late else None


def _promises(weekly: Weekly) -> Mapping[str, Figure] | None:
    """Only where both are told: what is hidden must not be seen in what is left."""
    promised, done = weekly.commitments.promised, weekly.commitments.done
    if not isinstance(done, int) or promised <= done:
        return None
    return {"promised": _count(promised), "done": _count(done), "left": _count(promised - done)}


def _falling(weekly: Weekly) -> Mapping[str, Figure] | None:
    """More leave than join: to call it a slow pace would be untrue."""
    pace = weekly.standing.pace if weekly.standing else None
    if pace is None or pace.needed is None or pace.present is None or pace.present >= 0:
        return None
    return {"fewer": _count(-pace.present), "needed": _count(pace.needed), "until": _day(pace.until)}


def _behind(weekly: Weekly) -> Mapping[str, Figure] | None:
    pace = weekly.standing.pace if weekly.standing else None
    if pace is None or pace.needed is None or pace.present is None or not 0 <= pace.present < pace.needed:
        return None
    return {"needed": _count(pace.needed), "present": _count(pace.present), "until": _day(pace.until)}


def _weakest(weekly: Weekly) -> Mapping[str, Figure] | None:
    """Of those that can be ranked; where that is but the fewer, another may well be the last."""
    ranked = [one for one in weekly.parts if one.rank is not None and one.pct is not None]
    if len(ranked) < 2 or 2 * len(ranked) < len(weekly.parts):
        return None
    return None if ranked[-1].reached else _named(ranked[-1])


def _lagging(weekly: Weekly) -> Mapping[str, Figure] | None:
    """Where the last reached its own target: the last of those that did not."""
    ranked = [one for one in weekly.parts if one.rank is not None and one.pct is not None]
    left = [one for one in ranked if not one.reached]
    if not left or not ranked[-1].reached or 2 * len(ranked) < len(weekly.parts):
        return None
    return _named(left[-1])


def _named(one: Part) -> Mapping[str, Figure]:
    return {"place": Figure("name", one.name), "pct": Figure("percent", str(one.pct))}


def _villages(weekly: Weekly) -> Mapping[str, Figure] | None:
    left = weekly.villages.total - weekly.villages.visited
    if left <= 0:
        return None
    least = min(weekly.villages.parts, key=lambda one: (one.visited - one.total, one.region), default=None)
    if least is None or _parts_are_villages(weekly):
        return None
    return {"left": _count(left), "total": _count(weekly.villages.total), "place": Figure("name", least.name)}


def _each_village(weekly: Weekly) -> Mapping[str, Figure] | None:
    """Of a kecamatan, whose parts are villages: which one to begin with."""
    first = next((one for one in weekly.villages.parts if one.visited < one.total), None)
    if first is None or not _parts_are_villages(weekly):
        return None
    left = weekly.villages.total - weekly.villages.visited
    return {"left": _count(left), "total": _count(weekly.villages.total), "place": Figure("name", first.name)}


def _parts_are_villages(weekly: Weekly) -> bool:
    """One part of one village says nothing: some kecamatan have no more."""
    return all(one.total == 1 for one in weekly.villages.parts)


def _old(weekly: Weekly) -> Mapping[str, Figure] | None:
    standing = weekly.standing
    if standing is None or "old_figure" not in weekly.notes:
        return None
    return {"as_of": _day(standing.as_of), "days": _count((weekly.last - standing.as_of).days)}


def _no_target(weekly: Weekly) -> Mapping[str, Figure] | None:
    return {} if weekly.standing is not None and weekly.standing.target_pct is None else None


def _reached(weekly: Weekly) -> Mapping[str, Figure] | None:
    standing = weekly.standing
    if standing is None or standing.gap != 0 or standing.target_pct is None:
        return None
    return {"pct": Figure("percent", str(standing.pct)), "target": Figure("percent", str(standing.target_pct))}


def _always(weekly: Weekly) -> Mapping[str, Figure]:
    return {}


RULES: Final[Mapping[str, Rule]] = {
    "no_figure": _no_figure,
    "only_counts": _only_counts,
    "cover_ending": _cover_ending,
    "overdue": _overdue,
    "unheld": _unheld,
    "old_figure": _old,
    "meet": _meet,
    "falling": _falling,
    "behind": _behind,
    "promises": _promises,
    "no_target": _no_target,
    "weakest": _weakest,
    "lagging": _lagging,
    "villages": _villages,
    "each_village": _each_village,
    "reached": _reached,
    "invite": _always,
    "ask_agents": _always,
}
"""What cannot wait in front: people lose their cover, then people wait, then others, then what brings more people.

The last two hold always, so that there is something to read out in a week about which nobody told anything.
"""


def _count(value: Count) -> Figure:
    return Figure("count", str(value))


def _day(value: date) -> Figure:
    return Figure("day", value.isoformat())
