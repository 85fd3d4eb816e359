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


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        *(
            ("penghasilan 2500000 sebulan iuran berapa", (2_500_000,)),
            ("umur 45 penghasilan 1500000 brp", (1_500_000,)),
        ),
        *(("penghasilan dua juta lima ratus ribu brp", (2_500_000,)), ("satu setengah juta sebulan", (1_500_000,))),
        *(("penghasilanku sejuta", (1_000_000,)), ("1 juta 500 ribu bayar brp", (1_500_000,))),
        *(("1 jt 500 bayar brp", (1_500_000,)), ("penghasilan 2 jutaan brp", (2_000_000,))),
        *(("satu juta setengah", (1_500_000,)), ("if I earn 2 million a month", (2_000_000,))),
        *(("wa 081234567000 bayar brp", ()), ("satu dua juta sebulan", ())),
    ],
)
def test_a_sum_is_heard_however_it_is_written(text: str, amounts: tuple[int, ...]) -> None:
    """In plain figures, in words, in both, or rounded; a phone number and "one or two million" are none."""
    assert understand(text).slots.amounts == amounts


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        *(
            (f"{said} bayar berapa", ())
            for said in ("penghasilan setahun 24 juta,", "setahun dapat 36 juta", "24jt/thn")
        ),
        *((said, ()) for said in ("per tahun 18jt iurannya", "setahun 2x dapat 12 juta sekali panen bayar brp")),
        ("sekali melaut dapat 300rb, seminggu 2x, bayar brp", ()),
        ("seminggu 3 kali dapat 150rb sekali, iurannya brp", ()),
        ("mau bayar setahun penghasilan 1jt totalnya brp", (1_000_000,)),
        ("omset 30jt untung 3jt sebulan", (3_000_000, 30_000_000)),
        ("penghasilan kotor 5 juta bersih 2 juta brp iuran", (2_000_000, 5_000_000)),
        ("hutang saya 5 juta, penghasilan 1jt, iuran brp", (1_000_000,)),
    ],
)
def test_what_is_no_income_of_a_month_is_not_taken_for_one(text: str, amounts: tuple[int, ...]) -> None:
    """Nor is a debt, nor what only passes through somebody's hands."""
    assert understand(text).slots.amounts == amounts


@pytest.mark.parametrize("said", ["sabtu minggu ngojek, penghasilan 1,2jt", "tiap hari minggu jualan dapat 200rb"])
def test_a_sunday_is_no_week(said: str) -> None:
    assert understand(said).slots.per is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *((said, 20) for said in ("upah sehari 70rb kerja 20 hari sebulan", "sehari 70rb, sebulan kerja 20 hari")),
        *((said, None) for said in ("sehari 70rb bayar brp sebulan", "lapor dalam 2 hari, 70rb sehari")),
    ],
)
def test_the_days_that_somebody_works_are_heard(text: str, days: int | None) -> None:
    assert understand(text).slots.days == days


@pytest.mark.parametrize(
    ("text", "per"),
    [
        *((said, "week") for said in ("buruh tani seminggu 500rb iurannya brp", "500rb seminggu brp iuran")),
        *((said, "week") for said in ("nelayan 700rb/minggu bayar brp", "per minggu sekitar 400 ribu iurannya")),
        *((said, None) for said in ("bayar 5rb seminggu bisa?", "iurannya seminggu 5rb boleh ga")),
        *((said, None) for said in ("penghasilan 2jt, minggu lalu daftar", "cicilan motor seminggu 200rb, iuran brp")),
    ],
)
def test_a_sum_beside_a_week_is_what_the_week_brings(text: str, per: str | None) -> None:
    """ "Seminggu 500rb" was taken for the income of a month, and priced too low."""
    assert understand(text).slots.per == per


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        *((said, "month_ago") for said in ("iuran bulan lalu berapa", "bayar bln kemarin brp")),
        *((said, "year_ago") for said in ("iuran tahun lalu berapa", "tarif thn kemarin")),
        *((said, None) for said in ("bulan lalu saya nunggak, iurannya brp", "3 bulan lalu daftar, bayar brp")),
        ("iuran bulan depan berapa", "month"),
    ],
)
def test_what_is_over_is_priced_only_right_behind_the_price(text: str, ahead: str | None) -> None:
    assert understand(text).slots.ahead == ahead


@pytest.mark.parametrize(
    ("text", "span"),
    [
        *((said, 12) for said in ("iuran jkk jkm per tahun", "iuran tahunan berapa", "bayarnya per tahun berapa")),
        *((said, None) for said in ("per tahun 18jt iurannya", "beasiswa per tahun berapa", "iuran tahun depan")),
    ],
)
def test_a_price_by_the_year_is_one_of_twelve_months(text: str, span: int | None) -> None:
    """Who asks for a year and reads of a month would pay a twelfth."""
    assert understand(text).slots.span == span
