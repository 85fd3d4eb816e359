"""A question beside the one that is open: answered, and nothing of the open one is lost."""

from dataclasses import replace

import pytest

from bot.conversation.effects import KeepMissed
from bot.conversation.events import Commanded
from bot.conversation.view import Known, View
from storage.records import Consent, Person
from tests.conversation.beside import LATE, is_open, place
from tests.conversation.outdoors import outdoors
from tests.conversation.test_screens import at_the_desk
from tests.conversation.visitor import CHAT, NOW, Visitor, turns

ASKED = ("gimana", "apa", "kapan", "berapa", "kenapa", "siapa")
GREETED = {"notice": Consent(True, NOW, "1")}
PERSON = Person(CHAT, segment="bpu", consents=GREETED)
WORKER, OFFICER = Known(PERSON), outdoors(at_the_desk("officer"))

FORMS: dict[str, tuple[Known, str, tuple[str, ...]]] = {
    "interest": (
        WORKER,
        "minat",
        (
            *("between", "yes", "=Bu Sari", "farmer", "=pamekasan", "35.28", "35.28.02", "35.28.02.2003"),
            *("jkk", "_done", "=081234567890", "morning"),
        ),
    ),
    "calculator": (Known(replace(PERSON, segment=None)), "iuran", ("other", "=3 juta", "self")),
    "claim": (WORKER, "klaim", ("accident", "alert", "yes", "=Bu Sari", "=pamekasan", "35.28")),
    "sponsor check": (WORKER, "dibayari", ()),
    "reminders": (WORKER, "lunas", ()),
    "payday": (WORKER, "pengingat", ("payday",)),
    "scholarship": (WORKER, "beasiswa", ("remind",)),
    "report of an agent": (WORKER, "cek", ()),
    "report": (WORKER, "lapor", ("money",)),
    "event": (OFFICER, "acara", ("=konang",)),
    "visit": (OFFICER, "kunjungan", ("visit", "=konang")),
}
LEAST = {"interest": 10, "calculator": 4, "claim": 4}
"""Questions that are open on these ways, so that a way that leads astray is noticed."""
"""Who, by which command, and the answers on the way: taps, and texts behind "="."""


def at(known: Known, command: str) -> Visitor:
    visitor = Visitor(known)
    visitor.does(Commanded(command))
    return visitor


def answers(visitor: Visitor, said: str) -> None:
    if said.startswith("="):
        visitor.types(said[1:])
    else:
        visitor.taps(said)


@pytest.mark.parametrize("form", FORMS)
def test_a_side_question_in_each_form_is_answered_and_nothing_is_lost(form: str) -> None:
    """At every question on the way; consents, lists of places and reviews, too.

    One by one with all that was said before; tests/conversation/test_screens.py asks at each screen there is.
    """
    known, command, way = FORMS[form]
    visitor, asked = at(known, command), []
    for said in (*way, ""):
        step = (visitor.session.flow, visitor.session.step)
        if not is_open(visitor) or step == ("check", "more"):
            answers(visitor, said)
            continue
        asked.append(step)
        before, shown = place(visitor), visitor.choices
        visitor.types(LATE)
        assert "Kalau telat bayar" in visitor.texts("id")[0], (step, visitor.texts("id"))
        assert place(visitor) == before and set(visitor.choices) == set(shown), step
        if said:
            answers(visitor, said)
    assert len(asked) >= LEAST.get(form, 1)


def vague() -> str:
    """Something of which the ranker, as it is learnt today, is not sure."""
    wants = turns().book.topics.wants  # type: ignore[union-attr]
    view = View(WORKER, NOW)
    said = (f"{what} itu {how} ya pak" for what in ("bantuan", "kartu", "uang", "klaim", "data") for how in ASKED)
    return next(text for text in said if len(wants(text, view).choices) > 1)


def test_the_likeliest_stands_first_at_the_crossroads() -> None:
    """Not in the order of the table, where what is written of JKM comes before enrolment."""
    visitor = at(WORKER, "menu")
    visitor.types("syarat")
    wanted = turns().book.topics.wants("syarat", View(WORKER, NOW))  # type: ignore[union-attr]
    assert wanted.choices[0] == "daftar.syarat"
    assert tuple(visitor.choices[: len(wanted.choices)]) == wanted.choices


