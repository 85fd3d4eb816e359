"""Every page of every programme, for every kind of work, income and day that decides something."""

import re
from datetime import UTC, datetime

import pytest

from bot.conversation.asking import offered
from bot.conversation.steps import Choose, Decide
from bot.conversation.view import Known, View
from bot.conversation.words import Label
from bot.errors import NoRuleInForce
from bot.facts.base import load
from bot.facts.contributions import PROGRAMMES
from bot.facts.eligibility import BUSINESSES, SEGMENTS, eligibility
from bot.facts.employees import job_loss
from bot.flows.materials import today
from bot.flows.programmes import PAGES, read_by
from bot.i18n.catalogue import LANGUAGES
from storage.records import Person
from tests.conversation.visitor import CHAT, NOW, turns

FACTS = load()
TAG = re.compile(r"<[^>]+>")
MOST_LETTERS = 899 - 80
"""A sentence of help must fit above a page."""
MOST_IN_A_ROW = 32
AFTER_THE_CUT = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
AFTER_EVERY_CUT = datetime(2027, 4, 5, 2, 0, tzinfo=UTC)
HIGHEST = 20_700_000
PEOPLE = {
    "lowest": {},
    "highest": {"base": HIGHEST},
    "driver": {"sector": "transport", "base": 2_950_000},
    "sponsored": {"sector": "other", "payer": "other"},
    "government": {"sector": "other", "payer": "apbn_apbd"},
}


def view(segment: str, now: datetime = NOW, language: str = "id", **about: object) -> View:
    """What is known about somebody of this kind of work."""
    return View(Known(Person(CHAT, language=language, segment=segment, **about)), now)  # type: ignore[arg-type]


def text(flow: str, step: str, who: View) -> str:
    """A screen as this person reads it."""
    known = turns().book.flows[flow]
    asked = known.steps[step]
    assert isinstance(asked, Choose)
    return turns().speeches[who.known.person.language].html(Label(known.key(step), asked.show(who)))


@pytest.mark.parametrize("now", [NOW, AFTER_THE_CUT, AFTER_EVERY_CUT], ids=["cut", "after", "later"])
@pytest.mark.parametrize("about", PEOPLE.values(), ids=PEOPLE)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("segment", SEGMENTS)
def test_every_page_fits_a_phone(segment: str, language: str, about: dict[str, object], now: datetime) -> None:
    """Short enough, tables narrow enough; only what changes each year may be unknown."""
    who = view(segment, now, language, **about)
    standing = eligibility(FACTS, segment, today(who))  # type: ignore[arg-type]
    screens = [
        ("programmes", f"{p}_{page}") for p in PROGRAMMES if standing[p].answer != "no" for page in read_by(who, p)
    ]
    screens += [("packages", "compare"), ("packages", "pays")] if segment == "bpu" else []
    silent = []
    for flow, step in screens:
        try:
            said = text(flow, step, who)
        except NoRuleInForce as gap:
            silent.append((step, gap.rule_id))
            continue
        assert len(TAG.sub("", said)) <= MOST_LETTERS, said
        for table in re.findall(r"<code>(.*?)</code>", said, re.DOTALL):
            assert all(len(row) <= MOST_IN_A_ROW for row in table.splitlines()), table
    assert all(rule in ("jp.least", "jp.most", "pu.jp.cap") for _, rule in silent), silent


@pytest.mark.parametrize("segment", SEGMENTS)
def test_nobody_is_offered_what_they_cannot_join(segment: str) -> None:
    """The buttons are those programmes to which the law does not say no."""
    step = turns().book.flows["programmes"].steps["list" if segment == "bpu" else "employed"]
    assert isinstance(step, Choose)
    for size in (None, *BUSINESSES) if segment == "pu" else (None,):
        who = view(segment)
        who = View(who.known, who.now, {"size": size} if size else {})
        standing = eligibility(FACTS, segment, today(who), business=size)  # type: ignore[arg-type]
        assert {each for each in offered(step, who) if each in PAGES} == {
            each for each in PROGRAMMES if standing[each].answer != "no"
        }


def test_what_is_paid_is_worked_out_for_my_own_income() -> None:
    """Somebody whose band is known reads their own sums, and is told so."""
    mine, lowest = (text("programmes", "jkk_pays", view("bpu", **about)) for about in ({"base": 2_000_000}, {}))
    assert "Rp118 juta" in mine
    assert "Dihitung untuk penghasilan Anda" in mine
    assert "Rp70 juta" in lowest
    assert "penghasilan terendah" in lowest


def test_who_is_paid_for_by_the_state_gets_no_discount() -> None:
    """The price is full and says for whose money it is; another payer's is doubted aloud."""
    assert "Rp16.800" in text("programmes", "jkk_cost", view("bpu", payer="apbn_apbd"))
    assert "dibayari pihak lain" in text("programmes", "jkk_cost", view("bpu", payer="other"))
    assert "pastikan ke kantor" in text("programmes", "jkk_cost", view("bpu", payer="other"))


def test_a_price_says_for_which_work_it_is_until_the_work_is_known() -> None:
    """The discount of drivers ends later, so nobody is left to believe a date that is not theirs."""
    for flow, step in (("programmes", "jkk_cost"), ("programmes", "jht_cost"), ("packages", "compare")):
        assert "untuk pekerjaan selain angkutan" in text(flow, step, view("bpu"))
        assert "selain angkutan" not in text(flow, step, view("bpu", sector="transport"))


def test_a_driver_keeps_the_discount_until_march() -> None:
    """The end of the discount follows the sector."""
    assert "sampai iuran Maret 2027" in text("programmes", "jkm_cost", view("bpu", AFTER_THE_CUT, sector="transport"))
    assert "mulai iuran April 2027" in text("packages", "compare", view("bpu", AFTER_THE_CUT, sector="transport"))


def test_the_people_of_the_stories_have_what_the_stories_say() -> None:
    """Enough months for the whole sum, too few before, and a dismissal that entitles."""
    told = {row["story"]: row for row in FACTS.in_force("policy.stories", NOW.date()).rows}
    whole = FACTS.in_force("jkm.bpu.full_after", NOW.date()).count
    assert told["jkm.bpu"]["early"] < whole <= told["jkm.bpu"]["paid"]
    assert told["jkk.bpu"]["off"] <= FACTS.in_force("jkk.wage.full", NOW.date()).terms["months"]
    worker = told["jkp.pu"]
    assert job_loss(FACTS, worker["income"], worker["paid"], "dismissed", worker["ago"], NOW.date()).entitled


def test_packages_are_only_compared_for_those_who_choose_them() -> None:
    """Somebody with an employer is led to the programmes."""
    gate = turns().book.flows["packages"].steps["gate"]
    assert isinstance(gate, Decide)
    assert {segment: gate.pick(view(segment)) for segment in SEGMENTS} == {
        "bpu": "compare",
        **dict.fromkeys(("pu", "jakon", "pmi"), "programmes/"),
    }
