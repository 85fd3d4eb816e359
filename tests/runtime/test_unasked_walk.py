"""Whatever falls due, whoever dies, wherever the clock goes: nobody hears too much, too early, twice, at a bad hour,
or after asking for silence."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from bot.runtime.notices import politely
from bot.simulator.faults import HttpError, LostReply, RateLimited
from storage import outbox, people
from storage.records import ChatId
from tests.emptied import Emptied
from tests.further import walks
from tests.ready import copied
from tests.runtime.peace import NOTICE, marked
from tests.runtime.walked import KINDS, PLACES, Walked

PEOPLE = st.integers(0, len(PLACES) - 1)
STEPS = (timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1))
A_NIGHT = timedelta(hours=8)
BEFORE_IT_IS_READY, READY = 1.0, 0.05
"""Seconds that the stream stands still: what is leased is looked at again right before it goes."""


class Unasked(Walked):
    """Everything that may happen meanwhile."""

    @rule(who=PEOPLE, name=st.sampled_from(KINDS), hours=st.floats(-48, 200), times=st.integers(1, 3))
    def is_planned(self, who: int, name: str, hours: float, times: int) -> None:
        """Also what should have gone out long ago."""
        self.plan(who, name, hours, times)

    @rule(who=PEOPLE)
    def somebody_else_acts(self, who: int) -> None:
        """And this person is to hear of it."""
        say = marked(NOTICE, self.said, self.people[who].actor.chat)
        self.said += 1
        self.run(self.tells(say))

    async def tells(self, say: Any) -> None:
        """As a turn of the staff does."""
        app = self.world.app
        async with app.database.transaction() as tx:
            posts = await politely(tx, [say], app.turns.speeches, app.timers.manners, app.clock())
            await outbox.put(tx, posts, app.clock())

    @rule(who=PEOPLE, words=st.sampled_from(["halo", "/menu", "stop", "Boleh kirim lagi"]))
    def writes(self, who: int, words: str) -> None:
        """Or taps."""
        one = self.people[who]
        one.wrote = self.world.telegram.now()
        if words == "stop":
            one.muted = True
        if not words.startswith("Boleh"):
            self.run(one.actor.says(words))
        elif one.muted and any(words[:5] in label for label in one.actor.labels()):
            self.run(one.actor.taps(words[:5]))
        self.run(self.looks())

    async def looks(self) -> None:
        """Whether they let us write is what is stored: a process may have died before it heard."""
        muted = {row.chat for row in await self.world.rows("SELECT chat FROM people WHERE muted")}
        self.ever_muted |= muted
        for one in self.people:
            one.muted = one.actor.chat in muted

    @rule(who=PEOPLE, span=st.sampled_from([(8 * 60, 10 * 60), (17 * 60, 20 * 60), (9 * 60, 20 * 60)]))
    def chooses_hours(self, who: int, span: tuple[int, int]) -> None:
        """Within the usual ones."""
        self.people[who].hours = span
        self.run(self.prefers(self.people[who].actor.chat, span))

    async def prefers(self, chat: ChatId, span: tuple[int, int]) -> None:
        """As /pengingat stores it."""
        async with self.world.app.database.transaction() as tx:
            person = (await people.of_chats(tx, [chat])).person(chat)
            await people.save(tx, [replace(person, hours=span)], self.world.telegram.now())

    @rule(hours=st.sampled_from([0.1, 0.6, 1, 1.7, 3, 7, 11, 24, 26, 24 * 3, 24 * 7, 24 * 9]))
    def time_passes(self, hours: float) -> None:
        """A while, or days of no process at all."""
        self.passes(hours)

    @rule(by=st.sampled_from(STEPS))
    def clock_is_set(self, by: timedelta) -> None:
        """By hand, or by a server of time that was away."""
        self.world.telegram.offset += by
        self.run()

    @rule(hours=st.sampled_from([3, 9, 27]), pause=st.sampled_from([BEFORE_IT_IS_READY, READY]))
    def the_machine_sleeps(self, hours: float, pause: float) -> None:
        """With messages in its hands."""
        for app in self.apps:
            app.sender.pacer.pause(self.seconds + hours * 3600 + pause)
        self.passes(hours)
        self.world.telegram.jump(A_NIGHT)
        self.seconds += pause
        self.run()

    @rule(commits=st.integers(1, 5), before=st.booleans())
    def will_die(self, commits: int, before: bool) -> None:
        """At one of the next commits."""
        self.mortal.will_die(commits, before=before)

    @rule(
        fault=st.sampled_from([LostReply(), HttpError(), RateLimited(150), RateLimited(1500)]), times=st.integers(1, 2)
    )
    def telegram_fails(self, fault: Any, times: int) -> None:
        """The next messages do not arrive, or arrive and nobody says so, or are to come minutes later."""
        self.lost |= not isinstance(fault, RateLimited)
        self.world.telegram.faults.next("sendMessage", fault, times=times)


@pytest.fixture
def files(tmp_path: Path) -> Callable[[], str]:
    """A new file for each walk."""
    return lambda: copied(tmp_path / "walk.db")


@pytest.fixture
def server(emptied: Emptied) -> Iterator[Callable[[], str]]:
    """The same database for each walk, and for others after them."""

    def empty() -> str:
        emptied.empty()
        return emptied.url

    yield empty
    emptied.empty()


def walk(database: Callable[[], str], examples: int) -> None:
    run_state_machine_as_test(
        partial(Unasked, database),
        settings=settings(
            max_examples=walks(examples), stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_walk_of_one_process(files: Callable[[], str]) -> None:
    walk(files, 4)


def test_walk_of_two_processes(server: Callable[[], str]) -> None:
    """Each looks when the other does."""
    walk(server, 2)
