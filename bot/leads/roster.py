"""Everybody who may be offered a lead, ranked, so that asking for the next costs next to nothing. Pure and seeded."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from heapq import heapify, heappop, heappush, heapreplace

from bot.leads.rights import is_own
from bot.leads.routing import has_room
from bot.leads.shifts import is_full_today, is_on_leave, is_working_now, stands_in, today_of
from storage.asked import NOBODY, Asked
from storage.records import Candidate, Lead, Staff, StaffId

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
REMEMBERED = timedelta(days=60)
"""How far back offers count: what is open now says nothing when little happens, two months of offers do."""
A_DAY = timedelta(days=1)
"""As long as this everybody has been there: who begins today is not asked for everything at once."""
ONE = 1.0
"""Added to a load, so that small capacities get the same share as large ones; without it they get a tenth more.

It is half of what a lead weighs at first, which is open and recent.
"""
Rank = tuple[float, float, bytes, int]
"""Load per capacity, time without an offer, a hash that keeps equals apart, the agent's number; least is first."""


class Roster:
    """The agents at work at one instant, by the areas they cover; each offer made is counted here, too.

    An agent on leave is replaced by the substitute they named, for their areas only. `seed` decides between equals.
    `areas_at_work` are those for which somebody can be asked now, `areas` those for which somebody can be asked today,
    if only in their hours: who is on leave, full or has no room left is nobody to wait for.
    """

    def __init__(self, candidates: Iterable[Candidate], now: datetime, seed: str = "") -> None:
        self.seed = seed
        self.now = now
        self._people: dict[StaffId, Candidate] = {one.staff.id: one for one in candidates}
        self._paces = {number: REMEMBERED / there(one, now) for number, one in self._people.items()}
        self._behind: dict[StaffId, set[StaffId]] = defaultdict(set)
        able_in = self._by_area()
        at_work = {area: {one.id for one in able if is_working_now(one, now)} for area, able in able_in.items()}
        self._at_work = at_work
        self._heaps: dict[str, list[Rank]] = {area: self._ranked(ids) for area, ids in at_work.items() if ids}
        self.areas = frozenset(able_in)
        self.areas_at_work = frozenset(self._heaps)

    def next(self, lead: Lead, asked: Asked = NOBODY, before: StaffId | None = None) -> Staff | None:
        """The agent to offer this lead to; None when nobody at work who suits has room.

        `before` is who was in touch with this person earlier; if able they are asked first. Then those who cover the
        place most narrowly. Who said no is not asked again; who let it pass is, after everybody who was never asked,
        from their next working day on.
        """
        found = self._among(lead, {*asked.refused, *asked.passed}, before)
        if found is None and asked.passed:
            found = self._among(lead, {*asked.refused, *self._passed_today(asked.passed)}, before)
        return found

    def _among(self, lead: Lead, refused: Collection[StaffId], before: StaffId | None) -> Staff | None:
        if before is not None and self._may_return(lead, before, refused):
            return self._people[before].staff
        for area in areas_around(lead.region):
            chosen = self._first(self._heaps.get(area, []), lead, refused)
            if chosen is not None:
                return chosen
        return None

    def offered(self, agent: StaffId) -> None:
        """One more lead lies with this agent."""
        one = self._people[agent]
        self._people[agent] = replace(one, open_leads=one.open_leads + 1, recent=one.recent + 1, last_offer=self.now)

    def serves(self, agent: StaffId, region: str) -> bool:
        """Whether this agent was there to be asked for a dotted region code, for themselves or for a colleague."""
        return any(agent in self._at_work.get(area, ()) for area in areas_around(region))

    def behind(self, agents: Iterable[StaffId]) -> set[StaffId]:
        """Those on leave in whose place one of these agents works now."""
        return {absent for agent in agents for absent in self._behind.get(agent, ())}

    def lost(self, agent: StaffId) -> None:
        """This agent is no longer as we knew them, and is asked no more."""
        one = self._people[agent]
        self._people[agent] = replace(one, open_leads=one.staff.capacity)

    def _passed_today(self, passed: Mapping[StaffId, datetime]) -> set[StaffId]:
        """Those of these who could have taken it today, as the calendar goes where they are."""
        known = ((self._people[number].staff, until) for number, until in passed.items() if number in self._people)
        return {one.id for one, until in known if today_of(one, until) >= today_of(one, self.now)}

    def _by_area(self) -> Mapping[str, list[Staff]]:
        found: dict[str, list[Staff]] = defaultdict(list)
        staff = {number: one.staff for number, one in self._people.items()}
        for one in self._people.values():
            agent = stands_in(one.staff, staff, self.now)
            if agent is not None and agent is not one.staff:
                self._behind[agent.id].add(one.staff.id)
            if agent is not None and not is_full_today(agent, self.now) and has_room(self._people[agent.id]):
                for area in one.staff.areas:
                    found[area].append(agent)
        return found

    def _ranked(self, ids: Iterable[StaffId]) -> list[Rank]:
        heap = [self._rank(number) for number in ids]
        heapify(heap)
        return heap

    def _rank(self, agent: StaffId) -> Rank:
        one = self._people[agent]
        tie = blake2b(f"{self.seed}:{agent}".encode(), digest_size=8).digest()
        load = (one.open_leads + one.recent * self._paces[agent] + ONE) / one.staff.capacity
        waited = (self.now - (one.last_offer or LONG_AGO)).total_seconds() * one.staff.capacity
        return load, -waited, tie, agent

    def _first(self, heap: list[Rank], lead: Lead, refused: Collection[StaffId]) -> Staff | None:
        aside: list[Rank] = []
        chosen = None
        while heap and chosen is None:
            agent = StaffId(heap[0][3])
            now = self._rank(agent)
            if not has_room(self._people[agent]):
                heappop(heap)
            elif now != heap[0]:
                heapreplace(heap, now)  # offers made since it was ranked
            elif agent in refused or not suits(self._people[agent].staff, lead):
                aside.append(heappop(heap))
            else:
                chosen = self._people[agent].staff
        for rank in aside:
            heappush(heap, rank)
        return chosen

    def _may_return(self, lead: Lead, before: StaffId, refused: Collection[StaffId]) -> bool:
        one = self._people.get(before)
        if one is None or before in refused or not has_room(one) or is_on_leave(one.staff, self.now):
            return False
        covers = any(area in one.staff.areas for area in areas_around(lead.region))
        return covers and is_working_now(one.staff, self.now) and suits(one.staff, lead)


def there(one: Candidate, now: datetime) -> timedelta:
    """How much of the time that counts somebody could be asked: since they were first, and without their last leave.

    Offers are held against that time, so that who is new or back from leave gets their share from now on, and is not
    asked for all that others had before.
    """
    known = min(REMEMBERED, now - (one.first_offer or now))
    if one.staff.leave is not None:
        today = today_of(one.staff, now)
        first = max(one.staff.leave[0], today - known)
        known -= max(timedelta(0), min(one.staff.leave[1], today) + A_DAY - first)
    return max(known, A_DAY)


def areas_around(region: str) -> Iterator[str]:
    """A dotted region code and everything it lies in, the narrowest first: desa, kecamatan, kabupaten, province."""
    while region:
        yield region
        region = region.rpartition(".")[0]


def suits(agent: Staff, lead: Lead) -> bool:
    """Whether the agent works with this kind of work and speaks with this person, who is somebody else.

    Who named none takes all.
    """
    work = not is_own(agent, lead) and (not agent.works or lead.work in agent.works)
    return work and (not agent.languages or lead.language in agent.languages)
