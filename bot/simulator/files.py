"""Files people and bots send each other, kept in memory."""

import mimetypes
import struct
from dataclasses import dataclass
from typing import Any

from bot.simulator.refusal import bad_request

PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
UNKNOWN_SIZE = (1280, 960)


@dataclass(frozen=True)
class File:
    """A stored file; `path` is where getFile says it can be fetched."""

    id: str
    path: str
    name: str
    content: bytes

    @property
    def mime(self) -> str:
        """The media type, by the name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def body(self) -> dict[str, Any]:
        """The fields every kind of file has in the Bot API."""
        return {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": len(self.content)}


class Files:
    """Everything uploaded so far, by id."""

    def __init__(self) -> None:
        self.by_id: dict[str, File] = {}

    def keep(self, folder: str, name: str, content: bytes) -> File:
        """Store a file under `folder`, such as "photos"."""
        number = len(self.by_id) + 1
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        file = File(f"sim-{folder}-{number}", f"{folder}/file_{number}.{suffix}", name, content)
        self.by_id[file.id] = file
        return file

    def find(self, file_id: str) -> File:
        """The file with this id; raises Refused when there is none."""
        if file_id.startswith(("http://", "https://")):
            raise bad_request("the simulator does not fetch files from the web")
        if file_id not in self.by_id:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self.by_id[file_id]

    def at(self, path: str) -> File | None:
        """The file that getFile placed at this path."""
        return next((file for file in self.by_id.values() if file.path == path), None)


def check_picture(content: bytes) -> None:
    """Raises Refused for bytes Telegram would not show as a photo."""
    if not content.startswith(tuple(PICTURES)):
        raise bad_request("IMAGE_PROCESS_FAILED")


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, read from a PNG, else a usual size."""
    if content.startswith(b"\x89PNG") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return UNKNOWN_SIZE
