"""What runs by the clock runs once for each slot, whoever looks, whatever dies, wherever the clock jumps."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import App
from bot.runtime.schedule import SCHEDULE, Schedule, Scheduled
from tests.kit import START, World

HOURLY = Scheduled("hourly", "0 * * * *", "counts")
MONDAY = Scheduled("monday", "0 7 * * mon", "counts")


class Counted:
    """Work that only counts, and may fail or die."""

    def __init__(self) -> None:
        self.times = 0
        self.fails: BaseException | None = None

    async def __call__(self) -> None:
        await asyncio.sleep(0)
        self.times += 1
        if self.fails is not None:
            raise self.fails


def schedule(app: App, work: Callable[[], Awaitable[None]], *scheduled: Scheduled) -> Schedule:
    scheduled = scheduled or (HOURLY,)
    presence = app.sender.presence
    return Schedule(app.database, app.clock, app.owner, presence, {one.name: work for one in scheduled}, scheduled)


@pytest.mark.parametrize(
    ("cron", "now", "latest", "next_"),
    [
        ("0 * * * *", "2026-11-21 02:00", "2026-11-21 02:00", "2026-11-21 03:00"),
        ("*/5 * * * *", "2026-11-21 02:04", "2026-11-21 02:00", "2026-11-21 02:05"),
        ("0 7 * * mon", "2026-11-21 02:00", "2026-11-16 00:00", "2026-11-23 00:00"),  # 07.00 in Jakarta
        ("0 7 * * mon", "2026-12-31 20:00", "2026-12-28 00:00", "2027-01-04 00:00"),  # week 53
        ("30 6 29 2 *", "2027-03-01 00:00", "2024-02-28 23:30", "2028-02-28 23:30"),  # a leap day
    ],
)
def test_when_something_runs(cron: str, now: str, latest: str, next_: str) -> None:
    """By the calendar of Jakarta, told in UTC."""
    at, before, after = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (now, latest, next_))
    one = Scheduled("one", cron, "")
    assert (one.latest(at), one.next(at)) == (before, after)


@pytest.fixture
async def two(postgres_url: str) -> AsyncIterator[tuple[World, App]]:
    """Two processes on one database; SQLite has but one."""
    world = await World.open(postgres_url)
    other = await world.another()
    for app in (world.app, other):
        await app.sender.presence.show()
    yield world, other
    await other.close()
    await world.close()


async def test_two_processes_run_a_slot_once(two: tuple[World, App]) -> None:
    """However often they look at the same time, hour after hour."""
    (world, other), counted = two, Counted()
    both = [schedule(world.app, counted), schedule(other, counted)]
    for hour in range(1, 4):
        await asyncio.gather(*(each.look() for each in both * 3))
        assert counted.times == hour
        world.telegram.jump(timedelta(hours=1))


async def test_a_slot_that_all_missed_runs_at_the_next_look(world: World) -> None:
    """Once, not once for each hour; a clock set back runs no slot twice, only what none had run at that hour."""
    counted, now = Counted(), START
    looks = schedule(world.app, counted, HOURLY, MONDAY)
    looks.clock = lambda: now
    for jump, times in ((0, 2), (3 * 24, 4), (-24, 5), (24, 5), (-72, 5), (73, 6)):
        now += timedelta(hours=jump)
        await looks.look()
        await looks.look()
        assert counted.times == times, jump


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=1), timedelta(days=365)], ids=str)
async def test_a_clock_that_was_ahead_for_one_look_stops_nothing(quick_world: World, ahead: timedelta) -> None:
    """Once it is right again each hour has its run, but for one that the wrong clock ran already."""
    counted, now = Counted(), START
    looks = schedule(quick_world.app, counted)
    looks.clock = lambda: now
    await looks.look()
    now += ahead
    await looks.look()
    now -= ahead
    for hour in range(2, 5):
        now = START + timedelta(hours=hour)
        await looks.look()
        assert counted.times == hour + 1
    await looks.look()
    assert counted.times == 5


async def test_what_fails_is_tried_again_and_holds_up_nobody(quick_world: World) -> None:
    """After a minute; the others run meanwhile."""
    counted, other = Counted(), Counted()
    counted.fails = ValueError("broken")
    scheduled = (Scheduled("broken", "0 * * * *", ""), HOURLY)
    app = quick_world.app
    work = {"broken": counted, "hourly": other}
    looks = Schedule(app.database, app.clock, app.owner, app.sender.presence, work, scheduled)
    assert [await looks.look() for _ in range(3)] == [1, 0, 0]
    assert (counted.times, other.times) == (1, 1)
    counted.fails = None
    quick_world.telegram.jump(timedelta(minutes=1))
    assert [await looks.look() for _ in range(2)] == [1, 0]
    assert (counted.times, other.times) == (2, 1)


async def test_what_takes_long_keeps_no_other_waiting(quick_world: World) -> None:
    """Reports of a whole country rest in between; leads are looked after meanwhile, and nothing runs twice at once."""
    slow, other, began, may_end = Counted(), Counted(), asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        await slow()
        began.set()
        await may_end.wait()

    app, scheduled = quick_world.app, (Scheduled("slow", "0 * * * *", ""), HOURLY)
    work: dict[str, Callable[[], Awaitable[None]]] = {"slow": slowly, "hourly": other}
    looks = Schedule(app.database, app.clock, app.owner, app.sender.presence, work, scheduled)
    first = asyncio.create_task(looks.look())
    await began.wait()
    assert await looks.look() == 1
    assert (slow.times, other.times) == (1, 1)
    may_end.set()
    assert await first == 1
    assert (slow.times, other.times) == (1, 1)
    assert await looks.look() == 0


class DiedError(BaseException):
    """The process is gone."""


async def test_the_slot_of_a_process_that_died_is_run_by_another(two: tuple[World, App]) -> None:
    """As soon as it is known to be dead."""
    (world, other), counted, dies = two, Counted(), Counted()
    dies.fails = DiedError()
    with pytest.raises(DiedError):
        await schedule(other, dies).look()
    await other.sender.presence.close()
    assert await schedule(world.app, counted).look() == 1
    assert await schedule(world.app, counted).look() == 0


async def test_a_slot_that_another_process_runs_is_left_to_it(two: tuple[World, App]) -> None:
    """As long as it lives."""
    (world, other), counted, dies = two, Counted(), Counted()
    dies.fails = DiedError()
    with pytest.raises(DiedError):
        await schedule(other, dies).look()
    assert await schedule(world.app, counted).look() == 0


async def test_everything_on_the_schedule_has_its_work(quick_world: World) -> None:
    """And runs."""
    assert set(quick_world.app.schedule.work) == {one.name for one in SCHEDULE}
    assert await quick_world.app.schedule.look() == len(SCHEDULE)
    assert await quick_world.app.schedule.look() == 0
    assert quick_world.telegram.now() == START