def test_a_page_stays_where_it_is_when_a_word_says_nothing() -> None:
    """Only what may be a topic leads away from what somebody is reading."""
    visitor = at(WORKER, "menu")
    visitor.types("iuran 1 juta berapa?")
    before = visitor.session.flow, visitor.session.step
    visitor.types("zxqv")
    assert (visitor.session.flow, visitor.session.step) == before
    visitor.types("syarat")
    assert (visitor.session.flow, visitor.session.step) == ("topic", "which")


def test_what_is_an_answer_is_no_question() -> None:
    """Names, amounts and places are taken as what was asked for."""
    visitor = at(WORKER, "iuran")
    visitor.taps("other")
    visitor.types("kira kira 3 juta")
    assert visitor.session.answers["income"] == 3_000_000


@pytest.mark.parametrize("name", ["Pak Bara", "Tanya Lestari", "Bu Apa", "Siapa Wati", "Mana"])
def test_a_name_that_sounds_like_a_question_is_a_name(name: str) -> None:
    visitor = at(WORKER, "minat")
    for said in ("between", "yes", f"={name}"):
        answers(visitor, said)
    assert visitor.session.answers["name"] == name


@pytest.mark.parametrize("said", ["gmn ya", "gimana sih", "dimana ya?", "kenapa ya"])
def test_who_hesitates_is_offered_no_place_that_sounds_alike(said: str) -> None:
    """ "gmn ya" is near Gombong; the question says what to type instead."""
    visitor = at(WORKER, "minat")
    for each in ("between", "yes", "=Bu Sari", "farmer"):
        answers(visitor, each)
    visitor.types(said)
    assert "Coba tulis nama kabupaten" in visitor.texts("id")[0] and visitor.session.step == "district"
    visitor.types("konang")
    assert visitor.session.found


def test_at_the_menu_a_question_leads_to_its_screen() -> None:
    visitor = at(WORKER, "menu")
    visitor.types("penghasilan 3jt bayar brp")
    assert (visitor.session.flow, visitor.session.step) == ("topic", "iuran.bpu")
    assert "Rp18.150" in visitor.texts("id")[0] and "Rp3 juta" in visitor.texts("id")[0]
    assert visitor.says[-1].answer == "topic.iuran.bpu"


def test_januari_jadi_brp_is_told_without_the_discount() -> None:
    visitor = at(WORKER, "menu")
    visitor.types("Januari jadi brp?")
    (text,) = visitor.texts("id")
    assert "Iuran Januari 2027" in text and "Rp16.800" in text and "Rp8.400" not in text
    assert "Untuk iuran Januari 2027 tidak ada potongan" in text


def test_a_driver_who_says_so_keeps_the_discount_in_january() -> None:
    visitor = at(WORKER, "menu")
    visitor.types("sy ojol, januari bayar brp?")
    assert "Rp8.400" in visitor.texts("id")[0]


def test_a_place_in_the_question_is_named_in_the_answer() -> None:
    visitor = at(WORKER, "menu")
    visitor.types("kantor di sampang dimana")
    assert "sebutkan Kab. Sampang" in visitor.texts("id")[0]


def test_two_questions_in_one_message_are_both_answered() -> None:
    visitor = at(WORKER, "iuran")
    visitor.types("gimana cara daftar? terus iurannya berapa sebulan?")
    told = visitor.texts("id")
    assert len(told) == 3 and {told[0][:9], told[1][:9]} == {"<b>Iuran ", "<b>Cara d"} and "Kerja Anda" in told[2]


def test_a_question_in_other_words_than_a_caption_is_no_tap_on_it() -> None:
    """ "klaim jkk gimana" begins with the words of a button, and asks something of its own."""
    visitor = at(WORKER, "menu")
    visitor.types("klaim jkk gimana")
    assert visitor.session.step == "jkk.klaim"
    again = at(WORKER, "menu")
    again.types("klaim")
    assert again.session.flow == "claim"


