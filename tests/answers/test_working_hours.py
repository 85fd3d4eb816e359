"""The working time that somebody means."""

import pytest

from bot.answers.working_hours import Hours, hours
from bot.errors import InvalidAnswer

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def shown(week: Hours) -> str:
    """A week on one line, days alike in a row told once."""
    told: list[tuple[str, str]] = []
    for name, spans in zip(DAYS, week, strict=True):
        times = " ".join(f"{b // 60:02}{b % 60:02}-{e // 60:02}{e % 60:02}" for b, e in spans) or "-"
        told.append((name, times))
    return "; ".join(f"{name} {times}" for name, times in told if times != "-")


@pytest.mark.parametrize(
    ("text", "week"),
    [
        (
            "senin-jumat 07.00-11.00, 14.00-17.00; sabtu 08-12",
            "mon 0700-1100 1400-1700; tue 0700-1100 1400-1700; wed 0700-1100 1400-1700; "
            "thu 0700-1100 1400-1700; fri 0700-1100 1400-1700; sat 0800-1200",
        ),
        ("Senin s/d Selasa jam 8 sampai 16.30", "mon 0800-1630; tue 0800-1630"),
        ("sen, rab 8-10", "mon 0800-1000; wed 0800-1000"),
        ("jumat 08-16", "fri 0800-1600"),
        ("kamis-sabtu 8-16", "thu 0800-1600; fri 0800-1130 1300-1600; sat 0800-1600"),
        ("sabtu-senin 8 pagi - 5 sore", "mon 0800-1700; sat 0800-1700; sun 0800-1700"),
        ("senin dan selasa pukul 18.00-21.00", "mon 1800-2100; tue 1800-2100"),
        ("akhir pekan 9-12", "sat 0900-1200; sun 0900-1200"),
        ("senin-rabu 8-12, 10-14", "mon 0800-1400; tue 0800-1400; wed 0800-1400"),
        ("senin-rabu 8-12; rabu libur", "mon 0800-1200; tue 0800-1200"),
        ("senin-rabu 8-12; rabu 14-15", "mon 0800-1200; tue 0800-1200; wed 1400-1500"),
        ("minggu 00-24", "sun 0000-2400"),
        ("sat 1 siang - 3 sore", "sat 1300-1500"),
        ("monday to tuesday 9 am to 5 pm", "mon 0900-1700; tue 0900-1700"),
    ],
)
def test_a_week_is_understood(text: str, week: str) -> None:
    """Ranges of days over the end of the week, several spans a day, days told anew."""
    assert shown(hours(text, "wrong")) == week


def test_spans_without_days_are_for_every_day() -> None:
    """With the noon of Friday left out, so that nobody has to think of it."""
    week = hours("8-17", "wrong")
    assert week[0] == week[6] == ((480, 1020),)
    assert week[4] == ((480, 690), (780, 1020))
    assert hours("setiap hari 8-17", "wrong") == week


@pytest.mark.parametrize(
    "text",
    ["", "kapan saja", "senin", "8", "17-8", "8-8", "8-25", "senin 8.75-10", "senin-jumat pagi", "libur", "1-2-3"],
)
def test_what_is_no_working_time(text: str) -> None:
    """Is asked again rather than guessed."""
    with pytest.raises(InvalidAnswer, match="wrong"):
        hours(text, "wrong")
