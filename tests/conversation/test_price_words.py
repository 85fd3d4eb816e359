"""The news of a change, as it stands on the phone."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from bot.answers.places import Gazetteer
from bot.cli.timers import KINDS, WAITS, WHYS
from bot.conversation.view import Known, View
from bot.facts.base import load
from bot.flows import price_notice
from bot.flows.kinds import every_kind
from bot.flows.manners import Manners
from bot.flows.materials import Materials, Operator
from bot.flows.timers import WAITS as TO_WAIT
from bot.flows.timers import WHYS as REASONS
from bot.flows.timers import Kinds
from bot.i18n.catalogue import LANGUAGES
from bot.runtime.speech import message
from storage.records import Consent, Person, Timer
from tests.conversation.visitor import CHAT, turns

BEFORE = datetime(2026, 12, 18, 2, tzinfo=UTC)
AFTER = datetime(2027, 1, 4, 2, tzinfo=UTC)
TAG = re.compile(r"<[^>]+>")
WILLING = Person(
    CHAT,
    segment="bpu",
    sector="other",
    payer="self",
    consents={"reminders": Consent(True, BEFORE - timedelta(days=9), "reminders-2")},
)
TIMES = {"price_soon": BEFORE, "price_changed": AFTER}


@cache
def materials() -> Materials:
    return Materials(load(), Gazetteer(), Operator("-", "-"))


@cache
def kinds() -> Kinds:
    return price_notice.kinds(materials(), Manners(materials().facts, materials().places))


def timer(kind: str) -> Timer:
    return Timer(1, CHAT, kind, "2027-01-01", TIMES[kind])


def why_not(kind: str, at: datetime, **changed: object) -> str | None:
    person = replace(WILLING, **changed)  # type: ignore[arg-type]
    return kinds()[kind].why_not(timer(kind), View(Known(person), at))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("payer", ["self", "other"])
@pytest.mark.parametrize("base", [None, 20_700_000])
@pytest.mark.parametrize("kind", TIMES)
def test_the_news_fits_a_phone(kind: str, base: int | None, payer: str, language: str) -> None:
    """Short, dated, with its law, a narrow table, and buttons that act by themselves."""
    known = Known(replace(WILLING, base=base, payer=payer, language=language))
    say = kinds()[kind].says(timer(kind), View(known, TIMES[kind]))
    sent = message(say, CHAT, 0, turns().speeches[language])
    words = TAG.sub("", sent["text"])
    assert len(words) < 900 and "{" not in words and "\n\n\n" not in words
    assert TIMES[kind].strftime("%Y") in words and "PP 50/2025" in words
    table = re.search(r"<code>(.*)</code>", sent["text"], re.DOTALL)
    assert table is not None and max(map(len, table[1].splitlines())) <= 32
    buttons = [button["callback_data"] for row in sent["reply_markup"]["inline_keyboard"] for button in row]
    assert buttons == ["/iuran", "/minat"]


def test_a_doubt_about_the_new_month_names_it() -> None:
    """In December nobody reads that the discount has ended "this month"."""
    say = kinds()["price_soon"].says(timer("price_soon"), View(Known(WILLING), BEFORE))
    words = message(say, CHAT, 0, turns().speeches["id"])["text"]
    assert "Iuran Januari 2027: Untuk bulan sesudah potongan berakhir, hitungan kami tanpa potongan." in words


def test_it_makes_sense_in_its_time() -> None:
    """And only then."""
    assert why_not("price_soon", BEFORE) is None
    assert why_not("price_changed", AFTER) is None
    assert why_not("price_soon", datetime(2026, 12, 31, 17, tzinfo=UTC)) == "too_late"
    assert why_not("price_soon", datetime(2026, 12, 31, 16, 59, tzinfo=UTC)) is None
    assert why_not("price_changed", datetime(2027, 1, 15, 16, 59, tzinfo=UTC)) is None
    assert why_not("price_changed", datetime(2027, 1, 15, 17, tzinfo=UTC)) == "too_late"


def test_what_is_known_now_decides() -> None:
    """Not what was known when it was planned."""
    assert why_not("price_soon", BEFORE, consents={}) == "not_allowed"
    assert why_not("price_soon", BEFORE, payer="apbn_apbd") == "unconcerned"
    assert why_not("price_soon", BEFORE, sector="transport") == "unconcerned"
    assert why_not("price_soon", BEFORE, segment="pu") == "unconcerned"
    late = Consent(True, datetime(2026, 12, 31, 18, tzinfo=UTC), "reminders-2")
    assert why_not("price_changed", AFTER, consents={"reminders": late}) == "allowed_later"


def test_operators_read_every_kind_and_every_reason() -> None:
    """In words."""
    assert set(KINDS) == set(every_kind(materials(), Manners(materials().facts, materials().places)))
    assert set(WHYS) == set(REASONS)
    assert set(WAITS) == set(TO_WAIT)
