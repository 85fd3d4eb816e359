"""The command line in tests: it belongs to a world of theirs, and each command has a thread of its own."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from tests.kit import World


def reaches(world: World, patch: pytest.MonkeyPatch, **changed: Any) -> World:
    """Commands find the database and the clock of this world, and settings like its own but for what is `changed`."""
    settings = world.app.settings.model_copy(update=changed)
    patch.setattr("bot.settings.load", lambda: settings)
    patch.setattr("bot.clock.system_clock", world.telegram.now)
    return world


async def run(*arguments: str, typed: str = "") -> Result:
    """One command, in a thread because it makes a loop of its own; `typed` is what it reads when it asks."""
    return await asyncio.to_thread(CliRunner().invoke, cli, arguments, typed)


def put(path: Path, content: bytes) -> str:
    """A file with this content, as a command names it."""
    path.write_bytes(content)
    return str(path)
