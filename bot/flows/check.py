"""The flow of /cek and /lapor: whether somebody is a genuine agent, and how to report one to the branch."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.answers import phones, staff_codes, texts
from bot.conversation.effects import Effect, RaiseReport, RecordConsent
from bot.conversation.steps import Choose, Decide, Do, Fill, Flow, Tell, Type
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Value
from bot.errors import InvalidAnswer
from bot.flows.cases import report_ended
from bot.flows.materials import CALENDAR, Materials, branch_name
from storage.records import Contact, Report, Staff

CONSENT = "report-1"
"""The version of the question whether officers may call; a changed text gets a new one."""
NOT_A_CODE = "check.code.not_a_code"
NOT_A_NAME, NOT_A_PHONE = "interest.name.not_a_name", "interest.phone.not_a_phone"
WHAT = ("money", "papers", "absent", "other")
"""What somebody may have done: asked for money, asked for papers or codes, never came, anything else."""
NOTHING_MORE = "-"
LONGEST = 500
"""Characters of a report that are kept."""


def flow(materials: Materials) -> Flow:
    """Nothing is told of a member of the staff but name, role, branch, and that they work."""

    def call_centre(view: View) -> Mapping[str, Value]:
        return {"call_centre": materials.call_centre(view)}

    def genuine(view: View) -> Mapping[str, Value]:
        return {**_about(_asked(view)), **call_centre(view), "fee": _fee(materials, view)}

    def unknown(view: View) -> Mapping[str, Value]:
        return {"code": str(view.answers.get("code", "-")), **call_centre(view)}

    def stands(view: View) -> Mapping[str, Value]:
        report = view.known.report
        since = Day(report.created.astimezone(CALENDAR).date()) if report else "-"
        state = Label(f"check.state.{report.state if report else 'closed'}", {"since": since})
        return {"number": str(report.id) if report else "-", "state": state, **call_centre(view)}

    return Flow(
        name="check",
        start="open",
        steps={
            "open": Decide(
                pick=lambda view: "given" if view.known.code else "code", exits=frozenset({"given", "code"})
            ),
            "given": Fill(answers=lambda view: {"code": view.known.code}, then="checked"),
            "mine": Fill(answers=_of_mine, then="checked"),
            "code": Type(parse=_code, then="checked", errors=(NOT_A_CODE,)),
            "checked": Decide(
                pick=lambda view: "genuine" if _asked(view) else "unknown", exits=frozenset({"genuine", "unknown"})
            ),
            "genuine": Choose(exits={"report": "report", "again": "code"}, show=genuine, hub=True),
            "unknown": Choose(
                exits={"report": "report", "again": "code"},
                show=unknown,
                labels={"report": "check.genuine.report"},
                hub=True,
            ),
            "report_mine": Fill(answers=_of_mine, then="report"),
            "report": Decide(
                pick=lambda view: "already" if view.known.report else "what", exits=frozenset({"already", "what"})
            ),
            "already": Choose(exits={"stop": "stop"}, show=stands, offered=_unless_over, hub=True),
            "stop": Do(effects=lambda view: report_ended(view, "withdraw"), then="stopped"),
            "stopped": Tell(then="menu/"),
            "what": Choose(exits=dict.fromkeys(WHAT, "more")),
            "more": Type(
                parse=_told,
                then="contact",
                errors=(),
                free=True,
                suggest=lambda _: ((NOTHING_MORE, Label("check.skip")),),
            ),
            "contact": Choose(exits={"yes": "reachable", "no": "silent"}, consent=True, show=call_centre),
            "silent": Do(effects=lambda _: [RecordConsent("report", False, CONSENT)], then="send"),
            "reachable": Do(effects=lambda _: [RecordConsent("report", True, CONSENT)], then="known"),
            "known": Decide(
                pick=lambda view: "send" if _told_before(view) else "name", exits=frozenset({"send", "name"})
            ),
            "name": Type(
                parse=lambda text, _: texts.name(text, NOT_A_NAME),
                then="phone",
                errors=(NOT_A_NAME,),
                words="alert.name",
            ),
            "phone": Type(
                parse=lambda text, _: phones.e164(text, NOT_A_PHONE),
                then="send",
                errors=(NOT_A_PHONE,),
                contact=True,
                words="alert.phone",
            ),
            "send": Do(effects=_raised, then="sent"),
            "sent": Choose(exits={"menu": "menu/"}, show=call_centre, bare=True, labels={"menu": "ui.menu"}, hub=True),
        },
    )


def _of_mine(view: View) -> Mapping[str, Any]:
    """Who has the person's interest, or else their case."""
    holder = view.known.holder or view.known.case_holder
    return {"code": holder.code} if holder else {}


def _asked(view: View) -> Staff | None:
    """Whose code it is, if they still work."""
    code = view.answers.get("code")
    near = (view.known.coded, view.known.holder, view.known.case_holder)
    return next((one for one in near if one is not None and one.code == code and one.active), None)


def _code(text: str, _: View) -> str:
    code = staff_codes.staff_code(text)
    if code is None:
        raise InvalidAnswer(NOT_A_CODE)
    return code


def _about(member: Staff | None) -> Mapping[str, Value]:
    if member is None:
        return {"name": "-", "code": "-", "role": "-", "branch": "-"}
    role = Label(f"role.{member.role}")
    return {"name": member.name, "code": member.code, "role": role, "branch": branch_name(member.branch)}


def _fee(materials: Materials, view: View) -> Label:
    return Label(f"enrol.fee.{'some' if materials.rule('perisai.fee', view).count else 'none'}")


def _told(text: str, _: View) -> str:
    said = texts.clean(text, most=LONGEST)
    return "" if said == NOTHING_MORE else said


def _unless_over(view: View) -> Collection[str]:
    return ("stop",) if view.known.report else ()


def _told_before(view: View) -> Contact | None:
    """Whom to call, as told for an interest."""
    interest = view.known.lead.interest if view.known.lead else None
    return Contact(interest.name, interest.phone, interest.place) if interest else None


def _contact(view: View) -> Contact | None:
    if view.answers.get("contact") != "yes":
        return None
    if told := _told_before(view):
        return told
    return Contact(str(view.answers["name"]), str(view.answers["phone"]), "-")


def _raised(view: View) -> Sequence[Effect]:
    """The branch of whoever is reported hears of it, else that of the person's interest."""
    if view.known.report is not None:
        return []
    lead, code = view.known.lead, view.answers.get("code")
    near = (view.known.coded, view.known.holder, view.known.case_holder)
    member = next((one for one in near if one is not None and one.code == code), None)
    branch = member.branch if member else lead.branch if lead else None
    number = lead.id if lead is not None and lead.interest is not None else None
    report = Report(str(view.answers["what"]), str(view.answers["more"]), code, number)
    return [RaiseReport(branch, member.id if member else None, report, _contact(view))]
