"""Typed text where a button was expected: the one choice it can mean, or none."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from bot.answers.texts import clean
from bot.answers.vocabulary import FILLERS, NO, NOT_YET, ORDINALS, POLITE, TURNS, YES, listed

_NUMBERED: Final = re.compile(
    r"(?P<asked>(?:no|nomor|nomer|pilihan|opsi|yang|yg|number|option)\s+)?(?:ke\s?)?(?P<place>\d{1,2})"
)
_LATER: Final = listed("nanti ntar entar tar skip lewati besok besok2 kapan2 males malas mengko ngko engke later")
_LIKE, _AHEAD = 85.0, 8.0


@dataclass(frozen=True)
class _Said:
    """Normalised words, with the verdict they carry."""

    words: tuple[str, ...]

    @property
    def squashed(self) -> str:
        return "".join(self.words)

    @property
    def refusals(self) -> int:
        return sum(word in NO or word in NOT_YET for word in self.words)

    @property
    def digits(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if word.isdigit())

    def bare(self) -> "_Said":
        """Without words that only carry the others."""
        return _Said(tuple(word for word in self.words if word not in FILLERS) or self.words)


def match(text: str, labels: Mapping[str, str]) -> str | None:
    """The choice (a key of `labels`) that `text` means, or None when it means none or may mean two.

    Understands the caption, its number or place, its opening words, yes and no, and small typing mistakes.
    A refusal never matches a caption that agrees, nor the other way round.
    """
    said = _normal(text)
    captions = {choice: _normal(label) for choice, label in labels.items()}
    if not said.words:
        return None
    for reading in (_exact, _placed, _verdict, _opening, _typo):
        if choice := reading(said, captions):
            return choice
    return None


def verdict(text: str) -> str | None:
    """Whether a text is a "yes" or a "no" in any words, and nothing beside; None where it is neither."""
    return _verdict(_normal(text), {"yes": _normal("ya"), "no": _normal("tidak")})


def postpones(text: str) -> bool:
    """Whether a text says "later" in any words, and nothing beside: "nanti aja kak"."""
    said = _normal(text).words
    return any(word in _LATER for word in said) and all(word in _LATER | FILLERS | POLITE for word in said)


_Captions = Mapping[str, _Said]


def _normal(text: str) -> _Said:
    plain = re.sub(r"['’`]", "", clean(text, most=200).casefold())
    kept = (letter if letter.isalnum() or unicodedata.combining(letter) else " " for letter in plain)
    return _Said(tuple("".join(kept).split()))


def _only(choices: Iterable[str]) -> str | None:
    found = list(choices)
    return found[0] if len(found) == 1 else None


def _exact(said: _Said, captions: _Captions) -> str | None:
    """The caption itself, with or without spaces, or with words around it that carry nothing."""
    whole = _only(choice for choice, caption in captions.items() if caption.squashed == said.squashed)
    return whole or _only(choice for choice, caption in captions.items() if caption.bare() == said.bare())


def _placed(said: _Said, captions: _Captions) -> str | None:
    """Its place in the list; a bare number is no place when a caption has figures of its own."""
    place = ORDINALS.get(" ".join(said.bare().words), 0)
    if counted := _NUMBERED.fullmatch(" ".join(said.words)):
        own_figures = any(caption.digits for caption in captions.values())
        place = 0 if own_figures and not counted["asked"] else int(counted["place"])
    return list(captions)[place - 1] if 0 < place <= len(captions) else None


def _verdict(said: _Said, captions: _Captions) -> str | None:
    """Yes or no in other words, where exactly one caption agrees or exactly one refuses."""
    opening = {choice: caption.words[0] for choice, caption in captions.items() if caption.words}
    refused = [word for word in said.words if word in NO]
    rest = [word for word in said.words if word not in NO]
    if len(refused) == 1 and all(word in YES | POLITE | FILLERS for word in rest):
        return _only(choice for choice, word in opening.items() if word in NO)
    if not refused and any(word in YES for word in rest) and all(word in YES | FILLERS for word in rest):
        return _only(choice for choice, word in opening.items() if word in YES)
    return None


def _opening(said: _Said, captions: _Captions) -> str | None:
    """Some words of one caption, perhaps cut short, or one caption followed by more detail."""
    same = _agreeing(said, captions)
    begun = _only(choice for choice, caption in same.items() if _is_begun(said.bare().words, caption.words))
    if begun or set(said.words) & (TURNS | YES | NO | NOT_YET):
        return begun
    touched = [choice for choice, caption in captions.items() if set(caption.words) & set(said.words)]
    detailed = [choice for choice, caption in same.items() if _is_detailed(said.bare().words, caption.words)]
    return _only(detailed) if touched == detailed else None


def _is_begun(typed: tuple[str, ...], caption: tuple[str, ...]) -> bool:
    return all(any(word == whole or (len(word) > 2 and whole.startswith(word)) for whole in caption) for word in typed)


def _is_detailed(typed: tuple[str, ...], caption: tuple[str, ...]) -> bool:
    return bool(caption) and typed[: len(caption)] == caption and len(typed) <= len(caption) + 3


def _typo(said: _Said, captions: _Captions) -> str | None:
    """The caption that differs by a slip, clearly nearer than every other one."""
    typed = said.bare()
    if len(typed.squashed) < 4 or not captions:
        return None
    near = {choice: fuzz.ratio(typed.squashed, caption.bare().squashed) for choice, caption in captions.items()}
    first, *others = sorted(near, key=lambda choice: near[choice], reverse=True)
    ahead = not others or near[first] - near[others[0]] >= _AHEAD
    same = first in _agreeing(said, captions) and _is_same_shape(typed, captions[first].bare())
    return first if same and near[first] >= _LIKE and ahead else None


def _is_same_shape(typed: _Said, caption: _Said) -> bool:
    """Slips spare the first letter; what is put before a word, as in "gasetuju", may turn it round."""
    return typed.squashed[:1] == caption.squashed[:1] and len(typed.words) <= len(caption.words)


def _agreeing(said: _Said, captions: _Captions) -> _Captions:
    """The captions that refuse as often as the text does and name the same figures."""
    return {
        choice: caption
        for choice, caption in captions.items()
        if caption.refusals == said.refusals and (not said.digits or set(said.digits) <= set(caption.digits))
    }
