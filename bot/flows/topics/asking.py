"""From what somebody typed to the topics they mean, and to what their question names."""

from functools import lru_cache
from typing import Final

from bot.answers.texts import clean
from bot.answers.understanding import Understood, understand
from bot.answers.understanding.asking import hesitates, reads
from bot.answers.understanding.normal import words
from bot.answers.understanding.topics import OFF
from bot.answers.vocabulary import listed
from bot.conversation.questions import Topics, Wanted
from bot.conversation.view import View
from bot.flows.materials import Materials, today
from bot.flows.topics.flow import NOT_KNOWN, answers
from bot.flows.topics.named import Named, named

_LONGEST: Final = 600
LASTING: Final = ("income", "sector", "place")
"""What a question names of the person, and the next question need not name again."""
INCOME: Final = listed("penghasilan gaji upah pendapatan hasil omset omzet")
RELATIVES: Final = listed("""
    bapak ibu suami istri anak adik kakak ayah mertua paman bibi saudara teman tetangga orangtua keluarga keponakan
""")
"""Plain words of who is meant besides who asks."""


def topics(materials: Materials) -> Topics:
    """How the whole bot understands questions."""

    def wants(text: str, view: View) -> Wanted:
        found = _understood(clean(text, most=_LONGEST))
        told = named(materials.facts, found.slots, today(view))
        return Wanted(
            _sure(found), _choices(found), _guess(found), told, _of_oneself(told, text, daily=found.slots.daily)
        )

    return Topics(reads=reads, hesitates=hesitates, wants=wants, answer=answers(materials), unknown=NOT_KNOWN)


@lru_cache(maxsize=64)
def _understood(text: str) -> Understood:
    return understand(text)


def _of_oneself(told: Named, text: str, *, daily: bool) -> Named:
    """What of this is about who asks: nothing beside a relative, and no sum that is not called an income."""
    said = words(text)
    if RELATIVES.intersection(said):
        return {}
    earns = daily or INCOME.intersection(said)
    return {name: told[name] for name in LASTING if name in told and (name != "income" or earns)}


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
