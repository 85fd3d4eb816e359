"""Our own bot as it takes part: how it is started, and how a worker walks through its interest form."""

import base64
import sys
from collections.abc import Callable
from pathlib import Path

from bench.bots import FORM, Contestant
from bench.people import Script
from bench.telegram import TOKEN

KEY = base64.b64encode(b"only-for-measuring-never-for-use").decode()
DATA_KEYS = f"index:{KEY},1:{KEY}"

HALF_WAY: Script = FORM[: len(FORM) // 2]


def sqlite_url(directory: Path) -> str:
    """A database of its own in this directory."""
    return f"sqlite:///{directory / 'bench.db'}"


def ours(
    name: str = "Jangkau", *, url: Callable[[Path], str] = sqlite_url, module: str = "bot", script: Script = FORM
) -> Contestant:
    """Our bot on the database that `url` makes for a round; `module` is what `python -m` starts."""

    def environment(api: str, directory: Path) -> dict[str, str]:
        return {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": api,
            "DATABASE_URL": url(directory),
            "DATA_KEYS": DATA_KEYS,
        }

    return Contestant(name, (sys.executable, "-m", module, "run"), script, environment)
