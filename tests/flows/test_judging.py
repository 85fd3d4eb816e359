"""Nobody hears too much: two messages a week, one at a time, never in the middle of a conversation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.answers.places import Gazetteer
from bot.conversation.effects import Say
from bot.conversation.view import Known
from bot.conversation.words import Label
from bot.facts.base import load
from bot.flows import asked
from bot.flows.judging import Judge, Ripe, Standing
from bot.flows.manners import Manners
from bot.flows.timers import Kind
from storage.records import ChatId, Person, Staff, StaffId, Timer
from tests.conversation.visitor import turns

WIB = ZoneInfo("Asia/Jakarta")
SARI = ChatId(1)
TEN = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
"""A Monday, ten o'clock in Jakarta."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def kind(**about: object) -> Kind:
    """A kind that always has something to say."""
    return Kind(lambda _: (), lambda *_: None, lambda timer, _: Say((Label(timer.kind),)), **about)  # type: ignore[arg-type]


KINDS = {
    "news": kind(),
    "owed": kind(rank=1, covers=frozenset({"hint"})),
    "hint": kind(rank=9),
    "brief": kind(late=HOUR),
    "morning": kind(for_staff=True),
    "dues": kind(patience=10),
}
JUDGE = Judge(KINDS, Manners(load(), Gazetteer()))


def timer(what: str, number: int = 1, **changed: object) -> Timer:
    """One that is due now."""
    return replace(Timer(number, SARI, what, "once", TEN, meant=TEN), **changed)  # type: ignore[arg-type]


def judged(due: Sequence[Timer], now: datetime = TEN, **stands: object) -> list[Ripe]:
    """What becomes of these for Sari, who stands so."""
    standing = replace(Standing(Known(Person(SARI)), (WIB,)), **stands)  # type: ignore[arg-type]
    return JUDGE.judged(due, {SARI: standing}, now)


def test_what_is_due_goes_out() -> None:
    """In daylight, to somebody who is silent."""
    [ripe] = judged([timer("news")])
    assert ripe.says is not None and ripe.until is None and ripe.why is None


def test_two_a_week_and_the_third_waits() -> None:
    """Until the first of the two is a week old; what was sent longer ago does not count."""
    monday, wednesday = TEN - 7 * DAY + HOUR, TEN - 5 * DAY
    [ripe] = judged([timer("news")], sent=(monday, wednesday))
    assert ripe.says is None and ripe.until == monday + 7 * DAY
    [ripe] = judged([timer("news")], sent=(TEN - 8 * DAY, wednesday))
    assert ripe.says is not None


def test_of_several_what_matters_most_goes_first() -> None:
    """And what it says, too, is not said again; the third of a week waits."""
    ripe = {one.timer.kind: one for one in judged([timer("hint", 1), timer("news", 2), timer("owed", 3)])}
    assert ripe["owed"].says is not None
    assert ripe["hint"].why == "merged"
    assert ripe["news"].says is not None
    [first, second, third] = judged([timer("news", 1), timer("news", 2), timer("news", 3)])
    assert first.says and second.says and third.until == TEN + 7 * DAY


@pytest.mark.parametrize(("minutes", "waits"), [(5, 25), (29, 1), (30, 0), (300, 0)])
def test_nobody_is_interrupted(minutes: int, waits: int) -> None:
    """Half an hour of silence first."""
    [ripe] = judged([timer("news")], wrote=TEN - timedelta(minutes=minutes))
    assert ripe.until == (TEN + timedelta(minutes=waits) if waits else None)


def test_a_clock_that_was_ahead_silences_nobody_until_then() -> None:
    """It was a year ahead when they wrote and were told something twice; an hour or a day ahead still counts."""
    later = TEN + 365 * DAY
    [ripe] = judged([timer("news")], wrote=later, sent=(later, later))
    assert ripe.says is not None
    [ripe] = judged([timer("news")], sent=(TEN + HOUR, TEN + DAY))
    assert (ripe.waits, ripe.until) == ("week_full", TEN + HOUR + 7 * DAY)


def test_nobody_is_interrupted_who_talks_with_an_agent() -> None:
    """However long they are silent."""
    [ripe] = judged([timer("news")], wrote=TEN - DAY, talking=True)
    assert ripe.until == TEN + timedelta(minutes=30)


def test_what_waited_too_long_is_dropped() -> None:
    """Counted from when it was meant, not from when it was put off to."""
    late = timer("brief", meant=TEN - 2 * HOUR)
    [ripe] = judged([late])
    assert ripe.why == "too_late"
    [ripe] = judged([timer("brief", meant=TEN - HOUR)])
    assert ripe.says is not None


