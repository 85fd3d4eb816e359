"""What is answered to a message outside a conversation, made of reviewed words only: `python -m bot ask`."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime

from bot.answers.texts import without_figures
from bot.answers.understanding import Slots, Understood
from bot.conversation.view import Known, View
from bot.conversation.words import Label
from bot.errors import NoRuleInForce
from bot.flows.materials import CALENDAR, Materials
from bot.flows.topics.flow import NAME, WHICH
from bot.flows.topics.named import named
from bot.flows.topics.telling import Sources
from bot.i18n.catalogue import Catalogue
from bot.runtime.speech import speeches, without_markup
from bot.runtime.topics import NOBODY, TopicTexts

_REFUSED = "left_alone.told"
_SECRET, _SILENT = "ui.unexpected.secret", "ui.facts_silent"

URGENT = {
    "accident": "claim.accident",
    "death": "claim.death",
    "despair": "despair.heard",
    "violence": "violence.heard",
}
"""Screens that go before every answer."""


class Replies:
    """Built once; then each reply takes well under a millisecond."""

    def __init__(self, materials: Materials, words: Catalogue) -> None:
        self._topics = TopicTexts(materials, words)
        self._sources = Sources(materials)
        self._speeches = speeches(words)

    def text(self, understood: Understood, now: datetime, language: str = "id") -> str:
        """All that is said to the message as of `now` (aware), without markup: warnings first, then the answers."""
        return "\n\n".join(self._said(understood, now, language))

    def _said(self, understood: Understood, now: datetime, language: str) -> Iterator[str]:
        if understood.secret:
            yield self._label(Label(_SECRET), language)
        if understood.emergency:
            yield self._urgent(understood.emergency, now, language)
        elif understood.refuses:
            yield self._label(Label(_REFUSED, {"lead": "", "case": ""}), language)
            return
        beside = understood.beside
        for each in (understood, *understood.more):
            if not understood.emergency or each.topic in beside:
                yield from self._answered(each, now, language)
        if understood.later:
            names = (self._label(Label(f"topics.{topic}"), language) for topic in understood.later)
            yield "\n".join((self._label(Label("topic.later"), language), *names))
        elif understood.many:
            yield self._label(Label("topic.many"), language)

    def _urgent(self, happened: str, now: datetime, language: str) -> str:
        screen = URGENT[happened]
        values = self._sources.screen(screen, View(Known(NOBODY), now)) if happened != "despair" else {}
        return self._label(Label(screen, values), language)

    def _answered(self, understood: Understood, now: datetime, language: str) -> Iterator[str]:
        """The answer, unless what is asked is nothing that anybody knows; that is said."""
        asked = self._sources.materials.facts.open.get(understood.open or "")
        if asked:
            yield self._label(Label(asked), language)
        if not understood.vain:
            yield self._answer(understood, now, language)

    def _answer(self, understood: Understood, now: datetime, language: str) -> str:
        if understood.kind == "between":
            return self._which(understood, language)
        today: date = now.astimezone(CALENDAR).date()
        facts = self._sources.materials.facts
        for asked in (understood.slots, Slots()):
            with suppress(NoRuleInForce):
                said = named(facts, asked, today)
                return self._topics.text(understood.topic, now, language=language, named=said)
        return self._label(Label(_SILENT), language)

    def _which(self, understood: Understood, language: str) -> str:
        names = (self._label(Label(f"topics.{topic}"), language) for topic in understood.choices)
        return "\n".join((self._label(Label(f"{NAME}.{WHICH}"), language), *names))

    def _label(self, label: Label, language: str) -> str:
        return without_markup(self._speeches[language].html(label)).strip()


def told(question: str, understood: Understood, answer: str) -> Mapping[str, object]:
    """A reply as JSON has it; of a message with a secret in it no figure is repeated."""
    shown = without_figures(question) if understood.secret else question
    return {
        "question": shown,
        "topic": understood.topic,
        "confidence": round(understood.confidence, 4),
        "alternatives": [
            {"topic": guess.topic, "confidence": round(guess.confidence, 4)} for guess in understood.alternatives
        ],
        "answer": answer,
        "kind": understood.kind,
        "more": [each.topic for each in understood.more],
        "later": list(understood.later),
        "open": understood.open,
        "emergency": understood.emergency,
        "secret": understood.secret,
    }
