"""A process that lets happen what is due, sends it, and can be made to die anywhere on the way."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.answers.places import Gazetteer
from bot.conversation.effects import Say
from bot.conversation.view import View
from bot.conversation.words import Label
from bot.facts.base import load
from bot.flows import mondays
from bot.flows.manners import Manners
from bot.flows.timers import Kind, Kinds
from bot.i18n.catalogue import Catalogue
from bot.runtime.mondays import Mondays
from bot.runtime.pacing import Pacer
from bot.runtime.press import Press
from bot.runtime.sender import Sender
from bot.runtime.speech import speeches
from bot.runtime.timers import Timers
from storage.database import Database
from storage.records import Timer
from storage.vault import Vault
from tests.crash.fuse import Fuse
from tests.crash.victim import wire

TEN = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
"""A Monday, ten o'clock in Jakarta."""
DAWN = TEN - timedelta(hours=5)
"""Two hours before the reports of that Monday fall due."""
GAP = 0.003
"""Seconds from one message to the next: as the pace would have it, only quicker."""
SPEECHES = speeches(Catalogue.load())
MANNERS = Manners(load(), Gazetteer())


def _greets(timer: Timer, _: View) -> Say:
    return Say((Label("reminders.thanks"),), to=timer.chat, unasked=True)


KINDS = {"greeting": Kind(lambda _: (), lambda *_: None, _greets)}


def remind(fuse: Fuse, url: str, ring: str, taken: Path) -> None:
    """Do everything that is due, or die on the way; `taken` is the file to which Telegram adds whom it reached."""
    asyncio.run(_remind(fuse, url, ring, taken, KINDS))


def report(fuse: Fuse, url: str, ring: str, taken: Path) -> None:
    """The same on a Monday, when what is due are reports."""
    asyncio.run(_remind(fuse, url, ring, taken, mondays.kinds(MANNERS)))


def plan(fuse: Fuse, url: str, ring: str) -> None:
    """Make, draw and plan the reports of the week that is over, hours before they fall due, or die on the way."""
    asyncio.run(_plan(fuse, url, ring))


async def _plan(fuse: Fuse, url: str, ring: str) -> None:
    database = Database.open(url, Vault.from_text(ring), synchronous="OFF")
    wire(database, fuse)
    await Mondays(database, lambda: DAWN, MANNERS).plan()
    await database.close()


async def _remind(fuse: Fuse, url: str, ring: str, taken: Path, kinds: Kinds) -> None:
    database = Database.open(url, Vault.from_text(ring), synchronous="OFF")
    wire(database, fuse)

    async def deliver(message: Any, *, paced: bool = False, **_: Any) -> None:
        fuse.passes("before send")
        with taken.open("a") as file:
            what = "" if kinds is KINDS else f":{message['method']}"
            file.write(f"{message['chat_id']}{what}\n")
        fuse.passes("after send")

    timers = Timers(database, lambda: TEN, kinds, MANNERS, SPEECHES)
    press = Press(database, lambda: TEN, MANNERS, SPEECHES)
    sender = Sender(
        database,
        partial(press.deliver, deliver),
        lambda: TEN,
        str(uuid4()),
        Pacer(rate=1 / GAP, limit=10**6, spacing=0),
    )
    await sender.release_dead()
    await timers.look()
    while await sender.once():  # noqa: ASYNC110 a pace, no event
        await asyncio.sleep(GAP)
    await sender.presence.close()
    await database.close()
