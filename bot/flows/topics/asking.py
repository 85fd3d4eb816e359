"""From what somebody typed to the topics they mean, and to what their question names."""

from functools import lru_cache
from typing import Final

from bot.answers.texts import clean
from bot.answers.understanding import Understood, understand
from bot.answers.understanding.asking import hesitates, reads
from bot.answers.understanding.topics import OFF
from bot.conversation.questions import Topics, Wanted
from bot.conversation.view import View
from bot.flows.materials import Materials, today
from bot.flows.topics.flow import NOT_KNOWN, answers
from bot.flows.topics.named import named

_LONGEST: Final = 600


def topics(materials: Materials) -> Topics:
    """How the whole bot understands questions."""

    def wants(text: str, view: View) -> Wanted:
        found = _understood(clean(text, most=_LONGEST))
        told = named(materials.facts, found.slots, today(view))
        return Wanted(_sure(found), _choices(found), _guess(found), told)

    return Topics(reads=reads, hesitates=hesitates, wants=wants, answer=answers(materials), unknown=NOT_KNOWN)


@lru_cache(maxsize=64)
def _understood(text: str) -> Understood:
    return understand(text)


def _sure(found: Understood) -> tuple[str, ...]:
    if found.kind != "sure":
        return ()
    each = (found.topic, *(more.topic for more in found.more))
    return tuple(topic for topic in each if topic != OFF)


def _guess(found: Understood) -> str:
    """The likeliest topic of ours, also where it is likelier that the question is of none."""
    return found.choices[0] if found.choices else found.topic


def _choices(found: Understood) -> tuple[str, ...]:
    return found.choices if found.kind == "between" else ()
