"""Looks whether what people took back is over, writes the proof, and warns where the hours of the law run out."""

from collections.abc import Mapping
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.facts.base import Facts
from bot.flows.asked_later import STILL_ALLOWED
from storage import duties
from storage.database import Database, Tx
from storage.duties import Duty

log = structlog.get_logger(__name__)

MOST = 200
HOURS = "policy.withdrawal.hours"


class Duties:
    """One pass over all that is not over; any number of processes may do it at once."""

    def __init__(self, database: Database, clock: Clock, facts: Facts) -> None:
        self.database = database
        self.clock = clock
        self.facts = facts

    async def look(self) -> int:
        """End what is over; returns how many were."""
        async with self.database.unhurried() as tx:
            return sum([await self._looked_at(tx, duty) for duty in await duties.unfinished(tx, MOST)])

    async def _looked_at(self, tx: Tx, duty: Duty) -> bool:
        left = await duties.left(tx, duty, STILL_ALLOWED)
        if left:
            self._warn(duty, left)
            return False
        await duties.end(tx, duty, await duties.told(tx, duty), self.clock())
        return True

    def _warn(self, duty: Duty, left: Mapping[str, int]) -> None:
        now = self.clock()
        if now > duty.asked + within(self.facts, duty):
            log.error(
                "what somebody took back is not over in time; see `python -m bot duties`", duty=duty.id, left=left
            )


def within(facts: Facts, duty: Duty) -> timedelta:
    """The time within which it has to be over."""
    return timedelta(hours=facts.in_force(HOURS, duty.asked.date()).count)
