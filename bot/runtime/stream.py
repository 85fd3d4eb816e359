"""What nobody asked for, between its lease and its place in the stream."""

from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice

from bot.clock import Clock
from storage import nights, outbox
from storage.database import Database, Tx
from storage.nights import Window
from storage.outbox import Parcel
from storage.records import ChatId

AHEAD = 60
"""Messages to hold: two seconds' worth."""
LEASED_AT_ONCE = 15
"""What can be leased before others have to wait for it."""
HANDFUL = 6
"""Messages that are ready to go at once: what a process that is killed may leave unsure."""
FRESH = timedelta(seconds=1)
"""How long a look holds good; by the clock, for it goes on while the machine sleeps."""

Hours = Callable[[Tx, Sequence[ChatId], datetime], Awaitable[Mapping[ChatId, Window]]]
"""From when until when these people may be told something unasked, from an instant (UTC) on."""


async def a_day(_: Tx, chats: Sequence[ChatId], now: datetime) -> Mapping[ChatId, Window]:
    """For chats that have no nights."""
    return dict.fromkeys(chats, (now, now + timedelta(days=1)))


class Stream:
    """The unasked messages of one process: held after their lease, ready once they were looked at again."""

    def __init__(self, database: Database, clock: Clock, owner: str, hours: Hours) -> None:
        self.database = database
        self.clock = clock
        self.owner = owner
        self.hours = hours
        self.held: list[Parcel] = []
        self.ready: deque[Parcel] = deque()
        self._looked = clock()

    def __len__(self) -> int:
        return len(self.held) + len(self.ready)

    @property
    def room(self) -> int:
        """How many more are worth leasing now."""
        return LEASED_AT_ONCE if len(self) <= AHEAD - LEASED_AT_ONCE else 0

    def hold(self, parcels: Sequence[Parcel]) -> None:
        """Keep what was leased until its turn comes."""
        self.held.extend(parcels)

    async def make_ready(self, is_busy: Callable[[ChatId], bool]) -> bool:
        """Look at the next few once more, right before they go: /berhenti reaches even what is held.

        A notice whose hour it is not waits for the next one. Returns whether there were any. From here on nobody knows,
        should we die, whether bulk has arrived. Raises DBAPIError.
        """
        most = HANDFUL - len(self.ready)
        if most <= HANDFUL // 2:
            return False
        some = list(islice((parcel for parcel in self.held if not is_busy(parcel.chat)), most))
        unasked = [parcel for parcel in some if parcel.lane == "bulk" or parcel.until is not None]
        dropped = {parcel.id for parcel in unasked} - (await self._begun(unasked) if unasked else set())
        for parcel in some:
            self.held.remove(parcel)
        self.ready.extend(parcel for parcel in some if parcel.id not in dropped)
        self._looked = self.clock()
        return bool(some)

    async def _begun(self, unasked: Sequence[Parcel]) -> set[int]:
        now = self.clock()
        owed = [one for one in unasked if one.lane == "notice"]
        async with self.database.transaction() as tx:
            if owed:
                hours = await self.hours(tx, [one.chat for one in owed], now)
                early = {one.id: hours[one.chat] for one in owed if hours[one.chat][0] > now}
                await nights.wait_again(tx, early, self.owner)
            return await outbox.begin(tx, {one.id for one in unasked}, self.owner, now)

    def stale(self) -> list[Parcel]:
        """Take back what was looked at too long ago, for something held it up."""
        if timedelta(0) <= self.clock() - self._looked <= FRESH:
            return []
        late, self.ready = list(self.ready), deque()
        return late

    def emptied(self) -> list[Parcel]:
        """Take back everything."""
        every = [*self.ready, *self.held]
        self.ready.clear()
        self.held.clear()
        return every
