"""The demo begins when its agents are at work."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.demo import until_work


@pytest.mark.parametrize(
    ("started", "waits"),
    [
        (datetime(2026, 11, 23, 2, 0, tzinfo=UTC), timedelta()),  # Monday, 09.00 in Jakarta
        (datetime(2026, 11, 23, 15, 0, tzinfo=UTC), timedelta(hours=10)),  # Monday, 22.00
        (datetime(2026, 11, 21, 2, 0, tzinfo=UTC), timedelta(days=1, hours=23)),  # Saturday, 09.00
        (datetime(2026, 12, 25, 2, 0, tzinfo=UTC), timedelta(days=2, hours=23)),  # Christmas, a Friday
    ],
)
def test_the_clock_is_put_on_to_office_hours(started: datetime, waits: timedelta) -> None:
    """By night, on Sundays and on holidays; not while people work."""
    assert until_work(started) == waits
