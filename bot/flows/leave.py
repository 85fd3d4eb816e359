"""An agent's leave: from when until when, who stands in, and what becomes of the leads that lie with them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.answers import days
from bot.answers.spelling import fold
from bot.conversation.effects import Audited, Effect, Entrust, Say
from bot.conversation.steps import Choose, Decide, Do, Find, Option, Step, Tell, Type
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Value
from bot.errors import InvalidAnswer
from bot.flows.lead_cards import TASKS, offer_card
from bot.flows.materials import Materials
from bot.flows.working_time import LEADS_ON, changed
from bot.leads.hours import after
from bot.leads.life import HELD
from bot.leads.rights import is_own
from bot.leads.routing import within
from bot.leads.shifts import away_then, check_substitute, is_on_leave, stands_in, today_of, week_of
from storage.records import Lead, Staff, StaffId

LONGEST = 90
"""Days within which a leave begins and ends."""
DAY_ERRORS = ("shift.leave.not_a_day", "shift.leave.past", "shift.leave.too_far")
UNTIL_ERRORS = ("shift.leave.not_a_day", "shift.until.before", "shift.leave.too_far")
SHOWN = 6
"""Colleagues who are offered as substitutes at once."""
NAME_MOST = 40


def steps(materials: Materials) -> Mapping[str, Step]:
    """The steps of the flow of /jadwal about leave."""

    def entrusted(view: View) -> Sequence[Effect]:
        return _entrusted(view, materials)

    return {
        "leave": Type(
            parse=_first_day,
            then="until",
            errors=DAY_ERRORS,
            show=_longest,
            suggest=lambda _: (("hari ini", Label("shift.today_word")), ("besok", Label("shift.tomorrow_word"))),
            columns=2,
        ),
        "until": Type(
            parse=_last_day,
            then="substitute",
            errors=UNTIL_ERRORS,
            show=lambda view: {**_longest(view), "first": Day(_day(view, "leave"))},
            suggest=lambda _: (("sehari", Label("shift.one_day_word")), ("seminggu", Label("shift.one_week_word"))),
            columns=2,
        ),
        "substitute": Find(search=_named, then="agreed", suggest=_suggested, otherwise="take_leave"),
        "agreed": Decide(pick=_agreed, exits=frozenset({"loop", "take_leave"})),
        "loop": Tell(then="substitute", show=lambda view: {"name": _name(substitute(view))}),
        "take_leave": Do(effects=_taken, then="on_leave"),
        "on_leave": Choose(
            exits={"entrust": "entrust", "keep": "kept", "more": "shift/", "tasks": "desk/"},
            show=_arranged,
            offered=_what_of_the_leads,
            labels=LEADS_ON,
        ),
        "entrust": Do(effects=entrusted, then="entrusted"),
        "entrusted": Choose(exits={"more": "shift/", "tasks": "desk/"}, labels=LEADS_ON),
        "kept": Choose(exits={"more": "shift/", "tasks": "desk/"}, labels=LEADS_ON),
        "back": Do(effects=_back, then="returned"),
        "returned": Choose(exits={"more": "shift/", "tasks": "desk/"}, labels=LEADS_ON),
        "call_off": Do(effects=_called_off, then="called_off"),
        "called_off": Choose(exits={"more": "shift/", "tasks": "desk/"}, labels=LEADS_ON),
    }


def substitute(view: View) -> Staff | None:
    """Who is to stand in: as just said, else as arranged before."""
    member = view.known.staff
    said = view.answers.get("substitute")
    number = int(said) if said else member.substitute if member and said is None else None
    return next((one for one in view.known.desk.colleagues if one.id == number), None)


def could_entrust(view: View) -> bool:
    """Whether something lies with the agent, and somebody is there to whom it could go."""
    taker = _who_works(view)
    return taker is not None and bool(_to_hand(view, taker))


def _first_day(text: str, view: View) -> str:
    member = view.known.staff
    if member is None:
        raise InvalidAnswer(DAY_ERRORS[0])
    return days.day(text, today_of(member, view.now), LONGEST, DAY_ERRORS).isoformat()


def _last_day(text: str, view: View) -> str:
    member, first = view.known.staff, _day(view, "leave")
    today = today_of(member, view.now) if member else first
    most = LONGEST - (first - today).days
    return days.last_day(text, first, most, UNTIL_ERRORS, today).isoformat()


def _longest(_: View) -> Mapping[str, Value]:
    return {"most": str(LONGEST)}


def _day(view: View, name: str) -> date:
    return date.fromisoformat(str(view.answers[name]))


def _others(view: View) -> list[Staff]:
    """The colleagues who may be named, those who cover the agent's places first."""
    member = view.known.staff
    if member is None:
        return []
    others = [one for one in view.known.desk.colleagues if one.id != member.id]
    return sorted(others, key=lambda one: (not _shares_a_place(member, one), is_on_leave(one, view.now), one.name))


def _shares_a_place(member: Staff, other: Staff) -> bool:
    if not member.areas or not other.areas:
        return True
    return any(within(mine, theirs) or within(theirs, mine) for mine in member.areas for theirs in other.areas)


def _suggested(view: View) -> Sequence[Option]:
    return [_option(one) for one in _others(view) if not _leads_back(view, one)][:SHOWN]


