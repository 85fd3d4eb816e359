"""The scholarship that a family claims anew each year: what to bring, and a reminder some weeks before."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from bot.answers.months import month
from bot.conversation.effects import Effect, Forget, Remember, Replan, Say
from bot.conversation.steps import Do, Flow, Tell, Type
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Lines, Month, Value
from bot.flows.codes import coded
from bot.flows.manners import Manners
from bot.flows.materials import CALENDAR, Materials, today
from bot.flows.pages import LABELS, grounds, page
from bot.flows.reminders import COVER_DAYS, PURPOSE, consent_to_days, gate, to_settings
from bot.flows.timers import Kind, Plan, Why
from bot.timing.months import A_YEAR, last_day, later_than, shifted
from storage.audiences import Dated
from storage.records import Timer

YEARLY: Final = "scholarship"
FIRST = date(1, 1, 1)
NOT_A_MONTH = "school.month.not_a_month"
PATIENCE = 6
"""Days that a weekday is waited for."""
STEPS = (Button("/beasiswa", Label("school.to_change")), Button("/stopbeasiswa", Label("dues.to_stop")))


def flow(materials: Materials) -> Flow:
    """The flow of /beasiswa."""
    return Flow(
        name="school",
        start="papers",
        steps={
            "papers": page(
                lambda view: papers(materials, view),
                {"remind": "month", "death": "claim/death", "interest": "interest/"},
                labels={**LABELS, "death": "claim.to_death"},
            ),
            "month": Type(
                parse=_month,
                then="allowed",
                errors=(NOT_A_MONTH,),
                suggest=_months_back,
                shortcuts=to_settings,
                columns=2,
            ),
            **gate("keep"),
            "keep": Do(effects=_kept, then="kept"),
            "kept": Tell(then="rhythm/", show=lambda view: {"month": Month(_told(view))}),
            "off": Do(effects=lambda _: [Forget(("scholarship",)), Replan((YEARLY,))], then="forgotten"),
            "forgotten": Tell(then="rhythm/"),
        },
    )


def papers(materials: Materials, view: View) -> Mapping[str, Value]:
    """What to bring to the branch, how far back it may be claimed, and when it ends."""
    named = ("claim.scholarship.documents", "scholarship.ends", "scholarship.backwards")
    documents, ends, backwards = (materials.rule(each, view) for each in named)
    lines = tuple(Label("claim.paper.line", {"what": each}) for each in coded(documents))
    return {
        "papers": Lines(lines),
        "age": str(ends.count),
        "back": str(backwards.count),
        "call_centre": materials.call_centre(view),
        "basis": grounds(view, documents, ends, backwards),
    }


def kinds(materials: Materials, manners: Manners) -> Mapping[str, Kind]:
    """Once a year, some weeks before the month in which the family claimed."""
    school = School(materials, manners)
    return {YEARLY: Kind(school.plans, school.why_not, school.says, rank=4, patience=PATIENCE)}


class School:
    """A slot is the month of the year, then the year in which the claim is due."""

    def __init__(self, materials: Materials, manners: Manners) -> None:
        self.materials = materials
        self.manners = manners

    def plans(self, now: datetime) -> Sequence[Plan]:
        """For whoever claimed in the same month of an earlier year."""
        day = now.astimezone(CALENDAR).date()
        before = timedelta(days=self.manners.days("scholarship.before", day))
        due = later_than(day, self.manners.days("days.ahead", day), lambda month: month - before)
        return [_plan(month, month - before) for month in due]

    def why_not(self, timer: Timer, view: View) -> Why | None:
        """Another month was told, or this year's is over."""
        due, told = _due(timer), view.known.person.scholarship
        if consent_to_days(view.known.person) is None:
            return "not_allowed"
        if told is None or told.month != due.month or told >= due:
            return "unconcerned"
        return "too_late" if today(view) > last_day(due) else None

    def says(self, timer: Timer, view: View) -> Say:
        """The month, the papers, and until when a child has it."""
        told = {**papers(self.materials, view), "month": Month(_due(timer))}
        rows = tuple((step,) for step in STEPS)
        return Say((Label("school.yearly", told),), rows, to=timer.chat, unasked=True, answer="school.yearly")


def _plan(month: date, on: date) -> Plan:
    earlier = Dated(YEARLY, FIRST, month - timedelta(days=1), PURPOSE, COVER_DAYS, month.month)
    return Plan(f"{_about(month)}{month.year}", earlier, on)


def _about(month: date) -> str:
    """What the slots begin with for whoever claims in this month of the year."""
    return f"{month:%m}:"


def _due(timer: Timer) -> date:
    of_year, _, year = timer.slot.partition(":")
    return date(int(year), int(of_year), 1)


def _told(view: View) -> date:
    return date.fromisoformat(str(view.answers["month"]))


def _kept(view: View) -> Sequence[Effect]:
    return [Remember(scholarship=_told(view)), Replan((YEARLY,), _about(_told(view)))]


def _months_back(view: View) -> Sequence[tuple[str, Value]]:
    back = (shifted(today(view), -n) for n in range(A_YEAR))
    return [(f"{day:%Y-%m}", Month(day)) for day in back]


def _month(text: str, view: View) -> str:
    return month(text, shifted(today(view), 1 - A_YEAR), A_YEAR, NOT_A_MONTH).isoformat()
