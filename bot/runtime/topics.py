"""The answer to a topic as text, for whoever asks outside a conversation: `python -m bot ask`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.conversation.effects import Say
from bot.conversation.view import Known, View
from bot.flows.materials import Materials
from bot.flows.topics.flow import answers
from bot.i18n.catalogue import Catalogue
from bot.runtime.speech import speeches, text, without_markup
from storage.records import ChatId, Person

NOBODY = Person(ChatId(0))


class TopicTexts:
    """Built once; then each answer takes well under a millisecond."""

    def __init__(self, materials: Materials, words: Catalogue) -> None:
        self._answers = answers(materials)
        self._speeches = speeches(words)

    def text(
        self,
        topic: str,
        now: datetime,
        *,
        person: Person = NOBODY,
        language: str = "id",
        named: Mapping[str, Any] | None = None,
    ) -> str:
        """The answer without markup, as of `now` (aware); `named` is what the question named, see `topics.figures`.

        Raises KeyError for no topic of ours, NoRuleInForce where the facts are silent on that day.
        """
        label = self._answers(topic, View(Known(person), now, named or {}))
        return without_markup(text(Say((label,)), self._speeches[language])).strip()
