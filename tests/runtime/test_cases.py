"""The officers hear of every case once, whatever dies in between and however many look."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.app import App, Parts
from bot.conversation.effects import Say
from bot.flows.lead_cards import lead_card
from bot.runtime.router import Router
from storage import cases
from storage.records import Case, ChatId, Contact, Staff
from tests.kit import Actor, World, settings
from tests.transport import memory_bot

CONTACT = Contact("Bu Sari", "+6281234567890", "Kab. Pamekasan")


async def happens(world: World, count: int = 1, branch: str | None = "pamekasan") -> None:
    """So many cases nobody has heard of."""
    async with world.app.database.transaction() as tx:
        for number in range(count):
            chat = ChatId(900_000 + number)
            await cases.raise_case(tx, chat, "accident", "35.28", branch, CONTACT, world.app.clock())


def heard(officer: Actor) -> list[str]:
    """The headings of the new cases on this phone."""
    texts = [message.text or "" for message in officer.phone.chat if message.from_bot]
    return sorted(text.partition(":")[0] for text in texts if "Kasus baru" in text)


async def test_who_dies_between_remembering_and_telling_tells_again(world: World) -> None:
    """A case counts as told only together with the messages that tell of it."""
    rina = world.officer("Rina")
    await world.quiet()
    await happens(world)

    def dies(occasion: str, case: Case, officer: Staff) -> Say:
        raise ConnectionError("the plug was pulled")

    app = world.app
    doomed = Router(app.database, app.clock, app.turns.speeches, lead_card, dies, timedelta(hours=1))
    with pytest.raises(ConnectionError):
        await doomed.route()
    await world.quiet()
    await world.quiet()
    assert heard(rina) == ["🆘 Kasus baru nomor 1"]


async def test_three_routers_at_once_tell_each_officer_once(postgres_url: str) -> None:
    """Of every case."""
    world = await World.open(postgres_url)
    rina, hasan = world.officer("Rina"), world.officer("Hasan")
    await world.quiet()
    await happens(world, 20)
    others = [App(settings(postgres_url), Parts(clock=world.app.clock, bot=memory_bot(world.telegram))) for _ in "ab"]
    await asyncio.gather(*(app.router.route() for app in (world.app, *others)))
    await world.quiet()
    for officer in (rina, hasan):
        assert len(heard(officer)) == len(set(heard(officer))) == 20
    for app in others:
        await app.database.close()
    await world.close()


async def test_an_operator_is_told_once_that_nobody_can_be_told(quick_world: World) -> None:
    """At each new case that waits, not at each look."""
    with capture_logs() as logs:
        await happens(quick_world, branch=None)
        for _ in range(5):
            await quick_world.app.router.route()
    assert [line["event"] for line in logs] == ["a case waits and there is no officer to tell; invite one"]
    assert "Sari" not in str(logs)
