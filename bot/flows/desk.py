"""The desk of the staff: their leads as cards, what a tap on a card does, and what the worker is told of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.answers import phones
from bot.conversation.effects import Audited, Effect, MoveLead, Say, ShowCard
from bot.conversation.events import CardTapped
from bot.conversation.steps import Choose, Decide, Flow
from bot.conversation.view import Known, View
from bot.conversation.words import Button, Label, Listing, Rows, Value, grid
from bot.flows.materials import branch_name
from bot.leads.life import HELD, SAID_BY_STAFF, STATES, WAITING, actions, allowed
from bot.leads.rights import may
from storage.records import Interest, Lead, Staff

SMALL = 5
"""Counts below this are not told to officials, so that nobody can be recognised."""
TASKS = Button("/tugas", Label("desk.tasks"))


def flow(first: Callable[[View], Rows] = lambda _: ()) -> Flow:
    """The flow of /tugas, for staff alone; officers see what is `first` before the leads."""

    def officer_queue(view: View) -> Rows:
        return (*first(view), *_queue(view))

    return Flow(
        name="desk",
        start="whose",
        steps={
            "whose": Decide(pick=_whose, exits=frozenset({"agent", "officer", "official", "menu/"})),
            "agent": Choose(exits={"refresh": "whose", "help": "agent_help"}, shortcuts=_queue, show=_counted),
            "agent_help": Choose(exits={"tasks": "whose"}),
            "officer": Choose(
                exits={"refresh": "whose", "help": "officer_help"}, shortcuts=officer_queue, show=_counted
            ),
            "officer_help": Choose(exits={"tasks": "whose"}),
            "official": Choose(exits={"refresh": "whose", "help": "official_help"}, show=_figures),
            "official_help": Choose(exits={"figures": "whose"}),
        },
    )


def press(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """What follows when a member of the staff taps a lead's card; only what the life of a lead allows."""
    lead, member = known.card, known.staff
    if lead is None or member is None or not may(member, "lead.show", lead):
        return [Say((Label("desk.not_yours"),), ((TASKS,),), edit=event.message)]
    if event.action == "close":
        return [_ask_reason(lead, event)] if allowed(lead, "close", member) else [_shown(lead, member, event)]
    if event.action in SAID_BY_STAFF:
        return _moved(lead, member, "close", event, now, reason=event.action)
    return _moved(lead, member, event.action, event, now)


def may_press(event: CardTapped, known: Known) -> bool:
    """Whether the card tapped is of a lead with which this member of the staff may do this now."""
    lead, member = known.card, known.staff
    return lead is not None and member is not None and event.action in actions(lead, member)


def lead_card(
    occasion: str, lead: Lead, member: Staff, *, interest: Interest | None = None, version: int | None = None
) -> Say:
    """The card of a lead for one member of the staff; who the person is stands on it only once it is accepted."""
    shown = replace(lead, interest=interest or lead.interest, version=version or lead.version)
    heading = Label(f"desk.occasion.{occasion}", {"number": str(lead.id)})
    return Say(
        (heading,) if occasion in TOLD_SHORT else (heading, _body(shown, member, occasion)),
        ((TASKS,),) if occasion in (ENDED | TOLD_SHORT) else _card_buttons(shown, member),
        to=member.chat,
        about=None if occasion in (ENDED | TOLD_SHORT) else lead.chat,
    )


card = lead_card

ENDED = frozenset({"expired", "withdraw", "erase"})
"""Occasions after which there is nothing left to do with a lead."""
TOLD_SHORT = frozenset({"expired", "late", "silent"})
"""Occasions that are told in one line, without a word about the person."""


def _moved(
    lead: Lead, member: Staff, action: str, event: CardTapped, now: datetime, reason: str | None = None
) -> Sequence[Effect]:
    move = allowed(lead, action, member)
    if move is None or event.version != lead.version:
        return [_shown(lead, member, event), *_noted(lead, member, event), *_read(lead, member)]
    holder = member.id if move.keeps else None
    after = replace(lead, state=move.to, version=lead.version + 1, holder=holder, reason=reason, changed=now)
    return [
        MoveLead(
            lead.id,
            lead.version,
            lead.state,
            move.to,
            f"{member.role}:{member.id}",
            holder,
            reason or UNSAID.get(action),
            event.message if move.keeps else None,
        ),
        Audited(f"lead.{action}", f"lead:{lead.id}", {"reason": reason} if reason else {}),
        _shown(after, member, event, done=action),
        *_read(after, member),
        *_nowhere_else(lead, event),
        *_told_worker(after, member, action),
    ]


