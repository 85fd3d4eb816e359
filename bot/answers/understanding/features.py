"""What a ranker looks at in a question: words, pairs of words, concepts, and pieces of words."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final

from bot.answers.understanding.concepts import concepts
from bot.answers.understanding.normal import known, words

_PIECES: Final = (3, 4, 5)
_MOST_CONCEPTS: Final = 16
_CORE: Final = "inti"
_VOWELS: Final = str.maketrans("", "", "aeiou")


def features(text: str) -> tuple[str, ...]:
    """Each feature of the text once, always in the same order; the first letter tells its kind."""
    return features_of(words(text))


def features_of(said: tuple[str, ...]) -> tuple[str, ...]:
    """The same of plain words."""
    return tuple(dict.fromkeys((*_of_words(said), *_of_concepts(said), *_of_pieces(said))))


def _of_words(said: tuple[str, ...]) -> Iterator[str]:
    yield from (f"w:{word}" for word in said)
    line = ("^", *said, "$")
    yield from (f"b:{first} {second}" for first, second in pairwise(line))
    yield from (f"s:{first} {second}" for first, second in zip(said, said[2:], strict=False))
    strange = sum(word not in known() for word in said)
    yield f"n:{min(len(said), 9) // 3}"
    yield f"u:{min(strange, 4)}"
    yield f"v:{round(4 * strange / max(1, len(said)))}"


def _of_concepts(said: tuple[str, ...]) -> Iterator[str]:
    table = concepts()
    found = list(dict.fromkeys(name for word in said for name in table.get(word, ())))[:_MOST_CONCEPTS]
    yield from (f"g:{name}" for name in found)
    yield f"a:{min(3, sum(_CORE in table.get(word, ()) for word in said))}"
    yield from (f"p:{'+'.join(pair)}" for pair in combinations(sorted(found), 2))


def _of_pieces(said: tuple[str, ...]) -> Iterator[str]:
    for word in said:
        whole = f"<{word}>"
        for size in _PIECES:
            yield from (f"c:{whole[start : start + size]}" for start in range(len(whole) - size + 1))
        skeleton = word.translate(_VOWELS)
        if len(skeleton) > 2:
            yield f"k:{skeleton}"
