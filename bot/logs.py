"""Log lines for operators: what happened and what to do; never a token, never what a person wrote."""

import logging
import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

import structlog

DEEPEST = 8
"""Places of an exception that are told, from the innermost."""
TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")


def configure(level: str = "INFO") -> None:
    """Send every log line, also the libraries', through one pipeline that takes bot tokens out."""
    logging.basicConfig(level=level, handlers=[_handler()], force=True)
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            where,
            redact,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def where(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception as its kind and the places it came through; its text may quote what somebody wrote."""
    given = line.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given if isinstance(given, BaseException) else sys.exc_info()[1]
    if given and error is not None:
        frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
        places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
        line["exception"] = f"{type(error).__name__} at {places}"
    return line


def redact(_: Any, __: str, line: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """The line without anything that looks like a bot token, wherever in a value it stands."""
    return {key: _redacted(value) for key, value in line.items()}


def _redacted(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    shown = str(value)
    return TOKEN.sub("<token>", shown) if isinstance(value, str) or TOKEN.search(shown) else value


def _handler() -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                where,
                redact,
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], drop_missing=True),
            ],
        )
    )
    return handler
