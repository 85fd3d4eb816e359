"""The one place that a table means, or who may be meant."""

import pytest

from bot.answers.places import Gazetteer
from bot.answers.sole_place import UNCLEAR, UNKNOWN, narrowest, sole_place
from bot.errors import InvalidAnswer

PLACES = Gazetteer()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("35.28", "35.28"),
        ("3528", "35.28"),
        ("35.28.04", "35.28.04"),
        ("Kab. Pamekasan", "35.28"),
        ("kabupaten pamekasan", "35.28"),
        ("Provinsi Jawa Timur", "35"),
        ("Kec. Pademawu, Kab. Pamekasan", "35.28.02"),
        ("Pasaman Barat", "13.12"),
    ],
)
def test_a_code_or_a_name_that_only_one_has(text: str, code: str) -> None:
    """With as many parents as are needed."""
    assert sole_place(PLACES, text).code == code


@pytest.mark.parametrize("text", ["99.99", "9999", "35.2", "Provinsi Atlantis", "../../etc/passwd", "=A1", "qqqqqq"])
def test_no_place_at_all(text: str) -> None:
    """Nothing is made up."""
    with pytest.raises(InvalidAnswer) as wrong:
        sole_place(PLACES, text)
    assert wrong.value.key == UNKNOWN


@pytest.mark.parametrize(("text", "candidate"), [("Pamekasan", "Kab. Pamekasan (35.28)"), ("Galis", "Bangkalan")])
def test_what_may_be_two_places_names_them(text: str, candidate: str) -> None:
    """With their parents and codes, so that the table can be mended."""
    with pytest.raises(InvalidAnswer) as wrong:
        sole_place(PLACES, text)
    assert wrong.value.key == UNCLEAR and candidate in wrong.value.params["places"]


def test_a_slip_of_the_pen_is_asked_about() -> None:
    """A likeness is not enough where money follows."""
    with pytest.raises(InvalidAnswer) as wrong:
        sole_place(PLACES, "Kab. Pamekasn")
    assert wrong.value.key == UNCLEAR and "35.28" in wrong.value.params["places"]


def test_cells_that_name_a_place_together() -> None:
    """From the kabupaten to the desa, each inside the one before."""
    assert narrowest(PLACES, [(2, "Pamekasan"), (3, "Galis")]).code == "35.28.03"
    assert narrowest(PLACES, [(2, "Bangkalan"), (3, "Galis")]).path == "Galis, Kab. Bangkalan"
    with pytest.raises(InvalidAnswer):
        narrowest(PLACES, [(2, "Pamekasan"), (3, "Bandung")])
