"""Finds somebody for every lead: offers, takes back what was not answered, tells the officers when nobody is left."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.conversation.effects import Say
from bot.leads.routing import next_agent
from bot.runtime.apply import notices
from bot.runtime.speech import Speech
from storage import leads, outbox, staff
from storage.database import Database, Tx
from storage.records import Candidate, Lead, Staff

MOST = 200

Card = Callable[[str, Lead, Staff], Say]
"""What a member of staff is told of a lead: the occasion ("offered", "expired", "waiting"), the lead, the member."""


class Router:
    """One pass over the leads that wait; any number of processes may do it at once."""

    def __init__(
        self, database: Database, clock: Clock, speeches: dict[str, Speech], card: Card, patience: timedelta
    ) -> None:
        self.database = database
        self.clock = clock
        self.speeches = speeches
        self.card = card
        self.patience = patience

    async def route(self) -> int:
        """Take back expired offers and find somebody for each waiting lead; returns how many were offered."""
        now = self.clock()
        async with self.database.transaction() as tx:
            said = await self._take_back(tx, now)
            offered = await self._offer_all(tx, await leads.unrouted(tx, MOST), now)
            said += offered
            await outbox.put(tx, await notices(tx, said, self.speeches), now)
        return len(offered)

    async def _take_back(self, tx: Tx, now: datetime) -> list[Say]:
        said = []
        late = await leads.expired(tx, now, MOST)
        members = await staff.by_id(tx, [lead.holder for lead in late if lead.holder is not None]) if late else {}
        for lead in late:
            returned = await leads.move(
                tx, lead.id, lead.version, "offered", "new", "router", now, holder=None, reason="expired"
            )
            if returned and lead.holder is not None:
                said.append(self.card("expired", lead, members[lead.holder]))
        return said

    async def _offer_all(self, tx: Tx, waiting: Sequence[Lead], now: datetime) -> list[Say]:
        if not waiting:
            return []
        said, left = [], []
        candidates = await staff.candidates(tx)
        refused = await leads.refusals(tx, [lead.id for lead in waiting])
        for lead in waiting:
            agent = next_agent(lead, candidates, refused.get(lead.id, set()))
            if agent is None:
                left.append(lead)
            elif await leads.offer(tx, lead, agent.id, now, now + self.patience):
                candidates = [_loaded(c, now) if c.staff.id == agent.id else c for c in candidates]
                offered = replace(lead, state="offered", holder=agent.id, version=lead.version + 1)
                said.append(self.card("offered", offered, agent))
        return said + await self._tell_officers(tx, [lead for lead in left if not lead.announced])

    async def _tell_officers(self, tx: Tx, left: Sequence[Lead]) -> list[Say]:
        officers_of = {branch: await staff.officers_of(tx, branch) for branch in {lead.branch for lead in left}}
        reachable = [(lead, officers_of[lead.branch]) for lead in left]
        told = await leads.announce(tx, [lead.id for lead, officers in reachable if officers])
        return [
            self.card("waiting", lead, officer)
            for lead, officers in reachable
            if lead.id in told
            for officer in officers
        ]


def _loaded(candidate: Candidate, now: datetime) -> Candidate:
    return replace(candidate, open_leads=candidate.open_leads + 1, last_offer=now)
