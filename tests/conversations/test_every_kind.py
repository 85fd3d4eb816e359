"""Each kind of what goes out unasked is shown going out, cleared, and coming too late."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

from storage import people, timers
from storage.records import Person
from storage.timers import Planned
from tests.conversation.test_reminder_words import CASES, LAST_DAYS, at
from tests.kit import Actor, World

A_DAY = timedelta(days=1)
HERE = "test_every_kind"
CLEARED, LATE = (
    f"{HERE}.test_what_no_longer_concerns_them_is_cleared",
    f"{HERE}.test_who_was_away_too_long_hears_nothing",
)
SHOWN = {
    "price_soon": (
        "test_price_notices.test_once_before_and_once_after",
        "test_price_notices.test_berhenti_clears_at_once_and_resuming_brings_it_back",
        "test_price_notices.test_a_clock_that_jumps_brings_no_stale_news",
    ),
    "price_changed": (
        "test_price_notices.test_once_before_and_once_after",
        "test_price_notices.test_who_left_telegram_is_not_tried_again",
        "test_price_notices.test_a_clock_that_jumps_brings_no_stale_news",
    ),
    "pay_month": (
        "test_paying.test_three_nudges_then_once_how_to_come_back",
        "test_paying.test_paid_already_clears_what_is_pending",
        LATE,
    ),
    "pay_stopped": ("test_paying.test_three_nudges_then_once_how_to_come_back", CLEARED, LATE),
    "pay_ahead": ("test_paying.test_once_in_a_month_of_the_season", CLEARED, LATE),
    "cover_early": (
        "test_paying.test_before_the_cover_ends_and_once_after",
        "test_paying.test_a_later_notice_covers_an_earlier_one",
        LATE,
    ),
    "cover_near": ("test_paying.test_before_the_cover_ends_and_once_after", CLEARED, LATE),
    "cover_last": ("test_paying.test_before_the_cover_ends_and_once_after", CLEARED, LATE),
    "cover_after": ("test_paying.test_before_the_cover_ends_and_once_after", CLEARED, LATE),
    "scholarship": ("test_paying.test_the_scholarship_comes_round_each_year", CLEARED, LATE),
    "form_left": (
        "test_asked_later.test_a_form_left_half_way_is_reminded_of_in_the_morning",
        "test_asked_later.test_who_finishes_or_goes_on_in_time_is_not_reminded",
        "test_asked_later.test_a_reminder_that_comes_too_late_is_dropped",
    ),
    "lead_quiet": (
        "test_asked_leads.test_who_heard_nothing_is_asked_on_the_fifth_morning",
        "test_asked_leads.test_whoever_was_called_or_withdrew_is_not_asked",
        "test_asked_leads.test_too_late_is_too_late",
    ),
    "registered_yet": (
        "test_asked_leads.test_what_stopped_them_is_kept_and_helped",
        "test_asked_leads.test_news_of_the_lead_puts_the_question_off",
        "test_asked_leads.test_nobody_is_asked_weeks_later_whether_they_registered",
    ),
    "report": (
        "test_mondays.test_monday_at_seven",
        "test_mondays.test_who_ends_it_or_asks_for_silence_gets_nothing_more",
        "test_mondays.test_a_monday_that_was_missed_is_told_once_on_wednesday",
    ),
    "report_picture": (
        "test_mondays.test_monday_at_seven",
        "test_mondays.test_who_ends_it_or_asks_for_silence_gets_nothing_more",
        "test_mondays.test_a_monday_that_was_missed_is_told_once_on_wednesday",
    ),
    "broadcast": (
        "test_broadcasts.test_a_whole_broadcast",
        "test_broadcasts.test_a_no_reaches_what_waits",
        "test_broadcasts.test_its_last_day",
    ),
    "morning_agent": (
        "test_mornings.test_an_agents_morning",
        "test_mornings.test_nothing_to_do_is_nothing_said",
        "test_mornings.test_a_morning_that_was_missed_is_not_told_the_next_day",
    ),
    "morning_officer": (
        "test_mornings.test_an_officers_morning_and_week",
        "test_mornings.test_nothing_to_do_is_nothing_said",
        "test_mornings.test_what_an_officer_missed_is_not_told_later",
    ),
    "week_officer": (
        "test_mornings.test_an_officers_morning_and_week",
        "test_mornings.test_nothing_to_do_is_nothing_said",
        "test_mornings.test_what_an_officer_missed_is_not_told_later",
    ),
}
"""For each kind the test that shows it go out, the one where it is cleared, and the one where it comes too late.

That operators read of it as well, in the same test or in `test_behind`, is said by `operators.arrived`.
"""


def test_every_kind_is_shown_said_cleared_and_late(quick_world: World) -> None:
    """A new kind has a row, and whoever renames a test says so here."""
    assert set(SHOWN) == set(quick_world.app.timers.kinds)
    for name in {name for row in SHOWN.values() for name in row}:
        module, _, test = name.partition(".")
        assert hasattr(import_module(f"tests.conversations.{module}"), test), name


async def becomes(who: Actor, person: Person, **changed: Any) -> None:
    """What is stored about this person is from now on that of another."""
    async with who.world.app.database.transaction() as tx:
        mine = replace(person, chat=who.chat, **changed)
        await people.save(tx, [mine], who.world.telegram.now())


async def planned(who: Actor, kind: str, slot: str, due: datetime) -> None:
    async with who.world.app.database.transaction() as tx:
        await timers.plan(tx, [Planned(who.chat, kind, slot, due)])


async def silently(who: Actor, now: datetime, kind: str, slot: str) -> str | None:
    """Why this person heard nothing, when the bot looks at this time, or later if it is later already."""
    who.world.telegram.jump(max(now, who.world.telegram.now()))
    await who.world.quiet()
    assert who.phone.chat == [], who.transcript()
    mine = f"SELECT why FROM timers WHERE chat = {who.chat} AND kind = '{kind}' AND slot = '{slot}'"  # noqa: S608
    [row] = await who.world.rows(mine)
    return str(row.why)


async def test_who_was_away_too_long_hears_nothing(quick_world: World) -> None:
    """No process ran until the day after the last on which it made sense; the row says why it is not said any more."""
    for case, (person, last, why) in sorted(LAST_DAYS.items(), key=lambda each: each[1][1]):
        who = quick_world.person("Warga", started=True)
        await becomes(who, person)
        await planned(who, *case, CASES.get(case, (person, at(2026, 11, 21)))[1])
        assert await silently(who, at(last.year, last.month, last.day, 10) + A_DAY, *case) == why, case


ELSEWHERE: Mapping[str, dict[str, Any]] = {
    "pay_month": {"paid_until": date(2027, 6, 1)},
    "pay_stopped": {"paid_until": date(2027, 6, 1)},
    "pay_ahead": {"rhythm": {}},
    "cover_early": {"covered_until": None},
    "cover_near": {"covered_until": date(2027, 6, 1)},
    "cover_last": {"covered_until": date(2027, 6, 1)},
    "cover_after": {"paid_until": date(2027, 6, 1)},
    "scholarship": {"scholarship": None},
}
"""What somebody told us after it was planned, by a way that clears no timer."""


async def test_what_no_longer_concerns_them_is_cleared(quick_world: World) -> None:
    """It is judged by what is known on its day."""
    for (kind, slot), (person, due) in sorted(CASES.items(), key=lambda each: each[1][1]):
        who = quick_world.person("Warga", started=True)
        await planned(who, kind, slot, due)
        await becomes(who, person, **ELSEWHERE[kind])
        assert await silently(who, due + timedelta(hours=1), kind, slot) == "unconcerned", kind
