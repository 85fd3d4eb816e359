"""From what somebody typed to the topics they mean, and to what their question names."""

import re
from functools import lru_cache
from typing import Final

from bot.answers.texts import clean
from bot.answers.understanding import Understood, understand
from bot.answers.understanding.topics import OFF
from bot.conversation.questions import Topics, Wanted
from bot.conversation.view import View
from bot.flows.materials import Materials, today
from bot.flows.topics.flow import NOT_KNOWN, answers
from bot.flows.topics.named import named

MOST_AT_ONCE: Final = 2
"""So many questions of one message are answered."""
_LONGEST: Final = 600
_READS: Final = re.compile(
    r"\?|\b(?:apa|apakah|apaan|apa2|berapa|brp|brapa|brpa|gimana|gmn|gmana|gimn|bagaimana|bgmn|kapan|kpn|dimana|dmn|mana|"
    r"siapa|kenapa|knp|mengapa|bisakah|bolehkah|bisa ga|bisa gak|bisa nggak|boleh ga|boleh gak|cara|caranya|syarat|"
    r"syaratnya|klo|kalo|kalau|klau|jelaskan|jelasin|nanya|bedanya|piye|pira|piro|kepiye|kumaha|sabaraha|"
    r"kayapa|berampa|how|what|when|where|why|which|can i|who)\b",
    re.IGNORECASE,
)

_ANY: Final = re.compile(r"\b(?:kapan|mana|siapa|berapa) ?(?:saja|aja|pun)\b", re.IGNORECASE)
"""Whichever: "kapan saja boleh" is an answer."""


def topics(materials: Materials) -> Topics:
    """How the whole bot understands questions."""

    def wants(text: str, view: View) -> Wanted:
        found = _understood(clean(text, most=_LONGEST))
        told = named(materials.facts, found.slots, today(view))
        return Wanted(_sure(found), _choices(found), _guess(found), told)

    return Topics(reads=reads, wants=wants, answer=answers(materials), unknown=NOT_KNOWN)


def reads(text: str) -> bool:
    """Whether a text reads like a question: it has its mark, or a word that asks beside another word."""
    return bool(_READS.search(_ANY.sub(" ", text))) and (len(text.split()) > 1 or "?" in text)


@lru_cache(maxsize=64)
def _understood(text: str) -> Understood:
    return understand(text)


def _sure(found: Understood) -> tuple[str, ...]:
    if found.kind != "sure":
        return ()
    each = (found.topic, *(more.topic for more in found.more))
    return tuple(topic for topic in each if topic != OFF)[:MOST_AT_ONCE]


def _guess(found: Understood) -> str:
    """The likeliest topic of ours, also where it is likelier that the question is of none."""
    return found.choices[0] if found.choices else found.topic


def _choices(found: Understood) -> tuple[str, ...]:
    return found.choices if found.kind == "between" else ()
