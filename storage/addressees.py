"""Finds whom something is planned for: page by page, by chat, without those for whom it is planned already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    exists,
    extract,
    func,
    literal,
    null,
    select,
)

from storage.audiences import Anybody, Audience, Crew, Dated, Quiet, Seasonal, Unfinished
from storage.consents import allowed
from storage.database import Tx
from storage.listeners import listening
from storage.news import Listeners
from storage.records import OPEN_STATES, ChatId
from storage.schema import leads, people, sessions, staff, timers


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody of an audience. Where each has an own reason, `key` tells it from others and `since` is its day."""

    chat: ChatId
    key: str = ""
    since: date | None = None


async def find(tx: Tx, kind: str, slot: str, audience: Anybody, after: int, most: int) -> list[Addressee]:
    """The next of an audience who can be written to and have no timer of this kind for `slot` and their key yet.

    Beginning after a chat, by chat; nobody is in an audience twice.
    """
    rows = await tx.execute(_next(audience), {"kind": kind, "slot": slot, "after": after, "most": most})
    return [Addressee(row.chat, row.key, row.since) for row in rows]


@lru_cache(maxsize=256)
def _next(audience: Anybody) -> Select[Any]:
    """Built once for all pages and passes of a day: building it takes longer than finding nobody."""
    found = _FOUND[type(audience)](audience).subquery()
    planned = timers.c.slot == bindparam("slot", type_=String) + found.c.key
    own = (timers.c.chat == found.c.chat, timers.c.kind == bindparam("kind"), planned)
    whole = (people.c.muted.is_(False), people.c.blocked.is_(False), ~exists().where(*own))
    return (
        select(found)
        .join(people, people.c.chat == found.c.chat)
        .where(found.c.chat > bindparam("after"), *whole)
        .order_by(found.c.chat)
        .limit(bindparam("most", type_=Integer))
    )


def _row(chat: ColumnElement[int], key: Any = "", since: Any = None) -> tuple[ColumnElement[Any], ...]:
    """The three columns of whom an audience holds."""
    day = null().cast(Date) if since is None else since
    return chat.label("chat"), (literal(key) if isinstance(key, str) else key).label("key"), day.label("since")


def _priced(audience: Audience) -> Select[Any]:
    return select(*_row(people.c.chat)).where(
        people.c.segment == "bpu",
        people.c.sector == audience.sector,
        people.c.payer == audience.payer,
        *allowed(audience.purpose, audience.versions),
    )


def _crew(crew: Crew) -> Select[Any]:
    return select(*_row(staff.c.chat)).where(staff.c.role == crew.role, staff.c.active)


def _listening(whom: Listeners) -> Select[Any]:
    of_people = listening(whom).subquery()
    return select(*_row(of_people.c.chat))


def _unfinished(left: Unfinished) -> Select[Any]:
    own = leads.c.chat == sessions.c.chat
    heard = (timers.c.chat == sessions.c.chat, timers.c.kind == left.kind, timers.c.state.in_(("waiting", "done")))
    return (
        select(*_row(sessions.c.chat, literal(":") + cast(sessions.c.turn, String)))
        .join(people, people.c.chat == sessions.c.chat)
        .where(sessions.c.form == left.form, sessions.c.changed > left.first, sessions.c.changed <= left.last)
        .where(people.c.consents["notice"]["given"].as_boolean(), *allowed(left.purpose, left.versions))
        .where(~exists().where(own, leads.c.state.in_(OPEN_STATES)), ~exists().where(*heard))
    )


def _quiet(quiet: Quiet) -> Select[Any]:
    since = leads.c[quiet.since]
    return (
        select(*_row(leads.c.chat, cast(leads.c.id, String)))
        .join(people, people.c.chat == leads.c.chat)
        .where(leads.c.state.in_(quiet.states), since > quiet.first, since <= quiet.last)
        .where(*allowed(quiet.purpose, quiet.versions))
    )


_LATER = people.c.covered_until > people.c.paid_until
_DAYS: Mapping[str, ColumnElement[date]] = {
    "settled_until": case((_LATER, people.c.covered_until), else_=people.c.paid_until),
    "covered_until": people.c.covered_until,
    "scholarship": people.c.scholarship,
}
"""The fields of Person that hold a day."""


def _dated(audience: Dated) -> Select[Any]:
    told = _DAYS[audience.field]
    month = () if audience.month is None else (extract("month", told) == audience.month,)
    span = (told >= audience.first, told <= audience.last)
    return select(*_row(people.c.chat)).where(*span, *month, *allowed(audience.purpose, audience.versions))


def _seasonal(audience: Seasonal) -> Select[Any]:
    months = people.c.rhythm["months"].as_string()
    for sign, instead in ((" ", ""), ("[", ","), ("]", ",")):
        months = func.replace(months, sign, instead)
    chosen = months.like(f"%,{audience.month},%")
    return select(*_row(people.c.chat)).where(chosen, *allowed(audience.purpose, audience.versions))


_FOUND: Mapping[type, Callable[[Any], Select[Any]]] = {
    Audience: _priced,
    Crew: _crew,
    Unfinished: _unfinished,
    Quiet: _quiet,
    Listeners: _listening,
    Dated: _dated,
    Seasonal: _seasonal,
}
