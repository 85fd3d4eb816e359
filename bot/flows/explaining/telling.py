"""A page of a programme: its sentences, and what they rest on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Listing, Value
from bot.facts.rule import Rule
from bot.flows.codes import coded
from bot.flows.materials import Materials
from bot.flows.pages import Ground, grounds
from bot.flows.segment import segment_of


@dataclass(frozen=True)
class Told:
    """Sentences in their order, and the rules and answers that they rest on."""

    said: tuple[Value, ...]
    sources: tuple[Ground, ...]


Page = Callable[[Materials, View], Told]


def shown(view: View, told: Told) -> Mapping[str, Value]:
    """What the words of a page may name: {told}, and {basis} with every doubt above it."""
    return {"told": Lines(told.said), "basis": grounds(view, *told.sources)}


def numbered(steps: Iterable[Value]) -> Lines:
    """A list whose lines are counted from one."""
    counted = enumerate(steps, start=1)
    return Lines(tuple(Label("programmes.step", {"number": str(number), "what": step}) for number, step in counted))


def listed(rule: Rule) -> Listing:
    """The codes of a rule as words in one sentence."""
    return Listing(coded(rule))


def waged(view: View) -> bool:
    """Whether the person's wage, and not the base of a band, decides what is paid."""
    return segment_of(view) == "pu"
