"""The simulator over HTTP: the Bot API for the bot, the page for people."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from bot.simulator.faults import Unanswered
from bot.simulator.journal import Phone
from bot.simulator.page_api import Behind, page_routes
from bot.simulator.refusal import Refused
from bot.simulator.stage import Stage
from bot.simulator.wire import read_call
from bot.simulator.world import World

__all__ = ["Phone", "Server", "create_app"]

PAGE = Path(__file__).parent / "page"


class Dropped(Response):
    """The connection breaks before the answer is whole, which is how a lost reply looks to a client."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Promise a body and never send it."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})


async def bot_api(world: World, request: Request) -> Response:
    """One call of the bot."""
    try:
        values, files = await read_call(request)
        token, method = request.path_params["token"], request.path_params["method"]
        answer = await world.call(method, values, files, token=token)
    except Refused as refused:
        return JSONResponse(refused.body(), refused.status)
    except Unanswered:
        return Dropped()
    return JSONResponse(answer.body, answer.status)


async def download(world: World, request: Request) -> Response:
    """A file by the path getFile gave."""
    file = world.files.at(request.path_params["path"])
    if file is None or request.path_params["token"] != world.token:
        return JSONResponse({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
    return Response(file.content, media_type=file.mime)


async def front_page(request: Request) -> Response:
    """The page with the phones."""
    return Response((PAGE / "index.html").read_bytes(), media_type="text/html")


def create_app(
    world: World, *, phones: Sequence[Phone], save_to: Path | None, behind: Behind | None = None
) -> Starlette:
    """The whole simulator; `save_to` is the folder for saved tests, None to hide saving, `behind` as the page shows it.

    Serve it on 127.0.0.1 with `Server`, which ends open streams as soon as it is told to stop.
    """
    routes: list[BaseRoute] = [
        Route("/bot{token}/{method}", partial(bot_api, world), methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", partial(download, world)),
        Route("/", front_page),
        Mount("/sim", routes=page_routes(Stage(world, phones, save_to), behind)),
        Mount("/page", StaticFiles(directory=PAGE)),
    ]
    return Starlette(routes=routes)


class Server(uvicorn.Server):
    """uvicorn that closes the world before it waits for connections, so that none keeps it waiting."""

    def __init__(self, config: uvicorn.Config, world: World) -> None:
        super().__init__(config)
        self.world = world

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to whoever runs us."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End long polls and streams, then everything else."""
        self.world.close()
        await super().shutdown(sockets)
