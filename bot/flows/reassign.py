"""What an officer does with a lead of the branch that lies with somebody: offer it to another agent, or to anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.conversation.effects import Audited, Effect, Enter, Entrust, MoveLead, Say
from bot.conversation.events import CardTapped
from bot.conversation.steps import Choose, Decide, Do, Find, Flow, Option
from bot.conversation.view import Known, View
from bot.conversation.words import Label, Value
from bot.flows.lead_cards import QUEUE, TASKS, offer_card, shown_card
from bot.flows.materials import Materials
from bot.leads.branch import by_id, could_take
from bot.leads.hours import after
from bot.leads.rights import may, roles
from bot.leads.shifts import is_full_today, is_on_leave, week_of
from storage.moves import MOVES
from storage.records import Colleague, Lead, Staff, StaffId

SHOWN = 8
LEADS_ON = {"queue": "reassign.queue", "tasks": "desk.tasks"}


def flow(materials: Materials) -> Flow:
    """Entered from a card, with the lead and the version it stood at."""
    ways_on = Choose(exits={"queue": "queue/", "tasks": "desk/"}, labels=LEADS_ON, show=_number)
    return Flow(
        name="reassign",
        start="wanted",
        roles=roles("lead.reassign"),
        steps={
            "wanted": Decide(
                pick=lambda view: "release" if view.answers.get("wants") == "release" else "whom",
                exits=frozenset({"whom", "release"}),
            ),
            "whom": Find(search=_named, suggest=_suggested, then="sure", show=_number, shortcuts=lambda _: ((QUEUE,),)),
            "sure": Choose(exits={"yes": "stands", "no": "whom"}, show=_chosen_shown),
            "stands": Decide(
                pick=lambda view: "offer" if _chosen(view) and _still(view, "reassign") else "gone",
                exits=frozenset({"offer", "gone"}),
            ),
            "offer": Do(effects=lambda view: _offered(view, materials), then="offered"),
            "offered": replace(ways_on, show=_chosen_shown),
            "release": Choose(exits={"yes": "lies", "no": "queue/"}, show=_number),
            "lies": Decide(
                pick=lambda view: "let_go" if _still(view, "release") else "gone", exits=frozenset({"let_go", "gone"})
            ),
            "let_go": Do(effects=_released, then="released"),
            "released": ways_on,
            "gone": ways_on,
        },
    )


def press_reassign(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """A tap on "to another agent"."""
    return _entered(event, known, "reassign", now)


def press_release(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """A tap on "back into the queue"."""
    return _entered(event, known, "release", now)


def _entered(event: CardTapped, known: Known, wants: str, now: datetime) -> Sequence[Effect]:
    lead, member = known.card, known.staff
    if lead is None or member is None:
        return []
    if event.version != lead.version:
        return [shown_card(lead, member, event.message, now, holder=known.card_holder, backing=known.backing)]
    return [Enter("reassign/", {"lead": lead.id, "version": lead.version, "wants": wants})]


def _suggested(view: View) -> Sequence[Option]:
    return [(str(one.staff.id), _words(one, view)) for one in _able(view)[:SHOWN]]


def _named(text: str, view: View) -> Sequence[Option]:
    wanted = text.casefold().strip()
    named = (one for one in _able(view) if wanted and wanted in f"{one.staff.name} {one.staff.code}".casefold())
    return [(str(one.staff.id), _words(one, view)) for one in named][:SHOWN]


def _able(view: View) -> list[Colleague]:
    lead, desk = view.known.card, view.known.desk
    return could_take(lead, desk.crew, view.known.refused, desk.served, view.now) if lead else []


def _words(one: Colleague, view: View) -> str:
    """Name and load, with signs that the question explains: away, full today, said no before."""
    signs = {
        "🏖": is_on_leave(one.staff, view.now),
        "⏸️": is_full_today(one.staff, view.now) or one.open_leads >= one.staff.capacity,
        "✋": one.staff.id in view.known.refused,
    }
    shown = "".join(sign for sign, holds in signs.items() if holds)
    return f"{one.staff.name[:16]} · {one.open_leads}/{one.staff.capacity} {shown}".strip()


def _chosen(view: View) -> Colleague | None:
    return by_id(_able(view)).get(StaffId(int(view.answers.get("whom") or 0)))


def _number(view: View) -> Mapping[str, Value]:
    return {"number": str(view.answers.get("lead"))}


def _chosen_shown(view: View) -> Mapping[str, Value]:
    one = by_id(view.known.desk.crew).get(StaffId(int(view.answers.get("whom") or 0)))
    if one is None:
        return {**_number(view), "name": "-", "code": "-", "open": "-", "capacity": "-", "before": ""}
    before = Label("reassign.before") if one.staff.id in view.known.refused else ""
    load = {"open": str(one.open_leads), "capacity": str(one.staff.capacity), "before": before}
    return {**_number(view), "name": one.staff.name, "code": one.staff.code, **load}


def _still(view: View, action: str) -> bool:
    """Whether the lead stands where it stood when the officer looked, and this may be done with it."""
    lead, member = view.known.card, view.known.staff
    if lead is None or member is None or lead.version != view.answers.get("version"):
        return False
    return lead.state in MOVES[action].origins and may(member, f"lead.{action}", lead)


def _offered(view: View, materials: Materials) -> Sequence[Effect]:
    lead, member, one = view.known.card, view.known.staff, _chosen(view)
    if lead is None or member is None or one is None:
        return []
    agent = one.staff
    expires = after(week_of(agent), view.now, materials.patience) or view.now + materials.patience
    offered = replace(lead, state="offered", version=lead.version + 1, holder=agent.id, card=None, expires=expires)
    return [
        Entrust(lead.id, lead.version, lead.state, _actor(member), agent.id, expires, "reassign", "reassigned"),
        Audited("lead.reassign", f"lead:{lead.id}", {"to": f"staff:{agent.id}"}),
        *taken_from(lead, view.known.card_holder),
        offer_card("offered", offered, agent),
    ]


def _released(view: View) -> Sequence[Effect]:
    lead, member = view.known.card, view.known.staff
    if lead is None or member is None:
        return []
    return [
        MoveLead(lead.id, lead.version, lead.state, "release", _actor(member), reason="released"),
        Audited("lead.release", f"lead:{lead.id}"),
        *taken_from(lead, view.known.card_holder),
    ]


def taken_from(lead: Lead, holder: Staff | None, words: str = "reassign.taken_away") -> Sequence[Say]:
    """Whoever held a lead hears that it is theirs no longer; the card that shows name and number shows them no more."""
    if holder is None or holder.chat is None:
        return []
    told = Say((Label(words, {"number": str(lead.id)}),), ((TASKS,),), to=holder.chat, at_work=True)
    wiped = Say((Label("farewell.lead", {"number": str(lead.id)}),), ((TASKS,),), to=holder.chat, edit=lead.card)
    return [wiped, told] if lead.card is not None else [told]


def _actor(member: Staff) -> str:
    return f"{member.role}:{member.id}"
