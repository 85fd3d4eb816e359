"""What we make of a message: its topic, how sure we are, and what else it says."""

from dataclasses import dataclass, field
from typing import Literal

from bot.answers.emergencies import Emergency
from bot.answers.places import Place
from bot.answers.texts import Secret
from bot.answers.understanding.topics import COURTESIES, OFF

Kind = Literal["sure", "between", "unknown"]
"""Answer at once; offer the choices; say that it was not understood."""
Sector = Literal["transport", "other"]
"""What the price distinguishes."""
Ahead = Literal["month", "year"]


@dataclass(frozen=True, slots=True)
class Guess:
    """A topic and how likely it is, 0 to 1."""

    topic: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Slots:
    """What a message says beside its question, each in the order said.

    `amounts` are whole rupiah, what a day brings where `daily`; `months` calendar months 1 to 12, `year` as in 2027,
    `ahead` the month or the year that comes next; `age` whole years, `places` kabupaten and kota by their names,
    `jobs` plain words of work.
    """

    amounts: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    year: int | None = None
    age: int | None = None
    places: tuple[Place, ...] = ()
    jobs: tuple[str, ...] = ()
    sector: Sector | None = None
    daily: bool = False
    ahead: Ahead | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A message as we understand it.

    `topic` is `luar_topik` where nothing of ours is likely enough; `alternatives` are the next best, at most three,
    never the topic itself. An `emergency` goes before every answer; where there is a `secret` the text must neither be
    stored nor repeated. `more` are further questions of the same message, each sure and of a topic of its own.
    """

    topic: str
    confidence: float
    alternatives: tuple[Guess, ...]
    kind: Kind
    slots: Slots = field(default_factory=Slots)
    negated: tuple[str, ...] = ()
    emergency: Emergency | Literal["despair"] | None = None
    secret: Secret | None = None
    more: tuple["Understood", ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """The topics to choose from when we are between: at most three of ours, likeliest first; no courtesies."""
        named = (self.topic, *(guess.topic for guess in self.alternatives))
        return tuple(topic for topic in named if topic != OFF and topic not in COURTESIES)[:3]
