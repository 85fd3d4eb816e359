"""How well the ranker does on questions that it did not learn from."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from bot.answers.understanding import understand
from bot.answers.understanding.model import Model
from bot.answers.understanding.topics import OFF
from bot.answers.understanding.understood import Understood

Outcome = Literal["answered right", "offered it", "offered others", "answered wrong", "told we do not know"]
"""What a question of ours comes to: an answer at once, a choice of at most three with the right topic or without."""
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the topics that are right for it."""

    text: str
    right: frozenset[str]

    @property
    def ours(self) -> frozenset[str]:
        return self.right - {OFF}


def read(table: str, part: str) -> list[Asked]:
    """The questions of a part of a table with tabs (topic, also, part, question). Raises KeyError without these."""
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        Asked(row["question"], frozenset({row["topic"], *row["also"].split()})) for row in rows if row["part"] == part
    ]


def scored(asked: Sequence[Asked], model: Model | None = None) -> dict[str, float]:
    """Shares: right at first and within three, of all and of ours; how much is taken for ours that is none.

    "First" and "within three" are what we would say, whether we do or not. What people get of it is told by the shares
    of each `Outcome`, which are all of ours together.
    """
    found = [(each, understand(each.text, model)) for each in asked]
    right = [(bool(each.ours), got.topic in each.right, _within(each, got), got) for each, got in found]
    ours, off = [row for row in right if row[0]], [row for row in right if not row[0]]
    got = Counter(outcome(each, got) for each, got in found if each.ours)
    return {
        "first": _share(row[1] for row in right),
        "within three": _share(row[2] for row in right),
        "ours first": _share(row[1] for row in ours),
        "ours within three": _share(row[2] for row in ours),
        **{f"ours {name}": got[name] / max(1, len(ours)) for name in OUTCOMES},
        "off-topic taken for ours": _share(row[3].topic != OFF for row in off),
        "off-topic answered at once": _share(row[3].kind == "sure" for row in off),
        "off-topic offered a choice": _share(row[3].kind == "between" for row in off),
    }


def outcome(asked: Asked, got: Understood) -> Outcome:
    """What somebody gets who asks a question of ours; of several answers at once, one has to be right."""
    match got.kind:
        case "sure":
            answered = {got.topic, *(each.topic for each in got.more)}
            return "answered right" if answered & asked.right else "answered wrong"
        case "between":
            return "offered it" if asked.right.intersection(got.choices) else "offered others"
        case "unknown":
            return "told we do not know"


def _within(asked: Asked, got: Understood) -> bool:
    named = (got.topic, *(guess.topic for guess in got.alternatives[:2]))
    return bool(asked.right.intersection(named))


def _share(rows: Iterable[object]) -> float:
    told = [bool(row) for row in rows]
    return sum(told) / max(1, len(told))
