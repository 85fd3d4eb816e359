"""What people ask, in the words they use: `understand` says which topic it is and how sure that is. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.answers.contact_refused import refuses_contact
from bot.answers.despair import is_despair
from bot.answers.emergencies import asks, emergency
from bot.answers.silence import is_plea
from bot.answers.texts import clean, looks_like_secret
from bot.answers.understanding.alone import leans, lone, named_alone, ungreeted
from bot.answers.understanding.features import features_of
from bot.answers.understanding.judging import Judged, judged
from bot.answers.understanding.model import Model, load
from bot.answers.understanding.normal import MOST_LETTERS, words
from bot.answers.understanding.openly import asked_in_vain
from bot.answers.understanding.parts import MOST_AT_ONCE, MOST_LATER, parts, without_negated
from bot.answers.understanding.slots import slots
from bot.answers.understanding.topics import COURTESIES, GREETING, OFF
from bot.answers.understanding.understood import Guess, Kind, Slots, Understood
from bot.answers.violence import is_violence

__all__ = ("Guess", "Kind", "Slots", "Understood", "understand")

WORK = "daftar.pekerjaan"
"""Whoever says no more than what they do wants to know whether they may join."""
_ALTERNATIVES = 3
_CLEAR: Final = 0.75
_BY_ITSELF: Final = 0.95
"""So sure of a question that it leans on nothing."""


def understand(text: str, model: Model | None = None) -> Understood:
    """What is asked in a message, however it is written; never raises for any text.

    Takes about a millisecond. Without a letter or figure in it the topic is `luar_topik` with confidence 0.
    """
    ranker, seen = model or load(), clean(text)
    some = [clean(part) for part in parts(text[:MOST_LETTERS])]
    vain = next(filter(None, map(asked_in_vain, some or [seen])), None)
    others = [part for part in some if not asked_in_vain(part)]
    found = _several(_one(seen, ranker), others, ranker)
    if vain and not found.more:
        found = next(
            (each for each in _asked(others, ranker) if _is_question(each)), replace(found, kind="unknown", vain=True)
        )
    secret = looks_like_secret(seen)
    happened = emergency(seen) or ("despair" if is_despair(seen) else "violence" if is_violence(seen) else None)
    return replace(
        found,
        emergency=happened,
        asks=asks(seen),
        refuses=refuses_contact(seen) or is_plea(seen),
        secret=secret,
        open=vain,
    )


def _several(whole: Understood, some: Sequence[str], model: Model) -> Understood:
    """The message with its further questions, where it holds several that are sure and each on a topic of its own."""
    sure = {each.topic: each for each in _asked(some, model) if _is_question(each)}
    if len(sure) < 2:
        return whole
    named = _is_question(whole) and whole.topic not in sure
    first, *more = (whole, *sure.values()) if named else sure.values()
    at_once, later = more[: MOST_AT_ONCE - 1], more[MOST_AT_ONCE - 1 :]
    told = tuple(each.topic for each in later[:MOST_LATER])
    return replace(first, slots=whole.slots, more=tuple(at_once), later=told, many=len(some) > MOST_AT_ONCE)


def _is_question(found: Understood) -> bool:
    """Whether it is surely understood, and more than a courtesy."""
    return found.kind == "sure" and found.topic not in COURTESIES


def _asked(some: Sequence[str], model: Model) -> Iterator[Understood]:
    """Each question; one that leans on the one before it is understood with that."""
    before, topic = "", ""
    for part in some:
        found = _one(part, model)
        if before and (found.confidence < _BY_ITSELF or leans(words(part))):
            both = _one(f"{before} {part}", model)
            found = both if both.topic == topic or leans(words(part)) else found
        yield found
        before, topic = part, found.topic


def _one(text: str, model: Model) -> Understood:
    left, ruled_out = without_negated(text)
    said = words(left)
    if not said:
        return Understood(OFF, 0.0, (), "unknown", negated=ruled_out)
    found = _heard(said, ruled_out, model)
    if found.topic == GREETING and (rest := ungreeted(said)):
        behind = _heard(rest, ruled_out, model)
        found = behind if named_alone(rest) or _is_clear(behind) else found
    held = slots(text, said)
    kind = "between" if found.kind == "sure" and _only_hints(found.topic, said, held, model) else found.kind
    return replace(found, kind=kind, slots=held, negated=ruled_out)


def _only_hints(topic: str, said: Sequence[str], held: Slots, model: Model) -> bool:
    """Whether there is but one word, and nobody ever asked for the topic by it, nor does it name a work: "satpam"."""
    word = lone(said)
    names_work = topic == WORK and bool(held.jobs)
    plain = names_work or topic in COURTESIES or topic in model.alone.get(word or "", ())
    return word is not None and not plain


def _is_clear(behind: Understood) -> bool:
    """Whether a question stands behind a greeting; a name or a place is like some topic, too, but never much."""
    return behind.kind == "sure" and behind.confidence >= _CLEAR and behind.topic not in COURTESIES


def _heard(said: tuple[str, ...], ruled_out: Sequence[str], model: Model) -> Understood:
    verdict = _without(judged(model, model.scores(features_of(said))), ruled_out)
    several = () if ruled_out else named_alone(said)
    return _among(verdict, several) if several else _told(verdict, model)


def _among(verdict: Judged, several: Sequence[str]) -> Understood:
    """One of these, and the person says which."""
    kept = [Guess(topic, share) for topic, share in verdict.ranked if topic in several]
    whole = sum(guess.confidence for guess in kept)
    first, *others = (replace(guess, confidence=guess.confidence / whole) for guess in kept)
    return Understood(first.topic, first.confidence, tuple(others), "between")


def _without(verdict: Judged, ruled_out: Sequence[str]) -> Judged:
    """The verdict without topics that the person ruled out; what spoke for them makes us no surer of the others."""
    return replace(verdict, ranked=tuple(row for row in verdict.ranked if not row[0].startswith(tuple(ruled_out))))


def _told(verdict: Judged, model: Model) -> Understood:
    guesses = [Guess(topic, verdict.ours * share) for topic, share in verdict.ranked[: _ALTERNATIVES + 1]]
    off = Guess(OFF, 1 - verdict.ours)
    first = guesses[0] if verdict.ours >= model.judging["ours"] else off
    others = sorted((guess for guess in (*guesses, off) if guess != first), key=lambda guess: -guess.confidence)
    kind = _kind(first, verdict, model)
    return Understood(first.topic, first.confidence, tuple(others[:_ALTERNATIVES]), kind)


def _kind(first: Guess, verdict: Judged, model: Model) -> Kind:
    if first.topic == OFF:
        return "between" if verdict.ours >= model.judging["doubt"] else "unknown"
    return "sure" if first.confidence >= model.judging["sure"] else "between"
