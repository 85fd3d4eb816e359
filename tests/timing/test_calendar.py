"""The calendar people live by, against days that everybody can look up."""

from datetime import date

import pytest

from bot.timing.calendar import is_free, is_ramadan, pasaran


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(1945, 8, 17), "legi"),
        (date(2024, 8, 17), "legi"),
        (date(2025, 1, 1), "pon"),
        (date(2026, 1, 1), "pon"),
        (date(1945, 8, 16), "kliwon"),
    ],
)
def test_market_days(on: date, day: str) -> None:
    """Five days, whatever the week does."""
    assert pasaran(on) == day


@pytest.mark.parametrize(
    ("on", "fasts"),
    [
        (date(2026, 2, 25), True),
        (date(2026, 3, 20), True),
        (date(2026, 3, 21), False),
        (date(2026, 2, 10), False),
        (date(2027, 2, 20), True),
        (date(2027, 3, 10), False),
        (date(2030, 12, 31), True),
        (date(2030, 12, 20), False),
        (date(2030, 1, 20), True),
    ],
)
def test_ramadan(on: date, fasts: bool) -> None:
    """Found from the feast that ends it; the moon may move either end by a day."""
    assert is_ramadan(on) is fasts


@pytest.mark.parametrize(
    ("on", "free"),
    [
        (date(2026, 12, 25), True),
        (date(2026, 12, 24), True),
        (date(2026, 12, 23), False),
        (date(2026, 3, 20), True),
        (date(2026, 3, 24), True),
        (date(2026, 3, 25), False),
    ],
)
def test_holidays_and_joint_leave(on: date, free: bool) -> None:
    """Both count."""
    assert is_free(on) is free
