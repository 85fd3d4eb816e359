"""Long polling and webhooks hand out every update until it is confirmed."""

import asyncio

import pytest

from bot.simulator.faults import TimesOut
from bot.simulator.webhook import SECRET_HEADER
from bot.simulator.world import World
from tests.simulator.conftest import NOON


async def poll(world, **params):
    return (await world.call("getUpdates", params)).body


async def test_an_update_waits_for_its_confirmation(world, sari):
    """Until an offset passes it, it is handed out again; `limit` takes the oldest."""
    sari.send("satu")
    sari.send("dua")
    first = (await poll(world, limit=1))["result"][0]
    assert (await poll(world))["result"][0] == first
    rest = (await poll(world, offset=first["update_id"] + 1))["result"]
    assert [one["message"]["text"] for one in rest] == ["dua"]
    assert (await poll(world, offset=-1))["result"] == rest


async def test_a_long_poll_ends_when_something_happens(world, sari):
    """And by itself with nothing after its time."""
    assert (await poll(world, timeout=1))["result"] == []
    waiting = asyncio.create_task(poll(world, timeout=30))
    await asyncio.sleep(0)
    sari.send("halo")
    assert len((await asyncio.wait_for(waiting, 20))["result"]) == 1


async def test_two_polls_at_once_are_a_conflict(world, sari):
    """The older one is ended with 409, as Telegram does, and the newer goes on."""
    older = asyncio.create_task(poll(world, timeout=30))
    await asyncio.sleep(0)
    newer = asyncio.create_task(poll(world, timeout=30))
    assert (await asyncio.wait_for(older, 20))["error_code"] == 409
    sari.send("halo")
    assert (await asyncio.wait_for(newer, 20))["ok"]


async def test_closing_ends_a_long_poll(world):
    """With an error that makes the client wait before it asks again."""
    waiting = asyncio.create_task(poll(world, timeout=30))
    await asyncio.sleep(0)
    world.close()
    assert (await asyncio.wait_for(waiting, 20))["error_code"] == 502


async def test_only_wanted_kinds_arrive(world, sari):
    """allowed_updates holds for what happens afterwards."""
    await poll(world, allowed_updates='["callback_query"]')
    sari.send("halo")
    sari.tap(1, "ya")
    assert [list(one)[1] for one in (await poll(world))["result"]] == ["callback_query"]


async def test_injected_updates_come_as_they_are(world, sari):
    """Repeated, malformed and unknown ones, even with an id confirmed long ago."""
    sari.send("halo")
    replayed = (await poll(world))["result"][0]
    confirmed = replayed["update_id"] + 1
    await poll(world, offset=confirmed)
    for odd in (replayed, {"update_id": 7, "future_kind": {}}, {"nothing": 1}, "words"):
        world.inject(odd)
    assert (await poll(world, offset=confirmed))["result"] == [
        replayed,
        {"update_id": 7, "future_kind": {}},
        {"nothing": 1},
        "words",
    ]
    again = await poll(world, offset=confirmed + 100)
    assert again["result"] == []


class Receiver:
    """A bot's webhook: remembers what came and answers as told, 200 by default."""

    def __init__(self) -> None:
        self.came = []
        self.answers = []
        self.heard = asyncio.Event()

    async def __call__(self, url, body, headers):
        self.came.append((url, body, dict(headers)))
        self.heard.set()
        answer = self.answers.pop(0) if self.answers else (200, None)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def hooked(receiver) -> World:
    world = World(clock=lambda: NOON, post=receiver)
    yield world
    world.close()


async def settle(world):
    """Until the webhook has taken everything."""
    async with asyncio.timeout(60):
        while world.updates.pending:  # noqa: ASYNC110 who takes it tells nobody
            await asyncio.sleep(0.01)


async def test_a_webhook_gets_updates_until_it_takes_them(hooked, receiver):
    """In order, with the secret, again after errors, and getUpdates is refused meanwhile."""
    sari = hooked.user("Sari")
    sari.send("satu")
    receiver.answers = [(500, None), ConnectionRefusedError("nobody there")]
    await hooked.call("setWebhook", {"url": "https://bot.id/hook", "secret_token": "s3cret"})
    sari.send("dua")
    await settle(hooked)
    assert [body["message"]["text"] for _, body, _ in receiver.came] == ["satu", "satu", "satu", "dua"]
    assert receiver.came[0][2] == {SECRET_HEADER: "s3cret"}
    info = (await hooked.call("getWebhookInfo", {})).body["result"]
    assert (info["pending_update_count"], info["last_error_message"]) == (0, "Connection failed: nobody there")
    assert (await poll(hooked))["error_code"] == 409


async def test_a_webhook_may_answer_with_a_method(hooked, receiver):
    """The call in the body of the 200 is executed."""
    sari = hooked.user("Sari")
    await hooked.call("setWebhook", {"url": "https://bot.id/hook"})
    receiver.answers = [(200, {"method": "sendMessage", "chat_id": sari.id, "text": "halo juga"})]
    sari.send("halo")
    await settle(hooked)
    assert sari.chat[-1].text == "halo juga"


async def test_a_lost_method_does_not_stop_the_webhook(hooked, receiver):
    """The update counts as taken although the call in its answer went missing."""
    sari = hooked.user("Sari")
    await hooked.call("setWebhook", {"url": "https://bot.id/hook"})
    hooked.faults.next("sendMessage", TimesOut())
    receiver.answers = [(200, {"method": "sendMessage", "chat_id": sari.id, "text": "hilang"})]
    sari.send("satu")
    sari.send("dua")
    await settle(hooked)
    assert [message.text for message in sari.chat] == ["satu", "dua"]


async def test_one_chat_does_not_hold_up_another(hooked, receiver):
    """While Sari's update is refused, Budi's is taken."""
    sari, budi = hooked.user("Sari"), hooked.user("Budi")
    await hooked.call("setWebhook", {"url": "https://bot.id/hook"})
    receiver.answers = [(500, None)]
    sari.send("satu")
    budi.send("dua")
    await settle(hooked)
    assert [body["message"]["text"] for _, body, _ in receiver.came] == ["satu", "dua", "satu"]


async def test_back_to_polling(hooked, receiver):
    """deleteWebhook keeps what waits, or drops it when asked."""
    sari = hooked.user("Sari")
    receiver.answers = [(500, None)] * 99
    await hooked.call("setWebhook", {"url": "https://bot.id/hook"})
    sari.send("satu")
    await receiver.heard.wait()
    await hooked.call("deleteWebhook", {})
    assert len((await poll(hooked))["result"]) == 1
    await hooked.call("deleteWebhook", {"drop_pending_updates": True})
    assert (await poll(hooked))["result"] == []
