"""A screen for each topic: the answer, the screens that go on from there, and topics that are near it."""

from collections.abc import Callable, Collection, Mapping, Sequence

from bot.answers.near import near_topics
from bot.conversation.effects import Effect, KeepMissed
from bot.conversation.steps import Choose, Decide, Do, Flow
from bot.conversation.view import View
from bot.conversation.words import Label, Value
from bot.flows import learning
from bot.flows.materials import Materials
from bot.flows.menu import has_open_lead
from bot.flows.pages import page
from bot.flows.topics.table import TOPICS, WAYS
from bot.flows.topics.telling import Sources, nothing

NAME = "topic"
"""The words of a topic have the key "topic.<id>", its name on a button "topics.<id>"."""
WHICH, NONE, NOT_KNOWN = "which", "none", "unknown"
NEAR_SHOWN = 2
"""Near topics that are offered under an answer, so that its buttons fit one small screen; none that a way tells."""
ON_FROM_UNKNOWN = ("guide", "officer")
UNKNOWN = "luar_topik"
"""The topic of whatever is none of ours."""

Answers = Callable[[str, View], Label]


def flow(materials: Materials) -> Flow:
    """The flow of the topics; it begins by asking which of `some` topics was meant by a `text` (see `Topics`)."""
    sources = Sources(materials)
    return Flow(
        name=NAME,
        start=WHICH,
        steps={
            WHICH: Choose(
                exits=dict.fromkeys((*TOPICS, NONE), "picked"),
                offered=lambda view: (*view.answers.get("some", ()), NONE),
                ranked=True,
                labels={**{topic: f"topics.{topic}" for topic in TOPICS}, NONE: "topic.none"},
                hub=True,
            ),
            "picked": Do(effects=_corrected, then="shown"),
            "shown": Decide(pick=_picked, exits=frozenset({*TOPICS, NOT_KNOWN})),
            **{topic: _screen(sources, topic) for topic in TOPICS},
            NOT_KNOWN: _unknown(materials),
            **learning.ways(lambda view: KeepMissed(_text(view), "unknown", _guess(view))),
        },
    )


def answers(materials: Materials) -> Answers:
    """What a topic is answered with for the person and the day of a view; raises KeyError for no topic of ours.

    What the question named is read from the answers of the view: see `figures`.
    """
    sources = Sources(materials)
    return lambda topic, view: Label(f"{NAME}.{topic}", _values(sources, topic)(view))


def _values(sources: Sources, topic: str) -> Callable[[View], Mapping[str, Value]]:
    figures = TOPICS[topic].figures
    return lambda view: figures(sources, view).named(view)


def _text(view: View) -> str:
    return str(view.answers.get("text", ""))


def _teaches(view: View) -> bool:
    """Whether something could be learnt from what was typed: from "p" or "???" nothing can."""
    return len(_text(view).split()) > 1


def _guess(view: View) -> str:
    return str(view.answers.get("guess", UNKNOWN))


def _corrected(view: View) -> Sequence[Effect]:
    """Who means something else than we thought first, or nothing of what was offered, corrects us."""
    chosen = str(view.answers[WHICH])
    same = chosen == _guess(view) or not _text(view)
    return [] if same else [KeepMissed(_text(view), "corrected", _guess(view), chosen if chosen in TOPICS else None)]


def _picked(view: View) -> str:
    chosen = str(view.answers[WHICH])
    return chosen if chosen in TOPICS else NOT_KNOWN


def _unknown(materials: Materials) -> Choose:
    def offered(view: View) -> Collection[str]:
        return (*ON_FROM_UNKNOWN, *(learning.offered(view) if _teaches(view) else ()))

    def shown(view: View) -> Mapping[str, Value]:
        said = str(view.answers.get("said") or f"{NAME}.{NOT_KNOWN}.said")
        return {"said": Label(said), "asks": learning.asks(materials, view) if _teaches(view) else ""}

    return Choose(
        exits={**{name: WAYS[name].to for name in ON_FROM_UNKNOWN}, **learning.EXITS},
        labels={**{name: WAYS[name].caption for name in ON_FROM_UNKNOWN}, **learning.LABELS},
        offered=offered,
        show=shown,
        hub=True,
        consent=True,
    )


def _screen(sources: Sources, topic: str) -> Choose:
    ways = {name: WAYS[name] for name in TOPICS[topic].ways}
    told = {way.tells for way in ways.values()}
    near = [each for each in near_topics()[topic] if each not in told][:NEAR_SHOWN]
    labels = {**{each: f"topics.{each}" for each in near}, **{name: way.caption for name, way in ways.items()}}
    screen = page(
        _values(sources, topic),
        {**{name: way.to for name, way in ways.items()}, **{each: each for each in near}},
        labels=labels,
        offered=lambda view: [each for each in (*ways, *near) if each not in _idle(view)],
    )
    return screen if TOPICS[topic].figures is not nothing else _untold(screen)


def _idle(view: View) -> frozenset[str]:
    """Who asked to be called sees how that stands, and is not asked to ask again."""
    return frozenset({"officer"} if has_open_lead(view) else {"status"})


def _untold(screen: Choose) -> Choose:
    """Who only greets was told nothing that could be read again."""
    return Choose(exits=screen.exits, columns=screen.columns, labels=screen.labels, offered=screen.offered, hub=True)
