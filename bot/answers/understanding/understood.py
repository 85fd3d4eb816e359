"""What we make of a message: its topic, how sure we are, and what else it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from bot.answers.emergencies import Emergency
from bot.answers.places import Place
from bot.answers.texts import Secret
from bot.answers.understanding.topics import COURTESIES, OFF

Kind = Literal["sure", "between", "unknown"]
"""Answer at once; offer the choices; say that it was not understood."""
Sector = Literal["transport", "other"]
"""What the price distinguishes."""
Ahead = Literal["month", "year", "year_end", "month_ago", "year_ago"]
Per = Literal["day", "week"]

OF_RULES: Final[Mapping[object, frozenset[str]]] = {
    "accident": frozenset({"jkk.cakupan", "jkk.manfaat"}),
    "death": frozenset({"jkk.cakupan", "jkk.manfaat", "jkm.manfaat", "beasiswa"}),
    "violence": frozenset({"jkk.cakupan", "jkk.manfaat", "pmi"}),
}
"""What is asked about an accident, a death or violence may be of the rules alone: it is answered, too."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A topic and how likely it is, 0 to 1."""

    topic: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Slots:
    """What a message says beside its question, each in the order said.

    `amounts` are whole rupiah, what is left over first, what a day or a week brings where there is a `per`, on so
    many `days` of a month where that is said; `months` calendar months 1 to 12, each between the two where one is
    said to be the last, `year` as in 2027, `ahead` the month, the year, or the end of the year that comes next, or
    the month or the year before this,
    `span` how many months are paid for; `age` whole years, `places` kabupaten and kota by their names, `jobs` plain
    words of work.
    """

    amounts: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    year: int | None = None
    age: int | None = None
    places: tuple[Place, ...] = ()
    jobs: tuple[str, ...] = ()
    sector: Sector | None = None
    per: Per | None = None
    days: int | None = None
    ahead: Ahead | None = None
    span: int | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A message as we understand it.

    `topic` is `luar_topik` where nothing of ours is likely enough; `alternatives` are the next best, at most three,
    never the topic itself. An `emergency` goes before every answer, `asks` says whether the rules are asked for, too;
    who `refuses` contact is left in peace, whatever the topic; `open` is the question of bot/facts/open.toml that is
    asked, which nobody can answer, in `vain` where that is all, whatever the topic may be. Where there is a `secret`
    the text must neither be stored nor repeated. `more` are further questions of the same message, each sure and of a
    topic of its own, `later` the topics of those beyond what is answered at once; `many` says that more was asked than
    that, understood or not.
    """

    topic: str
    confidence: float
    alternatives: tuple[Guess, ...]
    kind: Kind
    slots: Slots = field(default_factory=Slots)
    negated: tuple[str, ...] = ()
    emergency: Emergency | Literal["despair", "violence"] | None = None
    asks: bool = False
    refuses: bool = False
    secret: Secret | None = None
    more: tuple["Understood", ...] = ()
    later: tuple[str, ...] = ()
    many: bool = False
    open: str | None = None
    vain: bool = False

    @property
    def sure(self) -> tuple[str, ...]:
        """The topics that are answered at once, in their order."""
        if self.kind != "sure":
            return ()
        return tuple(topic for topic in (self.topic, *(each.topic for each in self.more)) if topic != OFF)

    @property
    def beside(self) -> tuple[str, ...]:
        """The topics to answer behind what to do first, where something has happened and is asked about."""
        asked = self.emergency in OF_RULES and self.asks
        return tuple(topic for topic in self.sure if topic in OF_RULES[self.emergency]) if asked else ()

    @property
    def choices(self) -> tuple[str, ...]:
        """The topics to choose from when we are between: at most three of ours, likeliest first; no courtesies."""
        named = (self.topic, *(guess.topic for guess in self.alternatives))
        return tuple(topic for topic in named if topic != OFF and topic not in COURTESIES)[:3]
