"""No log line holds a token, not even when everything goes wrong."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

TOKEN = "1234567890:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
ADDRESS = f"https://api.telegram.org/bot{TOKEN}/getMe"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What operators read; the pipeline is taken down again."""
    root, paper = logging.getLogger(), io.StringIO()
    handlers, level, usual = root.handlers[:], root.level, structlog.get_config()
    monkeypatch.setattr("sys.stderr", paper)
    logs.configure()
    yield paper
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**usual)


def test_neither_our_lines_nor_a_librarys_hold_a_token(written: io.StringIO) -> None:
    """In the words, in a value, in an argument, in an exception, inside a list."""
    ours, library = structlog.get_logger("bot"), logging.getLogger("somebody.elses")
    ours.info("calling " + ADDRESS, address=ADDRESS, error=OSError(ADDRESS), several=[ADDRESS], more={"url": ADDRESS})
    library.warning("calling %s", ADDRESS)
    for log in (ours, library):
        try:
            raise OSError(ADDRESS)
        except OSError:
            log.exception("it failed")
    assert TOKEN not in written.getvalue()
    assert written.getvalue().count("<token>") >= 6
    assert "it failed" in written.getvalue()


def test_an_exception_is_told_by_its_kind_and_place_alone(written: io.StringIO) -> None:
    """Its text may quote what somebody wrote."""
    try:
        int("Bu Sari 081234567890")
    except ValueError:
        structlog.get_logger("bot").exception("a turn failed")
    assert "ValueError at test_logs.py" in written.getvalue()
    assert "Sari" not in written.getvalue()


def test_a_line_says_when_how_grave_and_what(written: io.StringIO) -> None:
    """One line each, in UTC, for people and programs alike."""
    structlog.get_logger("bot").warning("a turn failed", event_id=7)
    [line] = written.getvalue().splitlines()
    assert line.startswith("timestamp=20") and line.endswith('level=warning event="a turn failed" event_id=7')
