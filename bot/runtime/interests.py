"""Stores interests that people sent: a new lead, an update of their own, or of the one their phone has already."""

from collections.abc import Sequence
from datetime import datetime

from bot.conversation.effects import MergeLeads
from bot.errors import StaleSession
from bot.flows.manners import Manners
from bot.flows.twins import joined_news
from bot.flows.worker_told import told_merged
from bot.leads.routing import branch_for
from bot.runtime.fieldwork import led_to
from bot.runtime.notices import politely
from bot.runtime.speech import Speech
from bot.runtime.turn import Circumstances
from storage import leads, outbox, staff, twins
from storage.database import Tx
from storage.records import OPEN_STATES, Interest, Lead

Sent = tuple[Circumstances, Interest]


async def save(tx: Tx, sent: Sequence[Sent], speeches: dict[str, Speech], manners: Manners, now: datetime) -> None:
    """Store these interests. Raises StaleSession when a lead moved on, or two people sent one number at once."""
    if not sent:
        return
    phones = [interest.phone for _, interest in sent]
    if len(set(phones)) < len(phones):
        raise StaleSession("one number came from two chats at once: one after the other they find each other")
    branches, known = await staff.all_branches(tx), await twins.by_phone(tx, phones)
    new = []
    for cause, interest in sent:
        branch, own, same = branch_for(interest.region, branches), cause.known.lead, known.get(interest.phone)
        if own is not None and own.state in OPEN_STATES:
            await _rewritten(tx, own, same, interest, branch, now)
        elif same is not None:
            await _joined(tx, cause, same, interest, speeches, manners, now)
        else:
            await twins.leave(tx, [cause.chat])
            new.append((cause.chat, interest, branch))
    met = {cause.chat: cause.known.person.met for cause, _ in sent}
    added = await leads.add_all(tx, new, now)
    await leads.brought(tx, {lead.id: by for lead in added if lead.chat and (by := met.get(lead.chat))})
    await led_to(tx, {lead.id: lead.chat for lead in added if lead.chat}, manners, now)


async def merge(tx: Tx, merged: MergeLeads, speeches: dict[str, Speech], manners: Manners, now: datetime) -> None:
    """One lead ends as a duplicate of another; the holder of that and the person hear of it. Raises StaleSession."""
    if not await twins.merge(tx, merged.kept, merged.dropped, merged.actor, now):
        raise StaleSession("one of the leads moved on meanwhile")
    await _tell_holder(tx, merged.kept, speeches, manners, now)
    await outbox.put(tx, await politely(tx, told_merged(merged.kept, merged.dropped), speeches, manners, now), now)


async def _rewritten(
    tx: Tx, own: Lead, same: Lead | None, interest: Interest, branch: str | None, now: datetime
) -> None:
    """A number that another open lead has already is for an officer to look at: it may be a slip, or one person."""
    other = same if same is not None and same.id != own.id else None
    if not await leads.rewrite(tx, own, interest, branch, now, shares_phone=other is not None):
        raise StaleSession("the lead moved on meanwhile")
    if other is not None:
        await twins.suspect(tx, own.id, other.id, now)


async def _joined(
    tx: Tx,
    cause: Circumstances,
    lead: Lead,
    interest: Interest,
    speeches: dict[str, Speech],
    manners: Manners,
    now: datetime,
) -> None:
    if not await twins.join(tx, cause.chat, lead, interest, now):
        raise StaleSession("the lead moved on meanwhile")
    await _tell_holder(tx, lead, speeches, manners, now)


async def _tell_holder(tx: Tx, lead: Lead, speeches: dict[str, Speech], manners: Manners, now: datetime) -> None:
    holders = await staff.by_id(tx, [lead.holder]) if lead.holder is not None else {}
    told = [said for holder in holders.values() for said in joined_news(lead, holder)]
    await outbox.put(tx, await politely(tx, told, speeches, manners, now), now)
