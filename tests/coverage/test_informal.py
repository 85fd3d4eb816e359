"""Formal and informal workers beside members of segments: of whom the percentage is, their counts tell."""

import pytest

from tests.coverage.tables import text, understood

OF_SEGMENTS = "kabupaten;Pekerja Formal;Pekerja Informal;Peserta PU;Peserta BPU;Cakupan"


def test_members_of_bpu_are_kept_though_their_percentage_is_of_informal_workers() -> None:
    """All was held, and after a yes the report said 14 % of all workers."""
    headings = "kabupaten;Jumlah Pekerja Informal;Peserta BPU Aktif;Cakupan (%)"
    told = understood(text(headings, "Pamekasan;300.000;42.000;14"))
    assert told.figures("segment", "active", "coverage_pct") == [("bpu", 42_000, None)]
    assert (told.accepted, set(told.severities.values())) == (1, {"note"})
    assert "14% itu persen dari Jumlah Pekerja Informal, bukan dari semua pekerja" in told.texts[-1]
    other = understood(text(headings, "Pamekasan;300.000;42.000;10"))
    assert other.accepted == 0 and "Betulkah 10% itu persen dari semua pekerja" in other.texts[-1]


@pytest.mark.parametrize(("share", "of"), [("14%", "Pekerja Informal"), ("60%", "Pekerja Formal")])
def test_one_percentage_beside_both_is_of_those_whom_the_counts_show(share: str, of: str) -> None:
    """Both segments are kept."""
    told = understood(text(OF_SEGMENTS, f"Pamekasan;100.000;300.000;60.000;42.000;{share}"))
    assert told.figures("segment", "active", "coverage_pct") == [("pu", 60_000, None), ("bpu", 42_000, None)]
    assert told.accepted == 2 and f"{share} itu persen dari {of}, bukan dari semua pekerja" in told.texts[-1]


def test_formal_and_informal_workers_together_are_all_workers() -> None:
    """102.000 of 400.000; vulnerable and poor ones are not all."""
    told = understood(text(OF_SEGMENTS, "Pamekasan;100.000;300.000;60.000;42.000;25,5%"))
    assert (told.row(2)["coverage_pct"], told.accepted) == (25.5, 3)
    poor = OF_SEGMENTS.replace("Formal", "Rentan").replace("Informal", "Miskin")
    asked = understood(text(poor, "Pamekasan;100.000;300.000;60.000;42.000;25,5%"))
    assert asked.accepted == 0 and "Betulkah 25,5% itu persen dari semua pekerja" in asked.texts[-1]
