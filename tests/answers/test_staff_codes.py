"""The code of a member of the staff, as people write it down."""

import pytest

from bot.answers.staff_codes import staff_code


@pytest.mark.parametrize(
    "text",
    ["AP-0001", "ap-0001", "AP0001", "ap 1", "Ap. 0001", "kode AP-0001 Adi", "a-AP-0001", "AP–0001", "AP-0001, ap1"],
)
def test_a_code_is_read(text: str) -> None:
    """With or without the hyphen, the zeros, words around it."""
    assert staff_code(text) == "AP-0001"


@pytest.mark.parametrize(
    "text", ["", "0001", "Adi", "XX-0001", "AP-", "AP-1234567", "AP-0001 atau AP-0002", "map-0001"]
)
def test_what_is_no_code(text: str) -> None:
    """Nor two of them."""
    assert staff_code(text) is None


def test_other_roles() -> None:
    """Officers and officials have codes of their own."""
    assert staff_code("pc-12") == "PC-0012"
    assert staff_code("PD-12345") == "PD-12345"
