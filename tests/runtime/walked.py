"""A bot that is walked through time: it may die, has another one beside it, and a clock that anybody may set."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from bot.app import App
from bot.flows.timers import Kind
from storage import leads, outbox, timers
from storage.records import ChatId, Timer
from storage.timers import Planned
from tests.kit import World
from tests.leads.mortal import Mortal
from tests.runtime.peace import Peace, marked
from tests.storage.conftest import INTEREST

PLACES = {"35.28.04.2003": "Asia/Jakarta", "51.03.01.1001": "Asia/Makassar", "91.03.01.1001": "Asia/Jayapura", None: ""}
ZONES = tuple(ZoneInfo(zone) for zone in PLACES.values() if zone)
DAYS = (date(2026, 11, 26), date(2026, 12, 28), date(2027, 2, 6), date(2027, 3, 4), date(2028, 2, 26))
"""Before a Friday; week 53; before Ramadan, in it and before its feast; before a leap day, in Ramadan, too."""
KINDS = ("first", "second", "third")
AN_HOUR = timedelta(hours=1)
ROUNDS = 500


def kind(name: str) -> Kind:
    """One that always has something to say, and is never too late."""

    def says(timer: Timer, _: Any) -> Any:
        return marked(name, int(timer.slot), timer.chat)

    return Kind(lambda _: (), lambda *_: None, says, late=timedelta(days=3650), rank=KINDS.index(name))


class Beside(World):
    """A process that takes nothing in."""

    async def _receive(self) -> int:
        return 0


class Walked(RuleBasedStateMachine):
    """People in three zones and one nobody knows where, and a bot that may die at any commit."""

    def __init__(self, database: Callable[[], str]) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.seconds = 0.0
        """What the machine counts, whoever sets its clock; it stands still while the machine sleeps."""
        self.world: World = self.loop.run(World.open(database()))
        self.mortal = Mortal(self.world, lambda: self.seconds)
        self.beside: World | None = None
        if not self.world.app.database.is_sqlite:
            self.beside = Beside(self.loop.run(self.world.another()), self.world.telegram)
            self.beside.app.sender.timer = self.mortal.timer
        self.people = [Peace(self.world.person(f"Warga {n}"), _zones(zone)) for n, zone in enumerate(PLACES.values())]
        self.said = 0
        self.expecting: set[ChatId] = set()
        """Those for whom something was planned in good time."""
        self.ever_muted: set[ChatId] = set()
        self.lost = False
        """Whether Telegram ever failed: what may have arrived is not said again."""

    @property
    def apps(self) -> list[App]:
        """Those who look at the same moment: on SQLite there is but one."""
        return [self.world.app, *([self.beside.app] if self.beside else [])]

    @initialize(on=st.sampled_from(DAYS), hours=st.lists(st.floats(1, 240), min_size=8, max_size=8))
    def everybody_is_known(self, on: date, hours: list[float]) -> None:
        """Lives where they said, and is to hear more than they should."""
        self.world.telegram.jump(datetime.combine(on, time(4), UTC))
        self.run(*(app.sender.release_dead() for app in self.apps))
        for one in self.people:
            one.wrote = self.world.telegram.now()
        self.run(*(one.actor.says("/start") for one in self.people))
        self.run(*(self.lives(one.actor.chat, place) for one, place in zip(self.people, PLACES, strict=True) if place))
        for nth, later in enumerate(hours):
            self.plan(nth % len(self.people), KINDS[nth % 2], later, 2)

    async def lives(self, chat: ChatId, place: str) -> None:
        """As an interest tells."""
        now = self.world.telegram.now()
        async with self.world.app.database.transaction() as tx:
            await leads.add(tx, chat, replace(INTEREST, region=place, phone=f"+62812{chat:08}"), None, now)

    def run(self, *work: Awaitable[Any]) -> None:
        """Let it happen, and then let the bot go quiet, even if it dies meanwhile."""
        for each in work:
            self.knows_the_kinds()
            self.loop.run(self.mortal.survives(each))
        self.knows_the_kinds()
        deaths = self.mortal.deaths
        self.loop.run(self.quiet())
        if self.mortal.deaths > deaths:
            self.run()

    def knows_the_kinds(self) -> None:
        """Whoever was just born does not yet."""
        for app in self.apps:
            app.timers.kinds = app.timers.judge.kinds = {name: kind(name) for name in KINDS}

    async def quiet(self) -> None:
        """All at the same moment."""
        beside = [self.beside.quiet()] if self.beside else []
        await asyncio.gather(self.mortal.survives(self.world.quiet()), *beside)

    def passes(self, hours: float) -> None:
        """Let time go by."""
        self.seconds += hours * 3600
        self.world.telegram.jump(timedelta(hours=hours))
        self.run()

    def teardown(self) -> None:
        """In the end nothing waits for ever; then give everything back."""
        try:
            self.mortal.left = 0
            self.world.telegram.faults.clear()
            self.everything_comes_to_its_end()
            told = {one.actor.chat for one in self.people if one.told}
            assert self.lost or self.mortal.deaths or self.expecting <= {*told, *self.ever_muted}
        finally:
            for app in self.apps[1:]:
                self.loop.run(app.close())
            self.loop.run(self.world.close())
            self.loop.close()

    def everything_comes_to_its_end(self) -> None:
        """Whoever has the patience to wait for it."""
        for _ in range(ROUNDS):
            due = self.loop.run(self.next_due())
            if due is None:
                return
            # What is due already may stand behind what a clock that was ahead put off.
            self.passes(max(due - self.world.telegram.now(), AN_HOUR) / AN_HOUR)
            self.everybody_is_left_in_peace()
        raise AssertionError("something waits for ever")

    async def next_due(self) -> datetime | None:
        """When something goes on."""
        async with self.world.app.database.reading() as tx:
            found = [await timers.next_due(tx), await outbox.next_due(tx)]
        return min((due for due in found if due), default=None)

    # What is told

    def plan(self, who: int, name: str, hours: float, times: int) -> None:
        """So many of a kind, so many hours from now."""
        one, due = self.people[who], self.world.telegram.now() + timedelta(hours=hours)
        numbers = range(self.said, self.said + times)
        self.said += times
        one.due |= dict.fromkeys(numbers, due)
        self.expecting |= {one.actor.chat} if hours > 0 else set()
        self.run(self.plans([Planned(one.actor.chat, name, str(number), due) for number in numbers]))

    async def plans(self, planned: list[Planned]) -> None:
        """As the planner does."""
        async with self.world.app.database.transaction() as tx:
            await timers.plan(tx, planned)

    @invariant()
    def everybody_is_left_in_peace(self) -> None:
        """By what stands on the phones."""
        for one in self.people:
            one.holds()
        assert self.loop.run(self.world.rows("SELECT id FROM outbox WHERE state = 'parked'")) == []


def _zones(name: str) -> tuple[ZoneInfo, ...]:
    return (ZoneInfo(name),) if name else ZONES
