"""Limits are strict, and faults happen exactly when asked for."""

import pytest

from bot.simulator.faults import HttpError, LostReply, RateLimited, TimesOut, Unanswered
from bot.simulator.limits import Limits
from bot.simulator.world import World
from tests.simulator.conftest import NOON


class Timer:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def timer() -> Timer:
    return Timer()


def limited(timer, **limits):
    world = World(limits=Limits(timer=timer, **limits), clock=lambda: NOON)
    return world, [world.user(name, started=True) for name in ("Sari", "Budi")]


async def statuses(world, person, count):
    return [
        (await world.call("sendMessage", {"chat_id": person.id, "text": str(number)})).status for number in range(count)
    ]


async def test_thirty_a_second_and_not_one_more(timer):
    """The 31st is refused with how long to wait, and until then everything is."""
    world, (sari, budi) = limited(timer)
    assert set(await statuses(world, sari, 30)) == {200}
    refused = await world.call("sendMessage", {"chat_id": budi.id, "text": "halo"})
    assert (refused.status, refused.body["parameters"]) == (429, {"retry_after": 1})
    assert refused.body["description"] == "Too Many Requests: retry after 1"
    timer.seconds += 0.9
    assert await statuses(world, budi, 1) == [429]
    timer.seconds += 0.1
    assert await statuses(world, budi, 30) == [200] * 30
    assert len(sari.chat) == 30


async def test_one_chat_has_its_own_limit(timer):
    """Sari's chat is full while Budi's is not, and typing does not count."""
    world, (sari, budi) = limited(timer, per_second=None, per_chat_per_second=1)
    assert await statuses(world, sari, 2) == [200, 429]
    assert await statuses(world, budi, 1) == [200]
    timer.seconds += 1
    assert await statuses(world, sari, 1) == [200]
    assert (await world.call("sendChatAction", {"chat_id": sari.id, "action": "typing"})).status == 200


async def test_http_errors_execute_nothing(world, tell, sari):
    """Telegram is down for two calls, then back."""
    world.faults.next("sendMessage", HttpError(502), times=2)
    assert [(await tell("halo")).status for _ in range(3)] == [502, 502, 200]
    assert len(sari.chat) == 1


async def test_a_lost_reply_did_happen(world, tell, sari):
    """The caller hears nothing, the person has the message."""
    world.faults.next("sendMessage", LostReply())
    with pytest.raises(Unanswered) as lost:
        await tell("halo")
    assert lost.value.executed
    assert isinstance(lost.value, TimeoutError)
    assert sari.chat[-1].text == "halo"


async def test_a_timeout_did_not_happen(world, tell, sari):
    """The caller hears nothing, and nothing was done."""
    world.faults.next("*", TimesOut())
    with pytest.raises(Unanswered):
        await tell("halo")
    assert not sari.chat
    assert world.calls["sendMessage"][-1].answer is None


async def test_a_fault_may_be_for_one_chat(world, tell, sari):
    """Only Budi's call meets it."""
    budi = world.user("Budi", started=True)
    world.faults.next("sendMessage", RateLimited(7), chat_id=budi.id)
    assert (await tell("halo")).status == 200
    refused = await world.call("sendMessage", {"chat_id": str(budi.id), "text": "halo"})
    assert refused.body["parameters"] == {"retry_after": 7}
