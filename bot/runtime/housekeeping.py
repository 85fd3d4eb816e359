"""Forgets what nobody needs any more, each kind after the days that its rule says."""

from collections.abc import Callable
from datetime import datetime, timedelta

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
from storage.database import Tx

KEEP = timedelta(days=3)
"""How long the keys of finished events and messages are kept, so that a repeated update is known again."""
PICTURES = timedelta(days=14)
"""How long the picture of a report is kept: by then nobody gets it any more."""


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
