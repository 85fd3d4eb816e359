"""Which week of a region is meant: one of a month, one where nobody read the words, or one near a closed week."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers.places import Gazetteer
from bot.conversation.steps import Choose, Decide, Fill, Find, Option, Step
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Rows, Value
from bot.flows.readable import name_of
from bot.flows.report_asked import BARS, OTHER, OWN, WEEKS, barred, last_week, report, week_meant, weeks
from bot.flows.report_forms import week_named
from bot.flows.report_weeks import NO_WEEK, Calendar, plain, weeks_said

BARRED = frozenset(BARS[1:])
CLOSED = ("not_kept", "early", "no_week")
"""Why a week may not be read, of a region that may."""
AT_ONCE = frozenset({"before", "week", "monday", "rhythm"})
"""What is done without the report itself."""
NEAR = 3
"""Weeks that are offered instead of one that cannot be read."""
MEANT = ("unclear", "some_week")
"""Questions for the week; the answer of either is that week."""


def steps(places: Gazetteer) -> Mapping[str, Step]:
    """From a region to a week of it, whatever was told of one."""
    times = _Times(places)
    closed = Choose(
        exits={"week": "week", "region": "region"},
        show=times.closed,
        shortcuts=times.near,
        foremost=True,
        labels={"week": "reports.report.week", "region": "reports.to_region"},
    )
    return {
        "when": Decide(pick=times.meant, exits=frozenset({"check", "wished", *MEANT, *CLOSED})),
        "some_week": Find(
            search=times.typed, suggest=times.some, then="picked_some_week", words="reports.week", spoken=True
        ),
        "unclear": Find(search=times.typed, suggest=times.every, then="picked_unclear", spoken=True),
        **{f"picked_{one}": Fill(answers=_picked(one), then="when") for one in MEANT},
        "week": Find(search=times.typed, suggest=times.every, then="check", spoken=True),
        **dict.fromkeys(CLOSED, closed),
    }


def _picked(question: str) -> Any:
    """The answers once one of the weeks was picked."""

    def answers(view: View) -> Mapping[str, Any]:
        kept = {name: value for name, value in view.answers.items() if name not in (*MEANT, "some", "unread")}
        return {**kept, "week": view.answers[question]}

    return answers


class _Times:
    """What is offered of the weeks."""

    def __init__(self, places: Gazetteer) -> None:
        self.places = places

    def meant(self, view: View) -> str:
        """Of a strange region no week is spoken of."""
        answers = view.answers
        own = report(view, self.places)
        if barred(view, self.places, own) == "outside":
            return "check"
        if answers.get("unread"):
            return "unclear"
        if some := answers.get("some"):
            kept = weeks(last_week(view.now, self.places, own[0]))
            return "some_week" if set(some) & set(kept) else "not_kept" if some[-1] < kept[-1] else "early"
        wish = answers.get("wish")
        return "wished" if wish in AT_ONCE or (wish == "compare" and answers.get("beside")) else "check"

    def some(self, view: View) -> Sequence[Option]:
        return [option for option in self.every(view) if option[0] in view.answers.get("some", ())]

    def every(self, view: View) -> Sequence[Option]:
        last = last_week(view.now, self.places, report(view, self.places)[0])
        return [(week, week_named(week, view)) for week in weeks(last)]

    def typed(self, text: str, view: View) -> Sequence[Option]:
        """By the words of its name, its number, or any of its days."""
        region, week = report(view, self.places)
        wanted, options = text.casefold().split(), self.every(view)
        found = [option for option in options if all(word in option[1].casefold() for word in wanted)]
        today = view.now.astimezone(ZoneInfo(self.places.zone(region))).date()
        meant = (*weeks_said(plain(text), Calendar(today, week))[0], week_meant(text, view.now, self.places, region))
        return found or [option for option in options if option[0] in meant]

    def closed(self, view: View) -> Mapping[str, Value]:
        """Whose report of which week cannot be read; a month is none."""
        region, week = self._barred(view)
        several = view.answers.get("some") or week == NO_WEEK
        when = Label("reports.that_time") if several or _has_no_days(week, view) else week_named(week, view)
        return {"region": name_of(self.places, region), "when": when, "weeks": str(WEEKS)}

    def near(self, view: View) -> Rows:
        """The readable weeks that lie nearest to what was asked for."""
        region, week = self._barred(view)
        kept = weeks(last_week(view.now, self.places, region))
        asked = (view.answers.get("some") or [week])[-1]
        near = kept[-NEAR:][::-1] if NO_WEEK < asked < kept[-1] and not _has_no_days(asked, view) else kept[:NEAR]
        return tuple((Button(f"/laporan {region} {one}", week_named(one, view)),) for one in near)

    def _barred(self, view: View) -> tuple[str, str]:
        each = [report(view, self.places, one) for one in (OWN, OTHER)]
        closed = [one for one in each if barred(view, self.places, one) in CLOSED]
        return (closed or each)[0]


def _has_no_days(week: str, view: View) -> bool:
    try:
        week_named(week, view)
    except ValueError:
        return True
    return False
