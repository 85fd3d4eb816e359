"""python-telegram-bot's client cannot tell the simulator from Telegram."""

import asyncio
import time
from datetime import timedelta

import httpx
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import ExtBot

from bot.simulator.faults import LostReply, RateLimited
from bot.simulator.server import Phone
from tests.simulator.served import client, served


async def test_a_bot_talks_over_http(world, sari):
    """Forms, multipart uploads, downloads and long polls all travel."""
    async with served(world) as address, client(address, world) as bot:
        assert bot.username == "simulator_bot"
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="1")]])
        sent = await bot.send_message(sari.id, "Setuju? é👋", reply_markup=keyboard)
        assert (sari.chat[-1].id, sari.chat[-1].text, sari.chat[-1].labels) == (sent.id, "Setuju? é👋", ["Ya"])
        content = bytes(range(256)) + b"\r\n--x\r\n"
        document = await bot.send_document(
            sari.id, content, filename="laporan.pdf", caption="<b>ini</b>", parse_mode="HTML"
        )
        assert (sari.chat[-1].document.file.content, sari.chat[-1].text) == (content, "ini")
        assert bytes(await (await document.document.get_file()).download_as_bytearray()) == content
        sari.send("halo")
        assert [update.message.text for update in await bot.get_updates(timeout=5)] == ["halo"]


async def test_every_refusal_reaches_the_client_as_its_error(world, sari, monkeypatch):
    """The client raises what it would raise for Telegram."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else the client warns about its own future
    async with served(world) as address, client(address, world) as bot:
        with pytest.raises(BadRequest, match="Can't parse entities"):
            await bot.send_message(sari.id, "<b>", parse_mode="HTML")
        with pytest.raises(BadRequest, match="does not know method"):
            await bot.send_dice(sari.id)
        world.faults.next("sendMessage", RateLimited(3))
        with pytest.raises(RetryAfter) as limited:
            await bot.send_message(sari.id, "halo")
        assert limited.value.retry_after == timedelta(seconds=3)
        world.faults.next("sendMessage", LostReply())
        with pytest.raises(NetworkError):
            await bot.send_message(sari.id, "sampai juga")
        assert sari.chat[-1].text == "sampai juga"
        sari.block()
        with pytest.raises(Forbidden):
            await bot.send_message(sari.id, "halo")
        stranger = ExtBot("1:wrong", base_url=f"{address}/bot")
        with pytest.raises(InvalidToken):
            await stranger.initialize()
        await stranger.shutdown()


async def test_it_stops_at_once(world):
    """An open page and a long poll do not keep the server from ending."""
    async with httpx.AsyncClient() as web:
        async with served(world) as address:
            polling = asyncio.create_task(web.get(f"{address}/bot{world.token}/getUpdates?timeout=30"))
            watching = asyncio.create_task(web.get(f"{address}/sim/events"))
            async with asyncio.timeout(30):
                while not (world.updates._poll and world.watchers):  # noqa: ASYNC110 both are to have arrived
                    await asyncio.sleep(0.01)
            begun = time.monotonic()
        assert time.monotonic() - begun < 1
        assert ((await polling).status_code, (await watching).status_code) == (502, 200)


async def test_the_page_acts_for_people(world, sari):
    """What the page posts is done by the person; nonsense is answered with a sentence."""
    phone = Phone(sari, "Pekerja", "Petani jagung")
    async with served(world, [phone]) as address, httpx.AsyncClient(base_url=address) as web:
        assert "<html" in (await web.get("/")).text
        await web.post(f"/sim/phones/{sari.id}/send", json={"text": "halo"})
        assert sari.chat[-1].text == "halo"
        added = (await web.post("/sim/phones", json={"name": "Budi"})).json()["id"]
        phones = (await web.get("/sim/state")).json()["phones"]
        assert [(one["id"], one["name"]) for one in phones] == [(sari.id, "Sari"), (added, "Budi")]
        wrong = await web.post(f"/sim/phones/{sari.id}/dance", json={})
        assert (wrong.status_code, wrong.json()) == (400, {"error": "Telepon atau tindakan itu tidak ada."})


async def test_other_sites_cannot_act(world, sari):
    """A form or a foreign origin is refused."""
    async with served(world, [Phone(sari, "", "")]) as address, httpx.AsyncClient(base_url=address) as web:
        act = f"/sim/phones/{sari.id}/send"
        assert (await web.post(act, data={"text": "halo"})).status_code == 403
        foreign = await web.post(act, json={"text": "halo"}, headers={"origin": "https://jahat.id"})
        assert foreign.status_code == 403
        assert not sari.chat


@pytest.mark.parametrize(
    ("target", "local"),
    [
        ("hour", "2026-11-21T13:00"),
        ("tomorrow", "2026-11-22T08:00"),
        ("monday", "2026-11-23T07:00"),
        ("month", "2026-12-21T08:00"),
    ],
)
async def test_the_clock_buttons(world, sari, target, local):
    """Moments are those of Jakarta: noon there is five in UTC."""
    async with served(world, [Phone(sari, "", "")]) as address, httpx.AsyncClient(base_url=address) as web:
        await web.post("/sim/clock", json={"to": target})
    assert (world.now() + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M") == local
