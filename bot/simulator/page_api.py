"""What the page asks for, and the stream that tells it what changed."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.simulator.encoding import Json
from bot.simulator.screen import Screen
from bot.simulator.stage import Stage, Wrong
from bot.simulator.view import phone_view, stage_view

COALESCE_SECONDS = 0.02
HEARTBEAT_SECONDS = 15.0
CLOCK = 0

Handler = Callable[[Request], Awaitable[Response]]


Behind = Callable[[], Awaitable[Sequence[Mapping[str, str]]]]
"""What whoever serves the page tells of what goes on behind it: lines of when, what and state."""


def page_routes(stage: Stage, behind: Behind | None = None) -> list[Route]:
    """Everything below /sim."""

    async def notes(request: Request) -> Response:
        return JSONResponse(list(await behind()) if behind else None)

    async def state(request: Request) -> Response:
        return JSONResponse(stage_view(stage))

    async def stream(request: Request) -> Response:
        return StreamingResponse(changes(stage), media_type="text/event-stream", headers={"cache-control": "no-store"})

    async def picture(request: Request) -> Response:
        file = stage.world.files.by_id.get(request.path_params["file"])
        if file is None:
            return Response(status_code=404)
        kind = "inline" if file.mime.startswith("image/") and "svg" not in file.mime else "attachment"
        headers = {"content-disposition": kind, "x-content-type-options": "nosniff"}
        return Response(file.content, media_type=file.mime, headers=headers)

    async def add(given: Json, path: Mapping[str, Any]) -> Json:
        return {"id": stage.add_phone(str(given.get("name", ""))).person.id}

    async def act(given: Json, path: Mapping[str, Any]) -> Json:
        stage.act(path["phone"], path["action"], given)
        return {}

    async def jump(given: Json, path: Mapping[str, Any]) -> Json:
        stage.jump(str(given.get("to")))
        return {}

    async def save(given: Json, path: Mapping[str, Any]) -> Json:
        saved = stage.save(path["phone"])
        here = Path.cwd()
        return {"path": str(saved.relative_to(here) if saved.is_relative_to(here) else saved)}

    return [
        Route("/state", state),
        Route("/events", stream),
        Route("/behind", notes),
        Route("/files/{file}", picture),
        Route("/phones", _asked(add), methods=["POST"]),
        Route("/phones/{phone:int}/save", _asked(save), methods=["POST"]),
        Route("/phones/{phone:int}/{action}", _asked(act), methods=["POST"]),
        Route("/clock", _asked(jump), methods=["POST"]),
    ]


def _asked(do: Callable[[Json, Mapping[str, Any]], Awaitable[Json]]) -> Handler:
    """A JSON action of the page; other sites cannot send one, nor a form."""

    async def handler(request: Request) -> Response:
        origin = request.headers.get("origin")
        foreign = origin is not None and urlparse(origin).netloc != request.headers.get("host")
        if foreign or not request.headers.get("content-type", "").startswith("application/json"):
            return JSONResponse({"error": "Hanya halaman simulator yang boleh."}, 403)
        try:
            return JSONResponse(await do(await request.json(), request.path_params))
        except Wrong as wrong:
            return JSONResponse({"error": str(wrong)}, 400)

    return handler


async def changes(stage: Stage) -> AsyncIterator[str]:
    """Server-sent events: a phone that changed, or the clock; ends when the world closes."""
    dirty: dict[int, None] = {}
    woken = asyncio.Event()

    def note(person: Screen | None) -> None:
        dirty.update(dict.fromkeys([person.id if person else CLOCK]))
        woken.set()

    stop = stage.world.watch(note)
    try:
        yield "retry: 1000\n\n"
        while not stage.world.updates.closed:
            yield await _next_batch(stage, dirty, woken)
    finally:
        stop()


async def _next_batch(stage: Stage, dirty: dict[int, None], woken: asyncio.Event) -> str:
    try:
        async with asyncio.timeout(HEARTBEAT_SECONDS):
            await woken.wait()
    except TimeoutError:
        return ": still here\n\n"
    await asyncio.sleep(COALESCE_SECONDS)
    changed = list(dirty)
    dirty.clear()
    woken.clear()
    return "".join(_event(stage, number) for number in changed)


def _event(stage: Stage, number: int) -> str:
    if number == CLOCK:
        return f"event: all\ndata: {json.dumps(stage_view(stage))}\n\n"
    phone = stage.phones.get(number)
    return f"event: phone\ndata: {json.dumps(phone_view(stage, phone))}\n\n" if phone else ""
