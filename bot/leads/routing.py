"""Who is asked next: pure, and the same for the same inputs."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from hashlib import blake2b

from storage.records import Branch, Candidate, Lead, Staff, StaffId

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def next_agent(lead: Lead, candidates: Iterable[Candidate], refused: Collection[StaffId]) -> Staff | None:
    """The agent to offer this lead to, None when nobody who covers the place has room.

    Among those who cover the place most narrowly: the least open load per capacity, then the longest without an
    offer, then by a hash of lead and agent, so that no agent is first because of their number. Who has been offered
    this lead before is not asked again.
    """
    able = [c for c in candidates if has_room(c) and c.staff.id not in refused and cover(c.staff, lead.region)]
    if not able:
        return None
    narrowest = max(cover(c.staff, lead.region) for c in able)
    closest = [c for c in able if cover(c.staff, lead.region) == narrowest]
    return min(closest, key=lambda c: _rank(lead, c)).staff


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


def _rank(lead: Lead, candidate: Candidate) -> tuple[float, datetime, bytes]:
    seed = blake2b(f"{lead.id}:{candidate.staff.id}".encode(), digest_size=8).digest()
    return candidate.open_leads / candidate.staff.capacity, candidate.last_offer or LONG_AGO, seed
