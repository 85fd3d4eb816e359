"""When an agent works and what they take: a few usual weeks as buttons, or one's own in words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from bot.answers import working_hours
from bot.answers.texts import clean
from bot.conversation.effects import Arrange, Audited, Effect
from bot.conversation.steps import Choose, Do, Fill, Many, Step, Type
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Listing, Span, Value
from bot.errors import InvalidAnswer
from bot.flows.interest import WORK
from bot.flows.menu import LANGUAGES
from bot.leads.hours import FIELD, FRIDAY_MORNING, OFFICE, Week
from bot.leads.shifts import week_of
from storage.records import CAPACITY_LEAST, CAPACITY_MOST, Staff

MORNING, EVENING = (420, 660), (1020, 1260)
PRESETS: Mapping[str, tuple[tuple[tuple[int, int], ...], ...]] = {
    "field": FIELD,
    "office": OFFICE,
    "mornings": (*[(MORNING,)] * 6, ()),
    "evenings": ((EVENING,),) * 7,
}
"""The weeks that are one tap away; mornings from Monday to Saturday 07.00 to 11.00, evenings daily 17.00 to 21.00."""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NO_HOURS, NO_CAPACITY = "shift.own_hours.not_hours", "shift.capacity.not_a_number"
SUGGESTED = ("5", "10", "20", "30")


def steps() -> Mapping[str, Step]:
    """The steps of the flow of /jadwal about hours and about what is taken."""
    return {
        "hours": Choose(exits={**dict.fromkeys(PRESETS, "set_hours"), "own": "own_hours"}, show=presets),
        "own_hours": Type(parse=_own_hours, then="set_hours", errors=(NO_HOURS,), show=_example),
        "set_hours": Do(effects=_hours_set, then="hours_set"),
        "hours_set": Choose(
            exits={"more": "shift/", "tasks": "desk/"},
            show=lambda view: {"hours": told(_chosen_hours(view))},
            labels=LEADS_ON,
        ),
        "takes": Fill(answers=_takes_now, then="works"),
        "works": Many(choices=WORK, then="languages", least=0, labels={one: f"interest.work.{one}" for one in WORK}),
        "languages": Many(
            choices=LANGUAGES, then="capacity", least=0, labels={one: f"language.which.{one}" for one in LANGUAGES}
        ),
        "capacity": Type(
            parse=_capacity,
            then="set_takes",
            errors=(NO_CAPACITY,),
            show=lambda _: {"least": str(CAPACITY_LEAST), "most": str(CAPACITY_MOST)},
            suggest=lambda _: tuple((each, each) for each in SUGGESTED),
            columns=4,
        ),
        "set_takes": Do(effects=_takes_set, then="takes_set"),
        "takes_set": Choose(
            exits={"more": "shift/", "tasks": "desk/"},
            show=lambda view: taken(view.answers["works"], view.answers["languages"], view.answers["capacity"]),
            labels=LEADS_ON,
        ),
    }


LEADS_ON = {"more": "shift.more", "tasks": "desk.tasks"}
"""Words of the buttons under everything that was just arranged."""


def changed(member: Staff | None, what: str, changes: Mapping[str, Any]) -> Sequence[Effect]:
    """A member of the staff arranges something of their own, and that is kept."""
    if member is None:
        return []
    return [Arrange(member.id, changes), Audited("staff.shift", f"staff:{member.id}", {"what": what})]


def told(days: Sequence[Sequence[tuple[int, int]]]) -> Lines:
    """Working time, one line for days in a row that are alike; days off are left out."""
    lines = []
    for spans, alike in groupby(range(len(days)), key=lambda day: tuple(map(tuple, days[day]))):
        names = list(alike)
        if spans:
            first, last = (Label(f"shift.day.{DAYS[day]}") for day in (names[0], names[-1]))
            when: Value = first if len(names) == 1 else Label("shift.days", {"first": first, "last": last})
            parts = Listing(tuple(Span(begin, end) for begin, end in spans))
            lines.append(Label("shift.line", {"when": when, "parts": parts}))
    return Lines(tuple(lines))


def own_week(member: Staff) -> Lines:
    """The working time of a member of the staff, as they chose it or as it is usual."""
    week: Week = week_of(member)
    return told(week.days)


def taken(works: Sequence[str], languages: Sequence[str], capacity: int) -> Mapping[str, Value]:
    """What an agent takes, in words."""
    every = Label("shift.every")
    return {
        "works": Listing(tuple(Label(f"interest.work.{one}") for one in works)) if works else every,
        "languages": Listing(tuple(Label(f"language.which.{one}") for one in languages)) if languages else every,
        "capacity": str(capacity),
    }


def presets(_: View) -> Mapping[str, Value]:
    """The weeks that are one tap away, by name."""
    return dict(_shortly())


def _shortly() -> Iterator[tuple[str, Value]]:
    for name, days in PRESETS.items():
        begins, ends = days[0][0][0], days[0][-1][1]
        yield name, Span(begins, ends)


def _example(_: View) -> Mapping[str, Value]:
    return {"first": Span(420, 660), "second": Span(840, 1020), "friday": Span(FRIDAY_MORNING[1], 780)}


def _own_hours(text: str, _: View) -> list[list[list[int]]]:
    return [[list(span) for span in day] for day in working_hours.hours(text, NO_HOURS)]


def _chosen_hours(view: View) -> Sequence[Sequence[tuple[int, int]]]:
    chosen = view.answers["hours"]
    if chosen != "own":
        return PRESETS[chosen]
    return tuple(tuple((begin, end) for begin, end in day) for day in view.answers["own_hours"])


def _hours_set(view: View) -> Sequence[Effect]:
    return changed(view.known.staff, "hours", {"hours": _chosen_hours(view)})


def _takes_now(view: View) -> Mapping[str, Any]:
    member = view.known.staff
    return {"works": list(member.works), "languages": list(member.languages)} if member else {}


def _capacity(text: str, _: View) -> int:
    said = "".join(letter for letter in clean(text) if letter.isdecimal())
    if not said or len(said) > 2 or not CAPACITY_LEAST <= int(said) <= CAPACITY_MOST:
        raise InvalidAnswer(NO_CAPACITY)
    return int(said)


def _takes_set(view: View) -> Sequence[Effect]:
    told = {name: tuple(view.answers[name]) for name in ("works", "languages")}
    return changed(view.known.staff, "takes", {**told, "capacity": view.answers["capacity"]})
