"""The answer to each topic: short, dated, with nothing in it that no rule holds."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import product
from typing import Any

import pytest

from bot.answers.near import near_topics
from bot.answers.places import Gazetteer
from bot.conversation.events import Commanded
from bot.conversation.steps import Choose
from bot.conversation.view import Known
from bot.errors import NoRuleInForce
from bot.facts.base import load, witnessed
from bot.flows.materials import Materials, Operator
from bot.flows.segment import SEGMENTS
from bot.flows.topics.flow import flow
from bot.flows.topics.table import TOPICS, WAYS
from bot.i18n.catalogue import LANGUAGES, Catalogue
from bot.runtime.speech import PICTURE
from bot.runtime.topics import NOBODY, TopicTexts
from bot.timing.months import shifted
from storage.records import Consent, Person
from tests.conversation.visitor import CHAT, Visitor

NOVEMBER = datetime(2026, 11, 22, 2, tzinfo=UTC)
SPRING = datetime(2027, 4, 2, 2, tzinfo=UTC)
BELOW = 900
DATED = {"id": ("Per ", "Dasar: "), "en": ("As of ", "Rule: ")}
FIGURE = re.compile(r"Rp ?\d|\d ?%|\d+ (?:bulan|tahun|hari|jam|months?|years?|days?|hours?)\b")


def materials() -> Materials:
    return Materials(load(), Gazetteer(), Operator("Cabang", "kontak"))


@cache
def texts() -> TopicTexts:
    return TopicTexts(materials(), Catalogue.load())


def told(topic: str, person: Person = NOBODY, now: datetime = NOVEMBER, **named: Any) -> str:
    return texts().text(topic, now, person=person, named=named)


def test_every_topic_of_the_examples_is_answered() -> None:
    assert set(TOPICS) == set(near_topics())
    assert all(set(near) <= set(TOPICS) for near in near_topics().values())


def test_every_topic_leads_on_and_most_to_a_person() -> None:
    """Only what is settled by itself, or is no question, offers nobody to ask."""
    alone = {topic for topic, answer in TOPICS.items() if "officer" not in answer.ways}
    assert alone == {"jht.manfaat", "jp.manfaat", "jp.syarat", "program.daftar", "privasi", "terima_kasih"}
    assert all(answer.ways and set(answer.ways) <= set(WAYS) for answer in TOPICS.values())


@pytest.mark.parametrize("topic", TOPICS)
def test_below_an_answer_stand_its_screens_and_the_topics_near_it(topic: str) -> None:
    """Each is one tap away; a topic that is near leads to its own answer, where no screen tells it already."""
    visitor = Visitor(Known(replace(NOBODY, chat=CHAT, consents={"notice": Consent(True, NOVEMBER, "1")})))
    visitor.does(Commanded("menu"))
    visitor.session = replace(visitor.session, flow="topic", step="which", answers={"some": [topic]})
    visitor.taps(topic)
    told = {WAYS[name].tells for name in TOPICS[topic].ways}
    near = [each for each in near_topics()[topic] if each not in told][:2]
    assert visitor.session.step == topic and near
    assert {*TOPICS[topic].ways, *near} - {"status"} <= set(visitor.choices), visitor.choices
    assert "status" not in visitor.choices
    visitor.taps(near[0])
    assert visitor.session.step == near[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_short_and_tells_the_day_and_the_law_of_its_figures(language: str) -> None:
    for topic in TOPICS:
        for segment in (None, *SEGMENTS):
            person = replace(NOBODY, segment=segment)
            text = texts().text(topic, NOVEMBER, person=person, language=language)
            assert 0 < len(text) < BELOW, (topic, segment, len(text))
            assert "{" not in text
            if FIGURE.search(text):
                assert all(part in text for part in DATED[language]), (topic, text)


WHOSE = (
    {"sector": "other", "payer": "self", "base": 1_000_000},
    {"sector": "transport", "payer": "self", "base": 20_700_000},
    {"sector": "other", "payer": "apbn_apbd", "base": None},
    {"sector": "transport", "payer": "other", "base": 3_200_000},
)
NAMED: tuple[dict[str, Any], ...] = (
    {"income": 3_000_000, "age": 58, "place": "Kab. Sampang", "sector": "transport"},
    {"income": 999_999_999, "age": 17, "place": "Kab. Kepulauan Siau Tagulandang Biaro"},
    {"age": 99, "sector": "other", "income": 21_667_000, "brings": 5_000_000, "per": "week"},
    {},
)
AHEAD = ((0,), (1,), (23,), (0, 1), (1, 3, 5), tuple(range(12)))
"""In how many months those lie that were named; of one that is over nobody is told."""
DAYS = (NOVEMBER, datetime(2026, 12, 31, 17, 1, tzinfo=UTC), SPRING, datetime(2028, 2, 29, 2, tzinfo=UTC))
UNKNOWN_YET = {("iuran.pu", "pu.jp.cap")}
"""What changes each March, and nobody can know before: the answer says so instead of guessing."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_fits_whoever_asks_of_whatever_month_and_day(language: str) -> None:
    """Work, payer and income that are known, what the question names, this year's end, spring, a leap day."""
    months = (
        (now, {"months": [shifted(now.date().replace(day=1), each).isoformat() for each in ahead]})
        for now in DAYS
        for ahead in AHEAD
    )
    asked = [*((now, {}) for now in DAYS), *months]
    people = [*zip(WHOSE, NAMED, strict=True), *zip(WHOSE, NAMED[2:] + NAMED[:2], strict=True)]
    segments = (None, *SEGMENTS)
    askers = [(replace(NOBODY, segment=one, **whose), said) for one in segments for whose, said in people]
    for topic, (person, said), (now, month) in product(TOPICS, askers, asked):
        named = said | month
        try:
            text = texts().text(topic, now, person=person, language=language, named=named)
        except NoRuleInForce as gap:
            assert (topic, gap.rule_id) in UNKNOWN_YET, (topic, gap.rule_id)
            continue
        case = topic, person, named, now
        assert 0 < len(text) < BELOW and "{" not in text, (case, len(text), text)
        assert not FIGURE.search(text) or all(part in text for part in DATED[language]), (case, text)


