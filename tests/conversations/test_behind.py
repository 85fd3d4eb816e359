"""Whoever runs the demo sees behind the screen: what is to be said later, what was, and why something was not."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.demo import behind
from bot.flows.said import TIMERS
from storage.records import Person
from tests.conversation.test_reminder_words import CASES
from tests.conversations.operators import arrived, explained_of, told, told_of
from tests.conversations.test_every_kind import becomes, planned
from tests.conversations.test_price_notices import allows, weeks_go_by
from tests.kit import START, Actor, World


async def test_each_reminder_with_its_reason(quick_world: World) -> None:
    """On the worker's phone, and behind the screen; who asked for silence gets none, and it says so."""
    sari, budi = quick_world.person("Sari"), quick_world.person("Budi")
    await allows(sari)
    await allows(budi)
    await quick_world.passes(hours=1)
    assert {state for _, state in await told(quick_world)} == {"⏳ Menunggu waktunya."}
    await budi.says("stop")
    await weeks_go_by(quick_world, 4)
    await quick_world.passes(hours=15)  # the four weeks end in the evening
    said = await told(quick_world)
    assert ("Kabar iuran akan berubah, untuk Sari", "✅ Sampai.") in said
    assert ("Kabar iuran akan berubah, untuk Budi", "🚫 Tidak dikirim: orangnya minta tidak dikirimi.") in said


async def test_every_kind_has_words(quick_world: World) -> None:
    """A new kind without them fails here."""
    assert set(quick_world.app.timers.kinds) == set(TIMERS)


async def comes(world: World, at: datetime) -> None:
    """Let time pass until this instant."""
    await world.quiet()
    await world.passes(seconds=(at - world.telegram.now()).total_seconds())


async def lines_of(who: Actor, kind: str, slot: str, due: datetime, person: Person) -> list[tuple[str, str]]:
    """What is told of this phone, whose person is this one, an hour after one timer fell due."""
    await becomes(who, person)
    await planned(who, kind, slot, due)
    who.world.telegram.jump(max(due + timedelta(hours=1) - who.world.telegram.now(), timedelta()))
    await who.world.quiet()
    return [(what, state) for what, state in await told(who.world) if what.endswith(f"untuk {who.phone.first_name}")]


@pytest.mark.parametrize("kind", TIMERS)
async def test_every_kind_says_why_it_was_not_sent(quick_world: World, kind: str) -> None:
    """Nothing on the phone, the reason behind the screen."""
    sari = quick_world.person("Sari", started=True)
    [(_, state)] = await lines_of(sari, kind, "1", START, Person(sari.chat, muted=True))
    assert state == "🚫 Tidak dikirim: orangnya minta tidak dikirimi." and sari.phone.chat == []


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_every_reminder_of_ones_own_is_told_when_it_arrives(quick_world: World, case: tuple[str, str]) -> None:
    """On the phone, and behind the screen."""
    person, due = CASES[case]
    sari = quick_world.person("Sari", started=True)
    await lines_of(sari, *case, due, person)
    await quick_world.passes(days=2)  # a holiday, the hour of prayer
    assert await arrived(sari, case[0]) and sari.phone.chat[0].from_bot


async def test_what_is_put_off_says_for_what(quick_world: World) -> None:
    """At night it waits for the morning."""
    sari = quick_world.person("Sari", started=True)
    case, (person, due) = next(iter(CASES.items()))
    lines = await lines_of(sari, *case, due + timedelta(hours=12), person)
    assert "⏳ Menunggu: sudah malam, atau masih terlalu pagi." in {state for _, state in lines}


async def test_what_would_interrupt_says_so(quick_world: World) -> None:
    """Whoever writes when it falls due gets it half an hour later."""
    sari = quick_world.person("Sari", started=True)
    case, (person, due) = next(iter(CASES.items()))
    await becomes(sari, person)
    await planned(sari, *case, due)
    await comes(quick_world, due - timedelta(minutes=10))
    await sari.says("/status")
    await comes(quick_world, due)
    assert (await told_of(sari, case[0]))[0] == "⏳ Menunggu: orangnya sedang menulis."
    assert "was writing with the bot" in (await explained_of(sari, case[0]))[0]
    await quick_world.passes(minutes=20)
    assert await arrived(sari, case[0])


async def test_a_phone_added_later_has_its_name(quick_world: World) -> None:
    """The page asks again and again what goes on, and begins to before the phone is there."""
    look = partial(behind, quick_world.app, quick_world.telegram)
    sari = quick_world.person("Sari")
    await allows(sari)
    await quick_world.passes(hours=1)
    assert "Kabar iuran akan berubah, untuk Sari" in {line["what"] for line in await look()}
