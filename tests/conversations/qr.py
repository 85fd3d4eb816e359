"""Reads a QR code as a phone does, from the dots of the picture back to the words; nothing here knows how it was made.

Enough for the codes that the bot sends: a PNG of one bit a pixel, versions 2 to 6, undamaged, bytes.
"""

import zlib
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from bot.flows.mylink import BORDER, SCALE

Dots = Sequence[Sequence[int]]
_FORMAT_MASK: Final = 0b101_0100_0001_0010
_QUARTILE, _HIGH = 0b11, 0b10
_BLOCKS: Final = {
    (3, _QUARTILE): (17, 17),
    (4, _QUARTILE): (24, 24),
    (4, _HIGH): (9, 9, 9, 9),
    (5, _QUARTILE): (15, 15, 16, 16),
    (5, _HIGH): (11, 11, 12, 12),
    (6, _QUARTILE): (19, 19, 19, 19),
}
"""Bytes of words in each block, by version and by how much may be dirty."""
_MASKS: Final = (
    lambda row, column: (row + column) % 2,
    lambda row, _: row % 2,
    lambda _, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)
"""A dot is turned round where this is nought."""
_BYTES: Final = 0b0100


def words_in(picture: bytes) -> str:
    """What the QR code in this picture says."""
    dots = _dots(picture)
    kept, mask = _format(dots)
    bits = [dots[row][column] ^ (not _MASKS[mask](row, column)) for row, column in _way(len(dots))]
    read = [_number(bits[at : at + 8]) for at in range(0, len(bits) - 7, 8)]
    told = [f"{byte:08b}" for byte in _in_order(read, _BLOCKS[(len(dots) - 17) // 4, kept])]
    stream = "".join(told)
    assert int(stream[:4], 2) == _BYTES
    length = int(stream[4:12], 2)
    return bytes(int(stream[at : at + 8], 2) for at in range(12, 12 + 8 * length, 8)).decode()


def _dots(picture: bytes) -> Dots:
    """The dots without the white around them; dark is 1."""
    width, body, at = int.from_bytes(picture[16:20]), b"", 8
    while at < len(picture):
        size, kind = int.from_bytes(picture[at : at + 4]), picture[at + 4 : at + 8]
        body += picture[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    raw, line = zlib.decompress(body), (width + 7) // 8 + 1
    rows = [[0] * (line - 1)]
    for start in range(0, len(raw), line):
        kind, packed = raw[start], raw[start + 1 : start + line]
        assert kind in (0, 2), "rows are as they are, or what they differ from the row above"
        rows.append([(byte + (above if kind else 0)) % 256 for byte, above in zip(packed, rows[-1], strict=True)])
    middles = range(BORDER * SCALE + SCALE // 2, width - BORDER * SCALE, SCALE)
    return [[1 - (rows[row + 1][x // 8] >> (7 - x % 8) & 1) for x in middles] for row in middles]


def _format(dots: Dots) -> tuple[int, int]:
    """How much may be dirty, and which mask was laid over the dots."""
    beside = [dots[8][column] for column in (*range(6), 7, 8)]
    above = [dots[row][8] for row in (7, *range(5, -1, -1))]
    told = _number([*beside, *above]) ^ _FORMAT_MASK
    return told >> 13, told >> 10 & 0b111


def _way(size: int) -> Iterator[tuple[int, int]]:
    """From dot to dot, up and down from the right, past what only shows where the code lies."""
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for row in range(size - 1, -1, -1) if upwards else range(size):
            yield from ((row, column) for column in (right, right - 1) if not _is_mark(row, column, size))
        upwards = not upwards


def _is_mark(row: int, column: int, size: int) -> bool:
    corner = (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9)
    fourth = size - 9 <= row < size - 4 and size - 9 <= column < size - 4
    return corner or fourth or 6 in (row, column)


def _in_order(read: Sequence[int], blocks: Sequence[int]) -> Iterator[int]:
    """The bytes of one block after the other, of which the code holds one each in turn."""
    turns = [[at for at, size in enumerate(blocks) if place < size] for place in range(max(blocks))]
    kept: list[list[int]] = [[] for _ in blocks]
    for byte, block in zip(read[: sum(blocks)], chain.from_iterable(turns), strict=True):
        kept[block].append(byte)
    return chain.from_iterable(kept)


def _number(bits: Sequence[int]) -> int:
    return int("".join(map(str, map(int, bits))), 2)
