"""What we say to somebody who writes of violence: a safe place, a health worker and the police before any insurance."""

from collections.abc import Mapping

from bot.conversation.steps import Flow
from bot.conversation.view import View
from bot.conversation.words import Lines, Value
from bot.flows.codes import coded
from bot.flows.materials import Materials
from bot.flows.pages import LABELS, grounds, page

NAME = "violence"
CAPTIONS = {**LABELS, "officer": "violence.to_officer", "rules": "topics.jkk.cakupan"}


def flow(materials: Materials) -> Flow:
    """One page, and an officer of the branch who calls if they agree: nothing is told to anybody before that."""

    def shown(view: View) -> Mapping[str, Value]:
        scope = materials.rule("jkk.scope.violence", view)
        return {
            "emergency": materials.value("contact.emergency", view),
            "scope": Lines(coded(scope)),
            "basis": grounds(view, scope),
        }

    exits = {"officer": "alert/accident", "rules": "topic/jkk.cakupan"}
    return Flow(name=NAME, start="heard", steps={"heard": page(shown, exits, labels=CAPTIONS)})
