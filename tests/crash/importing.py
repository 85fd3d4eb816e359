"""A process that applies the file of a branch and can be made to die at its n-th commit."""

import asyncio
import multiprocessing
from typing import Any

from pydantic import SecretStr

from bot.settings import Settings
from tests.crash.victim import TOKEN, Fuse, MortalApp, Point

CONTEXT = multiprocessing.get_context("forkserver")


def apply(url: str, ring: str, point: Any, left: Any) -> None:
    """Do what there is to do, or die on the way."""
    asyncio.run(_apply(url, ring, Fuse(point, left)))


async def _apply(url: str, ring: str, fuse: Fuse) -> None:
    settings = Settings(
        _env_file=None, telegram_bot_token=SecretStr(TOKEN), database_url=url, data_keys=SecretStr(ring)
    )
    app = MortalApp(settings, fuse, CONTEXT.Value("d", 0.0, lock=False))
    await app.uploads.look()
    await app.database.close()


async def one_life(url: str, ring: str, point: Point, n: int) -> int:
    """One process that dies at the n-th such point, if it comes so far; its exit code."""
    fuse = Fuse(CONTEXT.Value("i", 0, lock=False), CONTEXT.Value("i", 0, lock=False))
    fuse.light(point, n)
    process = CONTEXT.Process(target=apply, args=(url, ring, fuse.point, fuse.left))
    process.start()
    await asyncio.to_thread(process.join, 60)
    assert process.exitcode is not None
    return process.exitcode
