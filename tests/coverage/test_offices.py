"""What offices write that says two things at once, or nothing that we keep: told aloud, and never lost or guessed."""

from tests.coverage.tables import text, understood


def test_a_desa_is_told_by_the_kecamatan_beside_it_though_that_has_namesakes() -> None:
    """Only one of the kecamatan Galis has a Konang; it was asked whether that of Lamongan was meant."""
    told = understood(text("Kecamatan;Desa;Pekerja;Peserta", "Galis;Konang;1.200;300", ";Lembung;900;200"))
    assert (told.found, told.figures("region")) == ([], [("35.28.03.2002",), ("35.28.03.2004",)])
    slip = understood(text("Kecamatan;Desa;Pekerja;Peserta", "Galis;Konank;1.200;300"))
    assert slip.found == [(2, "unknown_region")] and "Konang, Galis, Kab. Pamekasan" in slip.texts[0]
    both = understood(text("Kabupaten;Kecamatan;Pekerja;Peserta", "Bogor;Ciawi;42.000;8.000"))
    assert (both.found, both.figures("region")) == ([], [("32.01.24",)]), "nor is there a Ciawi in Kota Bogor"


def test_a_pair_that_two_namesakes_have_stays_a_question() -> None:
    """Both kecamatan have a desa of that name."""
    told = understood(text("Kecamatan;Desa;Pekerja;Peserta", "Galis;Galis;1.200;300"))
    assert (told.found, told.accepted) == ([(2, "ambiguous_region")], 0)
