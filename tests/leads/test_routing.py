"""Who is asked next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.leads.routing import branch_for, cover, next_agent, within
from storage.records import Branch, Candidate, Lead, LeadId, Staff, StaffId

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
LEAD = Lead(LeadId(1), None, "new", 1, "35.28.02.2003", "farmer", "pamekasan", None, None, NOW, NOW)


def agent(number: int, *areas: str, load: int = 0, capacity: int = 20, last: datetime | None = None) -> Candidate:
    """An agent who could be asked."""
    staff = Staff(StaffId(number), "agent", "Adi", f"AP-{number}", "pamekasan", None, areas, capacity)
    return Candidate(staff, load, last)


def chosen(*candidates: Candidate, refused: set[int] | None = None) -> int | None:
    """The number of the agent who is asked."""
    found = next_agent(LEAD, candidates, {StaffId(number) for number in refused or set()})
    return found.id if found else None


def test_who_covers_the_place_most_narrowly_is_asked() -> None:
    """The village before the kecamatan before the kabupaten, however busy."""
    assert chosen(agent(1, "35.28"), agent(2, "35.28.02", load=9), agent(3, "35.29")) == 2


def test_who_has_least_to_do_for_their_capacity_is_asked() -> None:
    """Nine of twenty is less than five of ten."""
    assert chosen(agent(1, "35.28", load=5, capacity=10), agent(2, "35.28", load=9, capacity=20)) == 2


def test_who_waited_longest_is_asked() -> None:
    """Never asked comes first."""
    assert chosen(agent(1, "35.28", last=NOW), agent(2, "35.28", last=NOW - timedelta(days=1))) == 2
    assert chosen(agent(1, "35.28", last=NOW), agent(2, "35.28")) == 2


def test_nobody_is_asked_twice_or_beyond_capacity() -> None:
    """Nor far from home."""
    assert chosen(agent(1, "35.28"), refused={1}) is None
    assert chosen(agent(1, "35.28", load=20)) is None
    assert chosen(agent(1, "35.29"), agent(2)) is None
    assert chosen() is None


def test_equals_take_turns_by_lead() -> None:
    """No agent is first because of their number, and the same lead always meets the same one."""
    pair = (agent(1, "35.28"), agent(2, "35.28"))
    first = [next_agent(replace(LEAD, id=LeadId(number)), pair, ()) for number in range(40)]
    assert {one.id for one in first if one} == {1, 2}
    assert first == [next_agent(replace(LEAD, id=LeadId(number)), pair[::-1], ()) for number in range(40)]


@given(st.permutations([agent(1, "35.28", load=3), agent(2, "35.28.02", load=1), agent(3, "35.28.02"), agent(4, "35")]))
def test_the_order_of_the_agents_does_not_matter(candidates: list[Candidate]) -> None:
    """Pure, and the same for the same inputs."""
    assert chosen(*candidates) == 3


def test_areas_are_whole_codes() -> None:
    """35.2 is no place above 35.28."""
    assert within("35.28.02", "35.28")
    assert within("35.28", "35.28")
    assert not within("35.28", "35.2")
    assert not within("35.28", "35.28.02")
    assert cover(agent(1, "35.28", "35.28.02").staff, "35.28.02.2003") == 8


def test_the_branch_that_serves_a_place() -> None:
    """The narrowest one, or none."""
    branches = [Branch("jatim", "Jawa Timur", ("35",)), Branch("pamekasan", "Pamekasan", ("35.28", "35.29"))]
    assert branch_for("35.28.02", branches) == "pamekasan"
    assert branch_for("35.01", branches) == "jatim"
    assert branch_for("11.01", branches) is None
