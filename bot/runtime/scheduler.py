"""The metronome: APScheduler says when to look; what is due is always a row, so a missed beat costs nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler


@dataclass(frozen=True, slots=True)
class Beat:
    """Something to look at every so many seconds; `look` only begins it, on the loop of the scheduler."""

    name: str
    seconds: float
    look: Callable[[], None]


def metronome(beats: tuple[Beat, ...]) -> AsyncIOScheduler:
    """A scheduler that is not started yet; a late beat is made up for once, however late."""
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    )
    for beat in beats:
        scheduler.add_job(_on_the_loop(beat.look), "interval", seconds=beat.seconds, id=beat.name)
    return scheduler


def _on_the_loop(look: Callable[[], None]) -> Callable[[], Awaitable[None]]:
    """A plain function would run in a thread; a coroutine runs on the loop."""

    async def looked() -> None:
        look()

    return looked
