"""Whoever opens the link of an event says with one tap that they came; only how many did is told to anybody."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from bot.conversation.effects import Effect, RecordConsent, Remember
from bot.conversation.fieldwork import JoinEvent
from bot.conversation.steps import Choose, Decide, Do, Fill, Step, Tell
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Value
from bot.flows.materials import Materials, branch_name, today
from storage.field import Gathering

NOTICE = "notice-1"
"""The version of the notice; a changed text gets a new one."""
EVENT = frozenset({"at_event", "been_there", "event_over"})
"""What may come of the link of an event."""
CHOICES = {"more": "welcome.notice.more", "other_language": "welcome.notice.other_language"}


def steps(
    materials: Materials,
    who_we_are: Callable[[View], Mapping[str, Value]],
    other_language: Callable[[View], Sequence[Effect]],
) -> Mapping[str, Step]:
    """The steps of the flow of /start about events."""

    def invited(view: View) -> Mapping[str, Value]:
        first = not view.known.person.allows("notice")
        notice: Value = Label("welcome.event.asks", {"notice": Label("welcome.notice", who_we_are(view))})
        return {**told(view), "notice": notice if first else "", "days": materials.value("policy.kept.guests", view)}

    def counted(view: View) -> Mapping[str, Value]:
        event = view.known.gathering
        first = event is not None and event.agent is not None
        return {**told(view), "first": Label("welcome.counted.first", told(view)) if first else ""}

    def told(view: View) -> Mapping[str, Value]:
        return _told(materials, view.known.gathering)

    return {
        "at_event": Fill(answers=_which, then="event"),
        "event": Choose(
            exits={"join": "joining", "more": "event_data", "look": "greeted", "other_language": "event_switch"},
            show=invited,
            labels=CHOICES,
            consent=True,
        ),
        "event_switch": Do(effects=other_language, then="event"),
        "event_data": Choose(exits={"back": "event", "all": "privacy/"}, show=invited),
        "joining": Decide(pick=lambda view: _joining(materials, view), exits=frozenset({"join", "event_over"})),
        "join": Do(effects=_joined, then="counted"),
        "been_there": Fill(answers=_which, then="counted"),
        "counted": Choose(exits={"interest": "interest/", "menu": "greeted"}, show=counted),
        "event_over": Tell(then="greeted"),
    }


def opened(materials: Materials, view: View) -> str | None:
    """What comes of the link of an event, None where there is none; whoever works here comes to it by their work."""
    event = view.known.gathering
    if event is None or view.known.staff is not None:
        return None
    if not _is_open(materials, event, view):
        return "event_over"
    return "been_there" if event.joined else "at_event"


def _is_open(materials: Materials, event: Gathering, view: View) -> bool:
    last = event.day + timedelta(days=materials.rule("policy.event.open", view).count)
    return not event.undone and today(view) <= last


def _joining(materials: Materials, view: View) -> str:
    event = view.known.gathering
    return "join" if event is not None and _is_open(materials, event, view) else "event_over"


def _joined(view: View) -> Sequence[Effect]:
    """They read the notice, if they had not; an agent who made the event is asked first when they want to be called."""
    event, person = view.known.gathering, view.known.person
    if event is None:
        return []
    read = [] if person.allows("notice") else [RecordConsent("notice", True, NOTICE)]
    met = [Remember(met=event.agent)] if event.agent is not None else []
    return [*read, JoinEvent(event.visit), *met]


def _which(view: View) -> Mapping[str, str]:
    """By this answer the event is known again when the question is answered."""
    return {"gathering": view.known.gathering.code} if view.known.gathering else {}


def _told(materials: Materials, event: Gathering | None) -> Mapping[str, Value]:
    if event is None:
        return dict.fromkeys(("place", "day", "name", "code", "branch"), "-")
    return {
        "place": materials.places.nearest(event.region).path,
        "day": Day(event.day),
        "name": event.name,
        "code": event.maker,
        "branch": branch_name(event.branch),
    }
