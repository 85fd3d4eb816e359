"""What came to the leads of many regions in a week: counted anew from the log each time, in a handful of statements.

Every count is of people (leads), never of moves. A kabupaten is the first five characters of a dotted code.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    text,
    true,
)

from storage.columns import Instant
from storage.database import Tx
from storage.offers import EXPIRED
from storage.records import OPEN_STATES, WAITING_STATES
from storage.schema import branch_regions, guests, lead_log, lead_reminders, leads, people, staff, visits
from storage.statements import inside
from storage.weeks import PROVINCE, Counted, Week

Span = tuple[datetime, datetime]
"""When a week begins and when it is over (aware)."""
KABUPATEN, KECAMATAN = 5, (7, 2)
"""Characters of the dotted code of a kabupaten or kota; where the two of a kecamatan stand in the code of a place."""
NOT_REACHED = ("new", "offered", "accepted")
REACHED = ("contacted", "documents", "code_issued", "registered")
"""States before and after somebody talked with the person."""
_COUNTED = ("offered", *REACHED, "verified")
"""States that a step leads to, and the one it is taken back to."""

_KABUPATEN = func.substr(leads.c.region, 1, KABUPATEN)
_KECAMATAN = func.substr(leads.c.region, *KECAMATAN)
_CHANNEL = case((leads.c.event.is_not(None), "event"), (leads.c.met.is_not(None), "agent_link"), else_="direct")
_KIND = (_KABUPATEN.label("kabupaten"), _CHANNEL.label("channel"), leads.c.work)
_OF = lead_log.c
_Borders = tuple[ColumnElement[datetime], ColumnElement[datetime]]
_ENDS = ("expired", "taken_back")
"""What is counted by kabupaten alone."""


async def weeks(tx: Tx, spans: Mapping[str, Span], late: Collection[str]) -> dict[str, Week]:
    """What came to pass in one province (two digits) or many, in a week that has its own span in each.

    `late` are the rungs of the ladder on which a lead lies too long. All are counted at once, which takes no longer
    than counting the whole country.
    """
    [alone, *others] = spans
    there = None if others else alone
    here = inside(tx, leads.c.region, there) if there else true()
    await _looks_up(tx, only=True)
    interested, moved = await _interest(tx, spans, here), await _moved(tx, spans, here)
    counted = Week(
        counted=(*interested.counted, *moved.counted),
        below={**interested.below, **moved.below},
        taken_back=moved.taken_back,
        expired=moved.expired,
        unheld=await _unheld(tx, here),
        overdue=await _overdue(tx, late, here),
        came=await _came(tx, spans, there),
    )
    await _looks_up(tx, only=False)
    return counted.of_provinces(spans)


async def began(tx: Tx, first: datetime, last: datetime, region: str) -> int | None:
    """How many people wrote for the first time in that time; None where the bot serves others than this region."""
    served = set((await tx.execute(select(branch_regions.c.region))).scalars())
    if not served or not all(f"{one}.".startswith(f"{region}.") for one in served):
        return None
    ours = select(staff.c.chat).where(staff.c.chat.is_not(None))
    new = (people.c.created >= first, people.c.created < last, people.c.chat.not_in(ours))
    return int((await tx.execute(select(func.count()).select_from(people).where(*new))).scalar_one())


async def _looks_up(tx: Tx, *, only: bool) -> None:
    """Whether PostgreSQL only looks up what belongs to the rows it found; else it reads a whole year for a week."""
    if tx.connection.dialect.name != "sqlite":
        for way in ("hashjoin", "mergejoin"):
            await tx.execute(text(f"SET LOCAL enable_{way} = {'off' if only else 'on'}"))


def _borders(spans: Mapping[str, Span], region: Column[str]) -> _Borders:
    """When the week begins, and when it is over, where this region lies."""
    there = defaultdict[Span, list[str]](list)
    for province, span in spans.items():
        there[span].append(province)
    begins, ends = ([literal(at, Instant()) for at in side] for side in zip(*there, strict=True))
    if len(there) == 1:
        return begins[0], ends[0]
    lies = [func.substr(region, 1, PROVINCE).in_(provinces) for provinces in there.values()]
    return case(*zip(lies, begins, strict=True)), case(*zip(lies, ends, strict=True))


def _borders_of_lead(spans: Mapping[str, Span]) -> _Borders:
    """The same where the lead of an entry lies, which is looked up only where the week has many spans."""
    begins, ends = _borders(spans, leads.c.region)
    if len(set(spans.values())) == 1:
        return begins, ends
    lead = select().where(leads.c.id == _OF.lead).correlate(lead_log)
    return lead.add_columns(begins).scalar_subquery(), lead.add_columns(ends).scalar_subquery()


def _in_the_week(at: Column[datetime], spans: Mapping[str, Span], borders: _Borders) -> ColumnElement[bool]:
    """Whether an instant is between these; of the hours that are of the week everywhere nobody asks where."""
    firsts, lasts = zip(*spans.values(), strict=True)
    somewhere = and_(at >= min(firsts), at < max(lasts))
    if len(set(spans.values())) == 1:
        return somewhere
    begins, ends = borders
    everywhere = and_(at >= max(firsts), at < min(lasts))
    return and_(somewhere, or_(everywhere, and_(at >= begins, at < ends)))


async def _interest(tx: Tx, spans: Mapping[str, Span], here: Any) -> Week:
    made = _in_the_week(leads.c.created, spans, _borders(spans, leads.c.region))
    return await _grouped(tx, select(*_KIND).where(made, here), {"interest": literal(1)})


async def _moved(tx: Tx, spans: Mapping[str, Span], here: Any) -> Week:
    """The steps, who let an offer expire, and who is registered no more; the log of the week is read once.

    Each lead is looked at once, and only then counted: telling leads apart in every group would take longer.
    """
    begins, ends = borders = _borders_of_lead(spans)
    conditions = {**_steps(ends), "expired": _OF.reason == EXPIRED, "taken_back": _taken_back(begins)}
    took = [func.max(case((condition, 1), else_=0)).label(name) for name, condition in conditions.items()]
    told = (_in_the_week(_OF.at, spans, borders), or_(_OF.state.in_(_COUNTED), _OF.reason == EXPIRED))
    each = select(_OF.lead, *took).where(*told).group_by(_OF.lead).subquery()
    joined = select(*_KIND).select_from(each.join(leads, leads.c.id == each.c.lead)).where(here)
    return await _grouped(tx, joined, {name: each.c[name] for name in conditions})


async def _grouped(tx: Tx, kinds: Select[Any], marks: Mapping[str, ColumnElement[int]]) -> Week:
    """People by kabupaten, channel and work; `marks` are 1 for who is counted under their name.

    Their kecamatan come as a list in each group: a second grouping by these would take half as long again.
    """
    steps = [name for name in marks if name not in _ENDS]
    counts = [func.sum(mark) for mark in marks.values()]
    places = [func.aggregate_strings(case((marks[name] == 1, _KECAMATAN)), ",") for name in steps]
    counted, below = list[Counted](), {name: dict[str, list[str]]() for name in steps}
    ended = {name: Counter[str]() for name in _ENDS}
    for kabupaten, channel, work, *found in (
        await tx.execute(kinds.add_columns(*counts, *places).group_by(*_KIND))
    ).all():
        for name, count in zip(marks, found, strict=False):
            if count and name in ended:
                ended[name][kabupaten] += int(count)
            elif count:
                counted.append(Counted(kabupaten, channel, work, name, int(count)))
        for name, listed in zip(steps, found[len(marks) :], strict=True):
            if listed is not None:
                below[name].setdefault(kabupaten, []).append(listed)
    lists = {name: {at: ",".join(each) for at, each in found.items()} for name, found in below.items()}
    return Week(tuple(counted), below=lists, **{name: dict(each) for name, each in ended.items()})


def _steps(ends: ColumnElement[datetime]) -> dict[str, ColumnElement[bool]]:
    """Which moves take a lead to each step; who is called registered still has to be at the end of the week."""
    to = {state: and_(_OF.state == state, _OF.origin != state) for state in ("offered", "registered", "verified")}
    return {
        "offered": to["offered"],
        "contacted": and_(_OF.origin.in_(NOT_REACHED), _OF.state.in_(REACHED)),
        "registered": and_(to["registered"], not_(_later_taken_back(ends))),
        "verified": to["verified"],
    }


def _later_taken_back(ends: ColumnElement[datetime]) -> ColumnElement[bool]:
    back = lead_log.alias("back")
    same = (back.c.lead == _OF.lead, back.c.version > _OF.version)
    return exists().where(*same, back.c.at < ends, _takes_back(back.c)).correlate(lead_log)


def _taken_back(begins: ColumnElement[datetime]) -> ColumnElement[bool]:
    """In the week nobody called it registered before it was taken back, so it was told of in an earlier one."""
    said = lead_log.alias("said")
    same = (said.c.lead == _OF.lead, said.c.version < _OF.version, said.c.at >= begins)
    in_the_week = exists().where(*same, said.c.state == "registered", said.c.origin != "registered")
    return and_(_takes_back(_OF), not_(in_the_week.correlate(lead_log)))


def _takes_back(log: Any) -> ColumnElement[bool]:
    return and_(log.origin == "registered", log.state == "contacted")


async def _unheld(tx: Tx, here: Any) -> dict[str, int]:
    """How many leads of each kabupaten wait for somebody now."""
    counted = select(_KABUPATEN.label("kabupaten"), func.count().label("people")).select_from(leads)
    rows = await tx.execute(counted.where(leads.c.state.in_(WAITING_STATES), here).group_by(_KABUPATEN))
    return {row.kabupaten: row.people for row in rows}


async def _overdue(tx: Tx, late: Collection[str], here: Any) -> dict[str, int]:
    """How many lie too long now: begun from the rungs that were climbed, which are far fewer than the open leads."""
    climbed = select(lead_reminders.c.lead, lead_reminders.c.since).where(lead_reminders.c.step.in_(late)).distinct()
    # In the order in which the leads lie: PostgreSQL would look for them here and there, and for half as long again.
    each = climbed.order_by(lead_reminders.c.lead).cte("climbed").prefix_with("MATERIALIZED")
    lies = and_(leads.c.id == each.c.lead, leads.c.active == each.c.since)
    counted = select(_KABUPATEN.label("kabupaten"), func.count().label("people"))
    open_ = counted.select_from(each.join(leads, lies)).where(leads.c.state.in_(OPEN_STATES), here)
    return {row.kabupaten: row.people for row in await tx.execute(open_.group_by(_KABUPATEN))}


async def _came(tx: Tx, spans: Mapping[str, Span], there: str | None) -> dict[str, int]:
    kabupaten = func.substr(visits.c.region, 1, KABUPATEN)
    here = inside(tx, visits.c.region, there) if there else true()
    then = _in_the_week(guests.c.at, spans, _borders(spans, visits.c.region))
    rows = await tx.execute(
        select(kabupaten.label("kabupaten"), func.count().label("people"))
        .select_from(guests.join(visits, visits.c.id == guests.c.visit))
        .where(then, visits.c.undone.is_(False), here)
        .group_by(kabupaten)
    )
    return {row.kabupaten: row.people for row in rows}
