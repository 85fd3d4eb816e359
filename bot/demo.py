"""The demo: the real bot against the built-in Telegram, with an example branch, on this machine alone."""

import asyncio
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import uvicorn
from pydantic import SecretStr

from bot import logs
from bot.app import App, Parts
from bot.clock import system_clock
from bot.runtime import botapi
from bot.runtime.invites import invite
from bot.settings import DEMO_RING, Settings
from bot.simulator.people import Person
from bot.simulator.server import Phone, Server, create_app
from bot.simulator.world import World
from storage import staff
from storage.database import Database
from storage.records import ChatId

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


async def demo(port: int, *, keep: bool = False) -> None:
    """Serve the page until Ctrl-C. `port` 0 takes any free one; `keep` goes on with the last demo's database."""
    logs.configure("WARNING")
    botapi.silence_libraries()
    if not keep:
        _forget()
    world = World(TOKEN, clock=system_clock, name="Jangkau (contoh)", username="jangkau_contoh_bot")
    sari = world.user("Sari", started=True)
    members = [world.user(name.removesuffix(EXAMPLE), started=True) for _, name, *_ in STAFF]
    phones = [Phone(sari, "Pekerja", "Petani di Pamekasan", verb='world.person("Sari")')]
    phones += [
        Phone(person, title, hint, "/tugas", verb=f'world.{role}("{person.first_name}")')
        for person, (role, _, _, title, hint) in zip(members, STAFF, strict=True)
    ]
    server = Server(
        uvicorn.Config(
            create_app(world, phones=phones, save_to=SAVED), host=HOST, port=port, lifespan="off", log_level="error"
        ),
        world,
    )
    await _side_by_side(server, world, members)


async def _side_by_side(server: Server, world: World, members: list[Person]) -> None:
    stopping = asyncio.Event()
    serving = asyncio.create_task(server.serve())
    while not server.started and not serving.done():  # noqa: ASYNC110 uvicorn has no event for it
        await asyncio.sleep(0.01)
    if serving.done():
        return
    port = server.servers[0].sockets[0].getsockname()[1]
    app = App(_settings(port), Parts(clock=world.now))
    await app.prepare()
    seeding = asyncio.create_task(_seed(app.database, world, members))
    running = asyncio.create_task(app.serve(stopping))
    _say(f"Jangkau demo: http://{HOST}:{port}  (Ctrl-C stops it)")
    await asyncio.wait((serving, running), return_when=asyncio.FIRST_COMPLETED)
    stopping.set()
    server.should_exit = True
    with suppress(asyncio.CancelledError):
        await asyncio.gather(serving, running, seeding)
    await app.close()


def _settings(port: int) -> Settings:
    return Settings(
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_base_url=f"http://{HOST}:{port}",
        database_url=DATABASE,
        data_keys=SecretStr(DEMO_RING),
        operator_name="Kantor Cabang Pamekasan (contoh)",
        operator_contact="contoh, bukan kantor sungguhan",
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


def _forget() -> None:
    for path in Path("var").glob("demo.db*"):
        path.unlink()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
