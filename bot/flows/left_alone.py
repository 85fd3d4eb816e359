"""Who wants nobody to call or write is left in peace at once, and told so in one sentence."""

from collections.abc import Mapping, Sequence

from bot.conversation.effects import Effect, Mute, RecordConsent
from bot.conversation.steps import Choose, Do, Flow, Tell
from bot.conversation.view import View
from bot.conversation.words import Label, Value
from bot.flows.asked import CONTACT, LATER, said_by_oneself
from bot.flows.menu import has_open_lead
from bot.flows.relay import hung_up
from bot.flows.status import withdrawn
from bot.leads.life import HELD

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
    """Where "jangan ditelpon dulu, nanti aja" leads: nothing is withdrawn before they say it is for good.

    Whoever holds their lead hears at once that they want no call for now.
    """
    return Flow(
        name=NOT_NOW,
        start="noted",
        steps={
            "noted": Do(effects=lambda view: said_by_oneself(view, CONTACT, LATER), then="asked"),
            "asked": Choose(exits={"never": f"{NAME}/", "wait": "menu/"}, show=_waits, hub=True),
        },
    )


def _waits(view: View) -> Mapping[str, Value]:
    """Who knows of it."""
    held = view.known.lead is not None and view.known.lead.state in HELD
    return {"told": Label(f"not_now.{'told' if held else 'noted' if has_open_lead(view) else 'nothing'}")}


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
