"""Reads a table from bytes; what they are is told by the bytes, never by the name of the file."""

from bot.sheets.separated import separated
from bot.sheets.sheet import LIMITS, Limits, Sheet, refused
from bot.sheets.workbook import Fits, anything, workbook

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"{\\rtf", "document"),
)
_ZIP = b"PK\x03\x04"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read(content: bytes, limits: Limits = LIMITS, fits: Fits = anything) -> Sheet:
    """The first visible sheet of an XLSX, or a table in text; nothing in it is ever run or evaluated.

    Of several sheets the first that `fits` is taken, else the first that holds anything. Raises InvalidAnswer when it
    is no such file, or one that we do not open.
    """
    if len(content) > limits.size:
        raise refused("too_big", most=limits.megabytes)
    if not content.strip():
        raise refused("empty")
    why = _refusal(content)
    if why:
        raise refused(why)
    sheet = workbook(content, limits, fits) if content.startswith(_ZIP) else separated(content, limits)
    if not sheet.rows:
        raise refused("empty")
    return sheet


def _refusal(content: bytes) -> str | None:
    """What these bytes are, when they are nothing that we read."""
    if content[4:8] == b"ftyp":
        return "picture"
    for beginning, why in _BEGINNINGS:
        if content.startswith(beginning) and (beginning != b"BM" or b"\x00" in content[:64]):
            return why
    return "web_page" if _text_begins_with_tag(content[:400]) else None


def _text_begins_with_tag(start: bytes) -> bool:
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\x00", b"").lstrip().startswith(b"<")