def test_hours_of_ones_own() -> None:
    """Who fishes at night hears from us in the afternoon."""
    person = Person(SARI, hours=(840, 1080))
    [ripe] = judged([timer("news")], known=Known(person))
    assert ripe.until == TEN + 4 * HOUR


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [({"market": ["kliwon"]}, 1), ({"market": ["wage"]}, 0), ({"days": [28]}, 5), ({"days": [22]}, 0), ({}, 0)],
    ids=str,
)
def test_a_day_of_ones_own_is_waited_for(rhythm: dict[str, list[int | str]], days: int) -> None:
    """Up to some days, even if it was chosen after the message was planned; the months of a season do not count."""
    person = Person(SARI, rhythm={**rhythm, "months": [7]})
    [ripe] = judged([timer("dues")], known=Known(person))
    assert (ripe.until.date() - TEN.date() if ripe.until else timedelta()) == days * DAY
    [ripe] = judged([timer("dues", meant=TEN - 10 * DAY)], known=Known(person))
    assert ripe.says is not None


def test_own_hours_never_reach_into_the_night() -> None:
    """Whatever was stored once."""
    [ripe] = judged([timer("news")], TEN + 12 * HOUR, known=Known(Person(SARI, hours=(1200, 1380))))
    assert ripe.until == TEN + 22 * HOUR


def test_staff_keep_to_their_work_and_to_no_limit() -> None:
    """What they are told when work begins does not count as one of the two, nor wait for them."""
    adi = Staff(StaffId(7), "agent", "Adi", "AP-0007", "pamekasan", SARI)
    sent = (TEN - HOUR, TEN - HOUR, TEN - HOUR)
    [ripe] = judged([timer("morning")], known=Known(Person(SARI), staff=adi), sent=sent, wrote=TEN)
    assert ripe.says is not None
    [ripe] = judged([timer("morning")], TEN + 12 * HOUR, known=Known(Person(SARI), staff=adi))
    assert ripe.until == TEN + 22 * HOUR


def test_silence_ends_everything() -> None:
    """Whatever the kind."""
    assert [one.why for one in judged([timer("owed")], known=Known(Person(SARI, muted=True)))] == ["muted"]
    assert [one.why for one in judged([timer("owed")], known=Known(Person(SARI, blocked=True)))] == ["blocked"]


def test_one_question_at_a_time() -> None:
    """Of two that lead to a question the one that matters more is put today, the other tomorrow, and says so."""
    asking = Kind(lambda _: (), lambda *_: None, lambda *_: asked.question(asked.FORM), asks=True)
    kinds = {"first": replace(asking, rank=1), "second": asking}
    judge = Judge(kinds, JUDGE.manners, turns().book)
    standing = {SARI: Standing(Known(Person(SARI)), (WIB,))}
    first, second = judge.judged([timer("second", 1), timer("first", 2)], standing, TEN)
    assert first.says is not None and first.session is not None and first.session.flow == "asked"
    assert (second.says, second.waits, second.until) == (None, "asked", TEN + DAY)
    [second] = judge.judged([timer("second")], standing, TEN + DAY)
    assert second.says is not None


def test_what_was_subscribed_to_keeps_to_hours_of_its_own() -> None:
    """Whatever the week, the hour of everybody, or who is writing."""
    early, late = TEN - 4 * HOUR, TEN - 2 * HOUR
    paper = Kind(
        lambda _: (), lambda *_: None, KINDS["news"].says, between=lambda _, view: (max(early, view.now), late)
    )
    judge = Judge({"paper": paper}, JUDGE.manners)
    standing = {SARI: Standing(Known(Person(SARI)), (WIB,), sent=(early, early), wrote=early)}
    [ripe] = judge.judged([timer("paper", meant=early)], standing, early - HOUR)
    assert (ripe.says, ripe.waits, ripe.until) == (None, "its_hours", early)
    [ripe] = judge.judged([timer("paper", meant=early)], standing, early)
    assert ripe.says is not None and ripe.goes_until == late


ADI = Staff(StaffId(7), "agent", "Adi", "AP-0007", "pamekasan", SARI)
JUST_NOW = TEN - timedelta(minutes=1)


@pytest.mark.parametrize(
    ("waits", "what", "now", "stands"),
    [
        ("week_full", "news", TEN, {"sent": (TEN - DAY, TEN - 2 * DAY)}),
        ("writing", "news", TEN, {"wrote": JUST_NOW}),
        ("talking", "news", TEN, {"wrote": JUST_NOW, "talking": True}),
        ("off_work", "morning", TEN + 12 * HOUR, {"known": Known(Person(SARI), staff=ADI)}),
        ("own_day", "dues", TEN, {"known": Known(Person(SARI, rhythm={"days": [28]}))}),
        ("own_hours", "news", TEN, {"known": Known(Person(SARI, hours=(840, 1080)))}),
        ("night", "news", TEN + 12 * HOUR, {}),
        ("night", "news", TEN + 12 * HOUR, {"wrote": TEN + 12 * HOUR}),
        ("holiday", "news", TEN + 32 * DAY, {}),
        ("prayer", "news", TEN + 4 * DAY + 2 * HOUR, {}),
        ("ramadan", "news", datetime(2026, 2, 23, 10, tzinfo=UTC), {}),
    ],
)
def test_what_waits_says_why(waits: str, what: str, now: datetime, stands: dict[str, object]) -> None:
    """Of several reasons the one that makes it wait the longest."""
    [ripe] = judged([timer(what, meant=now)], now, **stands)
    assert (ripe.says, ripe.waits) == (None, waits) and ripe.until is not None and ripe.until > now
