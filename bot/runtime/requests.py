"""What a question asked later needs to know: the person's request and case, and where their conversation stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.conversation.session import Session
from bot.flows.asked_later import FORM
from storage import cases, leads, relays, staff
from storage.database import Tx
from storage.people import StoredSession
from storage.records import ChatId

PLACES = ("village", "subdistrict", "district")
"""The questions of the form that tell where somebody lives, the narrowest first."""


async def requests_of(tx: Tx, chats: Sequence[ChatId]) -> dict[ChatId, Mapping[str, Any]]:
    """Of each chat its open lead, else the latest, who that lies with, and the unfinished case: fields of `Known`."""
    own, needs = await leads.of_chats(tx, chats), await cases.of_chats(tx, chats)
    ids = [lead.holder for lead in own.values() if lead.holder is not None]
    holders = await staff.by_id(tx, ids) if ids else {}
    found: dict[ChatId, Mapping[str, Any]] = {}
    for chat in chats:
        lead = own.get(chat)
        holder = holders.get(lead.holder) if lead is not None and lead.holder is not None else None
        found[chat] = {"lead": lead, "holder": holder, "case": needs.get(chat)}
    return found


async def talking(tx: Tx, chats: Sequence[ChatId]) -> set[ChatId]:
    """Those of these people with whom somebody of the staff talks through us."""
    return {chat for chat, relay in (await relays.of_chats(tx, chats)).items() if relay.is_open}


def standing(stored: StoredSession, now: datetime) -> Session:
    """Where a conversation stands; one that was forgotten begins at a turn that no button of an earlier life has."""
    if stored.state is None:
        return Session(turn=int(now.timestamp()))
    return Session.from_json(stored.turn, stored.state)


def place_told(stored: StoredSession) -> str | None:
    """Where somebody lives, as a form says that is open or was left half-way: a dotted region code."""
    state = stored.state or {}
    left = state.get("parked", {}).get(FORM, {}).get("answers", {})
    told = [answers.get(name) for answers in (state.get("answers", {}), left) for name in PLACES]
    return next((str(code) for code in told if code), None)
