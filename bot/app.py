"""Builds the running bot from its settings; the one file that knows everybody."""

import asyncio
import gc
import signal
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from telegram.error import TelegramError

from bot.answers.places import Gazetteer
from bot.clock import Clock, system_clock
from bot.conversation.effects import Say
from bot.conversation.soundness import problems
from bot.conversation.steps import Book
from bot.conversation.words import Label
from bot.errors import BotError, DeliveryError, SettingsError, TryLater
from bot.facts.base import load as load_facts
from bot.flows import relay
from bot.flows.book import MENU, open_book
from bot.flows.cards import press
from bot.flows.cases import case_card
from bot.flows.kinds import every_kind
from bot.flows.lead_cards import lead_card
from bot.flows.manners import Manners
from bot.flows.materials import Materials, Operator
from bot.flows.topics.flow import NAME as TOPICS
from bot.i18n.catalogue import Catalogue
from bot.runtime import botapi, notices
from bot.runtime.broadcasts import Broadcasts
from bot.runtime.duties import Duties
from bot.runtime.escalation import Escalation
from bot.runtime.housekeeping import fade, tidy
from bot.runtime.intake import Funnel, Intake
from bot.runtime.kinds_of_files import kinds_of_files
from bot.runtime.metrics import POLL_AGE
from bot.runtime.mondays import Mondays
from bot.runtime.orders import Order
from bot.runtime.pacing import Pacer
from bot.runtime.press import Press
from bot.runtime.router import Router
from bot.runtime.schedule import Schedule
from bot.runtime.scheduler import Beat, metronome
from bot.runtime.sender import Sender
from bot.runtime.silence import Silence
from bot.runtime.speech import message
from bot.runtime.timers import Timers
from bot.runtime.turn import TurnTaker
from bot.runtime.uploads import Uploads
from bot.runtime.web import WEBHOOK_PATH, create_app, serve
from bot.runtime.worker import Worker
from bot.settings import Settings
from storage import inbox, migrations
from storage.database import Database
from storage.records import ChatId

log = structlog.get_logger(__name__)


def materials(settings: Settings, username: Callable[[], str] = lambda: "") -> Materials:
    """What the flows are built from."""
    operator = Operator(settings.operator_name, settings.operator_contact, is_bpjs=settings.operator_is_bpjs)
    return Materials(load_facts(), Gazetteer(), operator, settings.patience, username, settings.invite_days)


DRAIN = 8.0
"""Seconds for what is on its way when we are told to stop."""
USUAL_PORT = 8080
"""Where the webhook listens when PORT is not set."""


@dataclass(frozen=True)
class Parts:
    """What tests and the demo may bring along in place of the usual."""

    clock: Clock = system_clock
    bot: botapi.Bot | None = None
    pacer: Pacer | None = None
    synchronous: str = "FULL"
    at_once: bool = False
    rest: float = 4.0
    book: Callable[[Materials], Book] = open_book


