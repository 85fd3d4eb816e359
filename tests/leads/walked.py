"""A branch on SQLite that Hypothesis walks through, and what its rules are made of."""

import asyncio
import tempfile
from collections.abc import Awaitable, Coroutine
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from storage import staff
from storage.records import Staff
from tests.kit import Actor, World
from tests.leads.mortal import Mortal
from tests.ready import copied

AREAS = (("35.28.02",), ("35.28",), ("35.28.02.2011", "35.28.04"))
WORKERS, AGENTS, OFFICERS = 4, len(AREAS), 2
PERSON, AGENT, OFFICER = st.integers(0, WORKERS - 1), st.integers(0, AGENTS - 1), st.integers(0, OFFICERS - 1)
STAFF = st.integers(0, AGENTS + OFFICERS - 1)
NIGHT = (((1140, 1320),),) * 7


class Walked(RuleBasedStateMachine):
    """A few people, and a bot that may die at any commit."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.home = tempfile.TemporaryDirectory()
        self.world: World = self.loop.run(World.open(copied(Path(self.home.name) / "walk.db")))
        self.mortal = Mortal(self.world)
        self.workers = [self.world.person(f"Warga {number}") for number in range(WORKERS)]
        self.agents = [self.world.agent(f"Agen {number}", *areas) for number, areas in enumerate(AREAS)]
        self.officers = [self.world.officer("Rina")]
        self.last_offer = 0
        self.unreachable: set[int] = set()
        self.ever_gone: set[int] = set()
        self.is_quiet = True
        self.may_repeat = False
        """Whether Telegram ever took something without saying so."""

    def run(self, *work: Awaitable[Any]) -> None:
        """Let it happen, and then let the bot go quiet, even if it dies meanwhile."""
        for each in work:
            self.loop.run(self.mortal.survives(each))
        self.half(self.world.quiet())
        self.is_quiet = True

    def half(self, work: Coroutine[Any, Any, Any]) -> None:
        """Let only this happen; when the process dies of it, the next one begins to work."""
        deaths = self.mortal.deaths
        self.loop.run(self.mortal.survives(work))
        self.is_quiet = False
        if self.mortal.deaths > deaths:
            self.loop.run(self.world.quiet())

    @property
    def team(self) -> list[Actor]:
        """Agents first, then officers."""
        return [*self.agents, *self.officers]

    def tap(self, who: int, pick: int) -> None:
        """One of the buttons of a card."""
        if who >= len(self.team):
            return
        actor = self.team[who]
        buttons = [
            (message.id, button.callback_data)
            for message in actor.phone.chat[-6:]
            for row in message.buttons
            for button in row
            if button.callback_data and button.callback_data.startswith("c:")
        ]
        if buttons:
            actor.phone.tap(*buttons[-1 - pick % len(buttons)])

    def press(self, actor: Actor, label: str) -> None:
        """The newest button with these words, if there is one."""
        button = actor._button(label)
        if button is not None:
            actor.press(*button)

    async def chooses(self, actor: Actor, label: str) -> None:
        """The same, and what follows."""
        self.press(actor, label)
        await self.world.quiet()

    def settles(self) -> None:
        """What is about to be done begins when nothing else is going on, and all that went on has been looked at."""
        self.run()
        self.looks_around()

    def looks_around(self) -> None:
        """What is true at any moment, between two steps of a rule."""

    # The day of an agent, as it is stored

    async def arranges(self, who: int, days: int, substitute: int | None) -> None:
        """From today on."""
        member, other = await self.member(who), await self.member(substitute) if substitute is not None else None
        today = self.world.telegram.now().date()
        if member is not None:
            leave = (today, today + timedelta(days=days))
            await self.stores(replace(member, leave=leave, substitute=other.id if other else None))

    async def changes(self, who: int, what: str) -> None:
        """One of these."""
        member = await self.member(who)
        changed: dict[str, dict[str, Any]] = {
            "many": {"capacity": 20},
            "full": {"full_on": self.world.telegram.now().date()},
            "few": {"capacity": 1},
            "night": {"hours": NIGHT},
            "days": {"hours": None},
        }
        if member is not None:
            await self.stores(replace(member, **changed[what]))

    async def member(self, who: int) -> Staff | None:
        """An agent as stored, None when retired."""
        async with self.world.app.database.reading() as tx:
            return (await staff.of_chats(tx, [self.agents[who].chat])).get(self.agents[who].chat)

    async def stores(self, member: Staff) -> None:
        """How the agent arranged the day."""
        async with self.world.app.database.transaction() as tx:
            await staff.arrange(tx, member)