def test_every_law_that_an_answer_names_was_looked_up_for_it() -> None:
    with witnessed() as rules:
        text = told("jkm.manfaat")
    named = text.partition("Dasar: ")[2].partition(", dicek")[0].split("; ")
    assert set(named) <= {rule.citation for rule in rules.values()} | {rule.law_name for rule in rules.values()}


def test_the_price_is_worked_out_for_the_income_in_the_question() -> None:
    text = told("iuran.bpu", income=3_000_000)
    assert "Rp18.150" in text and "Rp77.150" in text and "Rp3 juta" in text and "Rp2.950.000" in text


def test_a_question_about_january_is_answered_with_the_price_after_the_discount() -> None:
    text = told("iuran.bpu", months=["2027-01-01"])
    assert "Iuran Januari 2027" in text and "Rp16.800" in text and "Rp8.400" not in text
    assert "Rp16.800" in told("iuran.diskon", months=["2027-01-01"])


def test_months_far_apart_are_priced_one_by_one() -> None:
    text = told("iuran.bpu", months=["2026-12-01", "2027-02-01", "2027-04-01"])
    assert "Iuran 3 bulan" in text and all(each in text for each in ("Des 2026", "Feb 2027", "Apr 2027", "Rp42.000"))


def test_drivers_pay_half_in_january_too() -> None:
    assert "Rp8.400" in told("iuran.bpu", months=["2027-01-01"], sector="transport")
    assert "Rp8.400" in told("iuran.bpu", replace(NOBODY, sector="transport"), months=["2027-01-01"])


def test_a_known_person_is_answered_with_their_own_figures() -> None:
    text = told("jkk.manfaat", replace(NOBODY, segment="bpu", base=2_000_000))
    assert "Rp112 juta" in text and "penghasilan Anda" in text


def test_after_the_discount_its_end_is_told() -> None:
    assert "Rp16.800" in told("iuran.bpu", now=SPRING)
    assert "tidak ada potongan" in told("iuran.diskon", now=SPRING)


def test_an_age_in_the_question_is_judged() -> None:
    assert "Umur 40 tahun: boleh" in told("daftar.usia", age=40)
    assert "Umur 66 tahun: daftar baru tidak bisa lagi" in told("daftar.usia", age=66)


def test_a_child_is_not_told_that_it_may_enrol() -> None:
    """Which age is the youngest, no law that we found says."""
    text = told("daftar.usia", age=15)
    assert "Umur 15 tahun: kami belum bisa memastikan" in text and "boleh" not in text.partition("Sudah")[0]


def test_no_answer_has_a_hole_in_it() -> None:
    """Neither an empty line under the title nor two in a row."""
    for topic in TOPICS:
        title, *rest = told(topic).split("\n")
        assert "\n\n\n" not in told(topic), topic
        assert rest[:1] != [""] or title.startswith(("Maaf", "Halo")), topic


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_tells_to_press_what_may_not_be_there(language: str) -> None:
    """In the middle of a form an answer stands without its buttons; a command is always there."""
    for topic in TOPICS:
        text = texts().text(topic, NOVEMBER, language=language)
        assert not re.search(r"\b(?:tekan|press) ", text, re.IGNORECASE), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_buttons_of_an_answer_lead_to_the_same(language: str) -> None:
    """Neither by their words nor by what stands behind them."""
    words, screens = Catalogue.load(), flow(materials()).steps
    for topic in TOPICS:
        screen = screens[topic]
        assert isinstance(screen, Choose)
        captions = [PICTURE.sub("", words.plain(language, screen.labels[each])) for each in screen.exits]
        assert len(set(captions)) == len(captions), (topic, captions)
        told = {WAYS[name].tells for name in TOPICS[topic].ways}
        assert told.isdisjoint(screen.exits), (topic, captions)


def test_a_place_in_the_question_is_named() -> None:
    assert "sebutkan Kab. Sampang" in told("kantor.lokasi", place="Kab. Sampang")


def test_a_day_without_a_rule_is_not_guessed() -> None:
    with pytest.raises(NoRuleInForce):
        told("iuran.bpu", now=datetime(2010, 1, 1, tzinfo=UTC))