def test_where_we_are_not_sure_three_are_offered_and_one_is_answered_in_place() -> None:
    visitor = at(WORKER, "iuran")
    visitor.taps("other")
    visitor.types(vague())
    offered = [choice for choice in visitor.choices if choice.startswith("_ask:")]
    assert 2 <= len(offered) <= 4 and offered[-1] == "_ask:"
    before = visitor.session.answers
    visitor.taps(offered[0])
    assert visitor.session.step == "income" and visitor.session.answers == before and len(visitor.says) == 2
    assert not visitor.session.aside


def test_none_of_the_offered_is_kept_as_a_correction_and_the_form_goes_on() -> None:
    visitor = at(WORKER, "iuran")
    visitor.taps("other")
    visitor.types(vague())
    visitor.taps("_ask:")
    (missed,) = [effect for effect in visitor.effects if isinstance(effect, KeepMissed)]
    assert (missed.text, missed.missing, missed.chosen) == (vague(), "corrected", None)
    assert visitor.session.step == "income"


def test_what_nobody_understands_is_said_and_leads_to_a_person() -> None:
    visitor = at(WORKER, "menu")
    visitor.types("cuaca besok di laut gimana")
    assert visitor.session.step == "unknown" and "belum paham" in visitor.texts("id")[0]
    assert {"officer", "keep", "keep_not", "_menu"} <= set(visitor.choices)
    visitor.taps("keep")
    assert any(isinstance(effect, KeepMissed) for effect in visitor.effects)


def test_a_stranger_who_asks_is_answered_and_greeted() -> None:
    visitor = Visitor()
    visitor.types("iurannya berapa sebulan?")
    told = visitor.texts("id")
    assert "Rp8.400" in told[0] and visitor.session.flow == "welcome" and len(told) == 2


def test_an_accident_goes_before_a_question() -> None:
    visitor = at(WORKER, "iuran")
    visitor.types("suami saya jatuh dari pohon barusan, iurannya berapa ya?")
    assert (visitor.session.flow, visitor.session.step) == ("claim", "accident")


def test_who_cannot_go_on_is_heard_in_the_middle_of_a_form() -> None:
    visitor = at(WORKER, "minat")
    visitor.taps("between")
    visitor.types("capek hidup, mau mati aja")
    assert visitor.session.flow == "despair" and "jangan sendirian" in visitor.texts("id")[0]
    assert "interest" in visitor.session.parked


@pytest.mark.parametrize("text", ["dipukuli majikan", "istri saya diperkosa mandor, saya harus gimana"])
def test_who_tells_of_violence_is_heard_and_sold_nothing(text: str) -> None:
    visitor = at(WORKER, "minat")
    visitor.taps("between")
    visitor.types(text)
    told = visitor.texts("id")[0]
    assert visitor.session.flow == "violence" and "bukan salah yang disakiti" in told and "polisi" in told
    assert "Rp" not in told and "daftar" not in told and {"officer", "rules"} <= set(visitor.choices)
    assert not any(choice.startswith(("cost", "interest", "enrol")) for choice in visitor.choices)
    assert "interest" in visitor.session.parked
    visitor.taps("officer")
    assert visitor.session.flow == "alert"


def test_behind_the_police_stands_what_the_rules_say_where_that_is_asked() -> None:
    visitor = at(WORKER, "menu")
    visitor.types("dipukul preman pas jualan, ditanggung gak?")
    assert visitor.session.flow == "violence" and any("Yang ditanggung JKK" in text for text in visitor.texts("id"))


def test_a_question_about_the_rules_of_violence_is_only_answered() -> None:
    visitor = at(WORKER, "menu")
    visitor.types("kalau diperkosa di tempat kerja apa ditanggung jkk")
    assert visitor.session.flow == "topic"


def test_who_wants_no_call_now_is_asked_in_a_few_words_in_the_middle_of_a_form() -> None:
    visitor = at(WORKER, "minat")
    visitor.taps("between")
    visitor.types("jangan ditelpon dulu, nanti aja")
    assert (visitor.session.flow, visitor.session.step) == ("not_now", "asked")
    assert all(len(visitor.texts(language)[0]) < 200 for language in ("id", "en"))
    assert "interest" in visitor.session.parked
