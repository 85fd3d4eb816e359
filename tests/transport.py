"""python-telegram-bot's way to a Telegram in memory: the real client, no network."""

import json
from typing import Any

from telegram.error import TimedOut
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

from bot.simulator.faults import Unanswered
from bot.simulator.world import World


class MemoryRequest(BaseRequest):
    """Calls the simulated Telegram directly."""

    def __init__(self, telegram: World) -> None:
        self.telegram = telegram

    @property
    def read_timeout(self) -> float:
        """Seconds; nothing here takes any."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """The status and body that the simulated Telegram answers, or the file that lies at an address."""
        if "/file/bot" in url:
            return self._file(url.split("/file/bot", 1)[1].split("/", 1)[1])
        params = request_data.parameters if request_data else {}
        files = request_data.multipart_data if request_data else {}
        try:
            answer = await self.telegram.call(url.rsplit("/", 1)[-1], params, files or {})
        except Unanswered as lost:
            raise TimedOut("the answer was lost") from lost
        return answer.status, json.dumps(answer.body).encode()

    def _file(self, path: str) -> tuple[int, bytes]:
        found = self.telegram.files.at(path)
        return (200, found.content) if found else (404, b'{"ok": false, "description": "Not Found"}')


def memory_bot(telegram: World) -> ExtBot[None]:
    """A real client whose network is this world."""
    return ExtBot(telegram.token, request=MemoryRequest(telegram), get_updates_request=MemoryRequest(telegram))
