"""The webhook, /health and /metrics; the webhook answers 200 only after the update is committed."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.runtime.intake import Funnel

WEBHOOK_PATH = "/telegram"
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 the name of a header, not a secret
LARGEST = 1_000_000

Health = Callable[[], Awaitable[dict[str, Any]]]


def create_app(health: Health, funnel: Funnel | None = None, secret: str = "") -> Starlette:
    """The web side of one process; without a funnel there is no webhook."""

    async def webhook(request: Request) -> Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if funnel is None or not hmac.compare_digest(shown.encode(), secret.encode()):
            return PlainTextResponse("", 403)
        if int(request.headers.get("content-length", 0)) > LARGEST:
            return PlainTextResponse("", 413)
        update = _json(await request.body())
        if update is None:
            return PlainTextResponse("", 400)
        try:
            received = await funnel.put(update)
        except DBAPIError:
            return PlainTextResponse("", 503)
        if received is not None and received.query is not None:
            # Saves a call: Telegram carries out the method that its own 200 names.
            return JSONResponse({"method": "answerCallbackQuery", "callback_query_id": received.query})
        return PlainTextResponse("")

    async def healthy(_: Request) -> Response:
        state = await health()
        return JSONResponse(state, 200 if state["ok"] else 503)

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[
            Route(WEBHOOK_PATH, webhook, methods=["POST"]),
            Route("/health", healthy),
            Route("/metrics", metrics),
        ]
    )


class QuietServer(uvicorn.Server):
    """Uvicorn without its own signal handlers: the app decides when to stop."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield


async def serve(app: Any, host: str, port: int, stopping: asyncio.Event) -> None:
    """Serve until told to stop."""
    server = QuietServer(
        uvicorn.Config(app, host=host, port=port, log_level="warning", lifespan="off", timeout_graceful_shutdown=2)
    )
    serving = asyncio.create_task(server.serve())
    waiting = asyncio.create_task(stopping.wait())
    await asyncio.wait((serving, waiting), return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    waiting.cancel()
    await serving


def _json(body: bytes) -> Any:
    if len(body) > LARGEST:
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
