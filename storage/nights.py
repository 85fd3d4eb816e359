"""What is not welcome right now, when its place has come, waits for the next hour that is."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update

from storage.database import Tx
from storage.schema import outbox

Window = tuple[datetime, datetime]
"""From when until when something unasked may go (UTC)."""
NIGHT = "not at this hour"
"""Why it waits, as operators read it."""


async def wait_again(tx: Tx, hours: Mapping[int, Window], owner: str) -> None:
    """These messages, leased by `owner`, go within their next hours instead, by id; whoever passes them by then may."""
    for number, (due, until) in hours.items():
        mine = (outbox.c.id == number, outbox.c.state == "leased", outbox.c.owner == owner)
        later = {"state": "waiting", "due": due, "until": until, "owner": None, "why": NIGHT}
        await tx.execute(update(outbox).where(*mine).values(later))
