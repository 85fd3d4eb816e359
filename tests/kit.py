"""Conversations as tests: people who say, tap and see things; the real bot, the real storage, Telegram in memory."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any, get_args

from pydantic import SecretStr
from sqlalchemy import text

from bot.answers.places import Gazetteer
from bot.app import App, Parts
from bot.conversation.steps import Book
from bot.facts.base import load
from bot.flows.book import open_book
from bot.flows.materials import Materials, Operator
from bot.flows.timers import Plan
from bot.runtime.botapi import Bot
from bot.runtime.invites import invite
from bot.runtime.orders import Order
from bot.runtime.pacing import Pacer
from bot.settings import DEMO_RING, Settings
from bot.simulator.messages import Document, Moving
from bot.simulator.people import Person
from bot.simulator.world import World as Telegram
from storage import leads, outbox
from storage.records import ChatId, Lead, LeadId
from storage.timers import Planned
from tests.engines import sharing
from tests.looking import Looks
from tests.transport import memory_bot

START = datetime(2026, 11, 21, 2, 0, 0, 123_456, tzinfo=UTC)
"""Saturday 09.00 in Pamekasan, as exact as a real clock: more so than what is stored."""
TICK = timedelta(minutes=1)
ROUNDS = 200
PAMEKASAN = "35.28"


def settings(url: str, **changed: Any) -> Settings:
    """Settings for tests: nothing comes from this machine's environment."""
    return _read(url, **changed) if changed else _usual().model_copy(update={"database_url": url})


@cache
def _usual() -> Settings:
    return _read("sqlite:///none.db")


def _read(url: str, **changed: Any) -> Settings:
    given = {
        "telegram_bot_token": SecretStr("1000001:test"),
        "telegram_api_base_url": "http://127.0.0.1:9",
        "database_url": url,
        "data_keys": SecretStr(DEMO_RING),
        "webhook_url": None,
        "operator_name": "Cabang Contoh",
        "operator_contact": "contoh",
        "demo": True,
    }
    return Settings(_env_file=None, **{**given, **changed})


def hurried() -> Pacer:
    """A pacer that never makes a test wait."""
    return Pacer(rate=math.inf, limit=10**6, spacing=0.0)


def book(of: Materials) -> Book:
    """The flows, which keep nothing of anybody, made once for all bots that are called and run alike."""
    return _book(of.operator, of.patience, of.username(), of.invite_days)


@cache
def _book(operator: Operator, patience: timedelta, username: str, invite_days: int) -> Book:
    return open_book(Materials(load(), Gazetteer(), operator, patience, lambda: username, invite_days))


def parts(telegram: Telegram, bot: Bot) -> Parts:
    """What nobody has to wait for: neither a pace nor a disk nor another thread."""
    return Parts(clock=telegram.now, bot=bot, pacer=hurried(), synchronous="OFF", at_once=True, rest=0, book=book)


class Quick(App):
    """The bot as it is, but for what is the same in every test."""

    def __init__(self, settings: Settings, parts: Parts) -> None:
        super().__init__(settings, parts)
        sharing(self.database)
        self.looks, self._page = Looks(), self.timers._page
        setattr(self.timers, "_page", self._new_page)  # noqa: B010 mypy lets nobody assign a method

    def _refuse_unsound_flows(self) -> None:
        """Whether they are sound is said once, by tests/conversation/test_soundness.py."""

    async def _new_page(self, kind: str, plan: Plan, after: int, now: datetime) -> Sequence[Planned]:
        """Most of what is planned is for nobody, hour by hour."""
        look = partial(self._page, kind, plan, after, now)
        return await self.looks.found((kind, plan.slot, after), plan.audience, look) or ()

    def reports_asked(self, wanted: Sequence[Order]) -> None:
        """They are made when the world works, not whenever the loop has time."""
        self.press.order(wanted)


