"""What a careful reader would ask is asked, never guessed; what cannot be is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.coverage.findings import SEVERITIES
from storage.coverage import Observation, Provenance
from tests.coverage.tables import TODAY, book, text, understood

HEADINGS = "wilayah;eligible;aktif;cakupan (%);target (%)"
BEFORE = Observation(
    "33.18",
    date(2025, 12, 31),
    Provenance("0" * 64, 2, "command_line", datetime(2026, 1, 5, tzinfo=UTC)),
    active=199_333,
    eligible=511_111,
    coverage_pct=Decimal(39),
)


def found(*rows: str, headings: str = HEADINGS) -> list[tuple[int, str]]:
    """What is found in such rows."""
    return understood(text(headings, *rows)).found


def test_sixteen_percent_of_269() -> None:
    """A kabupaten has more workers than that; as members, too."""
    assert found("Pamekasan;269;;16%;") == [(2, "count_implausible")]
    assert found("Pamekasan;;269;16%;") == [(2, "count_implausible")]
    assert found("Pamekasan;;269;;") == [(2, "count_implausible")]
    assert found("Pamekasan;269;43;16%;") == [(2, "count_implausible")]
    assert found("Pamekasan;269.000;43.040;16%;") == []


def test_a_count_far_from_its_neighbours() -> None:
    """Others tell thousands, this one does not."""
    others = [f"{name};40.000;8.000;20;" for name in ("Galis, Pamekasan", "Proppo", "Larangan, Pamekasan")]
    assert (5, "count_implausible") in found(*others, "Kec. Pamekasan, Pamekasan;41;8;;")


def test_more_people_than_can_live_there() -> None:
    """Thousands that were counted twice."""
    rows = "kecamatan;eligible (ribu orang)", "Galis;12.480"
    assert understood(text(*rows), region="35.28").found == [(2, "count_implausible")]


@pytest.mark.parametrize(
    ("eligible", "active", "share", "contradicts"),
    [
        ("1.873.899", "935.079", "50,88", True),
        ("684654", "214687", "31,6", True),
        ("684654", "214687", "31,36", False),
        ("684654", "214687", "31,4", False),
        ("684654", "214687", "31", False),
        ("1.009.250", "465.940", "46,2%", False),
        ("7,9 juta", "3,3 juta", "41", False),
        ("100.000", "20.000", "30", True),
        ("400.000", "80.000", "0,2", False),
        ("400.000", "80.000", "0.5", True),
    ],
)
def test_a_percentage_that_its_own_counts_contradict(eligible: str, active: str, share: str, contradicts: bool) -> None:
    """Beyond rounding, and beyond cutting off."""
    expected = [(2, "pct_contradicts_counts")] if contradicts else []
    assert found(f"Kab. Bogor;{eligible};{active};{share};") == expected


def test_a_new_denominator_in_what_is_stored_and_within_a_file() -> None:
    """39 percent fell to 29, for the workers were counted anew."""
    rows = text("wilayah;tanggal;eligible;aktif;cakupan", "Pati;31/03/2026;599.061;173.728;29")
    asked = understood(rows, as_of=None, before=[BEFORE])
    assert asked.found == [(2, "denominator_changed")] and asked.severities["denominator_changed"] == "question"
    assert "511.111 (31 Desember 2025) menjadi 599.061" in asked.texts[0]
    assert asked.accepted == 0
    assert understood(rows, as_of=None, before=[BEFORE], confirmed=["denominator_changed"]).accepted == 1
    assert understood(rows, as_of=None, before=[replace(BEFORE, segment="bpu")]).found == []
    both = text("wilayah;tanggal;eligible;cakupan", "Pati;31/03/2026;599.061;29", "Pati;31/12/2025;511.111;39")
    assert understood(both, as_of=None).found == [(2, "denominator_changed")]


def test_the_same_denominator_is_no_change() -> None:
    """Nor is one that was rounded."""
    rows = text("wilayah;tanggal;eligible", "Pati;31/03/2026;511.111", "Pati;30/04/2026;511 ribu")
    assert understood(rows, as_of=None, before=[BEFORE]).found == []


def test_ten_times_the_members_of_last_time() -> None:
    """Somebody may have typed a nought too many."""
    assert understood(text("wilayah;aktif", "Pati;1.993.330"), before=[BEFORE]).found == [(2, "count_implausible")]


@pytest.mark.parametrize(
    ("headings", "row", "asked", "meaning"),
    [
        ("wilayah;capaian (%);target (%)", "Maluku Utara;61;68", True, "of_workers"),
        ("wilayah;realisasi (%)", "Maluku Utara;61", True, "of_workers"),
        ("wilayah;persentase;target", "Maluku Utara;61;68", True, "of_workers"),
        ("wilayah;persentase", "Maluku Utara;61", False, "of_workers"),
        ("wilayah;cakupan (%);target (%)", "Maluku Utara;41,64;68", False, "of_workers"),
        ("wilayah;cakupan (%);keterangan", "Kalbar;30,41;persen dari target", True, "of_workers"),
        ("wilayah;% dari target", "Maluku Utara;61", False, "of_target"),
        ("wilayah;capaian terhadap target (%)", "Maluku Utara;61", False, "of_target"),
        ("wilayah;eligible;aktif;capaian (%)", "Maluku Utara;424131;176604;41,64", False, "of_workers"),
        ("wilayah;eligible;aktif;cakupan;target (%)", "Maluku Utara;424131;176604;61,2;68", True, "of_target"),
        (
            "wilayah;target (orang);realisasi (orang);capaian (%)",
            "Maluku Utara;288.409;176.604;61,2",
            True,
            "of_target",
        ),
        ("wilayah;eligible;aktif;% dari target", "Maluku Utara;424131;176604;41,64", True, "of_target"),
    ],
)
def test_a_percentage_of_the_target_printed_as_coverage(headings: str, row: str, asked: bool, meaning: str) -> None:
    """Counts tell where they can, the heading where it does; else a person must."""
    told = understood(text(headings, row))
    assert told.found == ([(2, "meaning_unclear")] if asked else [])
    assert told.rows[0]["meaning"] == meaning


def test_no_day_several_days_and_a_day_to_come() -> None:
    """There is no yes to that: somebody must say the day."""
    rows = text("wilayah;aktif", "Pamekasan;80.000")
    asked = understood(rows, as_of=None, confirmed=list(SEVERITIES))
    assert (asked.found, asked.rows[0]["as_of"], asked.accepted) == ([(2, "as_of_missing")], None, 0)
    two = book(("Data Januari 2026 dan Februari 2026",), ("wilayah", "aktif"), ("Pamekasan", 80_000))
    assert understood(two, as_of=None).found == [(3, "as_of_missing")]
    assert understood(rows, as_of=TODAY.replace(year=2027)).found == [(2, "as_of_missing")]
    for cell in ("kapan-kapan", "Oktober", "2026"):
        odd = text("wilayah;tanggal;aktif", f"Pamekasan;{cell};80.000")
        assert understood(odd).found == [(2, "as_of_missing")]


def test_who_stands_there_twice() -> None:
    """With other figures neither is kept until somebody says which holds; a yes keeps the first."""
    same = understood(text(HEADINGS, "Pamekasan;400.000;80.000;20;", "Kab. Pamekasan;400.000;80.000;20;"))
    assert (same.found, same.accepted) == ([(3, "duplicate_row")], 1)
    other = text(HEADINGS, "Pamekasan;400.000;80.000;20;", "Pamekasan;400.000;84.000;21;")
    assert (understood(other).found, understood(other).accepted) == ([(2, "duplicate_row"), (3, "duplicate_row")], 0)
    assert understood(other, confirmed=["duplicate_row"]).accepted == 1


def test_over_a_hundred_less_than_nothing_and_no_number_at_all() -> None:
    """The first may be, with a person's word; the others never."""
    rows = ("Pamekasan;400.000;;133;", "Sampang;-5;;;", "Sumenep;12O45;;;", "Pati;400.000;500.000;;", "Kudus;;;>80;")
    told = understood(text(HEADINGS, *rows), confirmed=list(SEVERITIES))
    assert told.found == [
        (2, "over_100"),
        (3, "negative"),
        (4, "unreadable_number"),
        (5, "over_100"),
        (6, "unreadable_number"),
    ]
    assert told.severities == {"over_100": "question", "negative": "error", "unreadable_number": "error"}
    assert told.accepted == 2
    assert told.row(3)["eligible"] is None


