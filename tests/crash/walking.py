"""People who know what they want, whatever the bot shows next, and who press again when nothing comes."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

from bot.simulator.messages import Message
from bot.simulator.people import Person
from bot.simulator.world import World

PATIENCE = 4.0
"""Seconds after which somebody presses again."""
WISHES = ("go", "interest", "bpu", "between", "yes", "farmer", "35.28", "35.28.02", "35.28.02.2011", "morning", "send")
"""What a worker chooses, whenever it is offered."""
STEPS = ("c:*:accept:*", "c:*:contacted:*", "c:*:registered:*")
"""What an agent does with a lead; the lazy ones stop earlier."""
ACCIDENT = "tolong suami saya kecelakaan kerja barusan"
ALERT = ("alert", "yes", "35.28")
"""What somebody chooses who wants the branch to know of an accident."""


@dataclass(frozen=True)
class Act:
    """Something to press or to say, and what it is about."""

    what: str
    do: Callable[[], Any]


class Walker(ABC):
    """Acts on what the screen shows until `is_done`; `act` returns None when there is nothing to act on."""

    is_restless = True

    def __init__(self, world: World, phone: Person) -> None:
        self.world = world
        self.phone = phone
        self.changed = asyncio.Event()
        self.last = Act("start", lambda: phone.send("/start"))
        self.repeats = 0
        self.number = f"0812{phone.id % 10**8:08}"
        world.watch(self.watch)

    def watch(self, person: Any) -> None:
        """Something changed on somebody's phone."""
        if person is self.phone:
            self.changed.set()

    def said(self) -> list[Message]:
        """Everything the bot said that still stands."""
        return [message for message in self.phone.chat if message.from_bot]

    def screen(self) -> Any:
        """All that a person can tell apart."""
        shown = [(message.id, message.text, message.labels) for message in self.said()]
        return shown, self.phone.reply_keyboard

    async def walk(self) -> None:
        """From wherever one is to the end."""
        self.last.do()
        while await self.sees_what_to_do():
            # Two presses too many chase each other for ever: whoever gets the same question again, takes a breath.
            await asyncio.sleep(0.1 * self.repeats)
            act, seen = self.act() or self.last, self.screen()
            self.repeats = self.repeats + 1 if act.what == self.last.what else 0
            self.last = act
            act.do()
            await self.until(lambda seen=seen: self.screen() != seen)

    async def sees_what_to_do(self) -> bool:
        """Wait until there is something to press; False when there is nothing left to want."""
        await self.until(lambda: self.is_done() or self.act() is not None, presses=self.is_restless)
        return not self.is_done()

    async def until(self, arrived: Callable[[], bool], *, presses: bool = True) -> None:
        """Wait for it; after a while do the last thing again."""
        while not arrived():
            self.changed.clear()
            try:
                await asyncio.wait_for(self.changed.wait(), PATIENCE)
            except TimeoutError:
                if presses:
                    self.last.do()

    async def asks_for(self, command: str) -> None:
        """A command, and its answer."""
        before = len(self.said())
        self.last = Act(command, lambda: self.phone.send(command))
        self.last.do()
        await self.until(lambda: len(self.said()) > before)

    @abstractmethod
    def is_done(self) -> bool:
        """Whether this person has what they came for."""

    @abstractmethod
    def act(self) -> Act | None:
        """What to do about what the screen shows."""


class Worker(Walker):
    """Fills the form and waits for the agent."""

    has_sent = False

    def watch(self, person: Any) -> None:
        """The word that the form has arrived may be gone from the screen a moment later."""
        super().watch(person)
        if person is self.phone and not self.has_sent:
            self.has_sent = any("Terkirim" in message.text for message in self.said())

    def is_done(self) -> bool:
        return any("sudah didaftarkan" in (message.text or "") for message in self.said())

    def act(self) -> Act | None:
        if self.has_sent or not self.said():
            return None
        newest = self.said()[-1]
        buttons = {
            button.callback_data.partition(":")[2]: button
            for row in newest.buttons
            for button in row
            if button.callback_data
        }
        wish = next((wish for wish in WISHES if wish in buttons), None)
        if "_done" in buttons:
            wish = "_done" if "✅" in buttons["jkk"].text else "jkk"
        if wish is not None:
            data = buttons[wish].callback_data or ""
            return Act(wish, lambda: self.phone.tap(newest.id, data))
        if self.phone.reply_keyboard is not None:
            return Act("contact", lambda: self.phone.share_contact(self.number))
        if "_why" in buttons:
            answer = "pamekasan" if "kabupaten" in (newest.text or "") else f"Bu {self.phone.first_name}"
            return Act(answer, lambda: self.phone.send(answer))
        return None


class Reporter(Walker):
    """Tells of an accident, and waits for the name of an officer."""

    def __init__(self, world: World, phone: Person) -> None:
        super().__init__(world, phone)
        self.last = Act("tells", lambda: phone.send(ACCIDENT))

    def is_done(self) -> bool:
        return any("akan menghubungi Anda" in (message.text or "") for message in self.said())

    def act(self) -> Act | None:
        if not self.said() or any("kami teruskan" in (message.text or "") for message in self.said()):
            return None
        newest = self.said()[-1]
        for button in (button for row in newest.buttons for button in row):
            data = button.callback_data or ""
            if data.partition(":")[2] in ALERT:
                return Act(data, lambda data=data: self.phone.tap(newest.id, data))
        if self.phone.reply_keyboard is not None:
            return Act("contact", lambda: self.phone.share_contact(self.number))
        answer = "pamekasan" if "kabupaten" in (newest.text or "") else f"Bu {self.phone.first_name}"
        return Act(answer, lambda: self.phone.send(answer))


class Agent(Walker):
    """Takes every lead and goes as far with it as `steps`; never done, and in no hurry. Officers take cases so."""

    is_restless = False

    def __init__(self, world: World, phone: Person, steps: Sequence[str] = STEPS) -> None:
        super().__init__(world, phone)
        self.steps = steps

    def is_done(self) -> bool:
        return False

    def act(self) -> Act | None:
        for message in self.said():
            for step in self.steps:
                for row in message.buttons:
                    for button in row:
                        data = button.callback_data or ""
                        if fnmatch(data, step):
                            return Act(data, lambda message=message, data=data: self.phone.tap(message.id, data))
        return None
