"""What stands in a chat."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.simulator.files import File
from bot.simulator.keyboards import Button
from bot.simulator.markup import Entity

Moving = Literal["video", "video_note", "audio", "animation"]


@dataclass(frozen=True)
class Photo:
    """A picture, width and height in pixels."""

    file: File
    width: int
    height: int


@dataclass(frozen=True)
class Document:
    """A file to download."""

    file: File


@dataclass(frozen=True)
class Sticker:
    """A sticker, known by its emoji."""

    file: File
    emoji: str


@dataclass(frozen=True)
class Voice:
    """A voice message of so many seconds."""

    file: File
    seconds: int


@dataclass(frozen=True)
class Recording:
    """Moving pictures or sound of so many seconds, by the name that the Bot API gives them."""

    kind: Moving
    file: File
    seconds: int


@dataclass(frozen=True)
class Location:
    """A place, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Contact:
    """A visiting card; `user_id` is set when Telegram knows whose it is."""

    phone: str
    first_name: str
    user_id: int | None = None


Attachment = Photo | Document | Sticker | Voice | Recording | Location | Contact


@dataclass
class Message:
    """One bubble; `text` is plain and holds the caption when something is attached."""

    id: int
    from_bot: bool
    at: datetime
    text: str = ""
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    attachment: Attachment | None = None
    reply_to: int | None = None
    edited_at: datetime | None = None

    @property
    def photo(self) -> Photo | None:
        """The picture, when it is one."""
        return self.attachment if isinstance(self.attachment, Photo) else None

    @property
    def document(self) -> Document | None:
        """The file, when it is one."""
        return self.attachment if isinstance(self.attachment, Document) else None

    @property
    def labels(self) -> list[str]:
        """The words on all its buttons, in reading order."""
        return [button.text for row in self.buttons for button in row]

    def button(self, label: str) -> Button | None:
        """The button with exactly these words."""
        return next((one for row in self.buttons for one in row if one.text == label), None)
