"""A process that applies the file of a branch and can be made to die at its n-th commit."""

import asyncio

from pydantic import SecretStr

from bot.settings import Settings
from tests.crash.fuse import CONTEXT, Fuse
from tests.crash.victim import TOKEN, MortalApp


def apply(fuse: Fuse, url: str, ring: str) -> None:
    """Do what there is to do, or die on the way."""
    asyncio.run(_apply(url, ring, fuse))


async def _apply(url: str, ring: str, fuse: Fuse) -> None:
    settings = Settings(
        _env_file=None, telegram_bot_token=SecretStr(TOKEN), database_url=url, data_keys=SecretStr(ring)
    )
    app = MortalApp(settings, fuse, CONTEXT.Value("d", 0.0, lock=False))
    await app.uploads.look()
    await app.database.close()
