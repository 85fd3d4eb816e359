"""Lets the branch know of an accident or a death, if the person agrees; nothing of a claim is decided here."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from bot.answers import phones, texts
from bot.conversation.effects import Effect, RaiseCase, RecordConsent
from bot.conversation.steps import Choose, Decide, Do, Fill, Find, Flow, Option, Tell, Type
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Value
from bot.flows.cases import KINDS, ended
from bot.flows.materials import CALENDAR, Materials
from storage.records import Contact

CONSENT = "claim-1"
"""The version of the question whether the branch may be told; a changed text gets a new one."""
NOT_A_NAME, NOT_A_PHONE = "interest.name.not_a_name", "interest.phone.not_a_phone"


def flow(materials: Materials) -> Flow:
    """The flow of /kasus, and what follows "alert/accident" and "alert/death"."""

    def call_centre(view: View) -> Mapping[str, Value]:
        return {"call_centre": materials.call_centre(view), "operator": materials.operator.name}

    def told_before(view: View) -> Mapping[str, Value]:
        told = _told(view)
        if told is None:
            return {**call_centre(view), "name": "-", "phone": "-", "place": "-"}
        whom = told[1]
        return {**call_centre(view), "name": whom.name, "phone": phones.shown(whom.phone), "place": whom.place}

    def stands(view: View) -> Mapping[str, Value]:
        case = view.known.case
        since = Day(case.created.astimezone(CALENDAR).date()) if case else "-"
        state = Label(f"alert.state.{_state(view)}", {"since": since, **_holder(view)})
        return {**call_centre(view), "state": state}

    def district(text: str, _: View) -> Sequence[Option]:
        return [(place.code, place.path) for place in materials.places.search(text, 2)]

    def contact(view: View) -> tuple[str, Contact]:
        told = _told(view)
        if told is not None and view.answers.get("known") == "yes":
            return told
        region = str(view.answers["district"])
        place = materials.places.get(region).path
        return region, Contact(str(view.answers["name"]), str(view.answers["phone"]), place)

    def raised(view: View) -> Sequence[Effect]:
        region, whom = contact(view)
        return [RaiseCase(str(view.answers["kind"]), region, whom)]

    return Flow(
        name="alert",
        start="open",
        steps={
            "open": Decide(pick=_open, exits=frozenset({"recall", "claim/"})),
            "recall": Fill(answers=_recalled, then="already"),
            **{kind: Fill(answers=_of_kind(kind), then="sorted") for kind in KINDS},
            "sorted": Decide(pick=_sorted, exits=frozenset({"already", "known", "consent"})),
            "already": Choose(
                exits={"anew": "consent", "stop": "withdraw", "genuine": "help/genuine"},
                show=stands,
                offered=_possible,
                labels={"genuine": "alert.check"},
                hub=True,
            ),
            "known": Choose(
                exits={"yes": "agreed", "other": "consent", "no": "unwilling"}, show=told_before, consent=True
            ),
            "consent": Choose(exits={"yes": "agreed", "no": "unwilling"}, show=call_centre, consent=True),
            "unwilling": Decide(
                pick=lambda view: "already" if view.known.case else "declined",
                exits=frozenset({"already", "declined"}),
            ),
            "declined": Do(effects=lambda _: [RecordConsent("claim", False, CONSENT)], then="refused"),
            "refused": Choose(exits={"steps": "back"}, show=call_centre, hub=True),
            "agreed": Do(effects=lambda _: [RecordConsent("claim", True, CONSENT)], then="enough"),
            "enough": Decide(pick=_enough, exits=frozenset({"raise", "name"})),
            "name": Type(parse=lambda text, _: texts.name(text, NOT_A_NAME), then="district", errors=(NOT_A_NAME,)),
            "district": Find(search=district, then="phone"),
            "phone": Type(
                parse=lambda text, _: phones.e164(text, NOT_A_PHONE), then="raise", errors=(NOT_A_PHONE,), contact=True
            ),
            "raise": Do(effects=raised, then="sent"),
            "sent": Choose(
                exits={"steps": "back"}, show=call_centre, labels={"steps": "alert.refused.steps"}, hub=True
            ),
            "back": Decide(pick=_back, exits=frozenset({"claim/accident", "claim/death"})),
            "withdraw": Do(effects=taken_back, then="withdrawn"),
            "withdrawn": Tell(then="menu/", show=call_centre),
        },
    )


def taken_back(view: View) -> Sequence[Effect]:
    """The branch may no longer be told, and whoever took the case leaves the person in peace."""
    return [RecordConsent("claim", False, "taken-back"), *ended(view, "withdraw")]


def _open(view: View) -> str:
    return "recall" if view.known.case is not None else "claim/"


def _recalled(view: View) -> Mapping[str, Any]:
    return {"kind": view.known.case.kind} if view.known.case else {}


def _state(view: View) -> str:
    """How the person's case stands; nobody is said to know of it before an officer has been told."""
    case = view.known.case
    if case is None:
        return "closed"
    return case.state if case.state == "taken" or case.announced else "unheard"


def _possible(view: View) -> Collection[str]:
    """What is over cannot be called off, and an officer can be checked who has a name."""
    choices = {"anew": True, "stop": view.known.case is not None, "genuine": view.known.case_holder is not None}
    return [choice for choice, offered in choices.items() if offered]


def _back(view: View) -> str:
    return f"claim/{view.answers['kind']}"


def _of_kind(kind: str) -> Callable[[View], Mapping[str, Any]]:
    return lambda _: {"kind": kind}


def _sorted(view: View) -> str:
    """Who was hurt may die: the branch is told of a death although it knows of the accident."""
    if view.known.case is not None and view.known.case.kind == view.answers["kind"]:
        return "already"
    return "known" if _told(view) else "consent"


def _enough(view: View) -> str:
    return "raise" if view.answers.get("known") == "yes" and _told(view) else "name"


def _told(view: View) -> tuple[str, Contact] | None:
    """The region and whom to call, as told for a case that is open or else for an interest."""
    case, interest = view.known.case, view.known.lead.interest if view.known.lead else None
    if case is not None and case.contact is not None:
        return case.region, case.contact
    if interest is None:
        return None
    return interest.region, Contact(interest.name, interest.phone, interest.place)


def _holder(view: View) -> dict[str, Value]:
    holder = view.known.case_holder
    return {"name": holder.name, "code": holder.code} if holder else {"name": "-", "code": "-"}
