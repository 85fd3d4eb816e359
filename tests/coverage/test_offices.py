"""What offices write that says two things at once, or nothing that we keep: told aloud, and never lost or guessed."""

from datetime import date

import pytest

from bot.coverage.findings import SEVERITIES
from tests.coverage.tables import book, text, understood

EVERYTHING = list(SEVERITIES)


@pytest.mark.parametrize("share", ["33,51%", "33,51", "0,9%"])
def test_a_fraction_among_percentages_is_held_for_nobody_knows_which_it_is(share: str) -> None:
    """It was called too small, and read as what it was called."""
    told = understood(text("wilayah;cakupan", f"Kab. Pamekasan;{share}", "Kab. Sumenep;0.21"), confirmed=EVERYTHING)
    assert (told.found, told.severities) == ([(3, "unreadable_number")], {"unreadable_number": "error"})
    among = share.rstrip("%")
    assert told.texts == [
        f"Di kolom yang sama ada {among}%, jadi angka ini bisa berarti 0,21% atau 21%. Tulis dengan tanda persen."
    ]
    assert (told.row(3)["coverage_pct"], told.accepted) == (None, 1), "and no yes helps"


def test_a_fraction_whose_sign_or_counts_say_what_it_is_may_stand_among_percentages() -> None:
    """A kecamatan may well be at less than one percent."""
    told = understood(text("wilayah;cakupan", "Kab. Pamekasan;33,51", "Kab. Sumenep;0,21%"))
    assert (told.found, told.row(3)["coverage_pct"]) == ([], 0.21)
    rows = "Kab. Pamekasan;400.000;134.000;33,5", "Kab. Sumenep;400.000;84.000;0,21"
    counted = understood(text("wilayah;eligible;aktif;cakupan", *rows))
    assert (counted.found, counted.row(3)["coverage_pct"]) == ([], 21)


def test_a_target_among_fractions_is_no_percentage_for_its_neighbours_sake() -> None:
    """Each column by itself: coverage of a hundred beside a target of one."""
    told = understood(text("wilayah;cakupan;target (%)", "Pamekasan;33,5;0,41", "Sumenep;29;0,4"))
    assert [one["target_pct"] for one in told.rows] == [41, 40]
    assert told.severities == {"unreadable_number": "question"}


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


def test_percentages_of_vulnerable_workers_are_no_coverage_of_all() -> None:
    """They were stored as coverage of BPU, and the vulnerable workers as members."""
    headings = "kabupaten;Jumlah Pekerja Rentan;Peserta BPU;Cakupan BPU (%)"
    told = understood(text(headings, "Pamekasan;120.000;24.000;20", "Sumenep;100.000;30.000;0,3"))
    assert told.figures("segment", "active", "coverage_pct") == [("bpu", 24_000, None), ("bpu", 30_000, None)]
    assert "20% itu persen dari Jumlah Pekerja Rentan, bukan dari semua pekerja" in told.texts[1]
    assert (told.severities, told.accepted) == ({"meaning_unclear": "note"}, 2)


def test_of_whom_a_percentage_is_beside_vulnerable_workers_is_asked() -> None:
    """Nothing says it where no members are counted; where all workers are, their counts do."""
    open_ = understood(text("kabupaten;Pekerja Rentan;Cakupan (%)", "Pamekasan;120.000;20"))
    assert (
        open_.accepted == 0 and "Betulkah 20% itu persen dari semua pekerja, bukan dari Pekerja Rentan?" in open_.texts
    )
    rows = text("kabupaten;Pekerja;Pekerja Rentan;Peserta;%", "Pamekasan;400.000;120.000;80.000;20")
    assert (understood(rows).figures("coverage_pct"), understood(rows).accepted) == ([(20,)], 1)


@pytest.mark.parametrize("heading", ["Jumlah Desa", "Jumlah Pekerja Rentan", "Jumlah Perusahaan"])
def test_a_sum_of_something_else_is_no_sum_of_members(heading: str) -> None:
    """Whatever began with that word beside segments was stored as all members."""
    told = understood(text(f"kabupaten;{heading};PU;BPU", "Pamekasan;178;24.000;30.000"))
    assert told.figures("segment", "active") == [("pu", 24_000), ("bpu", 30_000)]
    summed = understood(text("kabupaten;PU;BPU;Jumlah", "Pamekasan;24.000;30.000;54.000"))
    assert summed.figures("segment", "active") == [("all", 54_000), ("pu", 24_000), ("bpu", 30_000)]


