"""What we ask by ourselves some time after somebody wrote: to finish a form, and how their request goes.

Timers lead into it (`asked_later`); the answer "which" says to which question, "about" which lead it is about.
"""

from collections.abc import Mapping, Sequence

from bot.answers.progress import happened
from bot.conversation.effects import AnswerLead, Effect, Enter, Say
from bot.conversation.steps import Choose, Decide, Do, Flow, Step, Tell
from bot.conversation.view import View
from bot.conversation.words import Day, Value
from bot.flows.lead_cards import at_work, lead_card
from bot.flows.materials import CALENDAR, Materials
from bot.flows.menu import has_open_lead
from bot.leads.life import HELD
from storage.records import Lead, Staff

FORM, IN_TOUCH, REGISTERED = "form", "in_touch", "registered"
QUESTIONS = (FORM, IN_TOUCH, REGISTERED)
TALK = {"talk": "relay/"}
HELP: Mapping[str, Mapping[str, str]] = {
    "cost": {"count": "cost/", "sponsored": "sponsored/"},
    "time": {"status": "status/", **TALK},
    "papers": {"papers": "enrol/bring", **TALK},
    "code": {**TALK, "pay": "pay/"},
    "doubts": {"myths": "myths/", **TALK},
    "advised": {"myths": "myths/", **TALK},
    "other": TALK,
}
"""What may keep somebody from registering, and where each leads on."""
CONTACT, LATER = "contact", "later"
"""What somebody says without being asked: they want no call for now."""
ANSWERS: Mapping[str, tuple[str, ...]] = {
    IN_TOUCH: ("yes", "no"),
    REGISTERED: ("yes", "no", *HELP),
    CONTACT: (LATER,),
}
"""What is kept of what the person said, by what it is about."""
OFFICERS_HEAR, HOLDER_HEARS, HOLDER_WAITS = "not_in_touch", "answered", "wants_later"
"""Occasions on which the staff are told: nobody was in touch; the person says how it goes, or wants no call for now."""


def flow(materials: Materials) -> Flow:
    """The flow of all these questions."""

    def kept(view: View) -> Mapping[str, Value]:
        return {"days": materials.value("policy.kept.unfinished", view)}

    def call_centre(view: View) -> Mapping[str, Value]:
        return {"call_centre": materials.call_centre(view)}

    return Flow(
        name="asked",
        start="which",
        steps={
            "which": Decide(pick=_which, exits=frozenset({*QUESTIONS, "over"})),
            "form": Choose(exits={"go_on": "interest/_resume", "not_now": "form_kept"}, bare=True),
            "form_kept": Tell(then="menu/", show=kept),
            "in_touch": Choose(
                exits={"yes": "in_touch_stands", "no": "in_touch_stands"},
                show=_since,
                labels={"yes": "asked.yes", "no": "asked.not_yet"},
                hears=_heard,
                bare=True,
            ),
            "in_touch_stands": _if_it_stands("in_touch_kept"),
            "in_touch_kept": Do(effects=lambda view: _said(view, IN_TOUCH), then="in_touch_next"),
            "in_touch_next": Decide(
                pick=lambda view: "glad" if view.answers[IN_TOUCH] == "yes" else "passed_on",
                exits=frozenset({"glad", "passed_on"}),
            ),
            "glad": Tell(then="menu/"),
            "passed_on": Tell(then="menu/", show=call_centre),
            "registered": Choose(
                exits={"yes": "registered_stands", "no": "registered_stands", "no_more": "registered_stands"},
                show=_since,
                labels={"yes": "asked.yes", "no": "asked.not_yet"},
                hears=_heard,
                bare=True,
            ),
            "registered_stands": _if_it_stands("registered_next"),
            "registered_next": Decide(
                pick=lambda view: AFTER[str(view.answers[REGISTERED])], exits=frozenset(AFTER.values())
            ),
            "registered_kept": Do(effects=lambda view: _said(view, REGISTERED), then="congratulated"),
            "congratulated": Tell(then="menu/", show=call_centre),
            "not_yet": Do(effects=lambda view: _said(view, REGISTERED), then="stopped"),
            "stopped": Choose(exits=dict.fromkeys(HELP, "stopped_stands"), columns=2),
            "stopped_stands": _if_it_stands("stopped_kept"),
            "stopped_kept": Do(effects=lambda view: _said(view, "stopped"), then="helps"),
            "helps": Decide(
                pick=lambda view: f"help_{view.answers['stopped']}", exits=frozenset(f"help_{each}" for each in HELP)
            ),
            **{f"help_{reason}": _help(ways) for reason, ways in HELP.items()},
            "over": Tell(then="status/"),
        },
    )


AFTER = {"yes": "registered_kept", "no": "not_yet", "no_more": "status/sure"}
"""Where each answer to "did you register?" leads."""


def question(which: str, about: int | None = None) -> Enter:
    """Leads a conversation to one of these questions, `about` the lead of this number."""
    return Enter("asked/", {"which": which} | ({} if about is None else {"about": about}))


def told(answer: AnswerLead, officers: Sequence[Staff]) -> Sequence[Say]:
    """What the staff hear of a new answer: the holder of anything to act upon, officers when nobody was in touch."""
    lead, said = answer.lead, (answer.about, answer.answer)
    holder = [answer.holder] if answer.holder is not None and lead.state in HELD else []
    if said == (IN_TOUCH, "no"):
        near = [one for one in officers if lead.branch in (None, one.branch)]
        return [_later(OFFICERS_HEAR, lead, one) for one in {one.id: one for one in (*holder, *near)}.values()]
    if said == (CONTACT, LATER):
        return [_later(HOLDER_WAITS, lead, one) for one in holder]
    if answer.about == REGISTERED and answer.answer != "no":
        return [_later(HOLDER_HEARS, lead, one) for one in holder]
    return []


def said_by_oneself(view: View, about: str, answer: str) -> Sequence[Effect]:
    """What the person tells of their open lead without being asked; nothing where none is open."""
    lead = view.known.lead
    return [AnswerLead(lead, view.known.holder, about, answer)] if lead and has_open_lead(view) else []


def _later(occasion: str, lead: Lead, member: Staff) -> Say:
    return at_work(lead_card(occasion, lead, member), lead, occasion)


def _which(view: View) -> str:
    which = view.answers.get("which")
    return str(which) if which in QUESTIONS else "over"


def _if_it_stands(then: str) -> Decide:
    """The lead may have ended, and perhaps another one begun, while the question lay unanswered."""
    return Decide(pick=lambda view: then if _asked_about(view) else "over", exits=frozenset({then, "over"}))


def _asked_about(view: View) -> Lead | None:
    lead = view.known.lead
    return lead if lead is not None and lead.id == view.answers.get("about") and has_open_lead(view) else None


def _said(view: View, step: str) -> Sequence[Effect]:
    lead = _asked_about(view)
    about = IN_TOUCH if step == IN_TOUCH else REGISTERED
    return [AnswerLead(lead, view.known.holder, about, str(view.answers[step]))] if lead else []


def _heard(text: str, _: View) -> str | None:
    said = happened(text)
    return None if said is None else "yes" if said else "no"


def _since(view: View) -> Mapping[str, Value]:
    lead = view.known.lead
    return {"since": Day(lead.created.astimezone(CALENDAR).date())} if lead else {"since": "-"}


def _help(ways: Mapping[str, str]) -> Step:
    return Choose(exits=ways, labels={name: f"asked.to_{name}" for name in ways})
