"""Reads back the words of a PDF as typst writes it: enough to see that a figure is on the page."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_SIGN = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]+)>")
_INNER = rb"(?:\\.|[^()\\]|\((?:\\.|[^()\\]|\([^()]*\))*\))*"
_SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|(\(" + _INNER + rb"\))|(ET)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def page_count(pdf: bytes) -> int:
    """How many pages its page tree has."""
    return int(re.findall(rb"/Type/Pages/Count (\d+)", pdf)[0])


def words_of(pdf: bytes) -> str:
    """All words, a line where the PDF ends a piece of text; a space at which no line may end is one."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {name: _signs(objects, int(number)) for body in objects.values() for name, number in _fonts(body)}
    content = next(plain for plain in map(_stream, objects.values()) if b"BT" in plain and b" Tf" in plain)
    said, font = [], ""
    for named, shown, ended in _SHOWN.findall(content):
        font = named.decode() or font
        said.append("\n" if ended else "".join(fonts[font].get(code, "") for code in _codes(shown)))
    return "".join(said).replace("\u00a0", " ")


def _fonts(body: bytes) -> list[tuple[str, bytes]]:
    listed = re.search(rb"/Font<<(.*?)>>", body)
    return [(name.decode(), number) for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", listed[1] if listed else b"")]


def _signs(objects: dict[int, bytes], font: int) -> dict[int, str]:
    named = re.search(rb"/ToUnicode (\d+)", objects[font])
    table = _stream(objects[int(named[1])]).decode() if named else ""
    return {int(code, 16): bytes.fromhex(sign).decode("utf-16-be") for code, sign in _SIGN.findall(table)}


def _stream(body: bytes) -> bytes:
    head, _, rest = body.partition(b"stream\n")
    return zlib.decompress(rest.rsplit(b"\nendstream", 1)[0]) if b"/FlateDecode" in head and rest else b""


def _codes(shown: bytes) -> list[int]:
    plain = _ESCAPED.sub(_unescaped, shown[1:-1])
    return [int.from_bytes(plain[at : at + 2], "big") for at in range(0, len(plain), 2)]


def _unescaped(escaped: re.Match[bytes]) -> bytes:
    sign = escaped[1]
    return bytes([int(sign, 8)]) if sign.isdigit() else _NAMED.get(sign, sign)
