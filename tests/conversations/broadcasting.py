"""What conversations about broadcasts begin with: people who allowed news, an officer who wrote some."""

from collections.abc import Sequence
from dataclasses import replace

from bot.flows import news, reminders
from storage import leads, people
from storage.news import PURPOSE
from storage.records import Consent, Interest
from tests.conversations.enrol import fills
from tests.kit import Actor, World

WITH_A_NUMBER = "Ada penyuluhan di Balai Desa Sumedangan. Tanya Bu Rina, 0812 3456 7890."
"""Somebody else has to agree to this, however few it is for."""
TEXT = "Mobil layanan datang ke Balai Desa Sumedangan hari Senin jam 9."
STATES = "SELECT state, why FROM broadcasts ORDER BY id"
NEWS = "Kabar dari kantor cabang Pamekasan"


async def listens(who: Actor, *, place: str = "sumedangan pademawu") -> None:
    """The interest is sent, and reminders and news are allowed."""
    await fills(who, place=place)
    await who.taps("Kirim")
    await who.taps("Boleh")
    assert who.sees("Boleh kantor cabang"), who.transcript()
    await who.taps("Boleh")


HERE, ELSEWHERE = "35.28.02.2016", "35.28.03.2001"
"""Sumedangan, and a village in another kecamatan of Pamekasan."""


async def is_known(who: Actor, *, region: str = HERE, wants_news: bool = True, **changed: object) -> None:
    """As if all that `listens` tells had been said, without saying it."""
    await who.says("/start")
    await _stored(who, region=region, wants_news=wants_news, **changed)


async def is_there(member: Actor) -> None:
    """On a Saturday, too: who writes to the bot is told at once what waits for others until they work."""
    await member.says("/tugas")


async def looks(officer: Actor) -> None:
    """A second officer opens what they were asked to agree to."""
    await officer.taps("Lihat kabarnya")
    await officer.taps("✋")


async def crowd(world: World, size: int) -> list[Actor]:
    """So many people who allowed news, an hour ago."""
    people = [world.person(f"Warga {number}") for number in range(size)]
    await all_say(people, "/start")
    for one in people:
        await _stored(one)
    await world.passes(hours=1)
    return people


async def all_say(people: Sequence[Actor], words: str) -> None:
    """Everybody types this at the same time."""
    for one in people:
        one.phone.send(words)
    await people[0].world.quiet()


async def _stored(who: Actor, *, region: str = HERE, wants_news: bool = True, **changed: object) -> None:
    now, world = who.world.telegram.now(), who.world
    interest = Interest(who.phone.first_name, f"+62{who.number[1:]}", "farmer", region, "Galis", ("jkk",), "any")
    yes = {reminders.PURPOSE: Consent(True, now, reminders.TEXT), "notice": Consent(True, now, "notice-1")}
    wanted = {PURPOSE: Consent(True, now, news.TEXT)} if wants_news else {}
    async with world.app.database.transaction() as tx:
        person = (await people.of_chats(tx, [who.chat])).person(who.chat)
        await people.save(tx, [replace(person, consents=yes | wanted, **changed)], now)  # type: ignore[arg-type]
        await leads.add(tx, who.chat, interest, "pamekasan", now)


async def writes(
    officer: Actor,
    text: str = TEXT,
    *,
    place: str = "Seluruh wilayah",
    work: str = "Semua pekerjaan",
    whose: str = "Semua",
) -> None:
    """Up to what one person would read."""
    await officer.says("/siaran")
    await officer.taps("Tulis kabar baru")
    await officer.says(text)
    await officer.taps(place)
    await officer.taps(work)
    await officer.taps(whose)


async def sends_news(officer: Actor, text: str = TEXT) -> None:
    """To the whole branch, as soon as it may go."""
    await writes(officer, text)
    await officer.taps("Hitung")
    await officer.taps("📤 Kirim")


def told(who: Actor, text: str = TEXT) -> int:
    """How often this phone got it."""
    return sum(text in (message.text or "") and NEWS in (message.text or "") for message in who.phone.chat)


async def five(world: World) -> dict[str, Actor]:
    """Sari and Tini allowed news; Wati did not, Yanto asked for silence, Dewi lives elsewhere."""
    people = {name: world.person(name) for name in ("Sari", "Tini", "Wati", "Yanto", "Dewi")}
    await listens(people["Sari"])
    await is_known(people["Tini"])
    await is_known(people["Wati"], wants_news=False)
    await is_known(people["Yanto"])
    await people["Yanto"].says("/berhenti")
    await is_known(people["Dewi"], region=ELSEWHERE)
    await world.passes(hours=1)
    return people