class App:
    """One process of the bot."""

    def __init__(self, settings: Settings, parts: Parts | None = None) -> None:
        parts = parts or Parts()
        self.settings = settings
        self.clock = parts.clock
        self.words = Catalogue.load()
        self.bot = parts.bot or botapi.build_bot(settings.token(), settings.telegram_api_base_url)
        self.materials = materials(settings, lambda: self.bot.username)
        self.book = parts.book(self.materials)
        self._refuse_unsound_flows()
        self.database = Database.open(
            settings.database_url, settings.vault(), synchronous=parts.synchronous, at_once=parts.at_once
        )
        self.turns = TurnTaker(self.book, press, self.words)
        self.owner = str(uuid.uuid4())
        self.routing = asyncio.Event()
        manners = Manners(self.materials.facts, self.materials.places, settings.is_example)
        self.press = Press(self.database, self.clock, manners, self.turns.speeches)
        self.sender = Sender(self.database, self._deliver, self.clock, self.owner, parts.pacer, notices.nights(manners))
        self.database.quiet, self.database.is_asked = self.sender.quiet, self.sender.is_asked
        self.worker = Worker(
            self.database,
            self.turns,
            manners,
            self.clock,
            self.owner,
            self.sender.hand_over,
            self.leads_changed,
            self.reports_asked,
        )
        self.intake = Intake(
            self.database, self.bot, self.clock, self.sender.foresee, self.worker.awake.set, self.apologise
        )
        self.escalation = Escalation(self.database, self.clock, self.turns.speeches, lead_card)
        self.router = Router(self.database, self.clock, self.turns.speeches, lead_card, case_card, settings.patience)
        kinds = every_kind(self.materials, manners)
        self.silence = Silence(self.database, self.clock, manners, self.turns.speeches, relay.over)
        self.timers = Timers(self.database, self.clock, kinds, manners, self.turns.speeches, self.book)
        self.mondays = Mondays(self.database, self.clock, manners, parts.rest)
        self.duties = Duties(self.database, self.clock, self.materials.facts)
        self.broadcasts = Broadcasts(self.database, self.clock, manners, self.turns.speeches)
        files = kinds_of_files(self.database, self.clock, self.turns.speeches, self.materials, manners)
        self.uploads = Uploads(self.database, self.clock, self.turns.speeches, partial(botapi.fetch, self.bot), files)
        self.schedule = Schedule(self.database, self.clock, self.owner, self.sender.presence, self._by_the_clock())
        POLL_AGE.set_function(lambda: -1 if (age := self.intake.pulse.age()) is None else age)
        self.apologies: set[asyncio.Task[Any]] = set()
        self.chores: set[asyncio.Task[None]] = set()

    def _refuse_unsound_flows(self) -> None:
        if found := problems(self.book, self.words.keys("id")):
            raise BotError("the flows are not sound: " + "; ".join(found))

    async def _deliver(self, sent: Any, *, paced: bool = False) -> int | None:
        self.press.foresee(parcel.message for parcel in self.sender.stream.ready)
        return await self.press.deliver(partial(botapi.deliver, self.bot), sent, paced=paced)

    # Starting

    async def prepare(self) -> None:
        """Bring the database up to date where that is safe. Raises BotError with what to do elsewhere."""
        try:
            current = await migrations.check(self.database)
            if not current and (self.database.is_sqlite or await self.database.version() is None):
                await migrations.migrate(self.database)
            elif not current:
                raise SettingsError("the database is older than this release: run `python -m bot migrate` first")
        except migrations.NewerSchema as newer:
            raise SettingsError(str(newer)) from newer

    async def run(self, *, with_intake: bool = True) -> None:
        """Serve until SIGTERM or SIGINT, then finish what is on its way. Raises SettingsError."""
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, stopping.set)
        try:
            await self.prepare()
            # Modules, words and flows stay; looking through them for rubbish again and again costs a fifth of all time.
            gc.freeze()
            await self.serve(stopping, with_intake=with_intake)
        finally:
            await self.close()

    async def serve(self, stopping: asyncio.Event, *, with_intake: bool = True) -> None:
        """Run all loops until `stopping`, or until one of them fails."""
        await self._connect(stopping)
        await self.sender.presence.show()
        beats = metronome(self._beats())
        beats.start()
        working, sending = asyncio.Event(), asyncio.Event()
        entrance = self._entrances(stopping) if with_intake else []
        work = [asyncio.create_task(self.worker.run(working)), asyncio.create_task(self._route_loop(working))]
        send = asyncio.create_task(self.sender.run(sending))
        halt = asyncio.create_task(stopping.wait())
        announcing = [asyncio.create_task(self._announce(stopping))] if with_intake else []
        try:
            done, _ = await asyncio.wait((*entrance, *work, send, halt), return_when=asyncio.FIRST_COMPLETED)
        finally:
            beats.shutdown(wait=False)
            stopping.set()
            working.set()
            self.worker.awake.set()
            self.routing.set()
            await _within(DRAIN / 2, (*entrance, *work, *announcing, *self.chores))
            sending.set()
            self.sender.looking.set()
            await _within(DRAIN / 2, (send, halt))
        for task in done:
            task.result()

    async def _connect(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                return await botapi.connect(self.bot)
            except TryLater as later:
                log.warning("Telegram does not answer yet, trying again", reason=str(later))
                await _pause(stopping, later.seconds)
        return None

    def _entrances(self, stopping: asyncio.Event) -> list[asyncio.Task[None]]:
        return [asyncio.create_task(entrance) for entrance in self._doors(stopping)]

    def _doors(self, stopping: asyncio.Event) -> Iterator[Coroutine[Any, Any, None]]:
        """Polling or the webhook; /health and /metrics where a port is given."""
        webhook, port = self.settings.webhook_url, self.settings.port
        secret = self.settings.webhook_secret.get_secret_value() if self.settings.webhook_secret else ""
        web = create_app(self.health, Funnel(self.intake.store) if webhook else None, secret)
        if not webhook:
            yield self.intake.poll(stopping)
        if webhook or port is not None:
            yield serve(web, "0.0.0.0", USUAL_PORT if port is None else port, stopping)  # noqa: S104 the host's proxy

    async def _announce(self, stopping: asyncio.Event) -> None:
        """Tell Telegram how to reach us and which commands there are, until it has heard."""
        entrance = self._set_webhook if self.settings.webhook_url else self.bot.delete_webhook
        failures = 0
        while not stopping.is_set():
            try:
                await entrance()
                return await self._set_commands()
            except TelegramError as error:
                failures += 1
                log.warning("Telegram did not hear how to reach us, trying again", reason=type(error).__name__)
                await _pause(stopping, min(2**failures, 60))
        return None

    async def _set_commands(self) -> None:
        for language in ("id", "en"):
            commands = [(name, self.words.plain(language, f"command.{name}")) for name in MENU[language]]
            await self.bot.set_my_commands(commands, language_code="" if language == "id" else language)

    async def _set_webhook(self) -> None:
        secret = self.settings.webhook_secret
        await self.bot.set_webhook(
            f"{(self.settings.webhook_url or '').rstrip('/')}{WEBHOOK_PATH}",
            secret_token=secret.get_secret_value() if secret else None,
            allowed_updates=["message", "edited_message", "callback_query", "my_chat_member"],
        )

    # Looking after things

    def _beats(self) -> tuple[Beat, ...]:
        return (
            Beat("leads", 2, self.routing.set),
            Beat("leases", 2, self._chore(self.sender.release_dead)),
            Beat("uploads", 2, self._chore(self.read_files)),
            Beat("broadcasts", 5, self._chore(self.broadcast)),
            Beat("reports", 5, self._chore(self.make_reports)),
            Beat("timers", 5, self._chore(self.remind)),
            Beat("schedule", 5, self._chore(self.schedule.look)),
        )

    def _by_the_clock(self) -> Mapping[str, Callable[[], Awaitable[Any]]]:
        return {
            "plan": self.plan,
            "ladder": self.escalate,
            "duties": self.duties.look,
            "housekeeping": self.housekeeping,
        }

    def _chore(self, step: Callable[[], Awaitable[Any]]) -> Callable[[], None]:
        """Begins the step in a task of ours: the metronome would cancel its own in the middle of a commit."""

        def begin() -> None:
            task = asyncio.create_task(self._guarded(step)())
            self.chores.add(task)
            task.add_done_callback(self.chores.discard)

        return begin

    def leads_changed(self) -> None:
        """There may be a lead to route, and somebody to be told."""
        self.routing.set()
        self.sender.looking.set()

    def reports_asked(self, wanted: Sequence[Order]) -> None:
        """These reports are to be made, while people go on being answered."""
        self.press.order(wanted)
        self._chore(self.make_reports)()

    async def _route_loop(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            await self.routing.wait()
            self.routing.clear()
            try:
                await self._guarded(self.route)()
            except Exception:
                # Leads wait safely where they are; people must not go without answers because of one of them.
                log.exception("leads could not be routed; they are looked at again")

    async def route(self) -> None:
        """One pass of the router, and one over conversations that are over; what there is to say goes out."""
        offered, ended = await self.router.route(), await self.silence.look()
        if offered or ended:
            self.sender.looking.set()

    async def plan(self) -> None:
        """Plan what is to be said later, and make the reports that are."""
        await self.timers.plan()
        await self.mondays.plan()

    async def remind(self) -> None:
        """Let happen what is due; what there is to say goes out."""
        if await self.timers.look():
            self.sender.looking.set()

    async def make_reports(self) -> None:
        """Make the reports that people wait for; what there is to say goes out."""
        if await self.press.look():
            self.sender.looking.set()

    async def broadcast(self) -> None:
        """Look after what branches tell many people; what there is to say goes out."""
        if await self.broadcasts.look():
            self.sender.looking.set()

    async def read_files(self) -> None:
        """Look after the files of branches; what there is to say goes out."""
        if await self.uploads.look():
            self.leads_changed()

    async def escalate(self) -> None:
        """Do something about leads to which nothing happens; what there is to say goes out."""
        if await self.escalation.climb():
            self.leads_changed()

    async def housekeeping(self) -> None:
        """Forget what nobody needs any more."""
        async with self.database.transaction() as tx:
            await tidy(tx, self._kept, self.book.echoes(self.clock()), self.clock())
        await fade(self.database, TOPICS, self.clock())

    def _kept(self, rule_id: str) -> timedelta:
        return timedelta(days=self.materials.facts.in_force(rule_id, self.clock().date()).count)

    def _guarded(self, step: Callable[[], Awaitable[Any]]) -> Callable[[], Coroutine[Any, Any, None]]:
        async def guarded() -> None:
            try:
                await step()
            except DBAPIError as error:
                log.error("the database does not answer, trying again", error=type(error.orig).__name__)

        return guarded

    async def health(self) -> dict[str, Any]:
        """Whether the database answers, how many events wait, and how long ago Telegram answered a poll."""
        try:
            async with self.database.reading() as tx:
                return {"ok": True, "waiting": await inbox.waiting(tx), "seconds_since_poll": self.intake.pulse.age()}
        except DBAPIError:
            return {"ok": False, "waiting": None, "seconds_since_poll": self.intake.pulse.age()}

    def apologise(self, chats: Sequence[ChatId]) -> None:
        """Say once, without the database, that their message is kept and will be answered."""
        for chat in chats:
            sorry = message(Say((Label("ui.trouble"),)), chat, 0, self.turns.speeches["id"])
            task = asyncio.create_task(self._try(sorry))
            self.apologies.add(task)
            task.add_done_callback(self.apologies.discard)

    async def _try(self, sorry: Any) -> None:
        try:
            await self._deliver(sorry)
        except DeliveryError as error:
            log.warning("an apology did not arrive", reason=type(error).__name__)

    async def close(self) -> None:
        """Give everything back."""
        await _within(1.0, (*self.apologies, *self.intake.background))
        await self.sender.presence.close()
        await self.bot.shutdown()
        await self.database.close()


async def _within(seconds: float, tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Wait for tasks, then cancel those that take longer."""
    if tasks:
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return
