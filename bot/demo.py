"""The demo: the real bot against the built-in Telegram, with an example branch, on this machine alone."""

import asyncio
import json
import signal
import socket
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import uvicorn
from pydantic import SecretStr

from bot import logs
from bot.app import App, Parts
from bot.clock import system_clock
from bot.errors import SettingsError
from bot.example_figures import MADE_UP, MADE_UP_TARGETS, PUBLISHED, TARGETS
from bot.leads.hours import OFFICE, Week, opens
from bot.runtime import botapi
from bot.runtime.behind import Line, lines
from bot.runtime.invites import invite
from bot.settings import DEMO_RING, Settings
from bot.simulator.people import Person
from bot.simulator.server import Phone, Server, create_app
from bot.simulator.world import World
from storage import observations, staff, subscriptions, targets, visits
from storage.database import Database, Tx
from storage.field import VISIT, Told
from storage.records import ChatId, Staff

HOST = "127.0.0.1"
TOKEN = "1000001:demo"  # noqa: S105 the simulator's, good for nothing else
DATABASE = "sqlite:///var/demo.db"
BRANCH = "pamekasan"
SAVED = Path("tests/conversations/saved")

EXAMPLE = " (contoh)"
STAFF = (
    ("agent", "Adi (contoh)", ("35.28.02", "35.28.03", "35.28.04"), "Agen Perisai", "Tunggu minat, lalu terima."),
    ("agent", "Budi (contoh)", ("35.28",), "Agen Perisai", "Mendapat giliran bila Adi menolak."),
    ("officer", "Citra (contoh)", ("35.28",), "Petugas", "Antrean cabang."),
    ("official", "Pak Sekda (contoh)", ("35.28",), "Pejabat", "Hanya angka, tanpa nama."),
)
"""Role, name, areas, title and hint of each member of the example branch; Pamekasan's codes."""

VISITED = {"35.28.03.2001": 24, "35.28.03.2002": 31, "35.28.02.2001": 18}
"""Villages that the first agent has been to, as they say, and how many came."""
A_MOMENT, SOON = 0.2, 10.0
"""Seconds between looks whether everybody has come in, and those after which nobody is waited for."""


async def demo(port: int, *, keep: bool = False) -> None:
    """Serve the page until Ctrl-C. `port` 0 takes any free one; `keep` goes on with the last demo's database."""
    logs.configure("WARNING")
    botapi.silence_libraries()
    world = World(TOKEN, clock=system_clock, name="Jangkau (contoh)", username="jangkau_contoh_bot")
    world.jump(until_work(world.now()))
    sari = world.user("Sari", started=True)
    members = [world.user(name.removesuffix(EXAMPLE), started=True) for _, name, *_ in STAFF]
    phones = [Phone(sari, "Pekerja", "Petani di Pamekasan", verb='world.person("Sari")')]
    phones += [
        Phone(person, title, hint, "/tugas", verb=_expression(role, name, areas))
        for person, (role, name, areas, title, hint) in zip(members, STAFF, strict=True)
    ]
    with _listening(port) as listener:
        if not keep:
            _forget()
        app = App(_settings(listener.getsockname()[1]), Parts(clock=world.now))
        await app.prepare()
        page = create_app(world, phones=phones, save_to=SAVED, behind=partial(behind, app, world))
        server = Server(uvicorn.Config(page, lifespan="off", log_level="error"), world)
        await _side_by_side(app, server, listener, world, members)


async def behind(app: App, world: World) -> Sequence[Line]:
    """What goes on behind the screen; phones added since the start have names, too."""
    names = {person.id: person.first_name for person in world.people.values()}
    return await lines(app.database, app.turns.speeches["id"], names)


def until_work(now: datetime) -> timedelta:
    """How far the demo's clock is put on, so that whoever tries it at night does not wait for agents to get up."""
    begins = opens(Week(OFFICE), now)
    return begins - now if begins is not None else timedelta()


async def _side_by_side(app: App, server: Server, listener: socket.socket, world: World, members: list[Person]) -> None:
    """The page and the bot; the bot stops first, so that it never misses its Telegram."""
    stopping = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    serving = asyncio.create_task(server.serve([listener]))
    await _seed(app.database, world, members)
    readying = asyncio.create_task(_ready(app.database, world, members, listener.getsockname()[1]))
    await app.serve(stopping)
    readying.cancel()
    server.should_exit = True
    await serving
    await app.close()


def _expression(role: str, name: str, areas: tuple[str, ...]) -> str:
    """How a saved test brings this member of the staff in."""
    return f"world.{role}({', '.join(json.dumps(each) for each in (name, *areas))})"


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as taken:
        raise SettingsError(f"port {port} cannot be used ({taken.strerror}); try `--port 0`") from taken


def _settings(port: int) -> Settings:
    return Settings(
        _env_file=None,
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_base_url=f"http://{HOST}:{port}",
        database_url=DATABASE,
        data_keys=SecretStr(DEMO_RING),
        operator_name="Koperasi Jangkau (contoh)",
        operator_contact="contoh, bukan sungguhan",
        demo=True,
        webhook_url=None,
    )


async def _seed(database: Database, world: World, members: list[Person]) -> None:
    """Let each member of the example branch open an invite, as they would in life; once per database."""
    async with database.reading() as tx:
        known = await staff.of_chats(tx, [ChatId(person.id) for person in members])
    for person, (role, name, areas, *_) in zip(members, STAFF, strict=True):
        if ChatId(person.id) not in known:
            token = await invite(database, role, name, BRANCH, areas, world.now() + timedelta(days=1))
            person.open_link(token)


async def _ready(database: Database, world: World, members: list[Person], port: int) -> None:
    """Say where the page is once all of it is there, and in any case soon."""
    furnishing = asyncio.create_task(_furnish(database, world, members))
    await asyncio.wait({furnishing}, timeout=SOON)
    _say(f"Jangkau demo: http://{HOST}:{port}  (Ctrl-C stops it)")
    await furnishing


async def _furnish(database: Database, world: World, members: list[Person]) -> None:
    """Once everybody has come in: figures to report on, and whoever reads them; once per database.

    All of it is of the beginning, so that whoever lets time pass at once gets the report of that Monday.
    """
    chats, known, now = [ChatId(person.id) for person in members], dict[ChatId, Staff](), world.now()
    while len(known) < len(chats):
        await asyncio.sleep(A_MOMENT)
        async with database.reading() as tx:
            known = await staff.of_chats(tx, chats)
    roles = {known[chat].role: known[chat] for chat in reversed(chats)}  # of two agents the first
    async with database.transaction() as tx:
        await furnish(tx, roles["official"], roles["agent"], now)


async def furnish(tx: Tx, official: Staff, agent: Staff, now: datetime) -> None:
    """Published figures of several regions and invented ones, visits of an agent, and a report on Monday."""
    region = official.areas[0]
    if official.chat is None or await observations.latest(tx, region, now.date()):
        return
    await observations.record(tx, [*PUBLISHED, *MADE_UP])
    await targets.record(tx, [*TARGETS, *MADE_UP_TARGETS])
    for village, people in VISITED.items():
        told = Told(village, now.date(), "farmers", people, "Rekaan untuk contoh")
        await visits.add(tx, VISIT, agent.branch, agent.id, told, now, None)
    await subscriptions.keep(tx, official.chat, region, "weekly", now)


def _forget() -> None:
    for path in Path("var").glob("demo.db*"):
        path.unlink()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
