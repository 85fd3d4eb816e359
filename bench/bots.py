"""The bots that take part: how each is started, watched and stopped."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.people import Script, says, shares_contact, taps
from bench.telegram import TOKEN

ROOT = Path(__file__).parent.parent
PATIENCE = 15.0
"""Seconds a bot may take to stop before it is killed."""

MODERN = ROOT / ".venv-bench" / "bin" / "python"

FORM: Script = (
    says("/start"),
    taps("Mengerti"),
    taps("Hubungi saya"),
    taps("usaha sendiri"),
    taps("sampai"),
    taps("Boleh"),
    says("Sari"),
    taps("Petani"),
    says("Pamekasan"),
    taps("Kab. Pamekasan"),
    says("Galis"),
    taps("Konang"),
    taps("JKK"),
    taps("JKM"),
    taps("Selesai"),
    shares_contact("+6281234567890"),
    taps("Pagi"),
    taps("📨 Kirim"),
    taps("Boleh"),
)
"""The same for all forms: from the first word to a sent interest, 19 things said and tapped."""

ECHO: Script = tuple(says(f"Halo nomor {number}") for number in range(len(FORM)))


class BotDiedError(Exception):
    """The bot ended by itself; the text is the end of what it wrote."""


@dataclass(frozen=True)
class Contestant:
    """A bot as a command; `environment` makes its variables from the API's URL and a directory of its own."""

    name: str
    command: tuple[str, ...]
    script: Script
    environment: Callable[[str, Path], Mapping[str, str]]


def _usual(api: str, directory: Path) -> dict[str, str]:
    return {"TOKEN": TOKEN, "API": api, "PICKLE": str(directory / "form.pickle")}


def _reference(module: str, python: str = sys.executable) -> tuple[str, ...]:
    return (python, "-m", f"bench.references.{module}")


PTB_ECHO = Contestant("no-op echo, python-telegram-bot", _reference("ptb_echo"), ECHO, _usual)
PTB_FORM = Contestant("ConversationHandler + Pickle", _reference("ptb_form"), FORM, _usual)
AIOGRAM_FORM = Contestant("aiogram FSM in memory", _reference("aiogram_form", str(MODERN)), FORM, _usual)


@dataclass
class RunningBot:
    """One bot process; `drain` is the seconds it took to stop, once it has."""

    process: asyncio.subprocess.Process
    log: Path
    drain: float | None = None

    def cpu_seconds(self) -> float:
        """Processor time used so far, user and system."""
        fields = self._proc("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_mb(self) -> float:
        """The most memory ever resident, in MB of 1,000,000 bytes."""
        line = next(line for line in self._proc("status").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self.process.pid}/{name}").read_text()

    async def dies(self) -> None:
        """Wait for an end nobody asked for. Raises BotDiedError."""
        await self.process.wait()
        raise BotDiedError(self.log.read_text()[-3000:])

    async def stop(self) -> None:
        """Ask politely and note how long it takes."""
        if self.process.returncode is not None:
            return
        began = time.perf_counter()
        self.process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self.process.wait(), PATIENCE)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()
        self.drain = time.perf_counter() - began


@asynccontextmanager
async def running(contestant: Contestant, api: str, directory: Path) -> AsyncIterator[RunningBot]:
    """Start a bot against this API and stop it in the end."""
    log = directory / "log"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **contestant.environment(api, directory)}
    with log.open("ab") as sink:
        process = await asyncio.create_subprocess_exec(
            *contestant.command, cwd=directory, env=environment, stdout=sink, stderr=sink
        )
    bot = RunningBot(process, log)
    try:
        yield bot
    finally:
        await bot.stop()
