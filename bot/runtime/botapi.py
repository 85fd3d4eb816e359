"""What we ask of Telegram: one bot to ask with, and one way to deliver a stored message."""

import base64
import logging
import os
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.errors import PersonGone, SettingsError, TryLater, Undeliverable
from bot.runtime.transport import AiohttpRequest, NotSentError, Timeouts, TooLargeError
from bot.sheets.sheet import LIMITS, refused

Bot = ExtBot[None]

REFUSED = "Telegram refuses TELEGRAM_BOT_TOKEN. Copy it again from @BotFather; see 'Getting a token' in the README."

_TEXT: Mapping[str, Any] = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
_CAPTION: Mapping[str, Any] = {"parse_mode": "HTML"}
_HABITS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "sendMessage": _TEXT,
        "editMessageText": _TEXT,
        "sendPhoto": _CAPTION,
        "sendDocument": _CAPTION,
    }
)

DOWNLOAD = 60.0
"""Seconds without a byte after which a file is given up for now."""
_GONE = ("chat not found", "user not found", "peer_id_invalid")
_ALREADY_SO = (
    "message is not modified",
    "message to delete not found",
    "message can't be deleted",
    "query is too old",
    "message to copy not found",
    "message can't be copied",
)
_EDIT_TOO_LATE = ("message to edit not found", "message can't be edited", "there is no text in the message")


def silence_libraries() -> None:
    """Keep the libraries from logging addresses, for Telegram's addresses contain the bot token."""
    for name in ("httpx", "httpcore", "aiohttp", "telegram", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)


def build_bot(
    token: str,
    base_url: str,
    *,
    pool_size: int = 256,
    poll_pool_size: int = 4,
    timeouts: Timeouts | None = None,
) -> Bot:
    """Return a bot that has not spoken to Telegram yet; `base_url` is TELEGRAM_API_BASE_URL.

    `getUpdates` has its own pool of several connections: with only one, a call that hangs in closing blocks
    every later one. Raises SettingsError.
    """
    # Without this, python-telegram-bot warns of its future each time Telegram says 429.
    os.environ["PTB_TIMEDELTA"] = "true"
    root = base_url.rstrip("/")
    try:
        return ExtBot(
            token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=AiohttpRequest(pool_size, timeouts),
            get_updates_request=AiohttpRequest(poll_pool_size, timeouts),
        )
    except InvalidToken as error:
        raise SettingsError(REFUSED) from error


async def connect(bot: Bot) -> None:
    """Open the connections and ask Telegram who we are. Raises SettingsError, TryLater."""
    try:
        await bot.initialize()
    except InvalidToken:
        # Its text quotes the token.
        raise SettingsError(REFUSED) from None
    except TelegramError as error:
        raise TryLater(1, everybody=True, reason=str(error)) from error


async def close(bot: Bot) -> None:
    """Give the connections back, also those of a bot that never came to `connect`."""
    for request in bot._request:
        await request.shutdown()


async def deliver(
    bot: Bot, message: Mapping[str, Any], *, paced: bool = False, heard: Callable[[Any], None] = lambda _: None
) -> int | None:
    """Carry out one stored message and return the id Telegram gave it, if it has one.

    `message` is {"method": "sendMessage", "chat_id": ..., ...} in the Bot API's own JSON terms; a file is
    {"name": ..., "base64": ...}, or bytes as its "content". `heard` is told what Telegram answered.
    A 429 holds for its chat alone when it meets a reply, and for everybody when it meets a `paced` message:
    only bulk comes near the limit of the whole bot. An edit of a message that can no longer be edited is sent anew.
    Raises TryLater (seconds), PersonGone, Undeliverable, SettingsError.
    """
    params = dict(message)
    method = params.pop("method")
    try:
        answer = await _call(bot, method, params)
    except RetryAfter as error:
        raise TryLater(_seconds(error), everybody=paced, exact=True, reason=str(error)) from error
    except Forbidden as error:
        raise PersonGone(str(error)) from error
    except InvalidToken as error:
        raise SettingsError(REFUSED) from error
    except (BadRequest, ChatMigrated) as error:
        return await _refused(bot, message, error, paced=paced)
    except TelegramError as error:
        raise TryLater(1, unsure=not isinstance(error, NotSentError), reason=str(error)) from error
    heard(answer)
    return answer["message_id"] if isinstance(answer, dict) else params.get("message_id")


async def fetch(bot: Bot, file_id: str) -> bytes:
    """The bytes of a file that somebody sent.

    Raises InvalidAnswer (too big), TryLater, Undeliverable, SettingsError.
    """
    try:
        found = await bot._post("getFile", {"file_id": file_id})
        return await bot.request.retrieve(f"{bot.base_file_url}/{quote(found['file_path'])}", read_timeout=DOWNLOAD)
    except (TooLargeError, BadRequest) as error:
        if isinstance(error, TooLargeError) or "file is too big" in str(error).lower():
            raise refused("too_big", most=LIMITS.megabytes) from error
        raise Undeliverable(str(error)) from error
    except RetryAfter as error:
        raise TryLater(_seconds(error), exact=True, reason=str(error)) from error
    except InvalidToken as error:
        raise SettingsError(REFUSED) from error
    except Forbidden as error:
        raise Undeliverable(str(error)) from error
    except TelegramError as error:
        raise TryLater(1, reason=str(error)) from error


async def _call(bot: Bot, method: str, params: Mapping[str, Any]) -> Any:
    # The typed methods read the whole message back into objects, four fifths of their cost, for one number.
    habits = _HABITS.get(method, {})
    return await bot._post(method, {**habits, **{name: _file_or(value) for name, value in params.items()}})


def _file_or(value: Any) -> Any:
    if isinstance(value, dict) and "base64" in value:
        return InputFile(base64.b64decode(value["base64"]), filename=value["name"])
    if isinstance(value, dict) and "content" in value:
        return InputFile(value["content"], filename=value["name"])
    return value


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


async def _refused(bot: Bot, message: Mapping[str, Any], error: TelegramError, *, paced: bool) -> int | None:
    """Some refusals only say that what we wanted is already so, or that the person is gone."""
    reason = str(error).lower()
    if any(phrase in reason for phrase in _ALREADY_SO):
        return message.get("message_id")
    if any(phrase in reason for phrase in _GONE):
        raise PersonGone(str(error)) from error
    if message["method"] == "editMessageText" and any(phrase in reason for phrase in _EDIT_TOO_LATE):
        anew = {name: value for name, value in message.items() if name != "message_id"}
        return await deliver(bot, {**anew, "method": "sendMessage"}, paced=paced)
    raise Undeliverable(str(error)) from error
