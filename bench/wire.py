"""Just enough HTTP/1.1 to be a Bot API server that costs next to nothing."""

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

Answer = Callable[[str, dict[str, Any], Callable[[bytes], None]], None]
"""Takes the method, its parameters and a function that sends the JSON answer, now or later."""


class Connection(asyncio.Protocol):
    """One kept-alive connection; `latency` is the round trip in seconds, half of it each way."""

    def __init__(self, answer: Answer, latency: float = 0.0) -> None:
        self._answer = answer
        self._half = latency / 2
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head, rest = self._buffer[:end].lower(), end + 4
            size = _content_length(head)
            if len(self._buffer) < rest + size:
                return
            line = self._buffer[: self._buffer.index(b"\r\n")].decode()
            body, self._buffer = self._buffer[rest : rest + size], self._buffer[rest + size :]
            self._arrive(line.split(" ")[1], head, body)

    def _arrive(self, path: str, head: bytes, body: bytes) -> None:
        method = path.rpartition("/")[2]
        params = _params(head, body)
        if self._half:
            asyncio.get_running_loop().call_later(self._half, self._answer, method, params, self._reply)
        else:
            self._answer(method, params, self._reply)

    def _reply(self, body: bytes) -> None:
        if self._half:
            asyncio.get_running_loop().call_later(self._half, self._write, body)
        else:
            self._write(body)

    def _write(self, body: bytes) -> None:
        status = b"429 Too Many Requests" if b'"error_code": 429' in body else b"200 OK"
        head = b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self._transport.write(head % (status, len(body)) + body)


def _content_length(head: bytes) -> int:
    _, found, after = head.partition(b"content-length:")
    return int(after.split(b"\r\n", 1)[0]) if found else 0


def _params(head: bytes, body: bytes) -> dict[str, Any]:
    """Parameters of one call; nested ones come parsed, whichever way the client wrote them."""
    if not body:
        return {}
    if b"application/json" in head:
        params = dict(json.loads(body))
    elif b"multipart/form-data" in head:
        params = _multipart(body)
    else:
        params = dict(parse_qsl(body.decode(), keep_blank_values=True))
    if isinstance(markup := params.get("reply_markup"), str):
        params["reply_markup"] = json.loads(markup)
    return params


def _multipart(body: bytes) -> dict[str, Any]:
    """Plain fields only; the files themselves interest nobody here."""
    parts = body.split(body[: body.index(b"\r\n")])
    fields = (part.partition(b"\r\n\r\n") for part in parts if b"filename=" not in part)
    return {
        head.split(b'name="')[1].split(b'"')[0].decode(): value[:-2].decode()
        for head, _, value in fields
        if b'name="' in head
    }
