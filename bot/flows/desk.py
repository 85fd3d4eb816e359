"""The desk of the staff: what lies there, and for officials the figures of their branch."""

from collections.abc import Callable, Mapping

from bot.conversation.steps import Choose, Decide, Flow
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Rows, Value
from bot.flows.lead_cards import tap
from bot.flows.materials import branch_name
from bot.leads.life import STATES
from storage.records import Lead

SMALL = 5
"""Counts below this are not told to officials, so that nobody can be recognised."""


def flow(first: Callable[[View], Rows] = lambda _: ()) -> Flow:
    """The flow of /tugas, for staff alone; officers see what is `first` before the leads."""

    def officer_queue(view: View) -> Rows:
        return (*first(view), *_queue(view))

    return Flow(
        name="desk",
        start="whose",
        steps={
            "whose": Decide(pick=_whose, exits=frozenset({"agent", "officer", "official", "menu/"})),
            "agent": Choose(
                exits={"refresh": "whose", "shift": "shift/", "link": "mylink/", "help": "agent_help"},
                shortcuts=_queue,
                show=_counted,
            ),
            "agent_help": Choose(exits={"tasks": "whose"}),
            "officer": Choose(
                exits={"refresh": "whose", "help": "officer_help"}, shortcuts=officer_queue, show=_counted
            ),
            "officer_help": Choose(exits={"tasks": "whose"}),
            "official": Choose(exits={"refresh": "whose", "help": "official_help"}, show=_figures),
            "official_help": Choose(exits={"figures": "whose"}),
        },
    )


def _whose(view: View) -> str:
    role = view.known.staff.role if view.known.staff else view.known.invite.role if view.known.invite else None
    return role if role in ("agent", "officer", "official") else "menu/"


def _queue(view: View) -> Rows:
    return tuple((Button(tap(lead, "show"), _line(lead)),) for lead in view.known.desk.leads)


def _line(lead: Lead) -> Label:
    place = lead.interest.place.partition(",")[0] if lead.interest else "-"
    state = Label(f"desk.state.{lead.state}")
    return Label("desk.line", {"number": str(lead.id), "state": state, "place": place})


def _counted(view: View) -> Mapping[str, Value]:
    some = Label("desk.some", {"count": str(len(view.known.desk.leads))})
    return {"tasks": some if view.known.desk.leads else Label("desk.none")}


def _figures(view: View) -> Mapping[str, Value]:
    branch = view.known.staff.branch if view.known.staff else view.known.invite.branch if view.known.invite else "-"
    figures = {state: _masked(view.known.desk.counts.get(state, 0)) for state in STATES}
    return {"branch": branch_name(branch), "small": str(SMALL), **figures}


def _masked(count: int) -> Value:
    return Label("desk.few", {"small": str(SMALL)}) if 0 < count < SMALL else str(count)
