"""A branch as its officers look at it: what waits, what is late, and whom a lead could be given to. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.leads.hours import OFFICE, Week
from bot.leads.ladder import is_late
from bot.leads.life import WAITING
from bot.leads.rights import is_own
from bot.leads.routing import cover, within
from bot.leads.shifts import is_full_today, is_on_leave, week_of
from storage.records import Colleague, Lead, StaffId

KINDS = ("waiting", "late", "all")
"""What an officer may look at: what nobody accepted, what is late, everything that is open."""


def picked(
    queue: Sequence[Lead], crew: Iterable[Colleague], now: datetime, *, kind: str, place: str = "", work: str = ""
) -> list[Lead]:
    """The leads of one kind in a place (a dotted code, all when empty) and of a kind of work, oldest first."""
    known = by_id(crew)
    here = [lead for lead in queue if (not place or within(lead.region, place)) and work in ("", lead.work)]
    if kind == "waiting":
        return [lead for lead in here if lead.state in WAITING]
    return [lead for lead in here if kind != "late" or is_late(lead, week(lead, known), now)]


def by_id(crew: Iterable[Colleague]) -> Mapping[StaffId, Colleague]:
    """Everybody by their number."""
    return {one.staff.id: one for one in crew}


def week(lead: Lead, crew: Mapping[StaffId, Colleague]) -> Week:
    """The working time of whoever holds a lead; an office's where nobody does."""
    holder = crew.get(lead.holder) if lead.holder is not None else None
    return week_of(holder.staff) if holder is not None else Week(OFFICE)


def late_of(member: StaffId, queue: Iterable[Lead], crew: Sequence[Colleague], now: datetime) -> list[Lead]:
    """The late leads that lie with one member of the staff, oldest first."""
    known = by_id(crew)
    return [lead for lead in queue if lead.holder == member and is_late(lead, week(lead, known), now)]


def could_take(
    lead: Lead, crew: Iterable[Colleague], refused: Collection[StaffId], served: Collection[str], now: datetime
) -> list[Colleague]:
    """The agents a lead could be offered to by hand, the most fitting first.

    Who holds it now is left out, and so is the person themself.

    Who is there, has room and was not asked before comes first, then who covers the place most narrowly, then who has
    least to do. Who has no areas of their own covers `served`, those of the branch.
    """

    def rank(one: Colleague) -> tuple[bool, bool, int, float, str]:
        away = is_on_leave(one.staff, now) or is_full_today(one.staff, now) or one.open_leads >= one.staff.capacity
        narrow = cover(one.staff if one.staff.areas else replace(one.staff, areas=tuple(served)), lead.region)
        return one.staff.id in refused, away, -narrow, one.open_leads / one.staff.capacity, one.staff.name

    able = (one for one in crew if one.staff.role == "agent" and one.reachable and one.staff.id != lead.holder)
    return sorted((one for one in able if not is_own(one.staff, lead)), key=rank)
