"""Ends conversations through the bot that are over in fact: silent, unanswered, or without one of their sides."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.conversation.effects import Say
from bot.flows.manners import Manners
from bot.runtime.notices import politely
from bot.runtime.relaying import closed
from bot.runtime.speech import Speech
from storage import audit, outbox, relays, staff
from storage.database import Database, Tx
from storage.records import Relay, Staff

MOST = 100
ACTOR = "clock"
"""Who ended what nobody ended, as the audit says."""

Over = Callable[[str, Relay, Staff], Sequence[Say]]
"""What both sides are told: the reason, the conversation, who holds its lead."""


class Silence:
    """One pass over all conversations; any number of processes may do it at once, each is ended and told once."""

    def __init__(
        self, database: Database, clock: Clock, manners: Manners, speeches: dict[str, Speech], over: Over
    ) -> None:
        self.database = database
        self.clock = clock
        self.manners = manners
        self.speeches = speeches
        self.over = over

    async def look(self) -> int:
        """End what is over; returns how many conversations were."""
        now = self.clock()
        silent = now - timedelta(minutes=self._count("policy.relay.silence", now))
        unanswered = now - timedelta(hours=self._count("policy.relay.unanswered", now))
        async with self.database.reading() as tx:
            if not await relays.any_pointless(tx, silent, unanswered):
                return 0
        async with self.database.unhurried() as tx:
            # Before any conversation is locked: who waits for the chain must not hold what somebody in it waits for.
            await audit.hold(tx)
            found = await relays.pointless(tx, silent, unanswered, MOST)
            said = [say for relay, why in found for say in await self._ended(tx, relay, why, now)]
            await outbox.put(tx, await politely(tx, said, self.speeches, self.manners, now), now)
        return len(found)

    async def _ended(self, tx: Tx, relay: Relay, why: str, now: datetime) -> Sequence[Say]:
        if not await relays.end(tx, relay.id, why, now):
            return []
        await audit.add(tx, [closed(ACTOR, relay.lead, why)], now)
        holders = await staff.by_id(tx, [relay.holder])
        return self.over(why, relay, holders[relay.holder])

    def _count(self, rule: str, now: datetime) -> int:
        return self.manners.facts.in_force(rule, now.date()).count
