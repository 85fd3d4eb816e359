"""How well the ranker does on questions that it did not learn from."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answers.understanding import understand
from bot.answers.understanding.model import Model
from bot.answers.understanding.topics import OFF
from bot.answers.understanding.understood import Understood


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

    "First" and "within three" are what we would say, whether we do or not; "right or offered" is what people get of it:
    the right answer at once, or the right topic among those that they may choose from.
    """
    found = [(each, understand(each.text, model)) for each in asked]
    right = [(bool(each.ours), got.topic in each.right, _within(each, got), got, each) for each, got in found]
    ours, off = [row for row in right if row[0]], [row for row in right if not row[0]]
    return {
        "first": _share(row[1] for row in right),
        "within three": _share(row[2] for row in right),
        "ours first": _share(row[1] for row in ours),
        "ours within three": _share(row[2] for row in ours),
        "ours answered at once": _share(row[3].kind == "sure" for row in ours),
        "of these right": _share(row[1] for row in ours if row[3].kind == "sure"),
        "ours right or offered": _share(_gets(row[4], row[3]) for row in ours),
        "off-topic taken for ours": _share(row[3].topic != OFF for row in off),
        "off-topic answered at once": _share(row[3].kind == "sure" for row in off),
        "off-topic offered a choice": _share(row[3].kind == "between" for row in off),
    }


def _within(asked: Asked, got: Understood) -> bool:
    named = (got.topic, *(guess.topic for guess in got.alternatives[:2]))
    return bool(asked.right.intersection(named))


def _gets(asked: Asked, got: Understood) -> bool:
    match got.kind:
        case "sure":
            return not asked.right.isdisjoint((got.topic, *(each.topic for each in got.more)))
        case "between":
            return not asked.right.isdisjoint(got.choices)
        case "unknown":
            return False


def _share(rows: Iterable[object]) -> float:
    told = [bool(row) for row in rows]
    return sum(told) / max(1, len(told))