UNSAID = {"decline": "declined", "take": "taken"}
"""What is logged of moves for which nobody is asked a reason."""


def _read(lead: Lead, member: Staff) -> Sequence[Audited]:
    """That a name and a number were shown is kept, too."""
    return [Audited("lead.read", f"lead:{lead.id}")] if reads(lead, member) else []


def _noted(lead: Lead, member: Staff, event: CardTapped) -> Sequence[Effect]:
    """Remembers where the holder sees name and number, so that they can be taken away again."""
    if event.message is None or lead.holder != member.id or lead.state not in HELD:
        return []
    return [ShowCard(lead.id, event.message), *_nowhere_else(lead, event)]


def _nowhere_else(lead: Lead, event: CardTapped) -> Sequence[Say]:
    """Name and number stand in one message at a time, so that one edit can take them away."""
    if lead.card is None or lead.card == event.message:
        return []
    return [Say((Label("desk.elsewhere", {"number": str(lead.id)}),), ((TASKS,),), edit=lead.card)]


def _told_worker(lead: Lead, member: Staff, action: str) -> Sequence[Say]:
    """The worker hears who will come, and how it ended; nothing of what happens between agents."""
    if lead.chat is None or action not in ("accept", "take", "registered"):
        return []
    who: dict[str, Value] = {"name": member.name, "code": member.code, "role": Label(f"role.{member.role}")}
    happened = "registered" if action == "registered" else "accepted"
    rows = ((Button("/status", Label("worker.status")),),)
    return [Say((Label(f"worker.{happened}", who),), rows, to=lead.chat, unasked=True)]


def _shown(lead: Lead, member: Staff, event: CardTapped, done: str | None = None) -> Say:
    number = {"number": str(lead.id)}
    heading = Label(f"desk.done.{done}", number) if done else Label("desk.occasion.card", number)
    if done in ("decline", "close") or lead.state == "closed":
        return Say((heading,), ((TASKS,),), edit=event.message)
    return Say((heading, _body(lead, member, "card")), _card_buttons(lead, member), edit=event.message)


def _ask_reason(lead: Lead, event: CardTapped) -> Say:
    buttons = [Button(_tap(lead, reason), Label(f"desk.reason.{reason}")) for reason in SAID_BY_STAFF]
    back = Button(_tap(lead, "show"), Label("ui.back"))
    return Say((Label("desk.why_closed", {"number": str(lead.id)}),), grid([*buttons, back], 1), edit=event.message)


def _card_buttons(lead: Lead, member: Staff) -> Rows:
    taps = [Button(_tap(lead, action), Label(f"desk.action.{action}")) for action in actions(lead, member)]
    return (*grid(taps, 2), (TASKS,))


def _tap(lead: Lead, action: str) -> str:
    return f"c:{lead.id}:{action}:{lead.version}"


def reads(lead: Lead, member: Staff) -> bool:
    """Whether the card says to this member of the staff who the person is."""
    return lead.interest is not None and lead.state not in WAITING and may(member, "lead.read", lead)


def _body(lead: Lead, member: Staff, occasion: str) -> Label:
    told = lead.interest
    if told is None or occasion in ENDED:
        return Label("desk.erased" if told is None else "desk.leave_alone")
    wanted = Listing(tuple(Label(f"interest.programmes.{each}") for each in told.programmes))
    common: dict[str, Value] = {
        "place": told.place,
        "work": Label(f"interest.work.{told.work}"),
        "programmes": wanted,
        "time": Label(f"interest.time.{told.time}"),
    }
    if not reads(lead, member):
        return Label("desk.card.secret", common)
    return Label("desk.card.open", {**common, "name": told.name, "phone": phones.shown(told.phone)})


def _whose(view: View) -> str:
    role = view.known.staff.role if view.known.staff else view.known.invite.role if view.known.invite else None
    return role if role in ("agent", "officer", "official") else "menu/"


def _queue(view: View) -> Rows:
    return tuple((Button(_tap(lead, "show"), _line(lead)),) for lead in view.known.desk.leads)


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
