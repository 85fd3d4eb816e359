"""A process that dies at any commit or any send of its rounds loses no lead, and does and says everything once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from storage import migrations
from storage.database import Database
from storage.vault import Vault
from tests.crash.fuse import DIED, Point, one_life
from tests.crash.rounds import Round, go
from tests.crash.silences import MONDAY, begun
from tests.leads import promises
from tests.ready import copied

HOURS = (0, 1.1, 15 * 24)
"""When somebody looks: as it begins, when offers have expired, and when the ladder has no rung left."""
DONE_ONCE = (
    "SELECT lead, version, at, actor, origin, state, reason FROM lead_log",
    "SELECT lead, since, step, at FROM lead_reminders",
    "SELECT lead, staff, at, expires, answer FROM offers",
    "SELECT id, state, holder, announced FROM leads",
    "SELECT id, state, announced FROM cases",
    "SELECT chat, lane, state FROM outbox",
)
POINTS = (
    ("sqlite", "before commit"),
    ("sqlite", "after commit"),
    ("sqlite", "after send"),
    ("postgres", "before commit"),
    ("postgres", "after send"),
)
"""Only PostgreSQL outlives a transaction that is open when its process dies; after a commit both stand alike."""
ACHIEVED = """
    SELECT (SELECT count(*) FROM lead_log), (SELECT count(*) FROM lead_reminders), (SELECT count(*) FROM outbox),
           (SELECT count(*) FROM outbox WHERE state = 'sent')
"""


@dataclass
class Branch:
    """A branch whose leads lie in silence, and the process that should do something about it."""

    database: Database
    this: Round
    last_offer: int = 0
    deaths: int = 0
    taken_in_vain: Counter[tuple[int, str]] = field(default_factory=Counter)
    last_words: set[tuple[int, str]] = field(default_factory=set)

    @classmethod
    async def open(cls, url: str, taken: Path) -> "Branch":
        """On Monday morning."""
        ring = Vault.new_ring()
        database = Database.open(url, Vault.from_text(ring), synchronous="OFF")
        await migrations.migrate(database)
        await begun(database)
        [(last_offer,)] = await promises.rows_of(database, "SELECT max(id) FROM offers")
        return cls(database, Round(url, ring, taken, MONDAY), last_offer)

    async def lives(self, point: Point, n: int) -> bool:
        """One life; whether it came to its end."""
        before = len(self.this.told())
        code = await one_life(go, self.this, point=point, n=n)
        assert code in (0, DIED)
        if code == DIED:
            self.deaths += 1
            taken = self.this.told()[before:]
            self.taken_in_vain.update(taken)
            self.last_words.update(taken[-1:])
        await promises.every_lead_has_an_owner_or_waits(self.database)
        return code == 0

    async def rests(self) -> None:
        """Nothing is left to do at this instant, and nothing was done that may not be."""
        now = self.this.now
        await promises.every_step_is_allowed_and_logged_once(self.database)
        self.last_offer = await promises.offers_went_to_who_could_take_them(self.database, self.last_offer, now)
        await promises.nobody_waits_for_nothing(self.database, set(), now)

    async def achieved(self) -> Sequence[int]:
        """How much has happened so far, and how much of it is known to have gone out."""
        [row] = await promises.rows_of(self.database, ACHIEVED)
        return tuple(row)

    async def done(self) -> list[Counter[Any]]:
        """Everything that ever happened, in no order."""
        return [Counter(map(tuple, await promises.rows_of(self.database, each))) for each in DONE_ONCE]


async def in_good_health(folder: Path) -> tuple[list[Counter[Any]], Counter[Any]]:
    """What happens, and who is told what, when nobody dies."""
    branch = await Branch.open(copied(folder / "healthy.db"), folder / "healthy")
    for hours in HOURS:
        branch.this = replace(branch.this, now=MONDAY + timedelta(hours=hours))
        assert await branch.lives("before commit", 0)
        await branch.rests()
    found = await branch.done(), Counter(branch.this.told())
    await branch.database.close()
    return found


async def dies_all_the_way(branch: Branch, point: Point) -> None:
    """Each life gets one point further, as long as those before it have achieved nothing."""
    n, achieved = 1, await branch.achieved()
    while not await branch.lives(point, n):
        known = await branch.achieved()
        # What was sent and not written down is sent again; what is committed need not be waited for so long again.
        back = 1 if point == "after send" else max(1, n - 1)
        n, achieved = (n + 1 if known == achieved else back), known


@pytest.mark.parametrize(("database", "point"), POINTS)
async def test_dying_all_the_way(request: pytest.FixtureRequest, tmp_path: Path, database: str, point: Point) -> None:
    """Everything happens as it would have without any death; nobody is told twice what Telegram took once for good."""
    done, told = await in_good_health(tmp_path)
    branch = await Branch.open(request.getfixturevalue(f"{database}_url"), tmp_path / "taken")
    for hours in HOURS:
        branch.this = replace(branch.this, now=MONDAY + timedelta(hours=hours))
        await dies_all_the_way(branch, point)
        await branch.rests()
    assert await branch.done() == done
    heard = Counter(branch.this.told())
    assert heard.keys() == told.keys()
    assert all(count <= told[said] + branch.taken_in_vain[said] for said, count in heard.items())
    assert branch.deaths >= len(told)
    if point == "after send":
        assert branch.last_words == told.keys(), "every message was once the last thing a process did"
    await branch.database.close()
