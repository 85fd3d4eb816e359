"""Where everybody returns to, and the small flows that hang on it: language, help, privacy, stopping."""

from collections.abc import Collection, Mapping, Sequence

from bot.conversation.effects import Effect, Mute, SetLanguage
from bot.conversation.steps import Choose, Do, Flow, Tell
from bot.conversation.view import View
from bot.conversation.words import Value
from bot.flows.materials import Materials
from bot.flows.relay import hung_up
from bot.leads.life import OPEN

LANGUAGES = ("id", "en")


def flows(materials: Materials) -> tuple[Flow, ...]:
    """Menu, language, help, privacy and stop."""
    return (_menu(), _language(), _help(materials), _privacy(materials), _stop())


def has_open_lead(view: View) -> bool:
    """Whether the person's interest is still being worked on."""
    return view.known.lead is not None and view.known.lead.state in OPEN


def _menu() -> Flow:
    exits = {
        "programmes": "programmes/",
        "cost": "cost/",
        "guide": "guide/",
        "claim": "claim/",
        "interest": "interest/",
        "status": "status/",
        "desk": "desk/",
        "help": "help/",
        "data": "data/",
        "language": "language/",
    }
    return Flow(
        name="menu", start="main", steps={"main": Choose(exits=exits, columns=2, offered=_offered, bare=True, hub=True)}
    )


def _offered(view: View) -> Collection[str]:
    hidden = {
        "desk": view.known.staff is None,
        "status": view.known.lead is None and view.known.joined is None,
        "interest": has_open_lead(view),
    }
    choices = ("programmes", "cost", "guide", "claim", "interest", "status", "desk", "help", "data", "language")
    return [choice for choice in choices if not hidden.get(choice, False)]


def _language() -> Flow:
    return Flow(
        name="language",
        start="which",
        steps={
            "which": Choose(exits=dict.fromkeys(LANGUAGES, "noted")),
            "noted": Do(effects=_spoken, then="changed"),
            "changed": Tell(then="menu/"),
        },
    )


def _spoken(view: View) -> Sequence[Effect]:
    return [SetLanguage(str(view.answers["which"]))]


def _help(materials: Materials) -> Flow:
    def contacts(view: View) -> Mapping[str, Value]:
        return {
            "call_centre": materials.call_centre(view),
            "site": materials.value("contact.site", view),
            "operator": materials.operator.name,
            "contact": materials.operator.contact,
        }

    exits = {"interest": "interest/", "genuine": "genuine", "privacy": "privacy/"}
    return Flow(
        name="help",
        start="help",
        steps={
            "help": Choose(exits=exits, show=contacts, hub=True),
            "genuine": Choose(
                exits={"status": "status/", "code": "check/code", "report": "check/report"}, show=contacts, hub=True
            ),
        },
    )


def _privacy(materials: Materials) -> Flow:
    def facts(view: View) -> Mapping[str, Value]:
        return {
            "operator": materials.operator.name,
            "contact": materials.operator.contact,
            "adult": materials.value("policy.age.adult", view),
            "unfinished": materials.value("policy.kept.unfinished", view),
            "answers": materials.value("policy.kept.answers", view),
            "ended": materials.value("policy.kept.ended", view),
            "relay": materials.value("policy.kept.relay", view),
            "questions": materials.value("policy.kept.questions", view),
        }

    return Flow(
        name="privacy",
        start="first",
        steps={
            "first": Choose(exits={"next": "second", "data": "data/"}, show=facts),
            "second": Choose(exits={"data": "data/", "back_to_notice": "welcome/"}, show=facts, offered=_unread),
        },
    )


def _unread(view: View) -> Collection[str]:
    return ("data",) if view.known.person.allows("notice") else ("back_to_notice",)


def _stop() -> Flow:
    return Flow(
        name="stop",
        start="mute",
        steps={
            "mute": Do(effects=lambda view: [Mute(True), *hung_up(view)], then="done"),
            "done": Tell(then="next"),
            "next": Choose(exits={"withdraw": "status/", "erase": "data/", "resume": "resume"}, offered=_after_stop),
            "resume": Do(effects=lambda _: [Mute(False)], then="resumed"),
            "resumed": Tell(then="menu/"),
        },
    )


def _after_stop(view: View) -> Collection[str]:
    return ("withdraw", "erase", "resume") if has_open_lead(view) else ("erase", "resume")
