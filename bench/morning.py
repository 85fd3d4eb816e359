"""Our bot at ten o'clock of a working day to come: what goes out unasked must not depend on when it is measured."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import clock
from bot.timing.calendar import FRIDAY, is_free

ZONE = ZoneInfo("Asia/Jakarta")
LONGEST = timedelta(days=30)
"""The most by which the bot's time can be ahead of that of whoever fills its database."""


def ahead(now: datetime) -> timedelta:
    """How long it is from now (aware) until ten o'clock of the next day that is nobody's holiday, nor a Friday."""
    today = now.astimezone(ZONE).date()
    days = (today + timedelta(days=n) for n in range(1, LONGEST.days))
    day = next(day for day in days if not is_free(day) and day.weekday() != FRIDAY)
    return datetime.combine(day, time(10), ZONE) - now


if __name__ == "__main__":
    by = ahead(datetime.now(UTC))
    clock.system_clock = lambda: datetime.now(UTC) + by

    from bot.cli import main

    main()
