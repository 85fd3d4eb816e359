"""Cases at the desk of officers: what a card shows, what a tap on it does, what the person hears of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.answers import phones
from bot.conversation.effects import Audited, Effect, MoveCase, Say
from bot.conversation.events import CaseTapped
from bot.conversation.view import Known, View
from bot.conversation.words import Button, Label, Rows, Value
from bot.flows.lead_cards import TASKS
from bot.leads.rights import may
from storage.records import Case, Staff

KINDS = ("accident", "death")
REPORT = "report"
ACTIONS = {"new": ("take",), "taken": ("close",)}
"""What an officer may do with a case in each state; the one who took it, where somebody has."""


def press(event: CaseTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """What follows when an officer taps the card of a case."""
    case, member = known.tapped_case, known.staff
    if case is None or member is None or not may(member, "case.show", case):
        return [Say((Label("desk.not_yours"),), ((TASKS,),), edit=event.message)]
    if event.version != case.version or not _may(case, event.action, member):
        return _shown(case, member, known.case_holder, event)
    return _taken(case, member, event) if event.action == "take" else _closed(case, event)


def case_card(occasion: str, case: Case, member: Staff, holder: Staff | None = None) -> Say:
    """The card of a case for one officer; whom to call stands on it only for the officer who took it."""
    heading = Label(f"case.occasion.{occasion}", {"number": str(case.id), "kind": Label(f"case.kind.{case.kind}")})
    return Say((heading, _body(case, member, holder)), _buttons(case, member), to=member.chat, about=case.chat)


def waiting(view: View) -> Rows:
    """One button for each case on an officer's desk."""
    return tuple((Button(_tap(case, "show"), Label("case.line", _line(case))),) for case in view.known.desk.cases)


def ended(view: View, why: str) -> Sequence[Effect]:
    """The person's case ends; whoever took it is told, and their card shows nobody any longer."""
    return _ended(view.known.case, view.known.case_holder, why)


def report_ended(view: View, why: str) -> Sequence[Effect]:
    """The same for the person's report about somebody of the staff."""
    return _ended(view.known.report, view.known.report_holder, why)


def _ended(case: Case | None, holder: Staff | None, why: str) -> Sequence[Effect]:
    if case is None:
        return []
    over = Say((Label(f"case.ended.{why}", {"number": str(case.id)}),), ((TASKS,),), to=holder.chat if holder else None)
    told = [] if holder is None or holder.chat is None else [over]
    wiped = [replace(over, edit=case.card)] if told and case.card is not None else []
    return [MoveCase(case.id, case.version, "closed"), *wiped, *told]


def _shown(case: Case, member: Staff, holder: Staff | None, event: CaseTapped) -> Sequence[Effect]:
    """Name and number stand in one message at a time, so that one edit can take them away."""
    mine = case.state == "taken" and may(member, "case.read", case)
    read = [Audited("case.read", f"case:{case.id}")] if mine else []
    if not mine or case.card == event.message:
        return [replace(case_card("card", case, member, holder), to=None, edit=event.message), *read]
    after = replace(case, version=case.version + 1)
    gone = Say((Label("case.elsewhere", {"number": str(case.id)}),), ((TASKS,),), edit=case.card)
    here = replace(case_card("card", after, member, member), to=None, edit=event.message)
    moved = MoveCase(case.id, case.version, "taken", member.id, event.message)
    return [moved, here, *([gone] if case.card is not None else []), *read]


def changed(case: Case, holder: Staff, *, moves_on: bool) -> Sequence[Say]:
    """Who took a case hears that the person told something else, or that it `moves_on` to another branch."""
    news = "moved_on" if moves_on else "changed"
    told = Say((Label(f"case.{news}", {"number": str(case.id)}),), ((TASKS,),), to=holder.chat)
    return [replace(told, edit=case.card), told] if case.card is not None else [told]


