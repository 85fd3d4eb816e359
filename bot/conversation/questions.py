"""What people ask in their own words, as a conversation sees it: which topic, and how it is answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from bot.conversation.view import View
from bot.conversation.words import Button, Label, Rows

ASK = "_ask:"
"""A choice that names the topic that was meant; without one, none of those that were offered."""
LASTS: Final = timedelta(days=1)
"""How long what a question told of the person holds; by then somebody else may hold the phone."""


def buttons(aside: Mapping[str, Any]) -> Rows:
    """The topics that a text may have meant, and none of them, or those that wait; nothing where none is offered."""
    rows = tuple((Button(f"{ASK}{topic}", Label(f"topics.{topic}")),) for topic in aside.get("some", ()))
    return (*rows, (Button(ASK, Label("topic.none")),)) if rows and not aside.get("later") else rows


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text wants to know.

    `sure` are the topics it is about; where there are none, `choices` are those it may be about, none where nobody
    knows. `guess` is the likeliest. `named` is what it says beside its question, for the answer, and `lasting` what of
    that is about the person, for the next questions. `beside` are topics that a text asks about which tells of an
    accident or a death: they are answered behind what to do first. `later` are topics that wait for a tap, `many`
    says that more was asked than is answered. `open` is the sentence that says that nobody can answer something of it.
    """

    sure: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    guess: str = ""
    named: Mapping[str, Any] = field(default_factory=dict)
    lasting: Mapping[str, Any] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    many: bool = False
    open: Label | None = None


@dataclass(frozen=True, slots=True)
class Topics:
    """How questions are understood and answered.

    `reads` says cheaply whether a text reads like a question and not like an answer, `hesitates` whether it asks
    and says nothing of what. `elsewhere` knows texts that are no question and lead to another flow, `refuses`
    whether one says no or later, and nothing beside: it asks for nothing. `answer` is that
    of a topic, for what the question named among the answers of the view. The screen of a topic is the step of its
    name in `flow`; there, `which` asks which of `some` was meant, and `unknown` says that we do not know; both are
    told the `text`.
    """

    reads: Callable[[str], bool]
    hesitates: Callable[[str], bool]
    wants: Callable[[str, View], Wanted]
    elsewhere: Callable[[str], str | None]
    refuses: Callable[[str], bool]
    answer: Callable[[str, View], Label]
    flow: str = "topic"
    which: str = "which"
    unknown: str = "unknown"
