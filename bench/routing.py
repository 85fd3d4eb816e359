"""Who is asked next among five thousand agents, beside sorting all of them for every lead; and how fair that is."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from bench.agents import NOON, Country
from bench.fairness import LOADS, unfairness
from bench.figures import Figure
from bench.scenarios import Options
from bot.leads.roster import Roster, suits
from bot.leads.routing import cover, has_room
from storage.records import Candidate, Lead, Staff

AGENTS, CAPACITY = 5_000, 40
MANY, FEW = 5_000, 100
"""Leads in a round of ours, and of what takes so much longer."""
SEEDS = range(1, 4)

Asks = Callable[[Lead], Staff | None]


def by_sorting(people: Sequence[Candidate]) -> Asks:
    """All agents are looked at and sorted for every lead; everybody is at work, and offers are counted."""
    known = {one.staff.id: one for one in people}

    def asks(lead: Lead) -> Staff | None:
        able = [one for one in known.values() if has_room(one) and cover(one.staff, lead.region)]
        able = [one for one in able if suits(one.staff, lead)]
        able.sort(key=lambda one: (-cover(one.staff, lead.region), one.open_leads / one.staff.capacity))
        if not able:
            return None
        first = able[0]
        known[first.staff.id] = replace(first, open_leads=first.open_leads + 1, last_offer=NOON)
        return first.staff

    return asks


def by_roster(roster: Roster) -> Asks:
    """As the router asks."""

    def asks(lead: Lead) -> Staff | None:
        agent = roster.next(lead)
        if agent is not None:
            roster.offered(agent.id)
        return agent

    return asks


def ms_each(asks: Asks, leads: Sequence[Lead]) -> float:
    """Milliseconds for one of these leads."""
    began = time.perf_counter()
    for lead in leads:
        asks(lead)
    return (time.perf_counter() - began) / len(leads) * 1000


async def routing(options: Options) -> Sequence[Figure]:
    """Medians over interleaved rounds; the time to build the roster, once for each look, is printed beside them."""
    country = Country.of(AGENTS, CAPACITY)
    people, leads = country.candidates(), country.leads(MANY)
    built, ours, theirs = [], [], []
    for _ in range(options.rounds):
        began = time.perf_counter()
        roster = Roster(people, NOON)
        built.append(time.perf_counter() - began)
        ours.append(ms_each(by_roster(roster), leads))
        theirs.append(ms_each(by_sorting(people), leads[:FEW]))
    print(f"a roster of {AGENTS:,} agents takes {statistics.median(built) * 1000:.0f} ms, once for each look")
    ratio = statistics.median(slow / quick for quick, slow in zip(ours, theirs, strict=True))
    worst = max(unfairness(busy=busy, seed=seed) for busy in LOADS for seed in SEEDS)
    return [
        Figure(f"routing one lead over {AGENTS:,} agents", statistics.median(ours), 1, 0.1, "ms", less=True),
        Figure("routing, against sorting all agents", ratio, 10, 100),
        Figure("furthest from an equal share, of 1", worst, 0.05, 0.05, "", less=True),
    ]
