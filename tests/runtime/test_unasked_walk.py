"""Whatever falls due, whoever dies: nobody hears too much, at a bad hour, twice, or after asking for silence."""

import asyncio
import tempfile
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.conversation.effects import Say
from bot.conversation.words import Label
from bot.flows.timers import Kind
from bot.simulator.faults import HttpError, LostReply
from bot.timing.calendar import is_free, is_ramadan
from storage import leads, people, timers
from storage.records import Timer
from storage.timers import Planned
from tests.further import walks
from tests.kit import Actor, World
from tests.leads.mortal import Mortal
from tests.storage.conftest import INTEREST

PLACES = {"35.28.04.2003": "Asia/Jakarta", "51.03.01.1001": "Asia/Makassar", "91.03.01.1001": "Asia/Jayapura"}
PEOPLE = st.integers(0, len(PLACES) - 1)
DAYS = (date(2026, 11, 23), date(2026, 12, 28), date(2027, 2, 6), date(2027, 3, 4), date(2028, 2, 26))
"""Usual ones; week 53; before Ramadan, in it and before its feast; before a leap day, in Ramadan, too."""
A_WEEK, PAUSE = timedelta(days=7), timedelta(minutes=30)
KINDS = ("first", "second", "third")
DUE_EARLIER = "SELECT t.id FROM outbox o JOIN timers t ON t.id = o.timer WHERE o.created < t.meant"


def kind(name: str) -> Kind:
    """One that always has something to say, and is not too late for a month."""

    def says(timer: Timer, _: Any) -> Say:
        return Say((Label("reminders.thanks"),), to=timer.chat, unasked=True)

    return Kind(lambda _: (), lambda *_: None, says, late=timedelta(days=30), rank=KINDS.index(name))


