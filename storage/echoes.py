"""What people do after news of the branch reached them: they write, or ask for silence. Told as counts alone.

A word on the timer that carried it says so, until nobody's can come any more; then only how many there were is kept.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import BindParameter, Column, ColumnElement, bindparam, exists, func, or_, select, update

from storage.database import Tx
from storage.news import ECHOES, KIND, WROTE
from storage.records import ChatId
from storage.schema import broadcasts, outbox, timers
from storage.statements import among


def is_awaited(chat: Column[int]) -> ColumnElement[bool]:
    """Whether news reached a chat after the instant `news_since`, a parameter, and it has done nothing since.

    With every event somebody asks so: this is to be built once.
    """
    theirs = (timers.c.chat == chat, timers.c.echo.is_(None))
    return exists().where(*theirs, *_reached(bindparam("news_since"))).correlate(chat.table)


async def keep(tx: Tx, chats: Sequence[ChatId], echo: Literal["wrote", "silent"], since: datetime) -> None:
    """This is what these people did after the news that reached them after an instant; silence outweighs words."""
    if chats:
        open_for = timers.c.echo.is_(None) if echo == WROTE else or_(timers.c.echo.is_(None), timers.c.echo == WROTE)
        theirs = (among(tx, timers.c.chat, chats), open_for, *_reached(since))
        await tx.execute(update(timers).where(*theirs).values(echo=echo))


async def counts(tx: Tx, numbers: Collection[int]) -> dict[int, Mapping[str, int]]:
    """For each of these broadcasts: how many people did what after it reached them, so far."""
    if not numbers:
        return {}
    carried = (timers.c.kind == KIND, timers.c.slot.in_([str(number) for number in numbers]))
    parts = (timers.c.slot, timers.c.echo)
    rows = await tx.execute(
        select(*parts, func.count().label("people")).where(*carried, timers.c.echo.is_not(None)).group_by(*parts)
    )
    found = {(int(row.slot), row.echo): row.people for row in rows}
    return {number: {echo: found.get((number, echo), 0) for echo in ECHOES} for number in numbers}


async def may_come(tx: Tx, number: int, since: datetime) -> bool:
    """Whether a broadcast reached somebody after an instant."""
    reached = exists().where(timers.c.slot == str(number), *_reached(since))
    return bool((await tx.execute(select(reached))).scalar_one())


async def fold(tx: Tx, before: datetime) -> None:
    """Of what was over before an instant only the counts are kept, and no longer who did what."""
    over = (broadcasts.c.ended < before, broadcasts.c.echoes.is_(None))
    numbers = list((await tx.execute(select(broadcasts.c.id).where(*over))).scalars())
    for number, counted in (await counts(tx, numbers)).items():
        await tx.execute(update(broadcasts).where(broadcasts.c.id == number).values(echoes=counted))
    slots = [str(number) for number in numbers]
    marked = (timers.c.kind == KIND, timers.c.slot.in_(slots), timers.c.echo.is_not(None))
    await tx.execute(update(timers).where(*marked).values(echo=None))


def _reached(since: datetime | BindParameter[datetime]) -> tuple[ColumnElement[bool], ...]:
    """Of timers: it carried news, which left after an instant; the way there may be on record a little later."""
    left = (outbox.c.timer == timers.c.id, outbox.c.state.in_(("sent", "leased")), outbox.c.sent > since)
    return timers.c.kind == KIND, timers.c.state == "done", exists().where(*left).correlate(timers)
