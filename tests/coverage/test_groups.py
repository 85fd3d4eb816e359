"""All members beside groups of them: who pays for themselves and for whom the office pays, old members and new."""

import pytest

from tests.coverage.tables import Understood, book, text, understood


def told(headings: str, row: str, confirmed: tuple[str, ...] = ()) -> Understood:
    """What is understood of a table of kecamatan in Pamekasan."""
    return understood(text(headings, row), "35.28", confirmed=confirmed)


@pytest.mark.parametrize(
    ("groups", "row"),
    [
        ("Peserta Mandiri;Peserta APBD;Total Peserta", "100;200;300"),
        ("Total Peserta;Peserta Mandiri;Peserta APBD", "300;100;200"),
        ("Peserta Lama;Peserta Baru;Total Peserta", "100;200;300"),
        ("Peserta Petani;Peserta Nelayan;Total Peserta", "100;200;300"),
        ("Peserta APBD;Peserta APBDes;Peserta CSR;Jumlah Peserta", "100;150;50;300"),
        ("Peserta Mandiri;Peserta APBD;Seluruh Peserta", "100;200;300"),
        ("Peserta Mandiri;Peserta APBD;Semua Peserta", "100;200;300"),
        ("Peserta Mandiri;Peserta APBD;Total", "100;200;300"),
        ("Peserta Aktif Mandiri;Peserta Aktif APBD;Jumlah Peserta", "100;200;300"),
        ("Mandiri;APBD;Peserta CSR;Total Peserta", "100;150;50;300"),
        ("Peserta PU;Peserta BPU;Peserta Magang;Total Peserta", "150;100;50;300"),
        ("Peserta Mandiri;Peserta APBD;Jumlah Peserta Aktif", "100;200;300"),
        ("Peserta Mandiri;Total Peserta", "100;300"),
    ],
)
def test_a_total_of_members_is_all_members_wherever_its_groups_stand(groups: str, row: str) -> None:
    """The first group was proposed as all members, and a yes to that kept it: 1 % instead of 3 %."""
    found = told(f"Kecamatan;Pekerja;{groups}", f"Galis;10.000;{row}")
    assert (found.row(2)["active"], found.found, found.accepted >= 1) == (300, [], True)


def test_a_total_under_the_heading_of_its_groups() -> None:
    """Merged over all three."""
    rows = ("Kecamatan", "Pekerja", "Peserta", None, None), (None, None, "Mandiri", "APBD", "Jumlah")
    found = understood(book(*rows, ("Galis", 10_000, 100, 200, 300)), "35.28")
    assert (found.figures("active"), found.found) == ([(300,)], [])


@pytest.mark.parametrize(
    ("groups", "row", "added"),
    [
        ("Peserta Mandiri;Peserta APBD;Total Peserta", "100;250;300", "350"),
        ("Peserta Mandiri;Peserta APBD;Total Peserta", "100;50;300", "150"),
        ("Peserta Mandiri;Total Peserta", "350;300", "350"),
        ("Peserta Aktif Sistem;Total Peserta", "250;300", "250"),
        ("Peserta Lama;Peserta Baru;Total Peserta", "100;250;300", "350"),
    ],
)
def test_groups_that_do_not_make_their_total_are_asked_about(groups: str, row: str, added: str) -> None:
    """The question names the total that a yes keeps."""
    asked = told(f"Kecamatan;Pekerja;{groups}", f"Galis;10.000;{row}")
    assert (asked.found, asked.accepted) == ([(2, "meaning_unclear")], 0)
    assert "Total Peserta" in asked.texts[0] and f"bila dijumlah {added}." in asked.texts[0]
    agreed = told(f"Kecamatan;Pekerja;{groups}", f"Galis;10.000;{row}", ("meaning_unclear",))
    assert (agreed.row(2)["active"], agreed.accepted) == (300, 1)


def test_active_members_stay_before_the_total_of_active_and_others() -> None:
    """Whoever does not pay any more is in the total, but not covered."""
    found = told("Kecamatan;Pekerja;Peserta Aktif;Peserta Tidak Aktif;Total Peserta", "Galis;10.000;250;50;300")
    assert (found.row(2)["active"], found.found) == (250, [])


def test_a_total_and_another_count_of_members_are_both_named() -> None:
    """Neither says that it is of some of them."""
    found = told("Kecamatan;Pekerja;Jumlah Peserta;Peserta Terlindungi", "Galis;10.000;300;250")
    assert found.found == [(2, "meaning_unclear")]
    assert "Jumlah Peserta dan Peserta Terlindungi" in found.texts[0]


def test_an_empty_total_beside_groups_is_not_lost_in_silence() -> None:
    """A yes keeps the workers alone."""
    headings = "Kecamatan;Pekerja;Peserta Mandiri;Peserta APBD;Total Peserta"
    asked = told(headings, "Galis;10.000;100;200;")
    assert (asked.found, asked.accepted) == ([(2, "meaning_unclear")], 0)
    assert asked.texts[0].startswith("Kolom Total Peserta kosong, padahal Peserta Mandiri, Peserta APBD ada isinya.")
    agreed = told(headings, "Galis;10.000;100;200;", ("meaning_unclear",))
    assert (agreed.figures("active", "eligible"), agreed.accepted) == ([(None, 10_000)], 1)
    assert told(headings, "Galis;10.000;;;").found == []
