"""Opens the ZIP that an office file is, never more of it than we allow, and parses its XML without entities."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

from bot.sheets.sheet import Limits, refused

CHUNK = 65_536
_ENTRY = b"PK\x01\x02"
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Package:
    """An office file. Nothing is written anywhere: the names inside are only looked up."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.limits = limits
        self.inflated = 0
        self.elements = 0
        # Counted before the library makes an object of each.
        if content.count(_ENTRY) > limits.members:
            raise refused("bomb")
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
            raise refused("broken") from error
        self.members = {info.filename: info for info in self.zip.infolist()}
        self._check()

    def _check(self) -> None:
        infos = self.zip.infolist()
        if sum(info.file_size for info in infos) > self.limits.inflated:
            raise refused("bomb")
        if any(self._swells(info.file_size, info.compress_size) for info in infos):
            raise refused("bomb")
        if any(info.flag_bits & 1 for info in infos):
            raise refused("locked")

    def _swells(self, size: int, packed: int) -> bool:
        limits = self.limits
        return size > limits.member or (size > limits.ratio_from and size > limits.ratio * max(packed, 1))

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def stream(self, name: str) -> Iterator[bytes]:
        """The bytes of a member in chunks. Raises InvalidAnswer as soon as they are more than was declared."""
        info = self.members.get(name)
        if info is None or info.compress_type not in _READ:
            raise refused("broken")
        try:
            with self.zip.open(info) as member:
                while chunk := member.read(CHUNK):
                    self._count(len(chunk))
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise refused("broken") from error

    def _count(self, size: int) -> None:
        self.inflated += size
        if self.inflated > self.limits.inflated:
            raise refused("bomb")

    def parse(self, name: str, start: Start, end: End, text: Text) -> None:
        """Walk the XML of a member; tags and attributes come without their namespace. Raises InvalidAnswer.

        Elements are counted before they cost anything, and a tag that does not end is given up: the parser would begin
        it anew with each chunk.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _no_doctype
        parser.StartElementHandler = lambda tag, attributes: start(_local(tag), attributes)
        parser.EndElementHandler = lambda tag: end(_local(tag))
        parser.CharacterDataHandler = text
        try:
            fed = 0
            for chunk in self.stream(name):
                self.elements += chunk.count(b"<") - chunk.count(b"</")
                if self.elements > self.limits.elements:
                    raise refused("too_much")
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > self.limits.tag:
                    raise refused("bomb")
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise refused("broken") from error


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]


def _no_doctype(*_: object) -> None:
    """An office file declares no entities; one that does means to swell or to fetch something."""
    raise refused("bomb")
