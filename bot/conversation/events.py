"""What can happen to a conversation, in the past tense; stored as JSON in the inbox."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Typed:
    """The person wrote a text that is no command; `lines` is the same with its line breaks, where it has any."""

    text: str
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Commanded:
    """The person sent /name, perhaps with an argument."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Tapped:
    """The person tapped a button of a question; `turn` says which asking of it, `message` where it stands."""

    choice: str
    turn: int
    message: int | None = None


@dataclass(frozen=True, slots=True)
class CardTapped:
    """Somebody of the staff tapped a button of a lead's card as it stood at `version`.

    Or they typed its short code, which means the lead as it stands now (no `version`); `said` is what stood behind it.
    """

    lead: int
    action: str
    version: int | None
    message: int | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class CaseTapped:
    """An officer tapped a button of a case's card as it stood at `version`."""

    case: int
    action: str
    version: int
    message: int | None = None


@dataclass(frozen=True, slots=True)
class SharedContact:
    """The person shared a contact; `own` when Telegram vouches that it is theirs."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """The person sent something that is not text: photo, sticker, voice, location, edited ...

    A document says where Telegram keeps it (`file`), what it is called and how many bytes it has (0: not said); the
    name is the sender's, and nothing but words. `message` is where it stands in their chat; `words` are those of a
    text that was edited.
    """

    kind: str
    file: str = ""
    name: str = ""
    size: int = 0
    message: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person stopped the bot in Telegram."""


@dataclass(frozen=True, slots=True)
class Unblocked:
    """The person let the bot in again."""


Event = Typed | Commanded | Tapped | CardTapped | CaseTapped | SharedContact | Sent | Blocked | Unblocked

KINDS: dict[str, type[Event]] = {
    kind.__name__: kind
    for kind in (Typed, Commanded, Tapped, CardTapped, CaseTapped, SharedContact, Sent, Blocked, Unblocked)
}


def to_json(event: Event) -> dict[str, Any]:
    """An event as a JSON object; `event` names its class."""
    return {"event": type(event).__name__, **asdict(event)}


def from_json(stored: dict[str, Any]) -> Event:
    """The event that `to_json` wrote. Raises KeyError or TypeError on anything else."""
    fields = dict(stored)
    return KINDS[fields.pop("event")](**fields)
