"""Forgets what nobody needs any more, each kind after the days that its rule says."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.conversation.questions import LASTS
from bot.conversation.session import Session
from bot.runtime import fieldwork
from storage import (
    broadcasts,
    cases,
    duties,
    echoes,
    inbox,
    leads,
    outbox,
    people,
    pictures,
    questions,
    receipts,
    relays,
    slots,
    timers,
    uploads,
)
from storage.database import Database, Tx
from storage.records import ChatId

NAME = "housekeeping"
"""What the schedule calls it."""
ALL = timedelta(days=3650)
FIRST, PAGE = -(2**63), 200
"""Chats may have negative numbers."""
KEEP = timedelta(days=3)
"""How long the keys of finished events and messages are kept, so that a repeated update is known again."""
PICTURES = timedelta(days=14)
"""How long the picture of a report is kept: by then nobody gets it any more."""


async def fade(database: Database, topics: str, now: datetime) -> None:
    """Forget what questions told of who wrote nothing since; `topics` is the flow in which they are answered.

    Page by page, for answers wait behind each; only who fell silent since it last ran, or all where it never did.
    """
    async with database.transaction() as tx:
        ran = await slots.last_done(tx, NAME)
    until = now - LASTS
    span, chat = (ran - LASTS if ran else until - ALL, until), ChatId(FIRST)
    while True:
        async with database.transaction() as tx:
            last = await people.fade_sessions(tx, span, chat, PAGE, lambda stored: _faded(stored, topics))
        if last is None:
            return
        chat = last


def _faded(stored: Mapping[str, Any], topics: str) -> Mapping[str, Any] | None:
    session = Session.from_json(0, stored)
    less = session.faded(topics)
    return None if less == session else less.to_json()


async def tidy(tx: Tx, kept: Callable[[str], timedelta], heard: timedelta, now: datetime) -> None:
    """`kept` is how long something is, by its rule; `heard` how long it counts what people do after news."""
    await inbox.purge(tx, now - KEEP)
    await outbox.purge(tx, now - KEEP)
    await people.forget_sessions(tx, now - kept("policy.kept.unfinished"))
    await receipts.forget(tx, now - kept("policy.kept.answers"))
    await cases.forget(tx, now - kept("policy.kept.ended"))
    await leads.forget(tx, now - kept("policy.kept.ended"))
    await relays.forget(tx, now - kept("policy.kept.relay"))
    await uploads.forget(tx, now - kept("policy.kept.uploads"), now)
    await echoes.fold(tx, now - heard)
    await broadcasts.forget(tx, now - kept("policy.kept.broadcasts"))
    await fieldwork.forget(tx, kept, now)
    await timers.purge(tx, now - kept("policy.kept.timers"))
    await slots.purge(tx, now - kept("policy.kept.timers"))
    await duties.purge(tx, now - kept("policy.kept.duties"))
    await questions.forget(tx, (now - kept("policy.kept.questions")).date())
    await pictures.forget(tx, now - PICTURES)
