"""The metronome: APScheduler says when to look; what is due is always a row, so a missed beat costs nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler


@dataclass(frozen=True, slots=True)
class Beat:
    """Something to look at every so many seconds."""

    name: str
    seconds: float
    look: Callable[[], Awaitable[Any]]


def metronome(beats: tuple[Beat, ...]) -> AsyncIOScheduler:
    """A scheduler that is not started yet; a late beat is made up for once, however late."""
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    )
    for beat in beats:
        scheduler.add_job(beat.look, "interval", seconds=beat.seconds, id=beat.name)
    return scheduler
