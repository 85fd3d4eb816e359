"""Who came by the code of an event: known by their chat for as long as it matters, then only as a number."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select, update

from storage.database import Tx
from storage.field import Gathering
from storage.records import ChatId, LeadId
from storage.schema import guests, leads, staff, visits
from storage.statements import among, insert_or


async def of_codes(tx: Tx, opened: Mapping[str, Collection[ChatId]]) -> dict[tuple[str, ChatId], Gathering]:
    """The events with these codes, each for those who opened it; agents are named only while they are at work."""
    rows = (
        await tx.execute(
            select(visits, staff.c.name, staff.c.code.label("maker"), staff.c.role, staff.c.active)
            .join(staff, staff.c.id == visits.c.holder)
            .where(visits.c.code.in_(opened))
        )
    ).all()
    joined = await _joined(tx, {row.id for row in rows}, {chat for chats in opened.values() for chat in chats})
    return {
        (row.code, chat): Gathering(
            visit=row.id,
            code=row.code,
            region=row.region,
            day=row.day,
            branch=row.branch,
            name=row.name,
            maker=row.maker,
            agent=row.holder if row.role == "agent" and row.active else None,
            undone=row.undone,
            joined=(row.id, chat) in joined,
        )
        for row in rows
        for chat in opened[row.code]
    }


async def _joined(tx: Tx, numbers: Collection[int], chats: Collection[ChatId]) -> set[tuple[int, ChatId]]:
    theirs = (guests.c.visit.in_(numbers), among(tx, guests.c.chat, chats))
    rows = await tx.execute(select(guests.c.visit, guests.c.chat).where(*theirs)) if numbers else ()
    return {(row.visit, row.chat) for row in rows}


async def join(tx: Tx, visit: int, chat: ChatId, now: datetime) -> None:
    """Somebody came to this event; once, however often they say so."""
    came = insert_or(tx, guests).values(visit=visit, chat=chat, at=now)
    await tx.execute(came.on_conflict_do_nothing(index_elements=["visit", "chat"]))


async def latest(tx: Tx, chats: Collection[ChatId], since: datetime) -> dict[ChatId, int]:
    """The event that each of these people last came to after an instant, where they came to any that took place."""
    theirs = (among(tx, guests.c.chat, chats), guests.c.at > since, visits.c.undone.is_(False))
    rows = await tx.execute(
        select(guests.c.chat, guests.c.visit)
        .join(visits, visits.c.id == guests.c.visit)
        .where(*theirs)
        .order_by(guests.c.at, guests.c.id)
    )
    return {row.chat: row.visit for row in rows}


async def led_to(tx: Tx, events: Mapping[LeadId, int]) -> None:
    """These leads came through these events."""
    for lead, event in events.items():
        await tx.execute(update(leads).where(leads.c.id == lead).values(event=event))


async def are_remembered(tx: Tx, chats: Collection[ChatId]) -> set[ChatId]:
    """Those of these chats of whom we know that they came to an event."""
    rows = await tx.execute(select(guests.c.chat).where(among(tx, guests.c.chat, chats)).distinct())
    return set(rows.scalars())


async def forget(tx: Tx, before: datetime) -> None:
    """Forget who came to events before this instant; how many stays."""
    await tx.execute(update(guests).where(guests.c.at < before, guests.c.chat.is_not(None)).values(chat=None))