@pytest.mark.parametrize(
    "headings", ["Kecamatan;Pekerja;Pekerja Rentan;Cakupan", "Kecamatan;Pekerja;Keterangan;%", "Kecamatan;Pekerja;;%"]
)
def test_a_row_with_numbers_only_where_nobody_reads_is_told(headings: str) -> None:
    """It vanished."""
    told = understood(text(headings, "Pademawu;40.000;;20", "Tlanakan;;4.000;", "Galis;20.000;;25"), "35.28")
    assert [(one["row"], one["region"]) for one in told.rows] == [(2, "35.28.02"), (3, "35.28.01"), (4, "35.28.03")]
    assert (3, "unreadable_number") in told.found and told.accepted == 2
    assert "Angka di baris ini hanya ada di kolom yang tidak dibaca." in " ".join(told.texts)


def test_a_row_with_numbers_in_the_column_that_gave_way_is_told() -> None:
    """Of two columns of members one is read; in the other stood the only number of a row."""
    headings = "Kecamatan;Pekerja;Peserta;Peserta aktif"
    told = understood(text(headings, "Pademawu;40.000;9.000;8.000", "Tlanakan;-;4.000;-"), "35.28")
    assert (told.found, told.accepted) == ([(3, "unreadable_number")], 1)


def test_a_heading_above_others_with_a_number_of_desa_is_no_row_that_was_lost() -> None:
    """A kabupaten above its kecamatan says what they are in."""
    rows = "Kab. Pamekasan;;178;", "Pademawu;40.000;22;8.000", "Galis;20.000;10;4.000"
    told = understood(text("Wilayah;Pekerja;Jumlah Desa;Peserta", *rows))
    assert (told.found, told.figures("region")) == ([], [("35.28.02",), ("35.28.03",)])


def test_who_is_not_covered_yet_must_be_who_is_left() -> None:
    """6.500 less 900 are 5.600, and not 5.000."""
    headings = "Kecamatan;Pekerja;Peserta aktif;Belum terlindungi"
    told = understood(text(headings, "Tlanakan;6.500;900;5.000", "Galis;6.500;900;5.600"), "35.28")
    assert (told.found, told.accepted) == ([(2, "count_implausible")], 1)
    assert told.texts == [
        "6.500 pekerja dikurangi 900 peserta seharusnya 5.600, padahal yang belum terlindungi tertulis 5.000."
        " Mana yang benar?"
    ]
    rounded = text("Kab;Pekerja;Peserta;Belum terlindungi", "Pamekasan;338 ribu;113.206;224.594")
    assert understood(rounded).found == []
    assert understood(text("Kab;Pekerja;Peserta;Belum aktif", "Pamekasan;338.000;113.206;9.000")).found == []


def test_a_formula_for_who_is_left_is_no_figure_that_is_missed() -> None:
    """It is worked out anyway."""
    rows = book(("Kecamatan", "Pekerja", "Peserta", "Belum terlindungi"), ("Galis", 6_500, 900, "=B2-C2"))
    assert understood(rows, "35.28").found == []


def test_members_of_another_day_are_not_taken_from_the_workers() -> None:
    """Who is left is of the newest day, or of the day in its own heading."""
    headings = "Kab;Pekerja;Peserta Sept 2026;Peserta Okt 2026;Belum terlindungi"
    told = understood(text(headings, "Pamekasan;337.800;110.000;113.206;224.594"), as_of=None)
    assert told.found == []
    assert told.figures("as_of", "active") == [("2026-09-30", 110_000), (date(2026, 10, 31).isoformat(), 113_206)]


