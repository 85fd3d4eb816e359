"""Which places lie in which, and who has room: pure."""

from collections.abc import Sequence

from storage.records import Branch, Candidate, Staff


def cover(member: Staff, region: str) -> int:
    """How narrowly one of a member's areas covers a dotted region code: its length, 0 when none does."""
    return max((len(area) for area in member.areas if within(region, area)), default=0)


def within(region: str, area: str) -> bool:
    """Whether a dotted region code lies in an area."""
    return region == area or region.startswith(f"{area}.")


def branch_for(region: str, branches: Sequence[Branch]) -> str | None:
    """The branch that serves a place most narrowly, None when no branch does."""
    serving = [(len(area), branch.id) for branch in branches for area in branch.regions if within(region, area)]
    return max(serving)[1] if serving else None


def has_room(candidate: Candidate) -> bool:
    """Whether this agent could take one more lead."""
    return candidate.open_leads < candidate.staff.capacity
