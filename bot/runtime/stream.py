"""What nobody asked for, between its lease and its place in the stream."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import islice

from bot.clock import Clock
from storage import outbox
from storage.database import Database
from storage.outbox import Parcel
from storage.records import ChatId

AHEAD = 60
"""Messages to hold: two seconds' worth."""
HANDFUL = 3
"""Messages that are ready to go at once: what a process that is killed may leave unsure."""
FRESH = timedelta(seconds=1)
"""How long a look holds good; by the clock, for it goes on while the machine sleeps."""


class Stream:
    """The unasked messages of one process: held after their lease, ready once they were looked at again."""

    def __init__(self, database: Database, clock: Clock, owner: str) -> None:
        self.database = database
        self.clock = clock
        self.owner = owner
        self.held: list[Parcel] = []
        self.ready: deque[Parcel] = deque()
        self._looked = clock()

    def __len__(self) -> int:
        return len(self.held) + len(self.ready)

    @property
    def room(self) -> int:
        """How many more are worth leasing now; none before half of what is held has gone."""
        room = AHEAD - len(self)
        return room if room > AHEAD // 2 else 0

    def hold(self, parcels: Sequence[Parcel]) -> None:
        """Keep what was leased until its turn comes."""
        self.held.extend(parcels)

    async def make_ready(self, is_busy: Callable[[ChatId], bool]) -> bool:
        """Look at the next few once more, right before they go: /berhenti reaches even what is held.

        Returns whether there were any. From here on nobody knows, should we die, whether bulk has arrived. Raises
        DBAPIError.
        """
        most = HANDFUL - len(self.ready)
        if most <= HANDFUL // 2:
            return False
        some = list(islice((parcel for parcel in self.held if not is_busy(parcel.chat)), most))
        bulk = {parcel.id for parcel in some if parcel.lane == "bulk"}
        dropped = bulk - await self._begun(bulk) if bulk else bulk
        for parcel in some:
            self.held.remove(parcel)
        self.ready.extend(parcel for parcel in some if parcel.id not in dropped)
        self._looked = self.clock()
        return bool(some)

    async def _begun(self, bulk: set[int]) -> set[int]:
        async with self.database.transaction() as tx:
            return await outbox.begin(tx, bulk, self.owner, self.clock())

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