def test_a_percentage_without_a_segment_is_that_of_the_only_one_that_is_counted() -> None:
    """It was stored as the coverage of all workers."""
    headings = "Kabupaten;Jumlah Pekerja Bukan Penerima Upah (BPU);BPU Aktif;%;Target (%)"
    told = understood(text(headings, "Pamekasan;237.800;53.206;22,37;30"))
    assert told.figures("segment", "active", "coverage_pct", "target_pct") == [("bpu", 53_206, 22.37, 30)]
    assert told.found == []


def test_a_percentage_beside_members_of_one_segment_alone_is_asked_about() -> None:
    """Nobody can know of whom it is: of all workers, or of those of the segment."""
    told = understood(text("Kabupaten;Peserta BPU;Cakupan (%)", "Pamekasan;53.206;22,37"))
    assert (told.found, told.accepted) == ([(2, "meaning_unclear")], 0)
    assert told.texts[0].endswith("hanya peserta BPU. Betulkah 22,37% itu cakupan semua pekerja?")
    several = text("Kabupaten;Peserta PU;Peserta BPU;Cakupan (%)", "Pamekasan;60.000;53.206;33,51")
    assert understood(several).found == []


@pytest.mark.parametrize("headings", ["Kabupaten;Pekerja;Peserta BPU;% BPU", "Kabupaten;Pekerja;Peserta BPU;%"])
def test_members_of_a_segment_over_all_workers_are_no_coverage(headings: str) -> None:
    """Neither of the segment nor of everybody; its own may well be told without its workers."""
    told = understood(text(headings, "Pamekasan;337.800;53.206;15,75"))
    assert {one["coverage_pct"] for one in told.rows} == {None} and told.severities == {"meaning_unclear": "note"}
    assert told.texts == ["15,75% itu peserta BPU dibanding semua pekerja, jadi tidak disimpan sebagai cakupan."]
    own = understood(text("Kabupaten;Pekerja;Peserta BPU;% BPU", "Pamekasan;337.800;53.206;22,37"))
    assert (own.found, own.row(2, "bpu")["coverage_pct"]) == ([], 22.37)


def test_a_long_signature_breaks_no_row_of_a_short_table() -> None:
    """Its lines of one cell were taken for the usual ones, and the rows for broken."""
    rows = "1;Tlanakan;40.000;8.000", "2;Galis;20.000;4.000", "", "Pamekasan, 2 November 2026", "Kepala Dinas"
    told = understood(text("No;Kecamatan;Pekerja;Peserta", *rows, "", "Drs. Fulan", "Pembina Utama Muda"), "35.28")
    assert (told.found, told.figures("row", "active")) == ([], [(2, 8_000), (3, 4_000)])


def test_members_among_vulnerable_workers_are_no_members_of_all() -> None:
    """Both are left out, and so is their percentage."""
    told = understood(
        text("Kecamatan;Pekerja Rentan;Pekerja Rentan Terlindungi;%", "Tlanakan;5.000;1.500;30%"), "35.28"
    )
    assert (told.row(2)["coverage_pct"], told.accepted) == (None, 0)
    assert told.texts[1].startswith("30% itu persen dari Pekerja Rentan")


def test_a_day_alone_over_a_column_counts_what_the_table_lacks() -> None:
    """The members under it were left out, and nobody said so; beside members it may be anything."""
    told = understood(text("Kecamatan;Pekerja;Oktober 2026", "Tlanakan;40.000;8.000"), "35.28", as_of=None)
    assert told.figures("as_of", "active", "eligible") == [("2026-10-31", 8_000, 40_000)]
    share = understood(text("Kecamatan;Pekerja;Oktober 2026", "Tlanakan;40.000;20%"), "35.28", as_of=None)
    assert share.figures("as_of", "active", "coverage_pct") == [("2026-10-31", None, 20)]
    beside = understood(text("Kecamatan;Pekerja;Peserta;Oktober 2026", "Tlanakan;40.000;8.000;100"), "35.28")
    assert beside.figures("active", "coverage_pct") == [(8_000, None)]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Kabupaten;Jumlah Penduduk;Peserta Aktif;%", "Pamekasan;900.000;113.206;12,58"),
        ("Kabupaten;Jumlah KK;Peserta Aktif;%", "Pamekasan;240.000;113.206;47,17"),
        ("Kabupaten;Jumlah Perusahaan;Perusahaan Terdaftar;%", "Pamekasan;1.700;1.000;58,8"),
        ("Kabupaten;Jumlah Desa;Desa Terlindungi;%", "Pamekasan;189;100;52,9"),
    ],
)
def test_a_percentage_of_people_houses_or_firms_is_no_coverage_of_workers(headings: str, row: str) -> None:
    """Whatever it is a share of, by the counts beside it; it was stored as coverage."""
    told = understood(text(headings, row), confirmed=EVERYTHING)
    assert [one["coverage_pct"] for one in told.rows] == [None]
    assert f"itu persen dari {headings.split(';')[1]}, bukan dari semua pekerja" in " ".join(told.texts)


