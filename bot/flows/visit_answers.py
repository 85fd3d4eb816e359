"""What is asked of a visit: the day, how many came, a note. Each answer is checked as it is typed."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.answers import amounts, texts
from bot.answers.announcements import holds_number
from bot.answers.days import bare, day, days_ahead
from bot.answers.past_days import days_ago, past_day
from bot.conversation.steps import Choose, Type
from bot.conversation.view import View
from bot.conversation.words import Bare, Count, Day, Label, Value
from bot.errors import InvalidAnswer
from bot.facts.base import A_DAY
from bot.flows.materials import Materials, today
from bot.leads.shifts import today_of
from storage.field import LONGEST_NOTE, MET

MOST_PEOPLE = 10_000
NOT_A_NUMBER = "visit.people.not_a_number"
DAY_ERRORS = ("visit.day.not_a_day", "visit.day.future", "visit.day.far")
AHEAD_ERRORS = ("event.day.not_a_day", "event.day.past", "event.day.far")
NOTE_ERRORS = ("visit.note.too_long", "visit.note.number")
NO_NOTE = "-"
NO_NOTES = frozenset({NO_NOTE, "tidak ada", "tidak", "none", "no"})


def own_today(view: View) -> date:
    """The calendar day where the member of the staff is."""
    member = view.known.staff
    return today_of(member, view.now) if member else today(view)


def coming(text: str, today: date, most: int) -> date:
    """A day from `today` on, fewer than `most` days ahead; "kemarin" has been. Raises InvalidAnswer."""
    if days_ago(bare(text)):
        raise InvalidAnswer(AHEAD_ERRORS[1])
    return day(text, today, most, AHEAD_ERRORS)


class Answers:
    """The questions, with the limits of our policy."""

    def __init__(self, materials: Materials) -> None:
        self.materials = materials

    def day_of_visit(self, then: str) -> Type:
        """The day of a visit: today or before."""
        return Type(
            parse=self.been,
            then=then,
            errors=DAY_ERRORS,
            suggest=lambda _: (("hari ini", Label("visit.today")), ("kemarin", Label("visit.yesterday"))),
            columns=2,
            shown=day_shown,
            show=self.limits,
            words="visit.day",
        )

    def day_of_event(self, then: str, *, back: bool = False) -> Type:
        """The day of an event: today or later; with `back` before, too."""
        return Type(
            parse=self.either if back else self.to_come,
            then=then,
            errors=tuple(dict.fromkeys((*AHEAD_ERRORS, *DAY_ERRORS))) if back else AHEAD_ERRORS,
            suggest=lambda _: (("hari ini", Label("visit.today")), ("besok", Label("visit.tomorrow"))),
            columns=2,
            shown=day_shown,
            show=self.limits,
            words="event.day",
        )

    def been(self, text: str, view: View) -> str:
        """A day that has been. Raises InvalidAnswer."""
        if days_ahead(bare(text)):
            raise InvalidAnswer(DAY_ERRORS[1])
        return past_day(text, own_today(view), self._days("visit.back", view), DAY_ERRORS).isoformat()

    def to_come(self, text: str, view: View) -> str:
        """A day from today on. Raises InvalidAnswer."""
        return coming(text, own_today(view), self._days("event.ahead", view)).isoformat()

    def either(self, text: str, view: View) -> str:
        """The day of an event that has been or is to come. Raises InvalidAnswer."""
        try:
            return self.to_come(text, view)
        except InvalidAnswer:
            return self.been(text, view)

    def limits(self, view: View) -> Mapping[str, Value]:
        """How far back, and ahead, one may tell of."""
        first = own_today(view) - timedelta(days=self._days("visit.back", view)) + A_DAY
        last = own_today(view) + timedelta(days=self._days("event.ahead", view)) - A_DAY
        return {"first": Day(first), "last": Day(last)}

    def _days(self, name: str, view: View) -> int:
        return self.materials.rule(f"policy.{name}", view).count


def met(then: str, words: str = "visit.met") -> Choose:
    """With whom."""
    return Choose(
        exits=dict.fromkeys(MET, then),
        columns=2,
        words=words,
        labels={one: f"visit.met.{one}" for one in MET},
        shown=lambda one, _: Bare(Label(f"visit.met.{one}")),
    )


def people(then: str) -> Type:
    """How many came."""
    return Type(
        parse=_people,
        then=then,
        errors=(NOT_A_NUMBER,),
        words="visit.people",
        shown=lambda count, _: Count(int(count)),
    )


def note(then: str) -> Type:
    """What should be remembered; nobody's name."""
    return Type(
        parse=_note,
        then=then,
        errors=NOTE_ERRORS,
        free=True,
        suggest=lambda _: ((NO_NOTE, Label("visit.no_note")),),
        shown=lambda text, _: str(text) or Label("visit.no_note"),
        words="visit.note",
    )


def day_shown(told: object, _: View) -> Value:
    """A day that was answered."""
    return Day(date.fromisoformat(str(told)))


def _people(text: str, _: View) -> int:
    return amounts.count(text, MOST_PEOPLE, NOT_A_NUMBER)


def _note(text: str, _: View) -> str:
    said = texts.clean(text)
    if said.casefold().strip(" .") in NO_NOTES or said == NO_NOTE:
        return ""
    if len(said) > LONGEST_NOTE:
        raise InvalidAnswer(NOTE_ERRORS[0], most=str(LONGEST_NOTE))
    if holds_number(said):
        raise InvalidAnswer(NOTE_ERRORS[1])
    return said
