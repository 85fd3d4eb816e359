"""A person's timers are judged together, however many people have something due at the same moment."""

from collections.abc import Collection
from itertools import pairwise

import pytest
from sqlalchemy import text

from bot.cli.timers import explained, listed
from bot.conversation.view import View
from bot.conversation.words import Label
from bot.flows.timers import Kind
from bot.runtime.timers import FIRED_AT_ONCE, Timers, whole
from storage import timers
from storage.records import ChatId, Timer
from storage.timers import Planned
from tests.conversations.enrol import meets
from tests.kit import START, World
from tests.runtime.test_timers import broken, ends, greeting

PEOPLE = [ChatId(900_000 + number) for number in range(FIRED_AT_ONCE + 5)]


def says(rank: int, covers: Collection[str] = (), words: object = greeting) -> Kind:
    return Kind(lambda _: (), lambda *_: None, words, rank=rank, covers=frozenset(covers))  # type: ignore[arg-type]


def with_kinds(world: World, **kinds: Kind) -> World:
    app = world.app
    app.timers = Timers(app.database, app.clock, kinds, app.timers.manners, app.turns.speeches)
    return world


async def planned(world: World, *kinds: str, chats: Collection[ChatId] = PEOPLE) -> None:
    """These for each of them, one kind after the other."""
    async with world.app.database.transaction() as tx:
        for kind in kinds:
            await timers.plan(tx, [Planned(chat, kind, "once", START) for chat in chats])


async def states(world: World) -> dict[tuple[str, str, str | None], int]:
    async with world.app.database.reading() as tx:
        return await timers.stats(tx)


async def test_a_crowd_hears_once_what_another_message_says_too(world: World) -> None:
    """Fifteen people had both: the ten that are looked at first were all of one kind."""
    await planned(with_kinds(world, small=says(5), big=says(1, {"small"})), "small", "big")
    assert await world.app.timers.look() == 2 * len(PEOPLE)
    assert await states(world) == {("big", "done", None): len(PEOPLE), ("small", "cleared", "merged"): len(PEOPLE)}


async def test_what_matters_most_fills_the_week_of_a_crowd(world: World) -> None:
    """Though it was planned last; the third waits, and says why."""
    await planned(with_kinds(world, third=says(9), second=says(5), first=says(1)), "third", "second", "first")
    await world.app.timers.look()
    assert await states(world) == {
        ("first", "done", None): len(PEOPLE),
        ("second", "done", None): len(PEOPLE),
        ("third", "waiting", "week_full"): len(PEOPLE),
    }
    async with world.app.database.reading() as tx:
        timer = await timers.by_id(tx, 1)
        [line, *_] = listed(await timers.waiting(tx, START + 8 * (timer.due - START), 1)) if timer else []
    assert timer is not None and "had as many messages as a week allows" in " ".join(explained(timer))
    assert line.endswith("put off: this person has had as many messages as a week allows")


@pytest.mark.parametrize(("chats", "most", "taken"), [("aabbcc", 4, "aabb"), ("abab", 1, "aa"), ("abc", 10, "abc")])
def test_as_many_whole_people_as_fit(chats: str, most: int, taken: str) -> None:
    """Never half of what somebody has, and never nobody."""
    due = [Timer(number, ChatId(ord(chat)), "news", "once", START) for number, chat in enumerate(chats)]
    some = whole(due, most)
    assert "".join(chr(timer.chat) for timer in some) == taken
    assert all(one.id < other.id for one, other in pairwise(some) if one.chat == other.chat)
    assert whole([], most) == []


def unreadable(timer: Timer, view: View) -> object:
    """Words that no catalogue has: it fails only when it is put into the outbox."""
    said = greeting(timer, view)
    return type(said)((Label("no.such.words"),), to=timer.chat, unasked=True)


async def test_what_cannot_be_said_makes_nothing_else_pointless(quick_world: World) -> None:
    """The one that covers another fails on its way out: the other one is said instead."""
    world = with_kinds(quick_world, small=says(5), big=says(1, {"small"}, unreadable), bad=says(0, (), broken))
    sari = world.person("Sari")
    await meets(sari)
    await world.passes(hours=1)
    await planned(world, "small", "big", "bad", chats=[sari.chat])
    await world.quiet()
    assert await ends(world) == {
        ("bad", "cleared", "failed"),
        ("big", "cleared", "failed"),
        ("small", "done", None),
    }
    assert sari.sees("sudah dicatat")


async def test_a_look_at_the_due_ones_of_a_chat_uses_its_index(quick_world: World) -> None:
    """With a hundred thousand due the ones of ten chats are found without reading the others."""
    wanted = "SELECT * FROM timers WHERE chat IN (1, 2, 3) AND state = 'waiting' AND due <= 9 ORDER BY due, id"
    async with quick_world.app.database.reading() as tx:
        plan = (await tx.execute(text(f"EXPLAIN QUERY PLAN {wanted}"))).all()
    assert any("chat=?" in row.detail for row in plan), plan