def test_the_population_beside_workers_and_members_says_nothing_against_them() -> None:
    """Nor do people of working age."""
    headings = "Kabupaten;Jumlah Penduduk;Penduduk Usia Kerja;Penduduk Bekerja;Peserta Aktif;%"
    told = understood(text(headings, "Pamekasan;900.000;700.000;337.800;113.206;33,51"))
    assert (told.found, told.figures("eligible", "coverage_pct")) == ([], [(337_800, 33.51)])


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Kecamatan;Jumlah Nelayan;Nelayan Terlindungi", "Tlanakan;5.000;1.000"),
        ("Kecamatan;Jumlah Buruh Tani Tembakau;Terlindungi;%", "Tlanakan;5.000;1.000;20"),
        ("Kecamatan;Guru Ngaji;Marbot;Total Peserta", "Tlanakan;900;100;1.000"),
        ("Kecamatan;Pekerja;Peserta APBD", "Tlanakan;40.000;1.000"),
    ],
)
def test_members_of_one_trade_are_not_taken_for_all_members(headings: str, row: str) -> None:
    """They were stored as those of the whole kecamatan."""
    asked = understood(text(headings, row), "35.28")
    assert asked.accepted == 0 and "bisa berarti satu kelompok saja. Betulkah itu semua peserta?" in asked.texts[-1]
    assert understood(text(headings, row), "35.28", confirmed=["meaning_unclear"]).row(2)["active"] == 1_000


@pytest.mark.parametrize(
    "heading",
    [
        "Terlindungi",
        "Sudah Terdaftar",
        "Aktif s/d Oktober 2026",
        "TK Aktif",
        "Peserta BPJSTK",
        "Peserta Aktif Kab. Pamekasan",
    ],
)
def test_members_whose_heading_says_no_more_are_all_of_them(heading: str) -> None:
    """Months and small words make nobody another."""
    assert understood(text(f"Kecamatan;Pekerja;{heading}", "Tlanakan;40.000;8.000"), "35.28").found == []


@pytest.mark.parametrize("heading", ["Kontribusi (%)", "Persentase terhadap Provinsi"])
def test_a_percentage_of_who_knows_what_is_asked_about(heading: str) -> None:
    """Where workers and members make it, nobody has to ask."""
    told = understood(text(f"Kabupaten;{heading}", "Pamekasan;1,9"))
    assert told.texts == [f"Betulkah kolom {heading} itu persen dari semua pekerja?"] and told.accepted == 0
    counted = understood(text(f"Kabupaten;Pekerja;Peserta;{heading}", "Pamekasan;400.000;80.000;20"))
    assert counted.found == []


def test_two_columns_that_say_so_just_as_plainly_are_asked_about_where_they_differ() -> None:
    """The first one was taken in silence."""
    headings = "Kabupaten;Pekerja;Peserta;Target RPJMD (%);Target Kemendagri (%)"
    told = understood(text(headings, "Pamekasan;337.800;113.206;35;41,53", "Sumenep;500.000;90.000;30;30"))
    assert told.found == [(2, "meaning_unclear")]
    assert told.texts[0].startswith("Kolom Target RPJMD (%) dan Target Kemendagri (%) berisi angka yang berbeda.")
    years = understood(text("Kabupaten;Peserta;Target 2026 (%);Target 2027 (%)", "Pamekasan;113.206;41,53;52,15"))
    assert years.found == []
