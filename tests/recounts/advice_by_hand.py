"""What a report of a week has to say beside its figures: what lacks in it, and what to do next.

From figures that were counted by hand alone; nothing here calls what judges them. The rules are those of the words:
`weekly.note` says when something has to be said, `weekly.why` when something is to be done.
"""

from datetime import date
from typing import Any

from storage.database import Tx
from tests.recounts.by_hand import PLACES, Asked
from tests.recounts.coverage_by_hand import newest_shares, report_before, standing

OLD, SOON, AT_ONCE = 62, 30, 3
"""Days after which a figure is old, within which cover ends soon; and how many things to do one is told."""
Advice = list[tuple[str, dict[str, Any]]]


async def notes(tx: Tx, asked: Asked, shares: dict[str, Any]) -> list[str]:
    """What has to be said of the report, where nobody is a few."""
    stands, before, said = shares["standing"], await report_before(tx, asked), []
    if stands is None:
        lacks = "no_figure" if shares["of_target"] is None else "only_of_target"
        said.append(lacks if shares["headcount"] is None else "only_counts")
    elif (asked.sunday - stands["as_of"]).days > OLD:
        said.append("old_figure")
    if before is None:
        said.append("first_report")
    elif (asked.monday - before.last).days != 1:
        said.append("week_missing")
    below = newest_shares(await standing(tx, asked.sunday), asked, asked.sunday)
    if len({row.eligible_year for row in below.values()}) > 1:
        said.append("below_of_different_years")
    if asked.is_narrow:
        said.append("not_counted")
    return sorted(said)


def advice(counts: dict[str, Any], shares: dict[str, Any], said: list[str], asked: Asked) -> Advice:
    """All that is to be done: who loses cover or waits first, then what others are to do, then what brings more.

    A report says the first AT_ONCE of it.
    """
    return [
        *([("no_figure", {})] if not (shares["standing"] or shares["headcount"] or "held_back" in said) else []),
        *([("only_counts", {})] if shares["headcount"] else []),
        *_cannot_wait(counts),
        *([("old_figure", _age(shares["standing"]["as_of"], asked))] if "old_figure" in said else []),
        *_others(counts["commitments"], shares["standing"]),
        *_where(shares["parts"], shares["reached"], counts["villages"], asked),
        *_reached(shares["standing"]),
        ("invite", {}),
        ("ask_agents", {}),
    ]


def _cannot_wait(counts: dict[str, Any]) -> Advice:
    """Who loses their cover within a month; who waits too long, and for whom nobody is there."""
    found: Advice = []
    ending = [(one[0], one[5]) for one in counts["sponsored"]["ending"] if one[4] == SOON]
    if ending:
        first = min(ends for ends, _ in ending)
        found.append(("cover_ending", {"people": sum(used for _, used in ending), "days": SOON, "first": first}))
    _, unheld, overdue = counts["lateness"]
    if overdue is not None and overdue > 0:
        found.append(("overdue", {"overdue": overdue}))
    if unheld is not None and unheld > 0:
        found.append(("unheld", {"unheld": unheld}))
    return found


def _age(as_of: date, asked: Asked) -> dict[str, Any]:
    return {"as_of": as_of, "days": (asked.sunday - as_of).days}


def _others(pledged: dict[str, Any], stands: dict[str, Any] | None) -> Advice:
    """Who promised and was not met again, more a week than come, what is left of promises, and a target to be set."""
    found: Advice = []
    if pledged["overdue"] > 0:
        found.append(("meet", {"overdue": pledged["overdue"]}))
    if stands is not None and stands["pace"] is not None:
        until, _, needed, present, _ = stands["pace"]
        if needed is not None and present is not None and needed > present:
            # Where people leave, nobody is told that nobody comes.
            leaves = present < 0
            told = {"fewer": abs(present)} if leaves else {"present": present}
            found.append(("falling" if leaves else "behind", {"needed": needed, **told, "until": until}))
    left = pledged["promised"] - pledged["done"]
    if left > 0:
        found.append(("promises", {"promised": pledged["promised"], "done": pledged["done"], "left": left}))
    if stands is not None and stands["target"] is None:
        found.append(("no_target", {}))
    return found


def _where(parts: list[tuple[Any, ...]], reached: list[str], villages: dict[str, Any], asked: Asked) -> Advice:
    """The last part where half of all or more have a place, or the last that has not reached its own target; the part
    with most villages left, or the first village.
    """
    found: Advice = []
    placed = [part for part in parts if part[0] is not None]
    if len(placed) >= 2 and len(placed) >= len(parts) / 2:
        order = sorted(placed, key=lambda part: (part[0], part[1]))
        short = [part for part in order if part[2] not in reached]
        if short:
            key = "weakest" if short[-1] == order[-1] else "lagging"
            found.append((key, {"place": short[-1][1], "pct": short[-1][4]}))
    left = {part: total - visited for part, visited, total in villages["parts"]}
    if any(left.values()):
        most = 1 if asked.is_narrow else max(left.values())
        place = PLACES.get(min(part for part, many in left.items() if many == most)).name
        told = {"left": villages["total"] - villages["visited"], "total": villages["total"], "place": place}
        found.append(("each_village" if asked.is_narrow else "villages", told))
    return found


def _reached(stands: dict[str, Any] | None) -> Advice:
    if stands is None or stands["target"] is None or stands["gap"] != 0:
        return []
    return [("reached", {"pct": stands["pct"], "target": stands["target"][0]})]
