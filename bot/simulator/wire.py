"""A call as it travels: the query, JSON, a form or a multipart form."""

import json
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.simulator.params import Upload
from bot.simulator.refusal import bad_request

Call = tuple[dict[str, Any], dict[str, Upload]]


async def read_call(request: Request) -> Call:
    """The parameters and files of a Bot API request; raises Refused when they cannot be read."""
    values: dict[str, Any] = dict(request.query_params)
    kind, body = request.headers.get("content-type", ""), await request.body()
    if kind.startswith("multipart/form-data"):
        fields, files = _multipart(kind, body)
        return values | fields, files
    return values | _simple(kind, body), {}


def _simple(kind: str, body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    if not kind.startswith("application/json"):
        return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    try:
        values = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("JSON object expected")
    return values


def _multipart(kind: str, body: bytes) -> Call:
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    values: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    for part in message.iter_parts():
        name = str(part.get_param("name", "", "content-disposition"))
        content = part.get_payload(decode=True)
        content = content if isinstance(content, bytes) else b""
        if part.get_filename() is None:
            values[name] = content.decode(errors="replace")
        else:
            files[name] = (str(part.get_filename()), content)
    return values, files
