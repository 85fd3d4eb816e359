"""Where the person's interest stands, who will come, how to check them, and how to change or withdraw it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.conversation.effects import Effect, MoveLead, Say
from bot.conversation.steps import Choose, Decide, Do, Flow, Tell
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Value
from bot.flows.asked import IN_TOUCH, said_by_oneself
from bot.flows.lead_cards import lead_card
from bot.flows.materials import CALENDAR, Materials, branch_name
from bot.flows.menu import has_open_lead
from bot.flows.twins import left
from bot.leads.life import HELD, WAITING
from storage.records import TALKING_STATES, Lead, Staff

UNHEARD = frozenset({*WAITING, "accepted"})
"""States in which nobody says that they were in touch."""


def flow(materials: Materials) -> Flow:
    """The flow of /status."""

    def stands(view: View) -> Mapping[str, Value]:
        lead = view.known.lead
        if lead is None:
            return {}
        return {
            **standing(lead, view),
            "place": lead.interest.place if lead.interest else "-",
            "check": Label(f"status.check.{_check(view)}", _holder(view) | _call(view)),
        }

    def _call(view: View) -> dict[str, Value]:
        return {"call_centre": materials.call_centre(view)}

    return Flow(
        name="status",
        start="has_case",
        steps={
            "has_case": Decide(
                pick=lambda view: "case" if view.known.case else "has_lead", exits=frozenset({"case", "has_lead"})
            ),
            "case": Tell(then="has_lead", show=_of_case),
            "has_lead": Decide(pick=_which, exits=frozenset({"lead", "joined", "nothing"})),
            "joined": Choose(exits={"change": "interest/", "withdraw": "leave"}, show=_call, hub=True),
            "leave": Do(effects=left, then="withdrawn"),
            "nothing": Choose(exits={"interest": "interest/"}, hub=True),
            "lead": Choose(
                exits={
                    "silent": "silent",
                    "ask": "relay/",
                    "change": "interest/recall",
                    "withdraw": "sure",
                    "genuine": "check/mine",
                    "report": "check/report_mine",
                    "interest": "interest/",
                },
                show=stands,
                offered=_possible,
                hub=True,
            ),
            "silent": Do(effects=lambda view: said_by_oneself(view, IN_TOUCH, "no"), then="passed_on"),
            "passed_on": Tell(then="lead", show=_call),
            "sure": Choose(exits={"yes": "withdraw", "no": "lead"}),
            "withdraw": Do(effects=withdrawn, then="withdrawn"),
            "withdrawn": Tell(then="menu/"),
        },
    )


def standing(lead: Lead, view: View) -> Mapping[str, Value]:
    """Where the person's lead stands, and since when there is one."""
    return {
        "state": Label(f"status.state.{lead.state}", _holder(view)),
        "since": Day(lead.created.astimezone(CALENDAR).date()),
    }


def _of_case(view: View) -> Mapping[str, Value]:
    """An accident or a death that a branch knows of has a page of its own; here it is one line."""
    case = view.known.case
    return {"kind": Label(f"case.kind.{case.kind}"), "number": str(case.id)} if case else {}


def _which(view: View) -> str:
    """The person's own interest, or that of the same phone which another chat began."""
    if view.known.joined is not None and not has_open_lead(view):
        return "joined"
    return "lead" if view.known.lead else "nothing"


def withdrawn(view: View, action: str = "withdraw") -> Sequence[Effect]:
    """The person's open lead ends; whoever holds it is told to leave the person in peace."""
    lead, holder = view.known.lead, view.known.holder
    if lead is None or not has_open_lead(view):
        return [*left(view), *(_wiped(lead, holder) if action == "erase" else [])]
    ended = MoveLead(lead.id, lead.version, lead.state, action, "person", reason=action)
    return [ended, *(_told(action, lead, holder) if holder else ())]


def _wiped(lead: Lead | None, holder: Staff | None) -> Sequence[Say]:
    """A lead that has ended may still stand on the card of whoever registered the person."""
    if lead is None or lead.card is None or holder is None:
        return []
    return [replace(lead_card("erase", lead, holder), edit=lead.card)]


def _told(action: str, lead: Lead, holder: Staff) -> Sequence[Say]:
    """The holder hears of it, and the card that shows name and number shows them no longer."""
    told = lead_card(action, lead, holder)
    return [told] if lead.card is None else [replace(told, edit=lead.card), told]


def _check(view: View) -> str:
    if not has_open_lead(view):
        return "ended"
    return "agent" if _is_held(view) else "nobody"


def _possible(view: View) -> Collection[str]:
    if not has_open_lead(view):
        return ("ask", "interest") if _may_talk(view) else ("interest",)
    silent = ("silent",) if view.known.lead is not None and view.known.lead.state in UNHEARD else ()
    if not _is_held(view):
        return (*silent, "change", "withdraw")
    return (*silent, "ask", "change", "withdraw", "genuine", "report")


def _may_talk(view: View) -> bool:
    """Also who is registered may still have a question."""
    lead = view.known.lead
    return _is_held(view) and lead is not None and lead.state in TALKING_STATES


def _is_held(view: View) -> bool:
    lead = view.known.lead
    return view.known.holder is not None and lead is not None and lead.state in (*HELD, "registered", "verified")


def _holder(view: View) -> dict[str, Value]:
    holder = view.known.holder
    if holder is None:
        return {"name": "-", "code": "-", "role": "-", "branch": "-"}
    return {
        "name": holder.name,
        "code": holder.code,
        "role": Label(f"role.{holder.role}"),
        "branch": branch_name(holder.branch),
    }
