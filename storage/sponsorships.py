"""Cover that others pay for: what branches have been told of it, and which leads are enrolled through it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, case, func, insert, select, update

from storage import leads as lead_moves
from storage import people as persons
from storage.database import Tx
from storage.records import ChatId, Lead
from storage.schema import lead_log, leads, people, sponsorships
from storage.sponsors import Sponsorship
from storage.statements import bounds, inside, inside_given, pages

SPONSORED, UNSPONSORED = "sponsored", "unsponsored"
"""What is logged of a lead that is enrolled through a sponsorship, or no longer."""
WIDEST = 2
"""Digits of the dotted code of a province."""
_LEVELS = (WIDEST, 5, 8, 13)
LONGEST_KEY = 100

Key = tuple[str, str, str, str, date]


def key_of(one: Sponsorship) -> Key:
    """What makes a sponsorship the same one when a branch tells of it again."""
    return one.branch, one.channel, _folded(one.payer), one.region, one.starts


async def of_branches(tx: Tx, branches: Collection[str]) -> dict[Key, Sponsorship]:
    """Everything that these branches ever told, by what makes it the same."""
    rows = await tx.execute(select(sponsorships).where(sponsorships.c.branch.in_(branches)))
    return {key_of(one): one for one in map(_sponsorship, rows)}


async def ending(tx: Tx, first: date, last: date, region: str) -> tuple[Sponsorship, ...]:
    """What ends inside a region (dotted code) between two days, both with them; our people in it are not counted."""
    asked = {**bounds(region), "first": first, "last": last}
    return tuple(map(_sponsorship, await tx.execute(_ending(tx.connection.dialect.name), asked)))


@cache
def _ending(dialect: str) -> Select[Any]:
    """Built once for all regions."""
    between = (sponsorships.c.ends >= bindparam("first"), sponsorships.c.ends <= bindparam("last"))
    return select(sponsorships).where(*between, inside_given(dialect, sponsorships.c.region))


async def running(tx: Tx, on: date, *, branch: str | None = None, region: str | None = None) -> tuple[Sponsorship, ...]:
    """What is not over on a day, what ends first in front, with our people in it: of a branch, in a region, or all."""
    wanted = [sponsorships.c.ends >= on]
    wanted += [sponsorships.c.branch == branch] if branch else []
    wanted += [inside(tx, sponsorships.c.region, region)] if region else []
    ours = select(func.count()).where(leads.c.sponsorship == sponsorships.c.id).scalar_subquery().label("people")
    rows = await tx.execute(select(sponsorships, ours).where(*wanted).order_by(sponsorships.c.ends, sponsorships.c.id))
    return tuple(_sponsorship(row, people=row.people) for row in rows)


async def open_around(tx: Tx, regions: Collection[str], on: date) -> list[Sponsorship]:
    """What has room on a day in any of these regions, or in one around it."""
    around = {region[:digits] for region in regions for digits in _LEVELS}
    has_room = sponsorships.c.used < sponsorships.c.quota
    rows = await tx.execute(
        select(sponsorships)
        .where(sponsorships.c.region.in_(around), sponsorships.c.starts <= on, sponsorships.c.ends >= on, has_room)
        .order_by(sponsorships.c.id)
    )
    return [_sponsorship(row) for row in rows]


async def by_id(tx: Tx, ids: Collection[int]) -> dict[int, Sponsorship]:
    """These, by their numbers."""
    rows = await tx.execute(select(sponsorships).where(sponsorships.c.id.in_(ids)))
    return {row.id: _sponsorship(row) for row in rows}


# What a branch tells


async def add(tx: Tx, new: Sequence[Sponsorship], now: datetime) -> None:
    """Store new ones; their numbers are given here. Raises IntegrityError for one that is there already."""
    if new:
        await tx.execute(insert(sponsorships), [{**_row(one), "created": now, "changed": now} for one in new])


async def change(tx: Tx, one: Sponsorship, now: datetime) -> bool:
    """Store what is told anew of one, but never how many are in it; False when more are than its quota would allow."""
    told = {name: value for name, value in _row(one).items() if name != "used"}
    fits = (sponsorships.c.id == one.id, sponsorships.c.used <= one.quota)
    changed = await tx.execute(update(sponsorships).where(*fits).values(**told, changed=now))
    return bool(changed.rowcount == 1)


# Who is enrolled


async def enrol(tx: Tx, lead: Lead, sponsorship: int, actor: str, now: datetime) -> bool:
    """The lead, as it stands, is enrolled through a sponsorship, and one place of it is taken.

    False when the lead moved on meanwhile or there is no place left: then nothing may be kept of this transaction.
    """
    if not await lead_moves.touch(tx, lead, now, actor, SPONSORED):
        return False
    await tx.execute(update(leads).where(leads.c.id == lead.id).values(sponsorship=sponsorship))
    room = (sponsorships.c.id == sponsorship, sponsorships.c.used < sponsorships.c.quota)
    taken = await tx.execute(update(sponsorships).where(*room).values(used=sponsorships.c.used + 1))
    return bool(taken.rowcount == 1)


async def leave(tx: Tx, lead: Lead, actor: str, now: datetime) -> bool:
    """The lead, as it stands, is enrolled through nothing any more; its place is free. False when it moved on."""
    if lead.sponsorship is None or not await lead_moves.touch(tx, lead, now, actor, UNSPONSORED):
        return False
    await tx.execute(update(leads).where(leads.c.id == lead.id).values(sponsorship=None))
    fewer = case((sponsorships.c.used > 0, sponsorships.c.used - 1), else_=0)
    await tx.execute(update(sponsorships).where(sponsorships.c.id == lead.sponsorship).values(used=fewer))
    return True


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Through which sponsorship somebody is enrolled, and since when (UTC)."""

    sponsorship: Sponsorship
    at: datetime


