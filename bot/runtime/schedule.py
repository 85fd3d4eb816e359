"""What runs by the clock: any number of processes look, each slot is one process's, a missed one runs at the next look.

A slot whose process died before it was done is run again by another one, so whatever runs here may run twice and must
be able to; what is said to people has a key of its own.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

import structlog
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from storage import slots
from storage.database import Database
from storage.presence import Presence

log = structlog.get_logger(__name__)

AGAIN = timedelta(minutes=1)
"""After which something that failed is tried again."""
CALENDAR = "Asia/Jakarta"


@dataclass(frozen=True)
class Scheduled:
    """Something that runs by the clock: five fields of a crontab in Jakarta's time, and what it does in a few words."""

    name: str
    cron: str
    does: str

    @cached_property
    def _trigger(self) -> CronTrigger:
        return CronTrigger.from_crontab(self.cron, timezone=CALENDAR)

    def next(self, now: datetime) -> datetime:
        """The first slot after `now` (aware), in UTC."""
        return self._after(now + timedelta(microseconds=1))

    def latest(self, now: datetime) -> datetime:
        """The last slot at or before `now` (aware), in UTC."""
        span = timedelta(minutes=1)
        while (slot := self._after(now - span)) > now:
            span *= 2
        while (later := self.next(slot)) <= now:
            slot = later
        return slot

    def _after(self, start: datetime) -> datetime:
        fires: datetime | None = self._trigger.get_next_fire_time(None, start)
        if fires is None:
            raise ValueError(f"{self.name} never runs: {self.cron}")
        return fires.astimezone(UTC)


SCHEDULE = (
    Scheduled("plan", "0 * * * *", "plan what is to be said later"),
    Scheduled("ladder", "*/5 * * * *", "look after leads to which nothing happens"),
    Scheduled("duties", "*/5 * * * *", "look whether what people took back is over"),
    Scheduled("housekeeping", "17 * * * *", "forget what nobody needs any more"),
)
"""Everything that runs by the clock."""


class Schedule:
    """The looks of one process. `work` has a function for each name of the schedule."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        owner: str,
        presence: Presence,
        work: Mapping[str, Callable[[], Awaitable[object]]],
        scheduled: Sequence[Scheduled] = SCHEDULE,
    ) -> None:
        self.database = database
        self.clock = clock
        self.owner = owner
        self.presence = presence
        self.work = work
        self.scheduled = scheduled
        self.failed: dict[str, datetime] = {}
        self.running: set[str] = set()

    async def look(self) -> int:
        """Run what is due and nobody has run; returns how many slots were. What still runs keeps no other waiting."""
        now = self.clock()
        due = [(one, one.latest(now)) for one in self.scheduled]
        async with self.database.reading() as tx:
            done = await slots.done(tx, [at for _, at in due])
        # By its own row: a slot that some clock that was ahead ran says nothing of those before it.
        open_ = [(one, at) for one, at in due if (one.name, at) not in done]
        return sum([await self._alone(one, at, now) for one, at in open_ if self._may_try(one, now)])

    def _may_try(self, one: Scheduled, now: datetime) -> bool:
        return abs(now - self.failed.get(one.name, now - AGAIN)) >= AGAIN

    async def _alone(self, one: Scheduled, at: datetime, now: datetime) -> bool:
        """Run it unless an earlier look still does."""
        if one.name in self.running:
            return False
        self.running.add(one.name)
        try:
            return await self._run(one, at, now)
        finally:
            self.running.discard(one.name)

    async def _run(self, one: Scheduled, at: datetime, now: datetime) -> bool:
        async with self.database.unhurried() as tx:
            dead = await self.presence.dead(tx, await slots.holders(tx))
            if not await slots.take(tx, one.name, at, self.owner, dead, now):
                return False
        done = await self._does(one, now)
        async with self.database.unhurried() as tx:
            await slots.end(tx, one.name, at, self.owner, done)
        return done is not None

    async def _does(self, one: Scheduled, now: datetime) -> datetime | None:
        """When it was done; None when it failed: one that fails must not keep the others from running."""
        try:
            await self.work[one.name]()
        except DBAPIError:
            raise  # the slot stays ours, and the next look takes it again
        except Exception:
            log.exception("something that runs by the clock failed; it is tried again in a minute", name=one.name)
            self.failed[one.name] = now
            return None
        self.failed.pop(one.name, None)
        return self.clock()
