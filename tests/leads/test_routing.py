"""Which places lie in which."""

from bot.leads.routing import branch_for, cover, within
from storage.records import Branch, Staff, StaffId

MEMBER = Staff(StaffId(1), "agent", "Adi", "AP-1", "pamekasan", None, ("35.28", "35.28.02"))


def test_areas_are_whole_codes() -> None:
    """35.2 is no place above 35.28."""
    assert within("35.28.02", "35.28")
    assert within("35.28", "35.28")
    assert not within("35.28", "35.2")
    assert not within("35.28", "35.28.02")
    assert cover(MEMBER, "35.28.02.2003") == 8


def test_the_branch_that_serves_a_place() -> None:
    """The narrowest one, or none."""
    branches = [Branch("jatim", "Jawa Timur", ("35",)), Branch("pamekasan", "Pamekasan", ("35.28", "35.29"))]
    assert branch_for("35.28.02", branches) == "pamekasan"
    assert branch_for("35.01", branches) == "jatim"
    assert branch_for("11.01", branches) is None
