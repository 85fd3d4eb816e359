"""Finds whom a broadcast is for, and why it is not for others of the branch; one statement says both."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select

from storage.consents import allowed
from storage.database import Tx
from storage.news import PURPOSE, WITHOUT, Listeners, Reach
from storage.records import ChatId
from storage.schema import leads, people, staff, timers
from storage.statements import among_given

REACHED = "reached"


def listening(whom: Listeners) -> Select[Any]:
    """The chats of those it is for."""
    judged = _judged(whom).subquery()
    return select(judged.c.chat).where(judged.c.verdict == REACHED)


async def still(tx: Tx, whom: Listeners, chats: Collection[ChatId]) -> set[ChatId]:
    """Those of these people whom it is for now."""
    rows = await tx.execute(_still(whom)[tx.connection.dialect.name], {"chats": list(chats)})
    return set(rows.scalars())


@lru_cache(64)
def _still(whom: Listeners) -> dict[str, Select[Any]]:
    """By database. Built once a broadcast: it is asked for every ten people."""
    judged = {name: _judged(whom).where(mine).subquery() for name, mine in among_given(leads.c.chat, "chats").items()}
    return {name: select(each.c.chat).where(each.c.verdict == REACHED) for name, each in judged.items()}


async def reach(tx: Tx, whom: Listeners, since: datetime) -> Reach:
    """How many it would reach and why not all, and how often those were written to `since` an instant."""
    judged = _judged(whom).subquery()
    sent = (timers.c.chat == judged.c.chat, timers.c.state == "done", timers.c.settled > since)
    told = select(func.count()).where(*sent).scalar_subquery()
    each = select(judged.c.verdict, case((judged.c.verdict == REACHED, told), else_=0).label("often")).subquery()
    rows = (
        await tx.execute(
            select(each.c.verdict, each.c.often, func.count().label("people")).group_by(each.c.verdict, each.c.often)
        )
    ).all()
    reached = {row.often: row.people for row in rows if row.verdict == REACHED}
    others = {row.verdict: row.people for row in rows if row.verdict != REACHED}
    return Reach(sum(reached.values()), reached, {why: others[why] for why in WITHOUT if why in others})


def _judged(whom: Listeners) -> Select[Any]:
    """Everybody of the branch whose latest interest fits, each with the word for what a broadcast is to them."""
    newer = leads.alias()
    fits = [_inside(whom.served), ~exists().where(newer.c.chat == leads.c.chat, newer.c.id > leads.c.id)]
    fits += [leads.c.work == whom.work] if whom.work else []
    fits += [leads.c.state.in_(whom.states)] if whom.states else []
    verdict = case(
        (~_inside(whom.regions), "elsewhere"),
        (exists().where(staff.c.chat == leads.c.chat, staff.c.active), "staff"),
        (people.c.blocked, "blocked"),
        (people.c.muted, "muted"),
        # The only way to be reached is a yes: what is missing or unknown is no.
        (and_(*allowed(PURPOSE, whom.versions)), REACHED),
        else_="not_allowed",
    )
    joined = leads.join(people, people.c.chat == leads.c.chat)
    return select(leads.c.chat.label("chat"), verdict.label("verdict")).select_from(joined).where(*fits)


def _inside(areas: Sequence[str]) -> ColumnElement[bool]:
    place = leads.c.region + "."
    return or_(false(), *(func.substr(place, 1, len(area) + 1) == f"{area}." for area in areas))