def _taken(case: Case, member: Staff, event: CaseTapped) -> Sequence[Effect]:
    after = replace(case, state="taken", version=case.version + 1, holder=member.id, card=event.message)
    shown = replace(case_card("taken", after, member, member), to=None, edit=event.message)
    done = [Audited("case.take", f"case:{case.id}"), Audited("case.read", f"case:{case.id}")]
    return [MoveCase(case.id, case.version, "taken", member.id, event.message), *done, shown, *_told(case, member)]


def _closed(case: Case, event: CaseTapped) -> Sequence[Effect]:
    done = Label("case.occasion.closed", {"number": str(case.id), "kind": Label(f"case.kind.{case.kind}")})
    return [
        MoveCase(case.id, case.version, "closed", case.holder),
        Audited("case.close", f"case:{case.id}"),
        Say((done,), ((TASKS,),), edit=event.message),
        *_told_closed(case),
    ]


def _told_closed(case: Case) -> Sequence[Say]:
    """The person hears that it is over, so that somebody nobody came to can say so."""
    if case.chat is None:
        return []
    if case.kind == REPORT:
        return [Say((Label("check.closed", {"number": str(case.id)}),), to=case.chat)]
    ways = ((Button("/klaim", Label("alert.anew")),), (Button("/bantuan", Label("alert.help")),))
    return [Say((Label("alert.closed", {"number": str(case.id)}),), ways, to=case.chat)]


def _told(case: Case, member: Staff) -> Sequence[Say]:
    """The person asked for exactly this answer, so no wish for silence holds it back."""
    if case.chat is None:
        return []
    who: dict[str, Value] = {"name": member.name, "code": member.code, "role": Label(f"role.{member.role}")}
    if case.kind == REPORT:
        return [Say((Label("check.read", {**who, "number": str(case.id)}),), to=case.chat)]
    return [Say((Label("alert.taken", who),), ((Button("/kasus", Label("alert.mine")),),), to=case.chat)]


def _may(case: Case, action: str, member: Staff) -> bool:
    return action in ACTIONS.get(case.state, ()) and may(member, f"case.{action}", case)


def _body(case: Case, member: Staff, holder: Staff | None) -> Label:
    if case.kind == REPORT:
        return _report_body(case, member, holder)
    if case.state == "closed" or case.contact is None:
        return Label("case.over")
    if case.state == "new":
        return Label("case.body.new", {"place": case.contact.place})
    if not may(member, "case.read", case):
        who = {"name": holder.name, "code": holder.code} if holder else {"name": "-", "code": "-"}
        return Label("case.body.others", {"place": case.contact.place, **who})
    told = {"place": case.contact.place, "name": case.contact.name, "phone": phones.shown(case.contact.phone)}
    return Label("case.body.mine", told)


def _report_body(case: Case, member: Staff, holder: Staff | None) -> Label:
    """Who reports, and in which words, only the officer reads who took it."""
    report = case.report
    if case.state == "closed" or report is None:
        return Label("case.over")
    told: dict[str, Value] = {"code": report.code or "-", "what": Label(f"check.what.{report.what}")}
    if case.state == "new":
        return Label("case.body.report", told)
    if not may(member, "case.read", case):
        who = {"name": holder.name, "taker": holder.code} if holder else {"name": "-", "taker": "-"}
        return Label("case.body.report_others", {**told, **who})
    reach = Label("case.nobody_to_call")
    if case.contact is not None:
        reach = Label("case.to_call", {"name": case.contact.name, "phone": phones.shown(case.contact.phone)})
    words: dict[str, Value] = {"text": report.text or "-", "lead": str(report.lead or "-"), "reach": reach}
    return Label("case.body.report_mine", {**told, **words})


def _buttons(case: Case, member: Staff) -> Rows:
    actions = (action for action in ACTIONS.get(case.state, ()) if _may(case, action, member))
    return (*((Button(_tap(case, action), Label(f"case.action.{action}")),) for action in actions), (TASKS,))


def _line(case: Case) -> dict[str, Value]:
    return {"number": str(case.id), "kind": Label(f"case.kind.{case.kind}")}


def _tap(case: Case, action: str) -> str:
    return f"k:{case.id}:{action}:{case.version}"
