"""When we ask by ourselves: a form was left half-way, a request is silent, nobody heard whether it led anywhere."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.conversation.effects import Enter
from bot.conversation.view import View
from bot.flows import asked, interest, mornings
from bot.flows.manners import Manners
from bot.flows.materials import CALENDAR
from bot.flows.menu import has_open_lead
from bot.flows.timers import Kind, Plan, Why
from storage.audiences import Quiet, Unfinished
from storage.news import KIND
from storage.readers import OF_REPORTS
from storage.records import HELD_STATES, WAITING_STATES, Person, Timer

FORM_LEFT, LEAD_QUIET, REGISTERED_YET = "form_left", "lead_quiet", "registered_yet"
OF_THE_REQUEST = (FORM_LEFT, LEAD_QUIET, REGISTERED_YET)
"""Kinds that rest on the consent of the form itself, whatever somebody said to reminders."""
STILL_ALLOWED = (KIND, *OF_THE_REQUEST, *mornings.OF_WORK, *OF_REPORTS)
"""Kinds of timers that whoever wants no reminders may still want; what is told of one's work rests on no consent."""
FORM = "interest"
LEAD = "lead "
BAD_NEWS = frozenset({"claim", "alert"})
"""Flows of an accident or a death: whoever stands in one is not asked about a form."""
NOBODY_CALLED = (*WAITING_STATES, "accepted")
CALLED = tuple(state for state in HELD_STATES if state != "accepted")


def kinds(manners: Manners) -> Mapping[str, Kind]:
    """A form is forgotten soon; that nobody came matters longer, and more than anything else we could say."""
    later = AskedLater(manners)
    return {
        FORM_LEFT: Kind(later.forms, left_why_not, _form, late=timedelta(days=3), rank=7, asks=True),
        LEAD_QUIET: Kind(
            later.quiet("quiet", "created", NOBODY_CALLED),
            _lead_why_not(NOBODY_CALLED),
            _lead(asked.IN_TOUCH),
            late=timedelta(days=7),
            rank=2,
            asks=True,
        ),
        REGISTERED_YET: Kind(
            later.quiet("registered", "active", CALLED),
            _lead_why_not(CALLED),
            _lead(asked.REGISTERED),
            late=timedelta(days=14),
            rank=6,
            asks=True,
        ),
    }


class AskedLater:
    """Whom to ask: whoever has been waiting for so long, but not for much longer, so that nothing stale is dug up."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners

    def forms(self, now: datetime) -> Sequence[Plan]:
        """Who left the form some hours ago and was never reminded of it."""
        first, last = self._between("form", now, timedelta(hours=1))
        audience = Unfinished(FORM, first, last, FORM_LEFT, interest.CONSENT_PURPOSE, interest.COVERS_QUESTIONS)
        return [Plan(FORM, audience, now.astimezone(CALENDAR).date())]

    def quiet(self, name: str, since: str, states: tuple[str, ...]) -> Callable[[datetime], Sequence[Plan]]:
        """Who has a lead in one of these states that began, or was last worked on, some days ago."""

        def plans(now: datetime) -> Sequence[Plan]:
            first, last = self._between(name, now, timedelta(days=1))
            audience = Quiet(states, since, first, last, interest.CONSENT_PURPOSE, interest.COVERS_QUESTIONS)
            return [Plan(LEAD, audience, now.astimezone(CALENDAR).date())]

        return plans

    def _between(self, name: str, now: datetime, unit: timedelta) -> tuple[datetime, datetime]:
        on = now.astimezone(CALENDAR).date()
        after, until = (self.manners.days(f"asked.{name}.{each}", on) * unit for each in ("after", "until"))
        return now - until, now - after


def left_why_not(timer: Timer, view: View) -> Why | None:
    """Who went on, finished, or has had worse news since, is not reminded of a form."""
    person = view.known.person
    if not (person.allows("notice") and _covered(person)):
        return "not_allowed"
    if has_open_lead(view):
        return "form_finished"
    if view.flow in BAD_NEWS or view.known.case is not None:
        return "in_need"
    # Led here by ourselves, in a message whose hour was over before it went: it may be asked again.
    led = view.flow == "asked" and view.answers.get("which") == asked.FORM
    return None if led or timer.slot == f"{FORM}:{view.turn}" else "moved_on"


def _lead_why_not(states: tuple[str, ...]) -> Callable[[Timer, View], Why | None]:
    def why_not(timer: Timer, view: View) -> Why | None:
        lead = view.known.lead
        if not _covered(view.known.person):
            return "not_allowed"
        if view.known.case is not None:
            return "in_need"
        if lead is None or timer.slot != f"{LEAD}{lead.id}" or lead.state not in states:
            return "withdrawn" if lead is not None and lead.reason == "withdraw" else "lead_moved"
        return None

    return why_not


def _covered(person: Person) -> bool:
    """Whether the person agreed to a text that says that we ask."""
    consent = person.consents.get(interest.CONSENT_PURPOSE)
    return consent is not None and consent.given and consent.version in interest.COVERS_QUESTIONS


def _form(timer: Timer, view: View) -> Enter:
    return asked.question(asked.FORM)


def _lead(which: str) -> Callable[[Timer, View], Enter]:
    def says(timer: Timer, view: View) -> Enter:
        return asked.question(which, int(timer.slot.removeprefix(LEAD)))

    return says
