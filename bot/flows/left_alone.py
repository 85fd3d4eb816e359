"""Who wants nobody to call or write is left in peace at once, and told so in one sentence."""

from collections.abc import Mapping, Sequence

from bot.conversation.effects import Effect, Mute, RecordConsent
from bot.conversation.steps import Choose, Do, Flow, Tell
from bot.conversation.view import View
from bot.conversation.words import Label, Value
from bot.flows.menu import has_open_lead
from bot.flows.relay import hung_up
from bot.flows.status import withdrawn

NAME = "left_alone"
NOT_NOW = "not_now"
REFUSED = "refused"
"""The version of a no that nobody was asked for."""


def flow() -> Flow:
    """Where a text such as "gak usah dihubungi" leads; what can be put right afterwards is that of /berhenti."""
    return Flow(
        name=NAME,
        start="told",
        steps={
            "told": Tell(then="refused", show=_told),
            "refused": Do(effects=_refused, then="stop/next"),
        },
    )


def not_now() -> Flow:
    """Where "jangan ditelpon dulu, nanti aja" leads: nothing is withdrawn before they say it is for good."""
    return Flow(
        name=NOT_NOW,
        start="asked",
        steps={"asked": Choose(exits={"never": f"{NAME}/", "wait": "menu/"}, hub=True)},
    )


def _refused(view: View) -> Sequence[Effect]:
    """What was asked for before is withdrawn; a case goes on until it is called off."""
    consent = [RecordConsent("contact", False, REFUSED)] if view.known.person.allows("contact") else []
    return [*consent, *withdrawn(view), Mute(True), *hung_up(view)]


def _told(view: View) -> Mapping[str, Value]:
    """The lead that is withdrawn with it, and a case that is not."""
    case = view.known.case
    told: Mapping[str, Value] = {"number": str(case.id), "kind": Label(f"case.kind.{case.kind}")} if case else {}
    return {
        "lead": Label("left_alone.lead") if has_open_lead(view) else "",
        "case": Label("left_alone.case", told) if case else "",
    }