class Unasked(RuleBasedStateMachine):
    """Three people in three zones, and a bot that may die at any commit."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.home = tempfile.TemporaryDirectory()
        self.world: World = self.loop.run(World.open(f"sqlite:///{Path(self.home.name) / 'walk.db'}"))
        self.mortal = Mortal(self.world)
        self.people = [self.world.person(f"Warga {number}") for number in range(len(PLACES))]
        self.slots = 0
        self.wrote: dict[int, datetime] = {}
        self.muted: set[int] = set()
        self.sent: dict[int, dict[int, datetime]] = defaultdict(dict)
        self.timers: dict[int, set[int]] = defaultdict(set)
        self.hours: dict[int, tuple[int, int]] = {}
        self.expecting: set[int] = set()
        """Those for whom something was planned in good time."""
        self.ever_muted: set[int] = set()
        self.lost = False
        """Whether Telegram ever failed: what may have arrived is not said again."""

    @initialize(on=st.sampled_from(DAYS), hours=st.lists(st.floats(1, 240), min_size=6, max_size=6))
    def everybody_is_known(self, on: date, hours: list[float]) -> None:
        """Lives where they said, and is to hear more than they should."""
        self.world.telegram.jump(datetime.combine(on, time(4), UTC))
        self.run(*(one.says("/start") for one in self.people))
        self.run(*(self.lives(one, place) for one, place in zip(self.people, PLACES, strict=True)))
        for nth, later in enumerate(hours):
            self.is_planned(nth % len(self.people), KINDS[nth % 2], later, 2)

    async def lives(self, actor: Actor, place: str) -> None:
        """As an interest tells."""
        now = self.world.telegram.now()
        async with self.world.app.database.transaction() as tx:
            told = replace(INTEREST, region=place, phone=f"+62812{actor.chat:08}")
            await leads.add(tx, actor.chat, told, None, now)

    def run(self, *work: Any) -> None:
        """Let it happen, and then let the bot go quiet, even if it dies meanwhile."""
        self.world.app.timers.kinds = {name: kind(name) for name in KINDS}
        self.world.app.timers.judge.kinds = self.world.app.timers.kinds
        for each in work:
            self.loop.run(self.mortal.survives(each))
        deaths = self.mortal.deaths
        self.loop.run(self.mortal.survives(self.world.quiet()))
        if self.mortal.deaths > deaths:
            self.run()

    def teardown(self) -> None:
        """In the end nothing waits for ever; then give everything back."""
        try:
            self.mortal.will_die(0, before=False)
            self.world.telegram.faults.clear()
            for _ in range(12):
                self.run(self.world.passes(days=5.1))
                self.everybody_is_left_in_peace()
            waiting = "SELECT chat, state, why FROM timers WHERE state = 'waiting'"
            assert self.loop.run(self.world.rows(waiting)) == []
            assert self.lost or self.mortal.deaths or self.expecting <= {*self.sent, *self.ever_muted}
        finally:
            self.loop.run(self.world.close())
            self.loop.close()
            self.home.cleanup()

    # What happens

    @rule(who=PEOPLE, name=st.sampled_from(KINDS), hours=st.floats(-48, 200), times=st.integers(1, 3))
    def is_planned(self, who: int, name: str, hours: float, times: int) -> None:
        """Also what should have gone out long ago."""
        due = self.world.telegram.now() + timedelta(hours=hours)
        chat = self.people[who].chat
        planned = [Planned(chat, name, str(self.slots + nth), due) for nth in range(times)]
        self.slots += times
        self.expecting |= {chat} if hours > 0 else set()
        self.run(self.plans(planned))

    async def plans(self, planned: list[Planned]) -> None:
        """As the planner does."""
        async with self.world.app.database.transaction() as tx:
            await timers.plan(tx, planned)

    @rule(who=PEOPLE, words=st.sampled_from(["halo", "/menu", "stop", "Boleh kirim lagi"]))
    def writes(self, who: int, words: str) -> None:
        """Or taps."""
        actor = self.people[who]
        self.wrote[actor.chat] = self.world.telegram.now()
        if words == "stop":
            self.muted.add(actor.chat)
            self.run(actor.says(words))
        elif words.startswith("Boleh"):
            if any(words[:5] in label for label in actor.labels()) and actor.chat in self.muted:
                self.run(actor.taps(words[:5]))
        else:
            self.run(actor.says(words))
        self.run(self.looks())

    async def looks(self) -> None:
        """Whether they let us write is what is stored: a process may have died before it heard."""
        for one in self.people:
            rows = await self.world.rows(f"SELECT muted FROM people WHERE chat = {one.chat}")  # noqa: S608
            (self.muted.add if rows[0][0] else self.muted.discard)(one.chat)
        self.ever_muted |= self.muted

    @rule(who=PEOPLE, span=st.sampled_from([(8 * 60, 10 * 60), (17 * 60, 20 * 60), (9 * 60, 20 * 60)]))
    def chooses_hours(self, who: int, span: tuple[int, int]) -> None:
        """Within the usual ones."""
        self.hours[self.people[who].chat] = span
        self.run(self.prefers(self.people[who], span))

    async def prefers(self, actor: Actor, span: tuple[int, int]) -> None:
        """As /pengingat stores it."""
        async with self.world.app.database.transaction() as tx:
            person = (await people.of_chats(tx, [actor.chat])).person(actor.chat)
            await people.save(tx, [replace(person, hours=span)], self.world.telegram.now())

    @rule(hours=st.sampled_from([0.1, 0.6, 1, 1.7, 3, 7, 11, 24, 26, 24 * 3, 24 * 7, 24 * 9]))
    def time_passes(self, hours: float) -> None:
        """A while, or days of no process at all."""
        self.run(self.world.passes(hours=hours))

    @rule(commits=st.integers(1, 5), before=st.booleans())
    def will_die(self, commits: int, before: bool) -> None:
        """At one of the next commits."""
        self.mortal.will_die(commits, before=before)

    @rule(lost=st.booleans(), times=st.integers(1, 2))
    def telegram_fails(self, lost: bool, times: int) -> None:
        """The next messages do not arrive, or arrive and nobody says so."""
        self.lost = True
        self.world.telegram.faults.next("sendMessage", LostReply() if lost else HttpError(), times=times)

    # What is always true

    @invariant()
    def everybody_is_left_in_peace(self) -> None:
        """All of it, for each message that went out since the last look."""
        found = "SELECT id, chat, timer, sent FROM outbox WHERE lane = 'bulk' AND state = 'sent'"
        for number, chat, timer, sent in self.loop.run(self.world.rows(found)):
            if number not in self.sent[chat]:
                at = datetime.fromtimestamp(sent / 1000, UTC)
                self.sent[chat][number] = at
                assert timer not in self.timers[chat], "the same was said twice"
                self.timers[chat].add(timer)
                self.is_welcome(chat, at)
        assert self.loop.run(self.world.rows(DUE_EARLIER)) == []
        assert self.loop.run(self.world.rows("SELECT id FROM outbox WHERE state = 'parked'")) == []

    def is_welcome(self, chat: int, at: datetime) -> None:
        """By plain rules, worked out another way than the bot does."""
        assert chat not in self.muted, "after asking for silence"
        earlier = [other for other in self.sent[chat].values() if timedelta() <= at - other < A_WEEK]
        assert len(earlier) <= 2, earlier
        place = next(place for one, place in zip(self.people, PLACES.values(), strict=True) if one.chat == chat)
        there = at.astimezone(ZoneInfo(place))
        minute, on = there.hour * 60 + there.minute, there.date()
        begins, ends = self.hours.get(chat, (8 * 60, 20 * 60))
        if is_ramadan(on):
            # Where the fast leaves nothing of what they chose, the hours of everybody hold.
            begins, ends = (max(begins, 9 * 60), min(ends, 16 * 60)) if begins < 16 * 60 else (9 * 60, 16 * 60)
        assert begins <= minute <= ends, there
        assert not (on.weekday() == 4 and 690 <= minute < 780), there
        assert not is_free(on), there
        wrote = self.wrote.get(chat)
        assert wrote is None or at - wrote >= PAUSE, "in the middle of a conversation"


Unasked.TestCase.settings = settings(
    max_examples=walks(6), stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestUnasked = Unasked.TestCase
