"""Asks what kind of work somebody has before anything is offered to them; other flows merge these steps in."""

from collections.abc import Sequence

from bot.conversation.effects import Effect, Remember
from bot.conversation.steps import Choose, Decide, Do, Step
from bot.conversation.view import View

SEGMENTS = ("bpu", "pu", "jakon", "pmi")
"""Self-employed, employee, construction project, migrant: the codes that the facts use."""


def segment_of(view: View) -> str:
    """What the person told us, in this flow or before."""
    return str(view.answers.get("segment") or view.known.person.segment or "")


def gate(then: str, *, other: str) -> dict[str, Step]:
    """Steps that lead the self-employed to `then` and everybody else to `other`, asking once in a lifetime."""
    return {
        "gate": Decide(
            pick=lambda view: "sorted" if segment_of(view) else "segment", exits=frozenset({"sorted", "segment"})
        ),
        "segment": Choose(exits=dict.fromkeys(SEGMENTS, "segment_noted"), review=False, words="segment"),
        "segment_noted": Do(effects=_noted, then="sorted"),
        "sorted": Decide(
            pick=lambda view: then if segment_of(view) == "bpu" else other, exits=frozenset({then, other})
        ),
    }


def _noted(view: View) -> Sequence[Effect]:
    return [Remember(segment=str(view.answers["segment"]))]
