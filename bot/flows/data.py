"""What we hold about the person, what they allowed, and how to take it back or have it erased."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.answers import phones
from bot.conversation.effects import Effect, Erase, Mute, RecordConsent
from bot.conversation.steps import Choose, Do, Flow, Tell
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Lines, Listing, Month, Rupiah, Value
from bot.flows.alert import taken_back
from bot.flows.cases import ended, report_ended
from bot.flows.materials import CALENDAR, Materials
from bot.flows.menu import has_open_lead
from bot.flows.readable import name_of, rhythm
from bot.flows.reminders import refused
from bot.flows.status import withdrawn
from bot.flows.wishes import lines
from storage.learning import PURPOSE as QUESTIONS
from storage.news import PURPOSE

TAKEN_BACK = "taken-back"


def flow(materials: Materials) -> Flow:
    """The flow of /data and /hapus."""

    def held(view: View) -> Mapping[str, Value]:
        days = materials.value("policy.kept.relay", view)
        talks = [Label("data.line.talks", {"days": days})] if view.known.talked else []
        days = materials.value("policy.kept.guests", view)
        events = [Label("data.line.event", {"days": days})] if view.known.came else []
        days = materials.value("policy.kept.questions", view)
        count = str(view.known.missed)
        missed = [Label("data.line.missed", {"count": count, "days": days})] if view.known.missed else []
        return {"held": Lines((*_lines(view), *_reports(view, materials), *talks, *events, *missed))}

    return Flow(
        name="data",
        start="held",
        steps={
            "held": Choose(
                exits={
                    "change": "interest/recall",
                    "no_contact": "no_contact",
                    "no_reminders": "no_reminders",
                    "no_news": "news/take_back",
                    "news": "news/ask",
                    "no_questions": "learning/take_back",
                    "questions": "learning/ask",
                    "no_claim": "no_claim",
                    "rhythm": "rhythm/",
                    "erase": "sure",
                },
                show=held,
                offered=_possible,
                hub=True,
            ),
            "no_contact": Do(effects=_take_back_contact, then="taken_back"),
            "taken_back": Tell(then="menu/"),
            "no_reminders": Do(effects=lambda _: refused(TAKEN_BACK), then="no_more"),
            "no_more": Tell(then="menu/"),
            "no_claim": Do(effects=taken_back, then="branch_told"),
            "branch_told": Tell(then="menu/"),
            "sure": Choose(exits={"yes": "erase", "no": "held"}),
            "erase": Do(effects=_erase, then="erased"),
            "erased": Choose(exits={"again": "welcome/"}),
        },
    )


def _asked(told: Mapping[str, Any]) -> Iterator[Value]:
    """What questions told of the person, as they read it."""
    if "base" in told:
        yield Label("data.asked.base", {"base": Rupiah(int(told["base"]))})
    if "works" in told:
        yield Label(f"data.asked.works.{told['works']}")
    if "sector" in told:
        yield Label(f"cost.sector.{told['sector']}")
    if "place" in told:
        yield str(told["place"])


def _lines(view: View) -> Iterator[Label]:
    person, lead = view.known.person, view.known.lead
    yield Label("data.line.language", {"language": Label(f"language.which.{person.language}")})
    if person.segment:
        yield Label("data.line.segment", {"segment": Label(f"segment.{person.segment}")})
    for purpose, consent in person.consents.items():
        answer = Label(f"data.consent.{'yes' if consent.given else 'no'}")
        when = Day(consent.at.astimezone(CALENDAR).date())
        yield Label("data.line.consent", {"purpose": Label(f"data.purpose.{purpose}"), "answer": answer, "when": when})
    if view.known.met:
        yield Label("data.line.met", {"name": view.known.met.name, "code": view.known.met.code})
    if person.sector:
        yield Label("data.line.sector", {"sector": Label(f"cost.sector.{person.sector}")})
    if person.payer:
        yield Label("data.line.payer", {"payer": Label(f"cost.payer.{person.payer}")})
    if (one := view.known.backing.enrolled) is not None:
        yield Label("data.line.sponsor", {"payer": one.payer, "ends": Month(one.ends)})
    if person.base:
        yield Label("data.line.base", {"base": Rupiah(person.base)})
    if view.told:
        yield Label("data.line.asked", {"told": Listing(tuple(_asked(view.told)))})
    yield from lines(person)
    if lead is not None and lead.interest is not None:
        yield from _told(asdict(lead.interest))
    for word in lead.words if lead is not None else ():
        when = Day(word.at.astimezone(CALENDAR).date())
        yield Label("data.line.word", {"said": Label(f"said.{word.about}.{word.answer}"), "when": when})
    if view.known.joined is not None:
        yield from _told(asdict(view.known.joined.interest))
    case = view.known.case
    if case is not None and case.contact is not None:
        yield Label("data.line.case", {"kind": Label(f"case.kind.{case.kind}")})
        yield from _told(asdict(case.contact))
    report = view.known.report
    if report is not None and report.report is not None:
        words: dict[str, Value] = {"what": Label(f"check.what.{report.report.what}"), "text": report.report.text or "-"}
        yield Label("data.line.report", words)
    if _logged(view):
        yield Label("data.line.fieldwork")
    yield Label("data.line.answers")
    for left in view.parked.values():
        yield Label("data.line.unfinished")
        yield from _told(left.answers)


def _logged(view: View) -> bool:
    """Whether this member of the staff logged field work; officers see what others logged, too."""
    member, field = view.known.staff, view.known.fieldwork
    holders = [*(one.holder for one in field.visits), *(one.holder for one in field.commitments)]
    return member is not None and member.id in holders


def _reports(view: View, materials: Materials) -> Iterator[Label]:
    """Which reports come by themselves."""
    for one in view.known.reading.subscriptions:
        told: Mapping[str, Value] = {
            "region": name_of(materials.places, one.region),
            "rhythm": rhythm(one),
            "since": Day(one.since.astimezone(CALENDAR).date()),
        }
        yield Label("data.line.report_of", told)


def _told(answers: Mapping[str, Any]) -> Iterator[Label]:
    """What a form was told, sent or not."""
    shown: Mapping[str, Callable[[Any], Value]] = {
        "name": str,
        "phone": phones.shown,
        "place": str,
        "work": lambda work: Label(f"interest.work.{work}"),
        "programmes": lambda chosen: Listing(tuple(Label(f"interest.programmes.{each}") for each in chosen)),
        "time": lambda time: Label(f"interest.time.{time}"),
    }
    for name, show in shown.items():
        if answers.get(name):
            yield Label(f"data.line.{name}", {name: show(answers[name])})


def _possible(view: View) -> Collection[str]:
    person = view.known.person
    possible = {
        "change": has_open_lead(view),
        "no_contact": person.allows("contact"),
        "no_reminders": person.allows("reminders"),
        "no_news": person.allows(PURPOSE),
        "news": not person.allows(PURPOSE) and view.known.lead is not None,
        "no_questions": person.allows(QUESTIONS),
        "questions": not person.allows(QUESTIONS),
        "no_claim": view.known.case is not None,
        "rhythm": True,
        "erase": True,
    }
    return [choice for choice, offered in possible.items() if offered]


def _taken_back(purpose: str) -> Sequence[Effect]:
    return [RecordConsent(purpose, False, TAKEN_BACK)]


def _take_back_contact(view: View) -> Sequence[Effect]:
    return [*_taken_back("contact"), *withdrawn(view)]


def _erase(view: View) -> Sequence[Effect]:
    return [*withdrawn(view, "erase"), *ended(view, "erase"), *report_ended(view, "erase"), Mute(True), Erase()]
