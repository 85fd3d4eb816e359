"""Takes back what is unsent; a timer whose message is taken back says why, and may happen again where that is allowed.

What has begun to be sent may have arrived: how it ends is for whoever sends it to say.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, true, update

from storage.database import Tx
from storage.ends import ENDS, Name, Silent
from storage.outbox import FREE, IS_UNSENT, UNASKED
from storage.records import ChatId, LeadId
from storage.schema import TOLD, outbox, timers
from storage.timers import is_about, unsaid

_UNBEGUN = outbox.c.state.in_(FREE) | ((outbox.c.state == "leased") & UNASKED & outbox.c.sent.is_(None))
"""What nobody asked for counts also when somebody holds it ready: it is looked at again before it goes."""
_MEANT: Mapping[Silent, ColumnElement[bool]] = {
    "muted": UNASKED,
    "not_allowed": outbox.c.lane == "bulk",
    "blocked": true(),
}
"""What each of them ends: who wants silence gets no unasked notice, either."""


async def drop(
    tx: Tx,
    chats: Collection[ChatId],
    why: Silent,
    now: datetime,
    *,
    only: str | None = None,
    but: Collection[str] = (),
) -> None:
    """End what is still unsent to these chats and not wanted any more, or cannot reach them.

    What timers of the kind `only` said is all that is meant, where one is given, and nothing of the kinds `but`.
    """
    said = select(timers.c.id).where(timers.c.chat.in_(chats))
    chosen = said.where(timers.c.kind == only) if only else said.where(timers.c.kind.not_in(but))
    meant = [outbox.c.timer.in_(chosen)] if only or but else []
    await _end(tx, why, (outbox.c.chat.in_(chats), _MEANT[why], *meant), now)


async def drop_timers(tx: Tx, chat: ChatId, kinds: Collection[str], about: str | None, now: datetime) -> None:
    """End what is unsent to somebody and comes from timers of these kinds, but for what is `about` this."""
    stale = select(timers.c.id).where(timers.c.chat == chat, timers.c.kind.in_(kinds), ~is_about(about))
    await _end(tx, "told_anew", (outbox.c.chat == chat, outbox.c.timer.in_(stale)), now)


async def drop_told(tx: Tx, lead: LeadId, told: Collection[str], now: datetime) -> None:
    """End what somebody was to hear of a lead: these things are so no more."""
    # Word for word what the index says, so that it is found by it.
    meant = and_(TOLD, outbox.c.lead == lead, outbox.c.told.in_(told))
    await _end(tx, "overtaken", (meant,), now)


async def drop_about(tx: Tx, chats: Sequence[ChatId], now: datetime) -> None:
    """What carries the data of these people to others and is still unsent never goes out; no lead leads to them."""
    await _end(tx, "forgotten", (outbox.c.about.in_(chats),), now)
    await tx.execute(update(outbox).where(outbox.c.about.in_(chats)).values(about=None))
    await tx.execute(update(outbox).where(outbox.c.chat.in_(chats), outbox.c.lead.is_not(None)).values(lead=None))


async def _end(tx: Tx, name: Name, meant: Sequence[ColumnElement[bool]], now: datetime) -> None:
    over = {"state": ENDS[name].state, "why": ENDS[name].why, "payload": None, "owner": None}
    ended = update(outbox).where(IS_UNSENT, _UNBEGUN, *meant).values(over).returning(outbox.c.timer)
    await unsaid(tx, (await tx.execute(ended)).scalars(), name, now)
