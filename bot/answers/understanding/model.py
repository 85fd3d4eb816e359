"""The compiled ranker: how much each feature of a question speaks for each topic.

A file of a few hundred kilobytes: a digest of what it was made of, a header (topics, biases, scales, how to judge), and
packed: the CRC of each feature, its squared weight, the examples that have it, and a row of bytes with what it speaks
for each topic.
"""

import json
import math
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

from bot.answers.understanding.neighbours import Neighbours

FILE: Final = Path(__file__).with_name("model.bin")
MIDDLE: Final = 128
"""The byte of a feature that says nothing on a topic."""
_MAGIC: Final = b"JKRANK03"
_HEAD: Final = struct.Struct("<8s32sIIII")


@dataclass(frozen=True, slots=True)
class Model:
    """Topics, and what speaks for them; `scale` is what one step of a byte is worth, topic by topic.

    `alone` are plain words that are an example by themselves, each with its topics.
    """

    fingerprint: bytes
    topics: tuple[str, ...]
    bias: tuple[float, ...]
    scale: tuple[float, ...]
    judging: Mapping[str, float]
    alone: Mapping[str, Sequence[str]]
    place: Mapping[int, int]
    square: "array[float]"
    near: Neighbours
    rows: bytes

    def scores(self, features: Iterable[str]) -> list[float]:
        """What speaks for each topic, in the order of `topics`: the features, and how like the nearest examples are."""
        places = list(self.known(features).values())
        alike = self.near.likeness(places, self.square, len(self.topics))
        return [spoken + near for spoken, near in zip(self._spoken(places), alike, strict=True)]

    def _spoken(self, places: Sequence[int]) -> list[float]:
        """The linear part: above nought is for a topic."""
        length = math.sqrt(sum(self.square[place] for place in places)) or 1.0
        columns = zip(*map(self.row, places), strict=True) if places else [()] * len(self.topics)
        spare = MIDDLE * len(places)
        return [
            (sum(column) - spare) * scale / length + bias
            for column, scale, bias in zip(columns, self.scale, self.bias, strict=True)
        ]

    def known(self, features: Iterable[str]) -> dict[str, int]:
        """The features that the model knows, with the place of each."""
        coded = ((feature, self.place.get(code(feature))) for feature in features)
        return {feature: place for feature, place in coded if place is not None}

    def row(self, place: int) -> bytes:
        return self.rows[place * len(self.topics) : (place + 1) * len(self.topics)]

    def packed(self) -> bytes:
        """The file; the same model gives the same bytes."""
        head = {"topics": self.topics, "bias": self.bias, "scale": self.scale, "judging": dict(self.judging)}
        head["alone"] = dict(self.alone)
        header, codes = json.dumps(head).encode(), array("I", self.place)
        counts = len(header), len(codes), len(self.near.members), len(self.near.owners)
        body = zlib.compress(b"".join(_little(each).tobytes() for each in self._arrays(codes)) + self.rows, 9)
        return _HEAD.pack(_MAGIC, self.fingerprint, *counts) + header + body

    def _arrays(self, codes: "array[int]") -> "tuple[array[Any], ...]":
        near = self.near
        return codes, self.square, near.starts, near.members, near.owners, near.lengths

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """The model in a file. Raises ValueError when it is none."""
        magic, fingerprint, header, features, members, examples = _HEAD.unpack_from(packed)
        if magic != _MAGIC:
            raise ValueError("this is no model of the ranker")
        head: dict[str, Any] = json.loads(packed[_HEAD.size : _HEAD.size + header])
        topics, bias, scale = (tuple(head[name]) for name in ("topics", "bias", "scale"))
        parts = _Reader(zlib.decompress(packed[_HEAD.size + header :]))
        codes, square = parts.array("I", features), parts.array("f", features)
        starts, found = parts.array("I", features + 1), parts.array("H", members)
        near = Neighbours(starts, found, parts.array("B", examples), parts.array("f", examples))
        place = dict(zip(codes, range(features), strict=True))
        return cls(fingerprint, topics, bias, scale, head["judging"], head["alone"], place, square, near, parts.rest())


class _Reader:
    """Takes arrays from the front of what was packed."""

    def __init__(self, body: bytes) -> None:
        self._body, self._read = memoryview(body), 0

    def array(self, kind: str, count: int) -> "array[Any]":
        found: array[Any] = array(kind)
        after = self._read + count * found.itemsize
        found.frombytes(self._body[self._read : after])
        self._read = after
        return _little(found)

    def rest(self) -> bytes:
        return bytes(self._body[self._read :])


def code(feature: str) -> int:
    return zlib.crc32(feature.encode())


def _little(numbers: "array[Any]") -> "array[Any]":
    """Numbers as the file has them, or back again."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers


@cache
def load() -> Model:
    """The model that is shipped, read once in a process."""
    return Model.unpacked(FILE.read_bytes())