@dataclass
class World:
    """One running bot and everybody who chats with it."""

    app: App
    telegram: Telegram
    offset: int = 0
    unbound: list[tuple["Actor", str, str, Sequence[str]]] = field(default_factory=list)
    numbers: dict[int, str] = field(default_factory=dict)
    looked: datetime = START
    looks: Looks = field(default_factory=Looks)

    @classmethod
    async def open(cls, url: str, **changed: Any) -> "World":
        """A bot with an empty database at this URL, on Saturday morning."""
        telegram = Telegram("1000001:test", clock=lambda: START)
        bot = memory_bot(telegram)
        await bot.initialize()
        app = Quick(settings(url, **changed), parts(telegram, bot))
        await app.prepare()
        return cls(app, telegram)

    async def restarts(self) -> None:
        """The process ends in good order, and the next one takes over."""
        await self.app.close()
        self.app = await self.another()

    async def another(self) -> App:
        """One more process on the same database; whoever asks for it closes it."""
        bot = memory_bot(self.telegram)
        await bot.initialize()
        app = Quick(self.app.settings, parts(self.telegram, bot))
        await app.prepare()
        return app

    async def close(self) -> None:
        """Give everything back."""
        self.telegram.close()
        await self.app.close()

    # People

    def person(self, name: str, **about: Any) -> "Actor":
        """Somebody the bot has never met."""
        return Actor(self, self.telegram.user(name, **about))

    def agent(self, name: str, *areas: str, branch: str = "pamekasan") -> "Actor":
        """An agen Perisai who has opened the invite; covers Pamekasan unless told otherwise."""
        return self._member("agent", name, areas or (PAMEKASAN,), branch)

    def officer(self, name: str, *areas: str, branch: str = "pamekasan") -> "Actor":
        """A branch officer who has opened the invite."""
        return self._member("officer", name, areas or (PAMEKASAN,), branch)

    def official(self, name: str, *areas: str, branch: str = "pamekasan") -> "Actor":
        """An official who has opened the invite."""
        return self._member("official", name, areas or (PAMEKASAN,), branch)

    def _member(self, role: str, name: str, areas: Sequence[str], branch: str) -> "Actor":
        actor = self.person(name)
        self.unbound.append((actor, role, branch, areas))
        return actor

    # Time

    async def passes(self, **time: float) -> None:
        """Let time go by (`days`, `hours`, `minutes`), then wait until the bot has gone quiet."""
        await self.quiet()
        self.telegram.jump(timedelta(**time))
        await self.quiet()

    async def quiet(self) -> None:
        """Let the bot work until nothing is left to do."""
        await self._bind()
        for _ in range(ROUNDS):
            if not await self._step():
                return
        raise AssertionError("the bot never goes quiet")

    async def _step(self) -> bool:
        found = [bool(await self._receive()), bool(await self._by_the_clock()), bool(await self.app.press.look())]
        app = self.app
        looks = (
            (app.worker, app.worker.batch),
            (app.router, app.router.route),
            (app.silence, app.silence.look),
            (app.broadcasts, app.broadcasts.look),
            (app.timers, app.timers.look),
            (app.uploads, app.uploads.look),
        )
        found += [await self.looks.take(look, room.clock()) for room, look in looks]
        return await self._send() or any(found)

    async def _send(self) -> bool:
        """What is held ready waits for nothing that is stored."""
        sender = self.app.sender
        if sender.lines or sender.stream or sender.ledger.outcomes:
            return await sender.send_held() or await sender.once()
        return await self.looks.take(sender.once, sender.clock())

    async def _by_the_clock(self) -> int:
        """What runs every few minutes, as often as it has to."""
        now = self.telegram.now()
        if abs(now - self.looked) < TICK:
            return 0
        self.looked = now
        return await self.app.schedule.look()

    async def _receive(self) -> int:
        if not self.telegram.updates.pending:
            return 0
        answer = await self.telegram.call("getUpdates", {"offset": self.offset, "timeout": 0, "limit": 100})
        raw = answer.body["result"]
        await self.app.intake.store(raw)
        numbers = [update.get("update_id") for update in raw if isinstance(update, dict)]
        self.offset = max([self.offset, *(number + 1 for number in numbers if isinstance(number, int))])
        return len(raw)

    async def _bind(self) -> None:
        waiting, self.unbound = self.unbound, []
        for actor, role, branch, areas in waiting:
            expires = self.telegram.now() + timedelta(days=1)
            token = await invite(self.app.database, role, actor.phone.first_name, branch, areas, expires)
            actor.phone.open_link(token)

    # What is stored

    async def leads(self) -> list[Lead]:
        """Every lead, by number."""
        async with self.app.database.reading() as tx:
            ids = (await tx.execute(text("SELECT id FROM leads ORDER BY id"))).scalars().all()
            found = await leads.by_id(tx, [LeadId(number) for number in ids])
            return [found[LeadId(number)] for number in ids]

    async def outbox(self) -> dict[tuple[str, str], int]:
        """How many messages of each lane are in each state."""
        async with self.app.database.reading() as tx:
            return await outbox.stats(tx)

    async def rows(self, statement: str) -> list[Any]:
        """What a statement finds, for promises about the database itself."""
        async with self.app.database.reading() as tx:
            return list((await tx.execute(text(statement))).all())