def _named(text: str, view: View) -> Sequence[Option]:
    said = fold(text)
    found = [one for one in _others(view) if said and (said in fold(one.name) or said == fold(one.code))]
    return [_option(one) for one in found][:SHOWN]


def _option(one: Staff) -> Option:
    return str(one.id), f"{one.name[:NAME_MOST]} ({one.code})"


def _leads_back(view: View, named: Staff) -> bool:
    member = view.known.staff
    try:
        if member is not None:
            then = away_then(view.known.desk.colleagues, _day(view, "leave"), _day(view, "until"))
            check_substitute(member, named.id, then)
    except InvalidAnswer:
        return True
    return False


def _by_id(view: View) -> Mapping[StaffId, Staff]:
    return {one.id: one for one in view.known.desk.colleagues}


def _agreed(view: View) -> str:
    named = substitute(view)
    return "loop" if named is not None and _leads_back(view, named) else "take_leave"


def _taken(view: View) -> Sequence[Effect]:
    member, named = view.known.staff, substitute(view)
    leave = _day(view, "leave"), _day(view, "until")
    number = named.id if named else None
    before = next((one for one in view.known.desk.colleagues if member and one.id == member.substitute), None)
    relieved = _told("shift.no_longer", member, before) if before is not None and before != named else []
    asked = _told("shift.stands_in", member, named, first=Day(leave[0]), last=Day(leave[1]))
    return [*changed(member, "leave", {"leave": leave, "substitute": number}), *relieved, *asked]


def _told(key: str, member: Staff | None, colleague: Staff | None, **more: Value) -> Sequence[Say]:
    if member is None or colleague is None or colleague.chat is None:
        return []
    who: dict[str, Value] = {"name": member.name, "code": member.code, **more}
    return [Say((Label(key, who),), ((TASKS,),), to=colleague.chat, at_work=True)]


def _arranged(view: View) -> Mapping[str, Value]:
    named = substitute(view)
    stands = Label("shift.instead.named", {"name": named.name, "code": named.code}) if named else None
    held = _held(view)
    return {
        "first": Day(_day(view, "leave")),
        "last": Day(_day(view, "until")),
        "instead": stands or Label("shift.instead.nobody"),
        "held": Label("shift.held", {"count": str(len(held))}) if held else Label("shift.nothing_held"),
    }


def _what_of_the_leads(view: View) -> Collection[str]:
    return ("entrust", "keep") if could_entrust(view) else ("more", "tasks")


def _held(view: View) -> tuple[Lead, ...]:
    return tuple(lead for lead in view.known.desk.held if lead.state in HELD)


def _to_hand(view: View, taker: Staff) -> Sequence[Lead]:
    """What could go to the substitute: all but the substitute's own interest."""
    return [lead for lead in _held(view) if not is_own(taker, lead)]


def _who_works(view: View) -> Staff | None:
    """The substitute, or who stands in for them in turn."""
    named, member = substitute(view), view.known.staff
    found = stands_in(named, _by_id(view), view.now) if named else None
    return found if found and member and found.id != member.id and found.chat is not None else None


def _entrusted(view: View, materials: Materials) -> Sequence[Effect]:
    """The leads are offered to the substitute, who may say no; name and number leave the agent's phone at once."""
    member, taker = view.known.staff, _who_works(view)
    if member is None or taker is None:
        return []
    expires = after(week_of(taker), view.now, materials.patience) or view.now + materials.patience
    return [effect for lead in _to_hand(view, taker) for effect in _handed(lead, member, taker, expires)]


def _handed(lead: Lead, member: Staff, taker: Staff, expires: datetime) -> Sequence[Effect]:
    offered = replace(lead, state="offered", version=lead.version + 1, holder=taker.id, expires=expires)
    gone = Say((Label("shift.handed", {"number": str(lead.id), "name": taker.name}),), ((TASKS,),), edit=lead.card)
    return [
        Entrust(lead.id, lead.version, lead.state, f"{member.role}:{member.id}", taker.id, expires),
        Audited("lead.entrust", f"lead:{lead.id}", {"to": f"staff:{taker.id}"}),
        *([gone] if lead.card is not None else []),
        offer_card("entrusted", offered, taker),
    ]


def _back(view: View) -> Sequence[Effect]:
    """Full for today no longer, and leave that has begun is over; leave that is still to come stays."""
    member = view.known.staff
    if member is None:
        return []
    if is_on_leave(member, view.now):
        changes = {"full_on": None, "leave": _until_now(member, view), "substitute": None}
        return [*changed(member, "back", changes), *_told("shift.no_longer", member, substitute(view))]
    return changed(member, "back", {"full_on": None})


def _until_now(member: Staff, view: View) -> tuple[date, date] | None:
    """The days of a leave that are over, which the router holds no offer against; None where none is."""
    yesterday = today_of(member, view.now) - timedelta(days=1)
    return (member.leave[0], yesterday) if member.leave is not None and member.leave[0] <= yesterday else None


def _called_off(view: View) -> Sequence[Effect]:
    member = view.known.staff
    told = _told("shift.no_longer", member, substitute(view))
    return [*changed(member, "no_leave", {"leave": None, "substitute": None}), *told]


def _name(one: Staff | None) -> str:
    return one.name if one else "-"
