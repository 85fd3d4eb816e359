"""A question in one's own words beside whatever is open: answered, and nothing of what is open is lost."""

from typing import Any

from bot.conversation.steps import Listen, Question, Type
from tests.conversation.visitor import Visitor, turns

LATE = "klo telat bayar gmn"
_tried: set[str] = set()


def place(visitor: Visitor) -> tuple[Any, ...]:
    """Where somebody stands in a conversation, with all that they said so far."""
    session = visitor.session
    told = session.answers, session.found, session.kept, session.parked
    return session.flow, session.step, session.trail, session.editing, told


def is_open(visitor: Visitor) -> bool:
    """Whether a question waits here; pages and crossroads lead to the answer's own screen."""
    step = turns().book.flows[visitor.session.flow].step(visitor.session.step)
    return isinstance(step, Question) and not (step.hub or step.answer)


def takes_anything(visitor: Visitor) -> bool:
    """Whether a question is what is to be typed here: a note, news of the branch, a word to somebody else."""
    step = turns().book.flows[visitor.session.flow].step(visitor.session.step)
    return isinstance(step, Listen) or (isinstance(step, Type) and step.free)


def answered_beside(visitor: Visitor) -> None:
    """Asked once at each step where somebody stands: the answer comes first, then the same question again."""
    stands = f"{visitor.session.flow}.{visitor.session.step}"
    if not visitor.session.flow or stands in _tried or takes_anything(visitor):
        return
    _tried.add(stands)
    asks = visitor.copy()
    asks.types(LATE)
    told = asks.texts("id")
    assert told and "Kalau telat bayar" in told[0], (stands, told)
    if is_open(visitor):
        assert len(told) > 1 and set(asks.choices) == set(visitor.choices), (stands, told)
        assert place(asks) == place(visitor), stands
