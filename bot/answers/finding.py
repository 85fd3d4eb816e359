"""Which regions a few typed words may mean, and how surely."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.answers.regions import Column, level_of

Words = tuple[str, ...]
Levels = tuple[int, ...]
Scores = dict[int, float]

SURE: Final = 100.0
_AROUND: Final = (1, 2, 3)
_AROUND_LIKE, _MENTIONED, _BEHIND = 86.0, 76.0, 12.0


@dataclass
class Finder:
    """One search inside `within` (0 is the whole country)."""

    column: Callable[[int], Column]
    within: int
    _parents: dict[Words, list[int]] = field(default_factory=dict)

    def sure(self, words: Words, levels: Levels) -> list[int]:
        """Places named exactly so, or so beside the name of a place around them ("Galis, Pamekasan")."""
        return self._named(words, levels, self.within) or [
            region
            for own, around in _splits(words)
            for parent in self._surely_around(around)
            for region in self._named(own, _below(parent, levels), parent)
        ]

    def likely(self, readings: Iterable[Words], levels: Levels) -> list[int]:
        """Places spelled nearly so, beside a place around them or among other words; best first."""
        found: Scores = {}
        for words in readings:
            for more in (self._alike(words, levels, self.within), self._nested(words, levels)):
                _merge(found, more)
            if len(words) > 1:
                _merge(found, self._mentioned(words, levels))
        worst = max(found.values(), default=0.0) - _BEHIND
        best = sorted(found, key=lambda region: (-found[region], level_of(region), region))
        return [region for region in best if found[region] >= worst]

    def _named(self, words: Words, levels: Levels, within: int) -> list[int]:
        return [region for level in levels for region in self.column(level).exact("".join(words), within)]

    def _surely_around(self, words: Words) -> list[int]:
        if words not in self._parents:
            self._parents[words] = self.sure(words, _AROUND)
        return self._parents[words]

    def _alike(self, words: Words, levels: Levels, within: int) -> Scores:
        found = dict.fromkeys(self._named(words, levels, within), SURE)
        for level in levels:
            _merge(found, self.column(level).near("".join(words), within))
        return found

    def _nested(self, words: Words, levels: Levels) -> Scores:
        found: Scores = {}
        for own, around in _splits(words):
            for parent, around_score in self._alike(around, _AROUND, self.within).items():
                if around_score >= _AROUND_LIKE:
                    inside = self._alike(own, _below(parent, levels), parent)
                    _merge(found, {region: min(score, around_score) for region, score in inside.items()})
        return found

    def _mentioned(self, words: Words, levels: Levels) -> Scores:
        """The longest run of words that names a place surely, as people write addresses."""
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length + 1):
                run = words[start : start + length]
                if len("".join(run)) > 3 and (named := self.sure(run, self._telling(run, levels))):
                    return dict.fromkeys(named, _MENTIONED)
        return {}

    def _telling(self, run: Words, levels: Levels) -> Levels:
        """So many villages exist that nearly every word is one; alone it tells nothing."""
        alone = len(run) == 1 and not self.within
        return tuple(level for level in levels if not (alone and level == 4))


def _splits(words: Words) -> Iterator[tuple[Words, Words]]:
    """Every cut into a place and the place around it, which people say last or first."""
    for cut in range(1, len(words)):
        yield words[:cut], words[cut:]
        yield words[cut:], words[:cut]


def _below(parent: int, levels: Levels) -> Levels:
    return tuple(level for level in levels if level > level_of(parent))


def _merge(found: Scores, more: Scores) -> None:
    for region, score in more.items():
        found[region] = max(score, found.get(region, 0.0))