@dataclass
class Actor:
    """One person with a phone."""

    world: World
    phone: Person

    @property
    def chat(self) -> ChatId:
        """The chat's number."""
        return ChatId(self.phone.id)

    @property
    def number(self) -> str:
        """The number this person tells, another one for everybody; the first who tells one has 0812-3456-7890."""
        numbers = self.world.numbers
        return numbers.setdefault(self.phone.id, f"0812345678{90 - len(numbers):02d}")

    async def says(self, words: str) -> None:
        """Type something and wait for the bot."""
        await self.world.quiet()
        self.phone.send(words)
        await self.world.quiet()

    async def taps(self, label: str) -> None:
        """Tap the newest button whose words contain `label`."""
        await self.world.quiet()
        button = self._button(label)
        if button is None:
            raise AssertionError(f"{self.phone.first_name} sees no button '{label}':\n{self.transcript()}")
        self.press(*button)
        await self.world.quiet()

    def press(self, message: int | None, data: str) -> None:
        """Tap, and do not wait: a button of a message, or a line of the reply keyboard."""
        if message is None:
            self.phone.send(data)
        else:
            self.phone.tap(message, data)

    async def shares_contact(self, number: str, *, own: bool = True) -> None:
        """Share one's own contact, or somebody else's."""
        await self.world.quiet()
        self.phone.share_contact(number, own=own)
        await self.world.quiet()

    async def sends(self, kind: str) -> None:
        """Send a photo, document, sticker, voice or location, or a recording by its name in the Bot API."""
        files = {"photo": (b"jpg",), "document": (b"pdf", "ktp.pdf")}
        if kind in get_args(Moving):
            self.phone.send_recording(kind)  # type: ignore[arg-type]
        else:
            getattr(self.phone, f"send_{kind}")(*files.get(kind, ()))
        await self.world.quiet()

    async def sends_file(self, content: bytes, name: str) -> None:
        """Send a document of this name."""
        await self.world.quiet()
        self.phone.send_document(content, name)
        await self.world.quiet()

    def received(self) -> list[tuple[str, bytes]]:
        """Name and content of every file that the bot sent."""
        sent = [message.attachment for message in self.phone.chat if message.from_bot]
        return [(each.file.name, each.file.content) for each in sent if isinstance(each, Document)]

    async def edits(self, words: str) -> None:
        """Edit the last thing one wrote."""
        mine = [message for message in self.phone.chat if not message.from_bot]
        self.phone.edit(mine[-1].id, words)
        await self.world.quiet()

    async def blocks(self) -> None:
        """Stop the bot in Telegram."""
        self.phone.block()
        await self.world.quiet()

    async def unblocks(self) -> None:
        """Let the bot in again."""
        self.phone.unblock()
        await self.world.quiet()

    # What is on the screen

    def sees(self, fragment: str) -> bool:
        """Whether the bot's newest message contains this; on failure read `transcript()`."""
        return fragment in self.last()

    def has_seen(self, fragment: str) -> bool:
        """Whether any message now in the chat contains this."""
        return any(fragment in (message.text or "") for message in self.phone.chat if message.from_bot)

    def last(self) -> str:
        """The bot's newest message."""
        answers = [message for message in self.phone.chat if message.from_bot]
        return (answers[-1].text or "") if answers else ""

    def labels(self) -> list[str]:
        """The words of every button of the newest message that has any, and of the reply keyboard."""
        inline = next((m.labels for m in reversed(self.phone.chat) if m.from_bot and m.buttons), [])
        keyboard = self.phone.reply_keyboard
        return [*inline, *(b.text for row in (keyboard.rows if keyboard else []) for b in row)]

    def _button(self, label: str) -> tuple[int | None, str] | None:
        keyboard = self.phone.reply_keyboard
        for row in keyboard.rows if keyboard else []:
            for key in row:
                if label in key.text:
                    return None, key.text
        for message in reversed(self.phone.chat):
            for row in message.buttons if message.from_bot else []:
                for button in row:
                    if label in button.text and button.callback_data:
                        return message.id, button.callback_data
        return None

    def transcript(self) -> str:
        """The whole chat, as it looks now."""
        lines = []
        for message in self.phone.chat:
            who = "bot" if message.from_bot else self.phone.first_name
            lines.append(f"{who}: {message.text}")
            lines += [f"    [{' | '.join(button.text for button in row)}]" for row in message.buttons]
        return "\n".join(lines)
