"""What people ask in their own words, as a conversation sees it: which topic, and how it is answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from bot.conversation.view import View
from bot.conversation.words import Button, Label, Rows

ASK = "_ask:"
"""A choice that names the topic that was meant; without one, none of those that were offered."""
LASTS: Final = timedelta(days=1)
"""How long what a question told of the person holds; by then somebody else may hold the phone."""


def buttons(some: Sequence[str]) -> Rows:
    """The topics that a text may have meant, and none of them; no buttons where nothing is offered."""
    if not some:
        return ()
    rows = tuple((Button(f"{ASK}{topic}", Label(f"topics.{topic}")),) for topic in some)
    return (*rows, (Button(ASK, Label("topic.none")),))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text wants to know.

    `sure` are the topics it is about; where there are none, `choices` are those it may be about, none where nobody
    knows. `guess` is the likeliest. `named` is what it says beside its question, for the answer, and `lasting` what of
    that is about the person, for the next questions.
    """

    sure: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    guess: str = ""
    named: Mapping[str, Any] = field(default_factory=dict)
    lasting: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topics:
    """How questions are understood and answered.

    `reads` says cheaply whether a text reads like a question and not like an answer, `hesitates` whether it asks
    and says nothing of what. `answer` is that of a topic, for what the question named among the answers of the
    view. The screen of a topic is the step of its name in `flow`; there, `which` asks which of `some` was meant,
    and `unknown` says that we do not know; both are told the `text`.
    """

    reads: Callable[[str], bool]
    hesitates: Callable[[str], bool]
    wants: Callable[[str, View], Wanted]
    answer: Callable[[str, View], Label]
    flow: str = "topic"
    which: str = "which"
    unknown: str = "unknown"
