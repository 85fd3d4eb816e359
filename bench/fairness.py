"""How evenly leads fall to agents who cover the same place, while leads end at random."""

import random
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import heappop, heappush

from bench.agents import BRANCH, NOON
from bot.leads.roster import REMEMBERED, Roster
from storage.records import Candidate, Lead, LeadId, Staff, StaffId

CAPACITIES = (10, 20, 40)
DAYS = (5.0, 10.0)
"""How long a lead is worked on, at least and at most."""
LOADS = (0.05, 0.1, 0.3, 0.8)
"""Shares of everybody's capacity that are in use on the average: hardly anything to do, and nearly all one can do."""
AT_ONCE = 5
"""Leads that one look of the router finds, at most."""


@dataclass
class Kecamatan:
    """Agents of one kecamatan, and what they hold as days go by."""

    people: Sequence[Staff]
    chance: random.Random
    day: float = 0.0
    held: dict[StaffId, int] = field(default_factory=dict)
    given: dict[StaffId, int] = field(default_factory=dict)
    offered: dict[StaffId, deque[float]] = field(default_factory=dict)
    first: dict[StaffId, float] = field(default_factory=dict)
    ends: list[tuple[float, StaffId]] = field(default_factory=list)

    joined: Mapping[StaffId, float] = field(default_factory=dict)
    away: Mapping[StaffId, tuple[float, float]] = field(default_factory=dict)

    def look(self, count: int) -> int:
        """Ask somebody for each of so many leads; returns for how many there was somebody."""
        people = [self._seen(one) for one in self.people if self.joined.get(one.id, 0.0) <= self.day]
        roster, asked = Roster(people, NOON, str(self.chance.random())), 0
        for number in range(count):
            agent = roster.next(_lead(number))
            if agent is not None:
                roster.offered(agent.id)
                self._gives(agent.id)
                asked += 1
        return asked

    def _seen(self, agent: Staff) -> Candidate:
        """An agent as the router sees them: it is always the same noon, and what lies back moves away."""
        offered = self.offered.setdefault(agent.id, deque())
        last = NOON - timedelta(days=self.day - offered[-1]) if offered else None
        first = NOON - timedelta(days=self.day - self.first[agent.id]) if agent.id in self.first else None
        while offered and offered[0] <= self.day - REMEMBERED.days:
            offered.popleft()
        leave = self._leave(agent)
        seen = agent if leave == agent.leave else replace(agent, leave=leave)
        return Candidate(seen, self.held.get(agent.id, 0), last, len(offered), first)

    def _leave(self, agent: Staff) -> tuple[date, date] | None:
        """The whole days of an absence, first and last, as they lie before or after that noon."""
        if agent.id not in self.away or self.away[agent.id][0] > self.day:
            return None
        first, back = ((NOON + timedelta(days=at - self.day)).date() for at in self.away[agent.id])
        return first, back - timedelta(days=1)

    def pass_by(self, days: float) -> None:
        """Time goes by, and leads end."""
        self.day += days
        while self.ends and self.ends[0][0] <= self.day:
            self.held[heappop(self.ends)[1]] -= 1

    def _gives(self, agent: StaffId) -> None:
        self.held[agent] = self.held.get(agent, 0) + 1
        self.given[agent] = self.given.get(agent, 0) + 1
        self.offered[agent].append(self.day)
        self.first.setdefault(agent, self.day)
        heappush(self.ends, (self.day + self.chance.uniform(*DAYS), agent))


def unfairness(leads: int = 10_000, agents: int = 10, busy: float = 0.6, seed: int = 1) -> float:
    """How far anybody's share of these leads per unit of capacity is from an equal one: 0.05 is 5 %.

    `busy` is the share of everybody's capacity that is in use on the average.
    """
    chance = random.Random(seed)
    people = [_agent(number, chance.choice(CAPACITIES)) for number in range(1, agents + 1)]
    there, asked = Kecamatan(people, chance), 0
    pause = sum(DAYS) / 2 / (sum(one.capacity for one in people) * busy)
    while asked < leads:
        some = chance.randint(1, AT_ONCE)
        there.pass_by(pause * some * chance.uniform(0.2, 1.8))
        asked += there.look(some)
    return off(there.given, {one.id: one.capacity for one in people})


def share_after(begins: str, busy: float = 0.3, seed: int = 1, days: float = 30.0) -> float:
    """What somebody gets in their first days of being there (again), of an equal share; 1 is exactly that.

    They "join" beside nine others, or come "back" from a leave of fifty days.
    """
    chance, start = random.Random(seed), 120.0
    people = [_agent(number, chance.choice(CAPACITIES)) for number in range(1, 11)]
    one = people[-1]
    there = Kecamatan(people, chance)
    if begins == "join":
        there.joined = {one.id: start}
    else:
        there.away = {one.id: (start - 50, start)}
    pause = sum(DAYS) / 2 / (sum(each.capacity for each in people) * busy)
    before: dict[StaffId, int] = {}
    while there.day < start + days:
        there.pass_by(pause * chance.uniform(0.2, 1.8))
        before = before if before or there.day < start else dict(there.given)
        there.look(1)
    got = {each.id: there.given.get(each.id, 0) - before.get(each.id, 0) for each in people}
    return got[one.id] / one.capacity / (sum(got.values()) / sum(each.capacity for each in people))


def off(given: Mapping[StaffId, int], capacities: Mapping[StaffId, int]) -> float:
    """The largest distance of a share per unit of capacity from an equal one, as a part of that."""
    equal = sum(given.values()) / sum(capacities.values())
    return max(abs(given.get(one, 0) / capacity / equal - 1) for one, capacity in capacities.items())


def _agent(number: int, capacity: int) -> Staff:
    return Staff(StaffId(number), "agent", "Adi", f"AP-{number:04d}", BRANCH, None, ("35.28.02",), capacity)


def _lead(number: int) -> Lead:
    return Lead(LeadId(number), None, "new", 1, "35.28.02.2003", "farmer", BRANCH, None, None, NOON, NOON)
