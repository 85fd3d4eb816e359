"""The demo starts, with a worker, agents, an officer and an official side by side."""

import asyncio
import json
import os
import sys
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


async def test_the_demo_shows_its_phones(tmp_path: Path) -> None:
    """Each of the staff is known to the bot, and what goes on behind the screen can be read."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0"),
        cwd=tmp_path,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
    )
    assert demo.stdout is not None
    try:
        async with asyncio.timeout(30):
            line = (await demo.stdout.readline()).decode()
            address = line.split()[2]
            while not _desks_are_open(phones := (await _asked(f"{address}/sim/state"))["phones"]):  # noqa: ASYNC110 a page
                await asyncio.sleep(0.1)
        titles = [phone["title"] for phone in phones]
        assert titles == ["Pekerja", "Agen Perisai", "Agen Perisai", "Petugas", "Pejabat"]
        assert await _asked(f"{address}/sim/behind") is not None
    finally:
        demo.terminate()
        await demo.wait()


def _desks_are_open(phones: list[dict[str, Any]]) -> bool:
    """Whether everybody of the staff has been greeted by name."""
    return all("(contoh)" in json.dumps(phone["messages"]) for phone in phones[1:])


async def _asked(url: str) -> Any:
    return json.loads(await asyncio.to_thread(lambda: urllib.request.urlopen(url).read()))  # noqa: S310 our own demo
