"""Agents and leads all over the country, for measuring who is asked next."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.answers.official import load
from bot.answers.regions import dotted
from storage.records import Candidate, ChatId, Interest, Lead, LeadId, Staff, StaffId

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
"""A Monday on which everybody works: 11.00 in Jakarta, 13.00 in Jayapura."""
BRANCH = "pusat"
WORKS = ("farmer", "fisher", "driver", "trader", "other")
LENGTHS = (5, 8, 8, 13)
"""Characters of the area of an agent: one in four covers a kabupaten, one a desa, the others a kecamatan."""
FIRST_AGENT, FIRST_WORKER = 10_000_000, 20_000_000
"""Chats."""


@dataclass(frozen=True)
class Country:
    """Agents, and the villages in which somebody takes every kind of work."""

    agents: tuple[Staff, ...]
    villages: tuple[str, ...]

    @classmethod
    def of(cls, agents: int, capacity: int, seed: int = 5) -> "Country":
        """So many agents, spread over the whole country as villages are."""
        chance = random.Random(seed)
        homes = [dotted(region) for region in chance.sample(load(4).regions, agents)]
        staff = tuple(_agent(number, home, capacity, chance) for number, home in enumerate(homes, 1))
        return cls(staff, tuple(home for home, one in zip(homes, staff, strict=True) if not one.works))

    def candidates(self) -> list[Candidate]:
        """Everybody as the router sees them, some busier than others."""
        chance = random.Random(len(self.agents))
        return [
            Candidate(one, chance.randrange(one.capacity // 2), NOON - timedelta(minutes=chance.randrange(5_000)))
            for one in self.agents
        ]

    def leads(self, count: int, seed: int = 7) -> list[Lead]:
        """So many leads from villages that somebody covers."""
        chance = random.Random(seed)
        return [_lead(number, interest) for number, interest in enumerate(self.interests(count, chance), 1)]

    def interests(self, count: int, chance: random.Random) -> list[Interest]:
        """What so many people told us."""
        return [_interest(chance.choice(self.villages), chance.choice(WORKS), number) for number in range(count)]


def _agent(number: int, home: str, capacity: int, chance: random.Random) -> Staff:
    works = tuple(chance.sample(WORKS, 2)) if chance.random() < 0.1 else ()
    area = home[: chance.choice(LENGTHS)]
    chat = ChatId(FIRST_AGENT + number)
    return Staff(StaffId(number), "agent", "Adi", f"AP-{number:04d}", BRANCH, chat, (area,), capacity, works=works)


def _interest(region: str, work: str, number: int) -> Interest:
    return Interest("Sari", f"+62812{number:08d}", work, region, "Konang, Galis", ("jkk", "jkm"), "morning")


def _lead(number: int, told: Interest) -> Lead:
    chat = ChatId(FIRST_WORKER + number)
    return Lead(LeadId(number), chat, "new", 1, told.region, told.work, BRANCH, told, None, NOON, NOON)
