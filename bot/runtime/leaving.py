"""Ends somebody's work in the staff: what they held moves on, and nobody's name stays on their phone."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.flows.farewell import alone, farewell
from bot.leads.shifts import today_of
from bot.runtime.notices import notices
from bot.runtime.speech import Speech
from storage import audit, cases, offers, outbox, staff
from storage.audit import Entry
from storage.database import Tx
from storage.records import ChatId, Staff

OPERATOR = "operator"
"""Whoever holds the command line."""


async def retire(
    tx: Tx,
    chats: Sequence[ChatId],
    speeches: Mapping[str, Speech],
    now: datetime,
    *,
    by: str | None = None,
    forget: bool = False,
) -> None:
    """These chats are staff no longer; every card on their phones that names somebody is written over.

    Whoever named them as a substitute hears of it.

    That it happened is for the caller to keep, before any lead is touched. `by` is who ends it ("officer:3"); without
    it they leave by themselves and need not be told. `forget` takes their own names, too.
    """
    for member in (await staff.of_chats(tx, chats)).values():
        seen = (await offers.on_cards(tx, member.id), await cases.on_cards(tx, member.id))
        last = farewell(member, *seen, told=by is not None)
        relying = await staff.relying_on(tx, member.id, today_of(member, now))
        await outbox.put(tx, await notices(tx, [*last, *alone(member, relying)], speeches, now), now)
    await staff.retire(tx, chats, now, forget=forget)


async def dismiss(tx: Tx, member: Staff, speeches: Mapping[str, Speech], now: datetime) -> None:
    """Whoever holds the command line ends the work of somebody in the staff."""
    await audit.add(tx, [left(member, OPERATOR)], now)
    if member.chat is not None:
        await retire(tx, [member.chat], speeches, now, by=OPERATOR)


def left(member: Staff, by: str | None = None) -> Entry:
    """That somebody's work in the staff ended, for the audit; by themselves unless `by` says who did it."""
    return Entry(by or actor(member), "staff.retire", f"staff:{member.id}", {})


def joined(member: Staff) -> Entry:
    """That somebody became staff, for the audit: their number and code, never their name."""
    return Entry(actor(member), "staff.join", f"staff:{member.id}", {"code": member.code, "branch": member.branch})


def actor(member: Staff) -> str:
    """A member of the staff as the audit and the log of a lead name them."""
    return f"{member.role}:{member.id}"
