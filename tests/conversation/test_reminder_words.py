"""Reminders of one's own months, as they stand on the phone, and when they make no sense any more."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from bot.answers.places import Gazetteer
from bot.conversation.view import Known, View
from bot.facts.base import load
from bot.flows.kinds import every_kind
from bot.flows.manners import Manners
from bot.flows.materials import Materials, Operator
from bot.flows.timers import Kind
from bot.i18n.catalogue import LANGUAGES
from bot.runtime.speech import captions, message
from storage.records import Consent, Person, Timer
from tests.conversation.visitor import CHAT, turns

TAG = re.compile(r"<[^>]+>")
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
TOLD = Consent(True, datetime(2026, 11, 21, tzinfo=UTC), "reminders-3")
SARI = Person(
    CHAT,
    segment="bpu",
    sector="other",
    payer="self",
    base=1_600_000,
    rhythm={"months": [12]},
    paid_until=NOVEMBER,
    consents={"reminders": TOLD},
)
COVERED = replace(SARI, covered_until=DECEMBER, paid_until=None)
FAMILY = replace(SARI, scholarship=date(2026, 1, 1))


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """By the clocks of Jakarta."""
    return datetime(year, month, day, hour, tzinfo=UTC) - timedelta(hours=7)


def late(what: str) -> timedelta:
    """For how many days after its time something of our own policy may still be said."""
    return timedelta(days=load().in_force(f"policy.{what}.late", NOVEMBER).count)


CASES = {
    ("pay_month", "2026-11:1"): (SARI, at(2026, 12, 3)),
    ("pay_month", "2026-11:2"): (SARI, at(2027, 1, 4)),
    ("pay_month", "2026-11:3"): (SARI, at(2027, 2, 3)),
    ("pay_stopped", "2026-11:4"): (SARI, at(2027, 3, 3)),
    ("pay_ahead", "2026-12"): (SARI, at(2026, 12, 10)),
    ("cover_early", "2026-12"): (COVERED, at(2026, 11, 1)),
    ("cover_near", "2026-12"): (COVERED, at(2026, 12, 1)),
    ("cover_last", "2026-12"): (COVERED, at(2026, 12, 24)),
    ("cover_after", "2026-12"): (COVERED, at(2027, 1, 4)),
    ("scholarship", "01:2027"): (FAMILY, at(2026, 12, 11)),
}


@cache
def kinds() -> dict[str, Kind]:
    materials = Materials(load(), Gazetteer(), Operator("-", "-"))
    return dict(every_kind(materials, Manners(materials.facts, materials.places)))


def said(kind: str, slot: str, person: Person, now: datetime) -> str:
    """The words, without markup."""
    says = kinds()[kind].says(Timer(1, CHAT, kind, slot, now), View(Known(person), now))
    speech = turns().speeches[person.language]
    assert all(len(caption) <= 34 for caption in captions(says.rows, speech).values())
    return TAG.sub("", str(message(says, CHAT, 1, speech)["text"]))


def why_not(kind: str, slot: str, person: Person, now: datetime) -> str | None:
    return kinds()[kind].why_not(Timer(1, CHAT, kind, slot, now), View(Known(person), now))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("changed", [{}, {"base": None}, {"sector": "transport", "payer": "other"}], ids=str)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_reminder_fits_a_phone(case: tuple[str, str], changed: dict[str, object], language: str) -> None:
    """With its day and law, and how to hear no more of it."""
    person, now = CASES[case]
    words = said(*case, replace(person, language=language, **changed), now)  # type: ignore[arg-type]
    assert len(words) < 900, f"{len(words)}\n{words}"
    assert "📅" in words and {"id": "/berhenti", "en": "/stop"}[language] in words


LAST_DAYS = {
    ("pay_month", "2026-11:1"): (SARI, date(2026, 12, 31), "too_late"),
    ("pay_month", "2026-11:3"): (SARI, date(2027, 2, 28), "too_late"),
    ("pay_stopped", "2026-11:4"): (SARI, date(2027, 3, 31) + late("pay"), "too_late"),
    ("pay_ahead", "2026-12"): (SARI, date(2026, 12, 31), "too_late"),
    ("cover_early", "2026-12"): (COVERED, date(2026, 11, 30), "merged"),
    ("cover_near", "2026-12"): (COVERED, date(2026, 12, 23), "merged"),
    ("cover_last", "2026-12"): (COVERED, date(2026, 12, 31), "too_late"),
    ("cover_after", "2026-12"): (COVERED, date(2026, 12, 31) + late("cover"), "too_late"),
    ("scholarship", "01:2027"): (FAMILY, date(2027, 1, 31), "too_late"),
}
"""For each kind the last day on which it may still come, and what is said of it after that."""


@pytest.mark.parametrize("case", LAST_DAYS, ids=str)
def test_what_comes_late_is_still_true_or_does_not_come(case: tuple[str, str]) -> None:
    """As after days without a process: on its last day it is said, on the next one it is not."""
    person, last, why = LAST_DAYS[case]
    assert why_not(*case, person, at(last.year, last.month, last.day)) is None
    after = last + timedelta(days=1)
    assert why_not(*case, person, at(after.year, after.month, after.day)) == why


@pytest.mark.parametrize(("kind", "days"), [("form_left", 3), ("lead_quiet", 7), ("registered_yet", 14)])
def test_what_asks_something_is_asked_within_days(kind: str, days: int) -> None:
    """Of something longer ago nobody is asked."""
    assert kinds()[kind].late == timedelta(days=days)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_makes_sense_on_its_day(case: tuple[str, str]) -> None:
    """And not without consent, or under the text that told nothing of it."""
    person, now = CASES[case]
    assert why_not(*case, person, now) is None
    for consent in (replace(TOLD, given=False), replace(TOLD, version="reminders-2")):
        assert why_not(*case, replace(person, consents={"reminders": consent}), now) == "not_allowed"
