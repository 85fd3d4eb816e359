"""What came to the leads of many regions in a week: counted anew from the log each time, in a handful of statements.

Every count is of people (leads), never of moves. A kabupaten is the first five characters of a dotted code.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, distinct, exists, func, not_, select, true

from storage.database import Tx
from storage.offers import EXPIRED
from storage.records import OPEN_STATES, WAITING_STATES
from storage.schema import branch_regions, guests, lead_log, lead_reminders, leads, people, staff, visits
from storage.statements import inside
from storage.weeks import Counted, Week

KABUPATEN = 5
"""Characters of the dotted code of a kabupaten or kota."""
NOT_REACHED = ("new", "offered", "accepted")
REACHED = ("contacted", "documents", "code_issued", "registered")
"""States before and after somebody talked with the person."""

_KABUPATEN = func.substr(leads.c.region, 1, KABUPATEN)
_CHANNEL = case((leads.c.event.is_not(None), "event"), (leads.c.met.is_not(None), "agent_link"), else_="direct")
_OF = lead_log.c


async def week(tx: Tx, first: datetime, last: datetime, region: str, late: Collection[str]) -> Week:
    """What came to pass in a region ("" is the whole country) from `first` until before `last` (aware).

    `late` are the rungs of the ladder on which a lead lies too long.
    """
    here = inside(leads.c.region, region) if region else true()
    return Week(
        counted=(*await _interest(tx, first, last, here), *await _steps(tx, first, last, here)),
        taken_back=await _each(tx, _taken_back(first, last), here),
        expired=await _each(tx, _moved(first, last, _OF.reason == EXPIRED), here),
        unheld=await _each(tx, leads.c.state.in_(WAITING_STATES), here, leads),
        overdue=await _each(tx, _overdue(late), here, leads),
        came=await _came(tx, first, last, region),
    )


async def began(tx: Tx, first: datetime, last: datetime, region: str) -> int | None:
    """How many people wrote for the first time in that time; None where the bot serves others than this region."""
    served = set((await tx.execute(select(branch_regions.c.region))).scalars())
    if not served or not all(f"{one}.".startswith(f"{region}.") for one in served):
        return None
    ours = select(staff.c.chat).where(staff.c.chat.is_not(None))
    new = (people.c.created >= first, people.c.created < last, people.c.chat.not_in(ours))
    return int((await tx.execute(select(func.count()).select_from(people).where(*new))).scalar_one())


async def _interest(tx: Tx, first: datetime, last: datetime, here: Any) -> list[Counted]:
    made = select(_KABUPATEN.label("kabupaten"), _CHANNEL.label("channel"), leads.c.work, func.count().label("people"))
    rows = await tx.execute(_grouped(made.where(leads.c.created >= first, leads.c.created < last, here)))
    return [Counted(row.kabupaten, row.channel, row.work, "interest", row.people) for row in rows]


async def _steps(tx: Tx, first: datetime, last: datetime, here: Any) -> list[Counted]:
    """Each lead is looked at once, and only then counted: telling leads apart in every group would take longer."""
    conditions = _conditions(last)
    took = [func.max(case((condition, 1), else_=0)).label(step) for step, condition in conditions.items()]
    in_the_week = (_OF.at >= first, _OF.at < last, _OF.origin != _OF.state)
    each = select(_OF.lead, *took).where(*in_the_week).group_by(_OF.lead).subquery()
    counts = [func.sum(each.c[step]).label(step) for step in conditions]
    made = select(_KABUPATEN.label("kabupaten"), _CHANNEL.label("channel"), leads.c.work, *counts)
    rows = await tx.execute(_grouped(made.select_from(each.join(leads, leads.c.id == each.c.lead)).where(here)))
    return [
        Counted(row["kabupaten"], row["channel"], row["work"], step, int(row[step]))
        for row in rows.mappings()
        for step in conditions
        if row[step]
    ]


def _conditions(last: datetime) -> dict[str, ColumnElement[bool]]:
    """Which moves take a lead to each step; who is called registered still has to be at the end of the week."""
    return {
        "offered": _OF.state == "offered",
        "contacted": and_(_OF.origin.in_(NOT_REACHED), _OF.state.in_(REACHED)),
        "registered": and_(_OF.state == "registered", not_(_later_taken_back(last))),
        "verified": _OF.state == "verified",
    }


def _later_taken_back(last: datetime) -> ColumnElement[bool]:
    back = lead_log.alias("back")
    same = (back.c.lead == _OF.lead, back.c.version > _OF.version)
    return exists().where(*same, back.c.at < last, _takes_back(back.c)).correlate(lead_log)


def _taken_back(first: datetime, last: datetime) -> ColumnElement[bool]:
    """In the week nobody called it registered before it was taken back, so it was told of in an earlier one."""
    said = lead_log.alias("said")
    same = (said.c.lead == _OF.lead, said.c.version < _OF.version, said.c.at >= first)
    in_the_week = exists().where(*same, said.c.state == "registered", said.c.origin != "registered")
    return _moved(first, last, and_(_takes_back(_OF), not_(in_the_week.correlate(lead_log))))


def _takes_back(log: Any) -> ColumnElement[bool]:
    return and_(log.origin == "registered", log.state == "contacted")


def _moved(first: datetime, last: datetime, what: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(_OF.at >= first, _OF.at < last, what)


def _overdue(late: Collection[str]) -> ColumnElement[bool]:
    lies = (lead_reminders.c.lead == leads.c.id, lead_reminders.c.since == leads.c.active)
    climbed = exists().where(*lies, lead_reminders.c.step.in_(late))
    return and_(leads.c.state.in_(OPEN_STATES), climbed)


async def _each(tx: Tx, what: ColumnElement[bool], here: Any, table: FromClause | None = None) -> dict[str, int]:
    """How many leads of each kabupaten are so."""
    counted = select(_KABUPATEN.label("kabupaten"), func.count(distinct(leads.c.id)).label("people"))
    source = counted.select_from(_logged() if table is None else table).where(what, here)
    return {row.kabupaten: row.people for row in await tx.execute(source.group_by(_KABUPATEN))}


async def _came(tx: Tx, first: datetime, last: datetime, region: str) -> dict[str, int]:
    kabupaten = func.substr(visits.c.region, 1, KABUPATEN)
    there = [inside(visits.c.region, region)] if region else []
    rows = await tx.execute(
        select(kabupaten.label("kabupaten"), func.count().label("people"))
        .select_from(guests.join(visits, visits.c.id == guests.c.visit))
        .where(guests.c.at >= first, guests.c.at < last, visits.c.undone.is_(False), *there)
        .group_by(kabupaten)
    )
    return {row.kabupaten: row.people for row in rows}


def _logged() -> FromClause:
    return lead_log.join(leads, leads.c.id == lead_log.c.lead)


def _grouped(made: Select[Any]) -> Select[Any]:
    return made.group_by(_KABUPATEN, _CHANNEL, leads.c.work)
