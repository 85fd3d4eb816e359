"""What a message says beside its question."""

import pytest

from bot.answers.understanding import understand


@pytest.mark.parametrize(
    ("text", "age"),
    [
        *(("15 thn", 15), ("sy 63 th", 63), ("bapak udah 63 tahun msh bs?", 63), ("63th boleh?", 63)),
        *(("anak sy 16 taun udh kerja", 16), ("umur 15", 15)),
        *((said, None) for said in ("15 th kerja", "kerja 15 th", "sejak 15 tahun lalu", "15 tahun yg lalu")),
        *((said, None) for said in ("cicilan 15 tahun", "nunggak 10 thn", "udah 20 th narik ojek")),
        *((said, None) for said in ("tgl 15 th 2026", "17-65 tahun", "15 bulan", "20 tahun lagi baru cair?")),
    ],
)
def test_years_are_an_age_unless_something_lasted_so_long(text: str, age: int | None) -> None:
    assert understand(text).slots.age == age


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("bayar desember sama januari", (12, 1)),
        ("des, jan, feb jadi berapa", (12, 1, 2)),
        ("desember sampai februari", (12, 1, 2)),
        ("nov s/d maret", (11, 3)),
        ("januari hingga desember", tuple(range(1, 13))),
        ("sampai januari berapa", (1,)),
    ],
)
def test_each_month_that_is_named_is_heard(text: str, months: tuple[int, ...]) -> None:
    """And those between two where one is said to be the last."""
    assert understand(text).slots.months == months


@pytest.mark.parametrize(
    ("text", "per"),
    [
        *((said, "week") for said in ("seminggu dapat 500rb", "penghasilan 1,2jt/minggu", "upah mingguan 400rb")),
        *((said, "week") for said in ("600 ribu per minggu hasilnya", "saben minggu entuk 300rb")),
        *((said, "day") for said in ("sehari 80rb", "100rb/hari", "harian 70rb")),
        *((said, None) for said in ("bayar seminggu sekali 100rb", "minggu depan gajian 500rb", "sebulan 2jt")),
    ],
)
def test_what_a_sum_is_for_is_heard(text: str, per: str | None) -> None:
    assert understand(text).slots.per == per
