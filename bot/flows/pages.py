"""Pages that tell what the law says: the buttons they share, and what stands under each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from bot.conversation.steps import Choose, Words
from bot.conversation.view import View
from bot.conversation.words import Label, Lines
from bot.facts.contributions import Quote
from bot.facts.rule import Rule
from bot.flows.materials import basis


class Cited(Protocol):
    """Whatever a calculator returns: the laws in it by name, the oldest check, and its caveats."""

    @property
    def law(self) -> str: ...
    @property
    def checked(self) -> date: ...
    @property
    def caveats(self) -> tuple[str, ...]: ...


Ground = Rule | Quote | Cited
LABELS = {
    "next": "ui.next",
    "hub": "guide.to_hub",
    "interest": "guide.to_officer",
    "cost": "guide.to_cost",
    "pay": "guide.to_pay",
}


def page(show: Words, exits: Mapping[str, str], *, columns: int = 2, **about: Any) -> Choose:
    """A page that is kept as an answer, with the captions of LABELS; `about` as for Choose."""
    return Choose(exits=exits, show=show, answer=True, columns=columns, **{"labels": LABELS, **about})


def grounds(view: View, *found: Ground, also: Sequence[str] = ()) -> Lines:
    """What stands under a page: every doubt, then the day, all laws behind it, and the oldest check.

    `also` are the keys of further doubts, such as open questions. A law that is named with its article is not named
    again without.
    """
    named = dict.fromkeys(law for each in found for law in laws(each))
    said = "; ".join(law for law in named if not any(other.startswith(f"{law} ") for other in named))
    doubts = dict.fromkeys((*also, *(key for each in found for key in each.caveats)))
    oldest = min(each.checked for each in found)
    return Lines((*(Label("facts.doubt", {"what": Label(key)}) for key in doubts), basis(view, said, oldest)))


def laws(found: Ground) -> Sequence[str]:
    """The laws behind a rule or an answer, by name and article."""
    match found:
        case Rule():
            return [found.citation]
        case Quote():
            return found.laws
        case _:
            return found.law.split("; ")
