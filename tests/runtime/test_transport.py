"""The bot speaks to a real HTTP server, and every way it can refuse comes back in our own words."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from telegram.error import NetworkError, TimedOut

from bot.errors import DeliveryError, PersonGone, SettingsError, TryLater, Undeliverable
from bot.runtime.botapi import Bot, build_bot, connect, deliver, silence_libraries
from bot.runtime.transport import AiohttpRequest, NotSentError, Timeouts

TOKEN = "123456:secret"
HELLO = {"method": "sendMessage", "chat_id": 7, "text": "Halo"}
EDIT = {"method": "editMessageText", "chat_id": 7, "message_id": 3, "text": "Halo lagi"}


class Telegram:
    """Answers each call with the next of `answers` and remembers what it was asked."""

    def __init__(self, *answers: tuple[int, dict[str, Any]]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, dict[str, Any]]] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        form = await request.json() if request.content_type == "application/json" else await request.post()
        self.asked.append((request.path, {name: plain(value) for name, value in form.items()}))
        status, body = self.answers.pop(0)
        return web.json_response(body, status=status)


def plain(value: Any) -> Any:
    """A file as its name and bytes, for the server closes it after answering."""
    return (value.filename, value.file.read()) if isinstance(value, web.FileField) else value


def ok(result: Any) -> tuple[int, dict[str, Any]]:
    return 200, {"ok": True, "result": result}


def refusal(code: int, description: str, **parameters: int) -> tuple[int, dict[str, Any]]:
    return code, {"ok": False, "error_code": code, "description": description, "parameters": parameters}


SENT = ok({"message_id": 55, "date": 0, "chat": {"id": 7, "type": "private"}})


@asynccontextmanager
async def serving(answer: Callable[[web.Request], Any]) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


@asynccontextmanager
async def bot_facing(telegram: Telegram) -> AsyncIterator[Bot]:
    telegram.answers.insert(0, ok({"id": 1, "is_bot": True, "first_name": "Jangkau", "username": "jangkau_bot"}))
    async with serving(telegram.answer) as url:
        bot = build_bot(TOKEN, url)
        await connect(bot)
        try:
            yield bot
        finally:
            await bot.shutdown()


async def test_a_message_is_sent_as_html_without_preview_and_its_id_returned() -> None:
    """The keyboard arrives as the JSON it was stored as."""
    telegram = Telegram(SENT)
    keyboard = {"inline_keyboard": [[{"text": "Petani", "callback_data": "1:farmer"}]]}
    async with bot_facing(telegram) as bot:
        assert await deliver(bot, {**HELLO, "reply_markup": keyboard}) == 55
    path, params = telegram.asked[-1]
    assert path == f"/bot{TOKEN}/sendMessage"
    assert params["parse_mode"] == "HTML"
    assert params["link_preview_options"] == {"is_disabled": True}
    assert params["reply_markup"] == keyboard


async def test_a_document_travels_as_a_file() -> None:
    """Multipart, with its name and its bytes."""
    telegram = Telegram(SENT)
    async with bot_facing(telegram) as bot:
        await deliver(
            bot,
            {"method": "sendDocument", "chat_id": 7, "document": {"name": "a.pdf", "base64": "UERG"}},
        )
    _, params = telegram.asked[-1]
    assert params["document"] == ("a.pdf", b"PDF")


async def test_the_name_of_a_file_arrives_as_people_read_it() -> None:
    """With its spaces and accents, and no %20 among them."""
    telegram, name = Telegram(SENT), 'Hasil pencocokan 1 "é".xlsx'
    async with bot_facing(telegram) as bot:
        await deliver(bot, {"method": "sendDocument", "chat_id": 7, "document": {"name": name, "base64": "UERG"}})
    _, params = telegram.asked[-1]
    assert params["document"] == (name, b"PDF")


@pytest.mark.parametrize(
    ("answer", "error", "seconds"),
    [
        (refusal(429, "Too Many Requests: retry after 9", retry_after=9), TryLater, 9),
        (refusal(500, "Internal Server Error"), TryLater, 1),
        (refusal(502, "Bad Gateway"), TryLater, 1),
        (refusal(403, "Forbidden: bot was blocked by the user"), PersonGone, None),
        (refusal(403, "Forbidden: user is deactivated"), PersonGone, None),
        (refusal(400, "Bad Request: chat not found"), PersonGone, None),
        (refusal(400, "Bad Request: can't parse entities"), Undeliverable, None),
        (refusal(400, "Bad Request: group migrated", migrate_to_chat_id=-9), Undeliverable, None),
    ],
)
async def test_each_refusal_has_its_meaning(
    answer: tuple[int, dict[str, Any]], error: type[DeliveryError], seconds: float | None
) -> None:
    """Later, never again, or our own mistake."""
    async with bot_facing(Telegram(answer)) as bot:
        with pytest.raises(error) as caught:
            await deliver(bot, HELLO)
    assert getattr(caught.value, "seconds", None) == seconds


@pytest.mark.parametrize("paced", [True, False])
async def test_a_429_on_bulk_holds_for_everybody(paced: bool) -> None:
    """On a reply it holds for that chat."""
    async with bot_facing(Telegram(refusal(429, "Too Many Requests", retry_after=3))) as bot:
        with pytest.raises(TryLater) as caught:
            await deliver(bot, HELLO, paced=paced)
    assert caught.value.everybody is paced


async def test_an_answer_lost_on_its_way_leaves_us_unsure() -> None:
    """Telegram may have sent the message before the line broke."""

    async def breaks(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with serving(breaks) as url:
        bot = build_bot(TOKEN, url)
        with pytest.raises(TryLater) as caught:
            await deliver(bot, HELLO)
        await bot.request.shutdown()
    assert caught.value.unsure


async def test_a_network_that_is_away_leaves_no_doubt() -> None:
    """Nothing was sent, so even bulk may be sent again."""
    bot = build_bot(TOKEN, f"http://127.0.0.1:{unused_port()}")
    with pytest.raises(TryLater) as caught:
        await deliver(bot, HELLO)
    await bot.request.shutdown()
    assert not caught.value.unsure


async def test_an_edit_that_changes_nothing_is_done() -> None:
    """Two taps on one button are not an error."""
    async with bot_facing(Telegram(refusal(400, "Bad Request: message is not modified: ..."))) as bot:
        assert await deliver(bot, EDIT) == 3


@pytest.mark.parametrize("reason", ["message to edit not found", "message can't be edited"])
async def test_an_edit_that_comes_too_late_is_sent_anew(reason: str) -> None:
    """The person sees the text either way."""
    telegram = Telegram(refusal(400, f"Bad Request: {reason}"), SENT)
    async with bot_facing(telegram) as bot:
        assert await deliver(bot, EDIT) == 55
    path, params = telegram.asked[-1]
    assert path.endswith("/sendMessage")
    assert params["text"] == "Halo lagi"
    assert "message_id" not in params


@pytest.mark.parametrize("reason", ["message to copy not found", "message can't be copied"])
async def test_what_its_writer_took_back_is_not_copied(reason: str) -> None:
    """Nothing is left to be done about it."""
    copy = {"method": "copyMessage", "chat_id": 7, "from_chat_id": 8, "message_id": 55}
    async with bot_facing(Telegram(refusal(400, f"Bad Request: {reason}"))) as bot:
        assert await deliver(bot, copy) == 55


async def test_a_tap_answered_too_late_is_no_error() -> None:
    """The spinner is long gone."""
    answer = {"method": "answerCallbackQuery", "callback_query_id": "1"}
    async with bot_facing(Telegram(refusal(400, "Bad Request: query is too old"))) as bot:
        assert await deliver(bot, answer) is None


async def test_a_refused_token_is_told_without_quoting_it() -> None:
    """The operator reads which variable to mend."""
    async with serving(Telegram(refusal(401, "Unauthorized")).answer) as url:
        bot = build_bot(TOKEN, url)
        with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN") as caught:
            await connect(bot)
        await bot.shutdown()
    assert TOKEN not in str(caught.value)


async def test_a_silent_server_times_out() -> None:
    """The caller may go on."""

    async def silent(_: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    async with serving(silent) as url, AiohttpRequest(1, Timeouts(read=0.05)) as request:
        with pytest.raises(TimedOut):
            await request.do_request(url, "POST")


async def test_a_full_pool_times_out_instead_of_waiting_for_good() -> None:
    """One connection, two calls: the second gives up after the pool timeout, while the first is being answered."""
    arrived, gave_up = asyncio.Event(), asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        arrived.set()
        await gave_up.wait()
        return web.Response()

    async with serving(slow) as url, AiohttpRequest(1, Timeouts(connect=0.05, pool=0.05)) as request:
        first = asyncio.create_task(request.do_request(url, "POST", connect_timeout=30))
        await asyncio.wait_for(arrived.wait(), 30)
        with pytest.raises(NotSentError):
            await request.do_request(url, "POST")
        gave_up.set()
        assert (await first)[0] == 200


async def test_nobody_listening_is_a_network_error_without_the_token() -> None:
    """The address holds the token, so the error must not quote it."""
    async with AiohttpRequest(1) as request:
        with pytest.raises(NetworkError) as caught:
            await request.do_request(f"http://127.0.0.1:{unused_port()}/bot{TOKEN}/getMe", "POST")
    assert TOKEN not in str(caught.value)


async def test_a_pool_can_be_opened_again() -> None:
    """A shutdown closes it; the next call opens it."""
    async with serving(Telegram(ok(1), ok(2)).answer) as url:
        request = AiohttpRequest(1)
        for _ in range(2):
            status, body = await request.do_request(url, "POST")
            assert (status, json.loads(body)["ok"]) == (200, True)
            await request.shutdown()


async def test_no_library_logs_the_token(caplog: pytest.LogCaptureFixture) -> None:
    """At the level we run with, and below it."""
    caplog.set_level(logging.DEBUG)
    silence_libraries()
    async with bot_facing(Telegram(SENT)) as bot:
        await deliver(bot, HELLO)
    assert TOKEN not in caplog.text
