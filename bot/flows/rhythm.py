"""The flow of /pengingat: of what somebody is reminded, at which hours and on which days, and how to end it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.answers.days import day_of_month
from bot.conversation.effects import Effect, Forget, Remember, Replan
from bot.conversation.steps import Choose, Do, Fill, Flow, Many, Step, Tell, Type
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Span, Value
from bot.flows.dues import AHEAD
from bot.flows.materials import Materials
from bot.flows.reminders import consent_to_days, gate
from bot.flows.wishes import LAST_DAY, MONTHS, WEEKDAYS, day_words, lines
from bot.timing.calendar import PASARAN
from bot.timing.welcome import Rhythm, read, written

SPANS = ("morning", "noon", "evening")
"""The parts of the day that can be chosen, as the rule on hours names them."""
PAYDAYS = (1, 5, 10, 15, 20, 25, 28, LAST_DAY)
"""Days of the month that are offered; every other one can be typed."""
NOT_A_DAY = "rhythm.payday.not_a_day"
AN_HOUR = 60
WISHES = ("hours", "days", "season")


def flow(materials: Materials) -> Flow:
    """The settings of a person."""

    def spans(view: View) -> Mapping[str, tuple[int, int]]:
        rows = materials.rule("policy.reminders.hours", view).rows
        return {str(row["span"]): (int(row["begins"]) * AN_HOUR, int(row["ends"]) * AN_HOUR) for row in rows}

    def hours(view: View) -> Mapping[str, Value]:
        return {name: Span(*span) for name, span in spans(view).items()}

    def hours_chosen(view: View) -> Sequence[Effect]:
        chosen = spans(view).get(str(view.answers["hours"]))
        return [Forget(("hours",))] if chosen is None else [Remember(hours=chosen)]

    topics = {"paid": "paid/", "covered": "sponsored/ends", "school": "school/"}
    wishes = {"hours": "hours", "days": "days", "season": "to_season"}
    ends = {"allow": "allowed", "resume": "stop/resume", "stop": "data/no_reminders"}
    return Flow(
        name="rhythm",
        start="now",
        steps={
            "now": Choose(exits={**topics, **wishes, **ends}, columns=2, show=_stands, offered=_possible),
            **gate("now"),
            "hours": Choose(exits={**dict.fromkeys((*SPANS, "any"), "keep_hours")}, show=hours),
            "keep_hours": Do(effects=hours_chosen, then="saved"),
            "days": Choose(
                exits={"market": "to_market", "weekday": "to_weekday", "payday": "payday", "any": "any_day"}
            ),
            "any_day": Do(effects=_chosen(lambda _: Rhythm()), then="saved"),
            "to_market": Fill(answers=lambda view: {"market": sorted(_own(view).market)}, then="market"),
            "market": Many(choices=PASARAN, then="keep_market"),
            "keep_market": Do(effects=_chosen(_market), then="saved"),
            "to_weekday": Fill(answers=_weekdays_before, then="weekday"),
            "weekday": Many(choices=WEEKDAYS, then="keep_weekday", columns=2),
            "keep_weekday": Do(effects=_chosen(_weekdays), then="saved"),
            "payday": Type(parse=_payday, then="keep_payday", errors=(NOT_A_DAY,), suggest=_paydays, columns=2),
            "keep_payday": Do(effects=_chosen(_paydays_of), then="saved"),
            **_season(),
            "saved": Tell(then="now"),
        },
    )


def _season() -> Mapping[str, Step]:
    """The months of harvest or landing, none of which may be chosen; "no_season" ends what is sent in them."""
    return {
        "to_season": Fill(answers=_season_before, then="season"),
        "season": Many(choices=MONTHS, then="keep_season", least=0, columns=2),
        "keep_season": Do(effects=_keep_season, then="saved"),
        "no_season": Do(effects=lambda view: _months_are(view, frozenset()), then="no_hint"),
        "no_hint": Tell(then="now"),
    }


def _stands(view: View) -> Mapping[str, Value]:
    person = view.known.person
    state = "muted" if person.muted else "on" if consent_to_days(person) else "off"
    told = tuple(lines(person))
    return {
        "state": Label(f"rhythm.state.{state}"),
        "told": Lines(told) if told else Label("rhythm.nothing"),
        "ends": Label(f"rhythm.ends.{'muted' if person.muted else 'heard'}"),
    }


def _possible(view: View) -> Collection[str]:
    """Nothing can be set before we may keep it; months of one's own are for who pays their own contribution."""
    person = view.known.person
    allowed, own = consent_to_days(person) is not None, person.segment in (None, "bpu")
    possible = {
        **dict.fromkeys(("paid", "covered"), own),
        "school": True,
        **dict.fromkeys(WISHES, allowed),
        "allow": not (allowed or person.muted),
        "resume": person.muted,
        "stop": person.allows("reminders") and not person.muted,
    }
    return [name for name, offered in possible.items() if offered]


def _own(view: View) -> Rhythm:
    return read(view.known.person.rhythm)


def _chosen(days: Callable[[View], Rhythm]) -> Callable[[View], Sequence[Effect]]:
    """Other days than before; the months of the season stay."""
    return lambda view: [Remember(rhythm=written(replace(days(view), months=_own(view).months)))]


def _market(view: View) -> Rhythm:
    return Rhythm(market=frozenset(day for day in PASARAN if day in view.answers["market"]))


def _weekdays(view: View) -> Rhythm:
    return Rhythm(weekdays=frozenset(WEEKDAYS.index(day) for day in view.answers["weekday"]))


def _weekdays_before(view: View) -> Mapping[str, Any]:
    return {"weekday": [WEEKDAYS[number] for number in sorted(_own(view).weekdays)]}


def _payday(text: str, _: View) -> int:
    return day_of_month(text, NOT_A_DAY)


def _paydays(_: View) -> Sequence[tuple[str, Value]]:
    return [(str(number), day_words(number)) for number in PAYDAYS]


def _paydays_of(view: View) -> Rhythm:
    return Rhythm(days=frozenset({int(view.answers["payday"])}))


def _season_before(view: View) -> Mapping[str, Any]:
    return {"season": [MONTHS[number - 1] for number in sorted(_own(view).months)]}


def _keep_season(view: View) -> Sequence[Effect]:
    return _months_are(view, frozenset(MONTHS.index(month) + 1 for month in view.answers.get("season", ())))


def _months_are(view: View, months: frozenset[int]) -> Sequence[Effect]:
    """What waits for a month that is no season any more finds that out by itself."""
    rhythm = written(replace(_own(view), months=months))
    return [Remember(rhythm=rhythm), Replan((AHEAD,), "" if months else None)]
