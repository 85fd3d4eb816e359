"""How python-telegram-bot reaches Telegram: over aiohttp, five times lighter than its own httpx."""

import json
from dataclasses import dataclass

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest file that Telegram gives to bots."""
_DEFAULT = BaseRequest.DEFAULT_NONE


@dataclass(frozen=True)
class Timeouts:
    """Seconds granted to each part of one call to Telegram; `upload` replaces `write` when files travel."""

    connect: float = 5.0
    read: float = 10.0
    write: float = 10.0
    pool: float = 5.0
    upload: float = 30.0


class NotSentError(NetworkError):
    """No connection was had, so Telegram cannot have seen the request."""


class TooLargeError(NetworkError):
    """An answer has more bytes than any file we fetch; the rest of it was not read."""


class AiohttpRequest(BaseRequest):
    """A pool of kept-alive connections; failures surface as `telegram.error.TimedOut` or `NetworkError`.

    The client session is made inside the running loop, at `initialize` or at the first call, also after a
    `shutdown`.
    """

    def __init__(self, pool_size: int, timeouts: Timeouts | None = None) -> None:
        self._pool_size = pool_size
        self._timeouts = timeouts or Timeouts()
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds we wait for an answer unless a call says otherwise."""
        return self._timeouts.read

    async def initialize(self) -> None:
        """Open the pool; harmless when it is open."""
        self._open_session()

    async def shutdown(self) -> None:
        """Close every connection; harmless when none is open."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = _DEFAULT,
        write_timeout: ODVInput[float] = _DEFAULT,
        connect_timeout: ODVInput[float] = _DEFAULT,
        pool_timeout: ODVInput[float] = _DEFAULT,
    ) -> tuple[int, bytes]:
        """Return (HTTP status, body). Raises NotSentError, TimedOut, NetworkError."""
        ours = self._timeouts
        uploads = request_data is not None and request_data.contains_files
        limits = _limits(
            connect=_given(connect_timeout, ours.connect),
            read=_given(read_timeout, ours.read),
            write=_given(write_timeout, ours.upload if uploads else ours.write),
            pool=_given(pool_timeout, ours.pool),
        )
        headers, body = _body(request_data)
        try:
            async with self._open_session().request(
                method, url, headers=headers, data=body, timeout=limits
            ) as response:
                return response.status, await _whole(response)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError(_tokenless(error)) from error
        except TimeoutError as error:
            raise TimedOut(f"Timed out ({type(error).__name__})") from error
        except aiohttp.ClientError as error:
            raise NetworkError(_tokenless(error)) from error

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool_size),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )
        return self._session


async def _whole(response: aiohttp.ClientResponse) -> bytes:
    """All of an answer, whatever length it promises. Raises TooLargeError."""
    if response.content_length is not None and response.content_length > LARGEST:
        raise TooLargeError("an answer is larger than any file we fetch")
    parts, size = [], 0
    async for part in response.content.iter_any():
        size += len(part)
        if size > LARGEST:
            raise TooLargeError("an answer is larger than any file we fetch")
        parts.append(part)
    return b"".join(parts)


def _given(timeout: ODVInput[float], ours: float) -> float | None:
    return ours if isinstance(timeout, DefaultValue) else timeout


def _limits(
    connect: float | None, read: float | None, write: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """aiohttp counts the wait for a free connection into `connect`; only its total bounds writing."""
    return aiohttp.ClientTimeout(
        total=_sum(connect, read, write, pool),
        connect=_sum(connect, pool),
        sock_connect=connect,
        sock_read=read,
    )


def _sum(*seconds: float | None) -> float | None:
    """No limit on one part is no limit on the whole."""
    given = [second for second in seconds if second is not None]
    return sum(given) if len(given) == len(seconds) else None


def _body(request_data: RequestData | None) -> tuple[dict[str, str], bytes | aiohttp.FormData | None]:
    if request_data is None:
        return {}, None
    if request_data.contains_files:
        return {}, _form(request_data)
    return {"Content-Type": "application/json"}, json.dumps(request_data.parameters).encode()


def _form(request_data: RequestData) -> aiohttp.FormData:
    # Telegram shows a name as it came: quoted, a space in it would be read as %20.
    form = aiohttp.FormData(default_to_multipart=True, quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form


def _tokenless(error: aiohttp.ClientError) -> str:
    """Other aiohttp errors quote the address, and the address holds the bot token."""
    detail = str(error) if isinstance(error, aiohttp.ClientOSError) else ""
    return f"{type(error).__name__} {detail}".strip()
