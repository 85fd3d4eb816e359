"""Whom a broadcast reaches: those who said yes to exactly this, and nobody else, whoever they are."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from storage import addressees, leads, listeners, people, staff, timers
from storage.database import Database, Tx
from storage.news import KIND, STATUSES, WITHOUT, Listeners
from storage.records import Branch, ChatId, Consent, Interest, Invite, Person
from storage.timers import Planned
from tests.storage.conftest import NOON

PEOPLE, FILTERS = 400, 30
HERE, NEXT, ABROAD = "35.28.02.2016", "35.28.03.2001", "35.29.01.2001"
LATER = NOON + timedelta(minutes=1)
CONSENTS: Sequence[dict[str, Consent]] = (
    {},
    {"news": Consent(True, NOON, "news-1")},
    {"news": Consent(True, NOON, "news-1"), "reminders": Consent(False, NOON, "reminders-2")},
    {"news": Consent(True, NOON, "news-0")},
    {"news": Consent(False, NOON, "news-1")},
    {"news": Consent(False, NOON, "taken-back")},
    {"reminders": Consent(True, NOON, "reminders-2"), "contact": Consent(True, NOON, "news-1")},
    {"advertising": Consent(True, NOON, "news-1")},
)


@dataclass(frozen=True)
class Somebody:
    """A person, and the interests they sent, the last one being what counts."""

    person: Person
    told: tuple[tuple[str, str, str], ...]
    of_staff: bool

    def judged(self, whom: Listeners) -> str | None:
        """What the rules say of them in plain Python; None for who is no business of the branch."""
        if not self.told:
            return None
        region, work, state = self.told[-1]
        if (
            not _lies(region, whom.served)
            or whom.work not in (None, work)
            or (whom.states and state not in whom.states)
        ):
            return None
        consent = self.person.consents.get("news")
        wrong = {
            "elsewhere": not _lies(region, whom.regions),
            "staff": self.of_staff,
            "blocked": self.person.blocked,
            "muted": self.person.muted,
            "not_allowed": consent is None or not consent.given or consent.version not in whom.versions,
        }
        return next((why for why in WITHOUT if wrong[why]), "reached")


def _lies(region: str, areas: Sequence[str]) -> bool:
    return any(region == area or region.startswith(f"{area}.") for area in areas)


def somebody(chance: random.Random, chat: int) -> Somebody:
    """Anybody at all."""
    consents = chance.choice(CONSENTS)
    person = Person(ChatId(chat), consents=consents, muted=chance.random() < 0.2, blocked=chance.random() < 0.2)
    # Of one person only the last interest may be open, as the database holds them to.
    ended = [(chance.choice((HERE, NEXT, ABROAD)), chance.choice(("farmer", "driver")), "closed")] * chance.randint(
        0, 1
    )
    last = (chance.choice((HERE, NEXT, ABROAD)), chance.choice(("farmer", "driver")))
    told = (*ended, (*last, chance.choice(("new", "contacted", "registered", "verified", "closed"))))
    return Somebody(person, told if chance.random() < 0.9 else (), of_staff=chance.random() < 0.1)


async def stored(tx: Tx, crowd: Sequence[Somebody]) -> None:
    """All of these people."""
    await staff.save_branch(tx, Branch("pamekasan", "Pamekasan", ("35.28",)))
    await people.save(tx, [one.person for one in crowd], NOON)
    for one in crowd:
        for number, (region, work, state) in enumerate(one.told):
            phone = f"+62812{one.person.chat:06d}{number}"
            interest = Interest("Sari", phone, work, region, "Galis", ("jkk",), "any")
            lead = await leads.add(tx, one.person.chat, interest, "pamekasan", NOON)
            await tx.execute(leads.leads.update().where(leads.leads.c.id == lead.id).values(state=state))
        if one.of_staff:
            invited = Invite(f"{one.person.chat}", "agent", "Adi", "pamekasan", (), LATER)
            await staff.invite(tx, invited)
            await staff.bind(tx, one.person.chat, invited, NOON)


def any_filter(chance: random.Random) -> Listeners:
    """Anything that an officer may choose."""
    regions = chance.choice((("35.28",), ("35.28.02",), (HERE,), ("35.28.02", NEXT)))
    work, states = chance.choice((None, "farmer", "driver")), chance.choice(tuple(STATUSES.values()))
    return Listeners(("35.28",), regions, ("news-1",), work, states)


async def test_only_a_yes_is_reached_whoever_they_are(database: Database) -> None:
    """Four hundred random people, thirty random choices: found, counted and judged again as plain words say."""
    chance = random.Random(5)
    crowd = [somebody(chance, chat) for chat in range(1, PEOPLE + 1)]
    async with database.transaction() as tx:
        await stored(tx, crowd)
        await timers.plan(tx, [Planned(one.person.chat, "other", "1", NOON) for one in crowd[::3]])
        recent = {timer.chat for timer in await timers.due(tx, NOON, PEOPLE)}
        await timers.settle(tx, [timer.id for timer in await timers.due(tx, NOON, PEOPLE)], "done", None, NOON)
    for number in range(FILTERS):
        whom = any_filter(chance)
        verdicts = {one.person.chat: one.judged(whom) for one in crowd}
        wanted = {chat for chat, verdict in verdicts.items() if verdict == "reached"}
        async with database.reading() as tx:
            found = await addressees.find(tx, KIND, str(number), whom, 0, PEOPLE)
            still = await listeners.still(tx, whom, list(verdicts))
            counted = await listeners.reach(tx, whom, NOON - timedelta(days=7))
        assert {one.chat for one in found} == still == wanted
        assert counted.people == len(wanted)
        assert counted.wait(1) == len(wanted & recent)
        assert counted.without == {why: n for why in WITHOUT if (n := list(verdicts.values()).count(why))}


async def test_no_version_is_no_way_in(database: Database) -> None:
    """A broadcast that covers no version of the question reaches nobody, nor does one for no place."""
    chance = random.Random(6)
    async with database.transaction() as tx:
        await stored(tx, [somebody(chance, chat) for chat in range(1, 60)])
    anybody = Listeners(("35.28",), ("35.28",), ("news-1",))
    async with database.reading() as tx:
        assert await addressees.find(tx, KIND, "1", anybody, 0, PEOPLE)
        assert await addressees.find(tx, KIND, "1", replace(anybody, versions=()), 0, PEOPLE) == []
        assert await addressees.find(tx, KIND, "1", replace(anybody, regions=()), 0, PEOPLE) == []
        assert await addressees.find(tx, KIND, "1", replace(anybody, served=()), 0, PEOPLE) == []
