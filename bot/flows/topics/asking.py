"""From what somebody typed to the topics they mean, and to what their question names."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from bot.answers.choices import postpones, verdict
from bot.answers.contact_refused import refuses_contact
from bot.answers.standing import standing
from bot.answers.texts import clean
from bot.answers.understanding import Understood, understand
from bot.answers.understanding.asking import hesitates, reads
from bot.answers.understanding.normal import words
from bot.answers.understanding.parts import MOST_AT_ONCE
from bot.answers.understanding.topics import COURTESIES
from bot.answers.vocabulary import listed
from bot.conversation.questions import Topics, Wanted
from bot.conversation.view import View
from bot.conversation.words import Label
from bot.facts.base import Facts
from bot.facts.contributions import base
from bot.flows import left_alone
from bot.flows.materials import Materials, today
from bot.flows.topics.flow import NOT_KNOWN, answers
from bot.flows.topics.named import Named, named

_LONGEST: Final = 600
_QUESTION: Final = 150
"""A question at the end of a long text without any full stop takes no more letters."""
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+")
LEFT_ALONE: Final = f"{left_alone.NAME}/"
"""Where a text leads that wants nobody to call or write."""
NOT_NOW: Final = f"{left_alone.NOT_NOW}/"
LATER: Final = listed("dulu dl dlu nanti ntar nnt entar sementara")
"""Beside a refusal: it may be one for now, and we ask."""
LASTING: Final = ("sector", "place", "works")
"""What a question names of the person, and the next question need not name again; of an income only its `base`."""
INCOME: Final = listed("penghasilan gaji upah pendapatan hasil omset omzet")
PRICE: Final = "iuran.bpu"
PRICED: Final = {"employee": "iuran.pu", "migrant": "pmi"}
"""Where the price is told for whom the self-employed one does not hold."""
RELATIVES: Final = listed("""
    bapak ibu suami istri anak adik kakak ayah mertua paman bibi saudara teman tetangga orangtua keluarga keponakan
""")
"""Plain words of who is meant besides who asks."""


def topics(materials: Materials) -> Topics:
    """How the whole bot understands questions."""

    def wants(text: str, view: View) -> Wanted:
        found = _understood(clean(text))
        told = _worked(named(materials.facts, found.slots, today(view)), text, view)
        lasting = _of_oneself(materials.facts, told, text, today(view))
        asked = materials.facts.open.get(found.open or "")
        return Wanted(
            _for_them(found.sure, text, {**view.told, **told}),
            _choices(found),
            _guess(found),
            told,
            lasting,
            found.beside,
            found.later,
            found.many,
            Label(asked) if asked else None,
        )

    return Topics(
        reads=reads,
        hesitates=hesitates,
        wants=wants,
        elsewhere=refused,
        refuses=lambda text: verdict(text) == "no" or postpones(text),
        answer=answers(materials),
        unknown=NOT_KNOWN,
    )


def refused(text: str) -> str | None:
    """Where a text leads that wants no call: who wants none now is asked, and nothing of theirs is withdrawn."""
    if not refuses_contact(text):
        return None
    return NOT_NOW if LATER.intersection(re.findall(r"[a-z]+", text.casefold())) else LEFT_ALONE


def _worked(told: Named, text: str, view: View) -> Named:
    """With for whom somebody works; who was an employee and now names a work of their own asks about that."""
    works = standing(words(text)) or ("self" if "sector" in told and "works" in view.told else None)
    return {**told, "works": works} if works else told


def _for_them(sure: tuple[str, ...], text: str, told: Named) -> tuple[str, ...]:
    """The price is that of who asks: no employee pays that of the self-employed. What a relative does nobody told."""
    if RELATIVES.intersection(words(text)):
        return sure
    works = str(told.get("works", ""))
    return tuple(dict.fromkeys(PRICED.get(works, topic) if topic == PRICE else topic for topic in sure))


@lru_cache(maxsize=64)
def _understood(text: str) -> Understood:
    """The beginning of a text and the question at its end; what stands between in a very long one is not read."""
    found, last = understand(text[:_LONGEST]), _question(text[_LONGEST:], -1)
    if len(text) > _LONGEST and COURTESIES.issuperset(found.sure):
        first = _question(text[:_LONGEST], 0)
        found = replace(first, emergency=found.emergency, asks=found.asks, open=found.open) if first else found
    if last is None or last.topic in (found.topic, *(each.topic for each in found.more)):
        return found
    if not COURTESIES.issuperset(found.sure):
        room = len(found.more) + 1 < MOST_AT_ONCE
        return replace(found, more=(*found.more, last)) if room else replace(found, later=(*found.later, last.topic))
    return replace(last, emergency=found.emergency, asks=found.asks, open=found.open)


def _question(text: str, place: int) -> Understood | None:
    """The first (0) or the last (-1) question of a text by itself, where it is surely one of ours."""
    asked = [part for part in _SENTENCE.split(text) if reads(part)]
    if not asked:
        return None
    question = asked[place] if len(asked[place]) <= _QUESTION else asked[place][-_QUESTION:].partition(" ")[2]
    found = understand(question)
    return None if COURTESIES.issuperset(found.sure) else found


def _of_oneself(facts: Facts, told: Named, text: str, on: date) -> Named:
    """What of this is about who asks: nothing beside a relative, and no sum that is not called an income.

    An income lasts as the base of its band, in rupiah a month: that is all a price depends on.
    """
    said = words(text)
    if RELATIVES.intersection(said):
        return {}
    earns = "per" in told or INCOME.intersection(said)
    income = {"base": base(facts, int(str(told["income"])), on)} if earns and "income" in told else {}
    return {**{name: told[name] for name in LASTING if name in told}, **income}


def _guess(found: Understood) -> str:
    """The likeliest topic of ours, also where it is likelier that the question is of none."""
    return found.choices[0] if found.choices else found.topic


def _choices(found: Understood) -> tuple[str, ...]:
    return found.choices if found.kind == "between" else ()
