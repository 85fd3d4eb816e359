"""The webhook lets in who knows the secret and says 200 only after the commit; /health and /metrics tell the truth."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, TCPConnector
from sqlalchemy.exc import OperationalError

from bot.runtime.intake import Funnel
from bot.runtime.web import LARGEST, SECRET_HEADER, create_app
from tests.kit import World
from tests.runtime.listening import listening

SECRET = "rahasia-yang-panjang"
KNOWN = {SECRET_HEADER: SECRET}


@pytest.fixture
async def address(quick_world: World) -> AsyncIterator[str]:
    """The web side of a running bot."""
    app = create_app(quick_world.app.health, Funnel(quick_world.app.intake.store), SECRET)
    async with listening(app) as found:
        yield found


async def post(address: str, body: Any, headers: dict[str, str] = KNOWN) -> tuple[int, str]:
    sent = {"data": body} if isinstance(body, (bytes, str)) else {"json": body}
    async with (
        ClientSession(connector=TCPConnector(force_close=True)) as session,
        session.post(f"{address}/telegram", headers=headers, **sent) as answer,
    ):
        return answer.status, await answer.text()


async def get(address: str) -> tuple[int, str]:
    async with ClientSession(connector=TCPConnector(force_close=True)) as session, session.get(address) as answer:
        return answer.status, await answer.text()


async def test_an_update_is_committed_before_it_is_acknowledged(quick_world: World, address: str) -> None:
    """And worked off like any other."""
    sari = quick_world.person("Sari")
    sari.phone.send("/start")
    [update] = quick_world.telegram.updates_seen
    quick_world.telegram.updates.drop()
    assert await post(address, update) == (200, "")
    assert [row.key for row in await quick_world.rows("SELECT key FROM inbox")] == [f"tg:{update['update_id']}"]
    await quick_world.quiet()
    assert sari.sees("tidak pernah")


async def test_a_tap_is_confirmed_in_the_answer_itself(quick_world: World, address: str) -> None:
    """Which saves a call."""
    sari = quick_world.person("Sari")
    await sari.says("/start")
    button = sari._button("Mengerti")
    assert button is not None
    sari.press(*button)
    update = quick_world.telegram.updates_seen[-1]
    status, body = await post(address, update)
    assert status == 200
    assert body == f'{{"method":"answerCallbackQuery","callback_query_id":"{update["callback_query"]["id"]}"}}'


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "salah"}, {SECRET_HEADER: SECRET[:-1]}])
async def test_who_does_not_know_the_secret_is_sent_away(
    quick_world: World, address: str, headers: dict[str, str]
) -> None:
    """And nothing is stored."""
    assert (await post(address, {"update_id": 1}, headers))[0] == 403
    assert await quick_world.rows("SELECT key FROM inbox") == []


@pytest.mark.parametrize("body", [b"", b"bukan json", b"\xff\xfe", b"[" * 100_000, b" " * (LARGEST + 1)])
async def test_what_is_no_update_is_refused(address: str, body: bytes) -> None:
    """Empty, not JSON, not text, too deep, too large."""
    assert (await post(address, body))[0] in (400, 413)


async def test_rubbish_in_json_is_passed_over(address: str) -> None:
    """Telegram would bring it again and again."""
    for rubbish in ({}, [], 7, {"update_id": "x"}, {"update_id": 1, "callback_query": None}):
        assert (await post(address, rubbish))[0] == 200


async def test_a_database_that_is_away_is_503(
    quick_world: World, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that Telegram brings it again; and /health says so too."""
    sari = quick_world.person("Sari")
    sari.phone.send("/start")
    [update] = quick_world.telegram.updates_seen

    def away(*_: Any) -> Any:
        raise OperationalError("", None, Exception("away"))

    with monkeypatch.context() as broken:
        broken.setattr(quick_world.app.database, "transaction", away)
        broken.setattr(quick_world.app.database, "reading", away)
        assert (await post(address, update))[0] == 503
        assert (await get(f"{address}/health"))[0] == 503
    assert (await post(address, update))[0] == 200
    status, body = await get(f"{address}/health")
    assert status == 200 and '"waiting":1' in body


async def test_metrics_can_be_read(address: str) -> None:
    """In Prometheus' own format."""
    status, body = await get(f"{address}/metrics")
    assert status == 200 and "# HELP" in body


async def test_without_a_webhook_nobody_gets_in(quick_world: World) -> None:
    """A process that polls may still show its health."""
    async with listening(create_app(quick_world.app.health)) as found:
        assert (await post(found, {"update_id": 1}))[0] == 403
        assert (await get(f"{found}/health"))[0] == 200
