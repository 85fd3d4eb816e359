"""The interest form: from "please call me" to a lead, with consent before anything personal is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from bot.answers import phones, texts
from bot.conversation.effects import Effect, RecordConsent, Remember, SaveLead, Say
from bot.conversation.steps import Choose, Decide, Do, Fill, Find, Flow, Many, Option, Review, Step, Tell, Type
from bot.conversation.view import View
from bot.conversation.words import Label, Value
from bot.flows.lead_cards import at_work, lead_card
from bot.flows.materials import Materials
from bot.flows.menu import has_open_lead
from bot.flows.segment import gate
from bot.leads.life import HELD
from storage.records import Interest

CONSENT_PURPOSE = "contact"
CONSENT = "contact-2"
"""The version of the consent text; a changed text gets a new one."""
COVERS_QUESTIONS = (CONSENT,)
"""The versions that told that we remind once of a form left half-way, and ask how the request goes."""

WORK = ("farmer", "fisher", "driver", "trader", "builder", "craft", "household", "other")
TRANSPORT = frozenset({"driver"})
"""Kinds of work that count as transport for the price."""
PROGRAMMES = ("jkk", "jkm", "jht", "unsure")
TIMES = ("morning", "noon", "evening", "any")
SHOWN_AT_ONCE = 40
"""Villages or kecamatan that are offered as buttons before anything is typed."""


def flow(materials: Materials) -> Flow:
    """The flow of the form."""

    def adult(view: View) -> Mapping[str, Value]:
        below = materials.rule("bpu.entry.age_below", view).count
        return {
            "adult": materials.value("policy.age.adult", view),
            "last": str(below - 1),
            "limit": str(below),
            "call_centre": materials.call_centre(view),
        }

    def age_group(text: str, view: View) -> str | None:
        years = texts.age(text)
        if years is None:
            return None
        if years < materials.rule("policy.age.adult", view).count:
            return "young"
        return "between" if years < materials.rule("bpu.entry.age_below", view).count else "old"

    def who(view: View) -> Mapping[str, Value]:
        return {"operator": materials.operator.name}

    def call_centre(view: View) -> Mapping[str, Value]:
        return {"call_centre": materials.call_centre(view)}

    return Flow(
        name="interest",
        start="open",
        form=True,
        steps={
            "open": Decide(
                pick=lambda view: "status/" if _is_sent(view) else "gate", exits=frozenset({"status/", "gate"})
            ),
            **gate("age", other="employed"),
            "employed": Choose(
                exits={"own_business": "age", "programmes": "programmes/"}, review=False, show=call_centre
            ),
            "age": Choose(
                exits={"young": "young", "between": "consent", "old": "old"},
                hears=age_group,
                show=adult,
                review=False,
            ),
            "young": Tell(then="menu/", show=adult),
            "old": Choose(exits={"go_on": "consent"}, show=adult, review=False),
            "consent": Choose(exits={"yes": "agreed", "no": "refused"}, show=who, review=False, consent=True),
            "agreed": Do(effects=lambda _: [RecordConsent(CONSENT_PURPOSE, True, CONSENT)], then="name"),
            "refused": Do(effects=lambda _: [RecordConsent(CONSENT_PURPOSE, False, CONSENT)], then="no_lead"),
            "no_lead": Tell(then="menu/", show=call_centre),
            "name": Type(parse=_name, then="work", errors=("interest.name.not_a_name",), personal=True),
            "work": Choose(exits=dict.fromkeys(WORK, "district"), columns=2),
            **_places(materials),
            "programmes": Many(choices=PROGRAMMES, then="phone"),
            "phone": Type(
                parse=_phone,
                then="time",
                errors=("interest.phone.not_a_phone",),
                contact=True,
                personal=True,
                shown=lambda number, _: phones.shown(str(number)),
            ),
            "time": Choose(exits=dict.fromkeys(TIMES, "review"), columns=2),
            "recall": Fill(answers=_recalled, then="review"),
            "review": Review(then="allowed"),
            "allowed": Decide(pick=_allowed, exits=frozenset({"save", "once_more"})),
            "once_more": Choose(
                exits={"yes": "agreed_after_all", "no": "refused"},
                show=who,
                review=False,
                consent=True,
                words="interest.consent",
            ),
            "agreed_after_all": Do(effects=lambda _: [RecordConsent(CONSENT_PURPOSE, True, CONSENT)], then="save"),
            "save": Do(effects=lambda view: _save(materials, view), then="sent"),
            "sent": Tell(then="reminders/", show=call_centre),
        },
    )


def _places(materials: Materials) -> dict[str, Step]:
    """Kabupaten, kecamatan, desa; whoever names a smaller place first skips what is already known."""
    places = materials.places

    def options(text: str, level: Literal[2, 3, 4], within: str | None) -> Sequence[Option]:
        return [(place.code, place.path) for place in places.search(text, level, within)]

    def anywhere(text: str, _: View) -> Sequence[Option]:
        near = (*places.search(text, 2), *places.search_anywhere(text))
        return [(place.code, place.path_with_kind) for place in dict.fromkeys(near)][:6]

    def inside(code: str) -> Sequence[Option]:
        children = places.children(code)
        return [(place.code, place.name) for place in children] if len(children) <= SHOWN_AT_ONCE else ()

    def shown(code: object, _: View) -> Value:
        return places.nearest(str(code)).path if code else Label("interest.village.none")

    def here(step: str) -> Mapping[str, Value]:
        return {"place": step}

    def above(view: View) -> str:
        return str(view.answers.get("subdistrict") or view.answers["district"])

    return {
        "district": Find(
            search=anywhere, then="how_near", personal=True, clears=("subdistrict", "village"), shown=shown
        ),
        "how_near": Decide(
            pick=lambda view: NEXT_BELOW[len(str(view.answers["district"]))],
            exits=frozenset({"subdistrict", "village", "programmes"}),
        ),
        "subdistrict": Find(
            search=lambda text, view: options(text, 3, str(view.answers["district"])),
            suggest=lambda view: inside(str(view.answers["district"])),
            then="village",
            clears=("village",),
            columns=2,
            show=lambda view: here(places.get(str(view.answers["district"])).name),
            shown=lambda code, _: places.get(str(code)).name,
        ),
        "village": Find(
            search=lambda text, view: options(text, 4, above(view)),
            suggest=lambda view: inside(above(view)),
            then="programmes",
            otherwise="programmes",
            columns=2,
            show=lambda view: here(places.get(above(view)).name),
            shown=lambda code, view: places.get(str(code)).name if code else shown(code, view),
        ),
    }


NEXT_BELOW = {5: "subdistrict", 8: "village", 13: "programmes"}
"""What is asked after a place whose code has so many characters: kabupaten, kecamatan, desa."""


def _is_sent(view: View) -> bool:
    """An open interest is looked at, not started anew; changing it comes through the status."""
    return has_open_lead(view) and not view.answers


def _allowed(view: View) -> str:
    """Consent may have been taken back while the form lay half-filled, or since it was sent."""
    return "save" if view.known.person.allows(CONSENT_PURPOSE) else "once_more"


def _name(text: str, _: View) -> str:
    return texts.name(text, "interest.name.not_a_name")


def _phone(text: str, _: View) -> str:
    return phones.e164(text, "interest.phone.not_a_phone")


def interest_of(materials: Materials, view: View) -> Interest:
    """What the form's answers say."""
    answers = view.answers
    region = max((str(answers.get(step) or "") for step in ("district", "subdistrict", "village")), key=len)
    return Interest(
        name=str(answers["name"]),
        phone=str(answers["phone"]),
        work=str(answers["work"]),
        region=region,
        place=materials.places.nearest(region).path,
        programmes=tuple(answers["programmes"]),
        time=str(answers["time"]),
    )


def _recalled(view: View) -> Mapping[str, object]:
    """The answers behind the open interest, so that one of them can be changed."""
    told = view.known.lead.interest if view.known.lead else None
    if told is None:
        return {}
    return {
        "segment": "bpu",
        "age": "between",
        "consent": "yes",
        "name": told.name,
        "work": told.work,
        "district": told.region,
        "programmes": list(told.programmes),
        "phone": told.phone,
        "time": told.time,
    }


def _save(materials: Materials, view: View) -> Sequence[Effect]:
    interest = interest_of(materials, view)
    sector = "transport" if interest.work in TRANSPORT else "other"
    return [SaveLead(interest), Remember(sector=sector), *_told_holder(view)]


def _told_holder(view: View) -> Sequence[Say]:
    """Whoever works on this lead already hears of it, and their card no longer shows what was true before."""
    lead, holder = view.known.lead, view.known.holder
    if lead is None or holder is None or lead.state not in HELD:
        return []
    told = lead_card("updated", lead, holder)
    later = at_work(told, lead, "updated")
    return [later] if lead.card is None else [replace(told, edit=lead.card), later]