async def enrolment(tx: Tx, chat: ChatId) -> Enrolled | None:
    """Through what this person is enrolled, None where through nothing."""
    row = (
        await tx.execute(
            select(sponsorships, lead_log.c.at)
            .join(leads, leads.c.sponsorship == sponsorships.c.id)
            .join(lead_log, lead_log.c.lead == leads.c.id)
            .where(leads.c.chat == chat, lead_log.c.reason == SPONSORED)
            .order_by(lead_log.c.at.desc())
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else Enrolled(_sponsorship(row), row.at)


async def cover(tx: Tx, chat: ChatId, last: date | None, *, instead: bool = True) -> None:
    """Remember until which month somebody is covered, or no longer, if they allowed that we write to them.

    What is remembered already stays, unless this is to be `instead` of it.
    """
    person = (await persons.of_chats(tx, [chat])).person(chat)
    if person.allows("reminders") and (instead or person.covered_until is None):
        await tx.execute(update(people).where(people.c.chat == chat).values(covered_until=last))


async def enrolled_since(tx: Tx, sponsorship: int) -> dict[ChatId, datetime]:
    """Who is enrolled through it and can still be told of anything, and since when (UTC)."""
    mine = (leads.c.sponsorship == sponsorship, leads.c.chat.is_not(None), lead_log.c.reason == SPONSORED)
    rows = await tx.execute(
        select(leads.c.chat, func.max(lead_log.c.at).label("at"))
        .join(lead_log, lead_log.c.lead == leads.c.id)
        .where(*mine)
        .group_by(leads.c.chat)
    )
    return {row.chat: row.at for row in rows}


async def cover_all(tx: Tx, chats: Collection[ChatId], last: date, instead: date) -> None:
    """The same for many people at once, of whom `last` is remembered."""
    given = people.c.consents["reminders"]["given"].as_boolean()
    for page in pages(chats):
        theirs = (people.c.chat.in_(page), people.c.covered_until == last, given)
        await tx.execute(update(people).where(*theirs).values(covered_until=instead))


def _folded(payer: str) -> str:
    """A payer's name in small letters and digits, whatever stands between its words."""
    spelled = "".join(letter if letter.isalnum() else " " for letter in payer.casefold())
    return " ".join(spelled.split())[:LONGEST_KEY]


def _row(one: Sponsorship) -> Mapping[str, Any]:
    return {
        "branch": one.branch,
        "channel": one.channel,
        "payer": one.payer,
        "payer_key": _folded(one.payer),
        "programmes": list(one.programmes),
        "region": one.region,
        "quota": one.quota,
        "used": one.used,
        "starts": one.starts,
        "ends": one.ends,
        "months": one.months,
        "law": one.law,
        "contact": one.contact,
        "works": list(one.works),
    }


def _sponsorship(row: Any, people: int = 0) -> Sponsorship:
    return Sponsorship(
        id=row.id,
        branch=row.branch,
        channel=row.channel,
        payer=row.payer,
        programmes=tuple(row.programmes),
        region=row.region,
        quota=row.quota,
        used=row.used,
        starts=row.starts,
        ends=row.ends,
        months=row.months,
        law=row.law,
        contact=row.contact,
        works=tuple(row.works),
        people=people,
    )
