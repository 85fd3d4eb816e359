"""When something unasked arrives, by the clock of the phone: on which days, at which hours, how often."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.conversation.test_reminder_words import FAMILY, SARI
from tests.conversations.broadcasting import is_known, sends_news, told
from tests.conversations.operators import explained_of
from tests.conversations.test_paying import heard, pays, until
from tests.kit import World
from tests.runtime.test_timers import plan, with_kinds

WIB = ZoneInfo("Asia/Jakarta")
GREETING = "sudah dicatat"
OWN = {name: getattr(SARI, name) for name in ("segment", "sector", "payer", "base", "rhythm", "paid_until")}


async def test_two_a_week_whatever_they_are_about(quick_world: World) -> None:
    """News of the branch and paying ahead fill a week; the scholarship waits, and operators read why."""
    citra, sari = quick_world.officer("Citra"), quick_world.person("Sari")
    await is_known(sari, **OWN, scholarship=FAMILY.scholarship)
    await quick_world.passes(hours=1)
    await until(quick_world, date(2026, 12, 3))
    assert heard(sari, "Iuran Desember 2026") == 1, sari.transcript()
    await until(quick_world, date(2026, 12, 9), hour=10)
    await sends_news(citra)
    await until(quick_world, date(2026, 12, 10))
    assert (told(sari), heard(sari, "bayar di muka?")) == (1, 1)
    await until(quick_world, date(2026, 12, 15))
    assert heard(sari, "sebentar lagi Januari 2027") == 0
    assert "as many messages as a week allows" in " ".join(await explained_of(sari, "scholarship"))
    await until(quick_world, date(2026, 12, 16))
    assert heard(sari, "sebentar lagi Januari 2027") == 1


@pytest.mark.parametrize(
    ("due", "arrives"),
    [
        ("2026-12-04 11:45", "2026-12-04 13:00"),  # Friday prayer
        ("2026-12-24 09:00", "2026-12-26 08:00"),  # joint leave, then Christmas
        ("2027-02-10 08:00", "2027-02-10 09:00"),  # Ramadan: not before nine
        ("2027-02-10 16:30", "2027-02-11 09:00"),  # nor when the fast is broken
        ("2026-12-08 20:00", "2026-12-09 08:00"),  # night
        ("2026-12-08 19:59", "2026-12-08 19:59"),
    ],
)
async def test_prayer_fast_holiday_and_night_are_left_in_peace(quick_world: World, due: str, arrives: str) -> None:
    """A minute before nothing has come."""
    when, then = (datetime.fromisoformat(each).replace(tzinfo=WIB) for each in (due, arrives))
    quick_world.officer("Citra")
    sari = with_kinds(quick_world).person("Sari")
    await is_known(sari)
    await plan(quick_world, sari.chat, "greeting", due=when)
    for at in (when, then - timedelta(minutes=1)):
        quick_world.telegram.jump(max(timedelta(), at - quick_world.telegram.now()))
        await quick_world.quiet()
    early = heard(sari, GREETING) if when < then else 0
    quick_world.telegram.jump(then - quick_world.telegram.now())
    await quick_world.quiet()
    assert (early, heard(sari, GREETING)) == (0, 1)


async def test_a_weekday_of_ones_own_is_waited_for(quick_world: World) -> None:
    """The third of December is a Thursday; who does money on Mondays hears on the seventh."""
    sari = quick_world.person("Sari")
    await pays(sari, "November 2026")
    await sari.taps("Pilih hari")
    await sari.taps("Hari dalam seminggu")
    await sari.taps("Senin")
    await sari.taps("Selesai")
    assert sari.sees("Hari kabar: Senin")
    await until(quick_world, date(2026, 12, 6))
    assert not sari.has_seen("🔔")
    await until(quick_world, date(2026, 12, 7))
    assert sari.sees("🔔")
