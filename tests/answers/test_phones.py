"""Every usual spelling of a phone number is understood; a number that is none is refused, never shortened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.phones import e164, every, shown
from bot.errors import InvalidAnswer

KEY = "interest.phone.not_a_phone"


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "(0812) 345 678 90",
        "+6281234567890",
        "+62 812-3456-7890",
        "+62 (0)812 3456 7890",
        "+62 0812 3456 7890",
        "6281234567890",
        "62 812 3456 7890",
        "0062 812 3456 7890",
        "81234567890",
        "wa 081234567890",
        "WA: 0812 3456 7890 ya kak",
        "no hp saya 0812-3456-7890.",
        "\uff10\uff18\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10",
        "0812\u200b3456\u200e7890",
        "O81234567890",
    ],
)
def test_one_mobile_number_has_many_spellings(typed: str) -> None:
    """All of these are the same telephone."""
    assert e164(typed, KEY) == "+6281234567890"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+60 12-345 6789", "+60123456789"),
        ("+852 5123 4567", "+85251234567"),
        ("00852 5123 4567", "+85251234567"),
        ("(0324) 321234", "+62324321234"),
    ],
)
def test_a_migrant_or_a_landline_is_welcome(typed: str, number: str) -> None:
    """A number that can be called is good enough, wherever it rings."""
    assert e164(typed, KEY) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tidak punya",
        "175",
        "0812345",
        "12345678",
        "0812345678901234",
        "3528041203850001",
        "3528 0412 0385 0001",
        "4111 1111 1111 1111",
        "nomor KK 3528042501100003",
        "081234567890 / 081234567891",
        "081234567890, 081234567891",
        "nol delapan satu dua",
        "+1",
        "+99912345678",
        "0" * 4096,
        "😀📱",
    ],
)
def test_what_is_no_phone_number_is_refused_with_its_sentence(typed: str) -> None:
    """Sixteen digits of an identity card must not become a shorter phone number."""
    with pytest.raises(InvalidAnswer) as refused:
        e164(typed, KEY)
    assert refused.value.key == KEY


def test_a_number_is_shown_as_people_write_it() -> None:
    """Agents read numbers aloud in groups."""
    assert shown("+6281234567890") == "0812-3456-7890"
    assert shown("+62324321234") == "(0324) 321234"
    assert shown("+60123456789") == "+60 12-345 6789"


def test_each_of_several_numbers_is_found() -> None:
    """In the contact of an office; what nobody can call is none."""
    assert every("(0324) 321234 / WA 0812-3456-7890") == ["+62324321234", "+6281234567890"]
    assert every("SK 12, ext 812") == []


@given(st.text())
def test_any_text_is_a_number_or_is_refused(typed: str) -> None:
    """Nothing a person types makes the parser fall over, and what it accepts it reads back the same."""
    try:
        number = e164(typed, KEY)
    except InvalidAnswer:
        return
    assert e164(number, KEY) == number