def test_shares_of_one_without_a_sign() -> None:
    """In a column of them 0.21 most likely is 21 %; only counts or a person can say so."""
    asked = understood(book(("Kabupaten", "Cakupan"), ("Pamekasan", 0.21), ("Sampang", 0.335)))
    assert [row["coverage_pct"] for row in asked.rows] == [21, 33.5]
    assert asked.severities == {"unreadable_number": "question"} and asked.accepted == 0


def test_segments_above_their_total() -> None:
    """Which of them is wrong nobody knows."""
    assert found("Pamekasan;50000;40000;60000", headings="wilayah;PU;BPU;peserta aktif") == [(2, "count_implausible")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Bogor", "ambiguous_region"), ("Galis", "ambiguous_region"), ("Gorontalo", "ambiguous_region")]
    + [(name, "unknown_region") for name in ("Kota Pamekasan", "Kab. Pontianak", "99.99", "Pamekassan", "")],
)
def test_what_may_be_two_regions_or_none(cell: str, code: str) -> None:
    """No region is made up, whatever is confirmed."""
    told = understood(text("wilayah;aktif", f"{cell};80.000"), confirmed=list(SEVERITIES))
    assert (told.found, told.rows[0]["region"], told.accepted) == ([(2, code)], None, 0)


def test_the_region_around_tells_namesakes_apart_and_shuts_others_out() -> None:
    """Whoever says --region 35.28 means nothing else."""
    told = understood(text("kecamatan;aktif", "Galis;2.000", "Sampang;2.000"), region="35.28")
    assert [row["region"] for row in told.rows] == ["35.28.03", None]
    assert told.found == [(3, "unknown_region")]


def test_what_needs_a_person_is_never_a_mere_note() -> None:
    """Only a sum that was passed over asks for nothing."""
    assert [code for code, severity in SEVERITIES.items() if severity == "note"] == ["totals_row_skipped"]


def test_no_workers_at_all_and_a_name_that_is_a_formula() -> None:
    """A denominator of nothing is asked; a region that was never worked out is none."""
    assert found("Pamekasan;0;0;0%;") == [(2, "count_implausible")]
    formula = understood(book(("wilayah", "aktif"), ('="Pamekasan"', 80_000)))
    assert formula.found == [(2, "formula_ignored"), (2, "unknown_region")]


def test_a_coverage_beside_its_members_is_a_percentage_however_odd() -> None:
    """1.978 for 19,78 is asked, not dropped as a second count of members."""
    told = understood(
        text("kabupaten;aktif;pekerja;cakupan", "Pamekasan;89.000;450.000;1.978", "Sampang;70.000;400.000;17,5"), "35"
    )
    assert {"pct_contradicts_counts", "over_100"} & {code for line, code in told.found if line == 2}
    assert told.row(3)["coverage_pct"] == 17.5
