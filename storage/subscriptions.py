"""Who gets the report of which region, and how often; one row for each chat and region."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from storage.database import Tx
from storage.readers import Rhythm, Subscription
from storage.records import ChatId
from storage.schema import subscriptions
from storage.statements import among, insert_or


async def keep(tx: Tx, chat: ChatId, region: str, rhythm: Rhythm, now: datetime) -> None:
    """Subscribe, or change how often; who changes it has subscribed since they first did."""
    row = {"chat": chat, "region": region, "rhythm": rhythm, "since": now, "opened": now}
    told = insert_or(tx, subscriptions).values(row)
    await tx.execute(told.on_conflict_do_update(index_elements=["chat", "region"], set_={"rhythm": rhythm}))


async def heard(tx: Tx, chats: Collection[ChatId], now: datetime) -> None:
    """These wrote or tapped something, so what came until now was not sent in vain."""
    if chats:
        await tx.execute(update(subscriptions).where(among(tx, subscriptions.c.chat, chats)).values(opened=now))


async def end(tx: Tx, chats: Collection[ChatId], region: str | None = None) -> None:
    """These chats get no report any more, of one region or of any."""
    theirs = [among(tx, subscriptions.c.chat, chats)]
    theirs += [subscriptions.c.region == region] if region is not None else []
    await tx.execute(delete(subscriptions).where(*theirs))


async def of_chats(tx: Tx, chats: Collection[ChatId]) -> dict[ChatId, tuple[Subscription, ...]]:
    """What each of these chats subscribed to, by region."""
    rows = await tx.execute(
        select(subscriptions).where(among(tx, subscriptions.c.chat, chats)).order_by(subscriptions.c.region)
    )
    found: dict[ChatId, tuple[Subscription, ...]] = {}
    for row in rows:
        found[row.chat] = (*found.get(row.chat, ()), _subscription(row))
    return found


async def regions(tx: Tx) -> list[str]:
    """Every region of which somebody gets the report, dotted codes in order."""
    rows = await tx.execute(select(subscriptions.c.region).distinct().order_by(subscriptions.c.region))
    return list(rows.scalars())


async def of_region(tx: Tx, region: str, after: int, most: int) -> list[Subscription]:
    """The next who get the report of a region, beginning after a chat, by chat."""
    wanted = (subscriptions.c.region == region, subscriptions.c.chat > after)
    rows = await tx.execute(select(subscriptions).where(*wanted).order_by(subscriptions.c.chat).limit(most))
    return [_subscription(row) for row in rows]


def _subscription(row: Any) -> Subscription:
    return Subscription(row.chat, row.region, row.rhythm, row.since, row.opened)
