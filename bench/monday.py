"""Our bot on the next Monday in Jakarta, begun at the hour that JANGKAU_BENCH_HOUR names: the day of the reports."""

import os
from datetime import UTC, datetime, time, timedelta

from bench.morning import ZONE
from bot import clock

HOUR = "JANGKAU_BENCH_HOUR"


def monday(now: datetime, hour: int) -> datetime:
    """That hour of the Monday to come (aware)."""
    today = now.astimezone(ZONE).date()
    return datetime.combine(today + timedelta(days=7 - today.weekday()), time(hour), ZONE)


if __name__ == "__main__":
    begun = datetime.now(UTC)
    by = monday(begun, int(os.environ[HOUR])) - begun
    clock.system_clock = lambda: datetime.now(UTC) + by

    from bot.cli import main

    main()
