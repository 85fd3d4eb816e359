"""The flow of /laporan: a report of one's own region in every form, beside another one, and what its figures mean."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.conversation.effects import Effect
from bot.conversation.readership import FORMS, Form, MakeReport, SendReport
from bot.conversation.steps import Choose, Decide, Do, Fill, Find, Flow, Option
from bot.conversation.view import View
from bot.conversation.words import Listing, Value
from bot.flows import report_figures
from bot.flows.materials import Materials
from bot.flows.readable import marked, name_of, offered, question, subscribed
from bot.flows.report_asked import BARS, OTHER, OWN, WEEKS, barred, before, last_week, report, week_meant, weeks
from bot.flows.report_forms import named, told, week_named
from bot.leads.rights import roles
from bot.reports.weekly import Weekly, from_json
from storage.readers import Asked

BACK = {"report": "reports.to_report"}
CHOICES = (*FORMS, "compare", "explain", "week", "region", "monday", "rhythm")
COMPARES, EXPLAINS = ("banding", "compare"), ("jelas", "explain")
BARRED = frozenset(BARS[1:])


def flow(materials: Materials) -> Flow:
    """For officials and officers."""
    desk = _Desk(materials)
    return Flow(
        name="reports",
        start="open",
        roles=roles("report.open"),
        steps={
            "open": Decide(pick=desk.opening, exits=frozenset({"named", "namesakes", "lost", "nowhere"})),
            "namesakes": Fill(answers=desk.namesakes, then="several"),
            "several": replace(question(materials.places, "one", "reports.several"), suggest=desk.several),
            "one": Fill(answers=lambda view: {**view.answers, "region": view.answers["several"]}, then="check"),
            "nowhere": Choose(exits={"desk": "desk/"}),
            "lost": Choose(exits={"region": "region"}, show=desk.theirs, labels={"region": "reports.to_region"}),
            "named": Fill(answers=desk.named, then="which"),
            "which": Decide(pick=desk.which, exits=frozenset({"check", "region"})),
            "region": question(materials.places, "check"),
            "check": Decide(pick=desk.is_there(OWN, "report"), exits=frozenset({"report", "make"}) | BARRED),
            "outside": Choose(exits={"region": "region"}, show=desk.where, labels={"region": "reports.to_region"}),
            **dict.fromkeys(("not_kept", "early", "no_week"), desk.another_week()),
            "make": Do(effects=desk.made(OWN), then="made"),
            "made": Choose(exits={"open": "check"}, show=desk.where),
            "report": Choose(
                exits={
                    **{form: form for form in FORMS},
                    "compare": "with",
                    "explain": "figure",
                    "week": "week",
                    "region": "region",
                    "monday": "subscriptions/",
                    "rhythm": "subscriptions/",
                },
                show=desk.told,
                offered=desk.offered,
                hears=_typed(compares="compare"),
                columns=2,
                labels={"region": "reports.to_region", "rhythm": "mondays.settings"},
            ),
            **{form: desk.still_read(f"send_{form}") for form in FORMS},
            **{f"send_{form}": Do(effects=desk.sends(form), then="sent") for form in FORMS},
            "sent": Choose(exits={"report": "check"}, labels=BACK),
            "week": Find(search=desk.typed_week, suggest=desk.weeks, then="check"),
            "with": Choose(
                exits={"before": "before", "other": "other", "explain": "figure", "report": "check"},
                hears=_typed(compares="other"),
                labels={**BACK, "explain": "reports.report.explain"},
            ),
            "before": Fill(answers=desk.week_before, then="both"),
            "other": question(materials.places, "another", "reports.other", but=lambda view: desk.own(view)[0]),
            "another": Decide(pick=desk.is_another, exits=frozenset({"other_week", "same"})),
            "same": Choose(
                exits={"other": "other", "before": "before", "report": "check"},
                show=desk.where,
                labels={**BACK, "other": "reports.with.other", "before": "reports.with.before"},
            ),
            "other_week": Fill(answers=lambda view: {**view.answers, "other_week": desk.own(view)[1]}, then="both"),
            "both": Decide(pick=desk.is_there(OTHER, "beside"), exits=frozenset({"beside", "make_other"}) | BARRED),
            "make_other": Do(effects=desk.made(OTHER), then="other_made"),
            "other_made": Choose(exits={"open": "both"}, words="reports.made", show=desk.where),
            "beside": Choose(
                exits={"with": "with", "explain": "figure", "report": "check"},
                show=desk.beside,
                hears=_typed(compares="with"),
                labels={**BACK, "explain": "reports.report.explain"},
            ),
            "figure": Choose(exits={**dict.fromkeys(report_figures.NAMES, "explain"), "report": "check"}, labels=BACK),
            "explain": desk.still_read("meaning"),
            "meaning": Choose(exits={"figure": "figure", "report": "check"}, show=desk.meaning, labels=BACK),
        },
    )


def _typed(compares: str) -> Callable[[str, View], str | None]:
    """What "bandingkan sampang" and "jelaskan angka ini" are at a step; a name is asked for where it is to be typed."""
    meant = {**dict.fromkeys(COMPARES, compares), **dict.fromkeys(EXPLAINS, "explain")}
    return lambda text, _: next((meant[word] for word in meant if text.casefold().startswith(word)), None)


class _Desk:
    """What is chosen, shown and done."""

    def __init__(self, materials: Materials) -> None:
        self.places = materials.places

    def own(self, view: View) -> Asked:
        return report(view, self.places)

    def opening(self, view: View) -> str:
        if not offered(view, self.places) and not view.known.reading.opened[0]:
            return "nowhere"
        if view.known.reading.among:
            return "namesakes"
        return "lost" if view.known.reading.lost else "named"

    def namesakes(self, view: View) -> Mapping[str, Any]:
        """Those of a name that is theirs several times, and the week that was told with it."""
        told = {"among": list(view.known.reading.among), "week": view.known.reading.opened[1]}
        return {name: value for name, value in told.items() if value}

    def several(self, view: View) -> Sequence[Option]:
        return [(one, marked(view, one, name_of(self.places, one))) for one in view.answers.get("among", ())]

    def named(self, view: View) -> Mapping[str, str]:
        """What the command left open stays open, except a region where there is only one."""
        found = offered(view, self.places)
        region, week = view.known.reading.opened
        told = dict(zip(OWN, (region or (found[0] if len(found) == 1 else ""), week), strict=True))
        return {name: value for name, value in told.items() if value}

    def which(self, view: View) -> str:
        return "check" if view.answers.get("region") else "region"

    def offered(self, view: View) -> Collection[str]:
        """Whoever gets it on Mondays may change that; nobody is offered what they have."""
        idle = "monday" if subscribed(view, self.own(view)[0]) else "rhythm"
        return [choice for choice in CHOICES if choice != idle]

    def theirs(self, view: View) -> Mapping[str, Value]:
        return {"regions": Listing(tuple(name_of(self.places, one) for one in offered(view, self.places)))}

    def another_week(self) -> Choose:
        return Choose(
            exits={"week": "week", "region": "region"},
            show=self.readable_weeks,
            labels={"week": "reports.report.week", "region": "reports.to_region"},
        )

    def is_there(self, which: Asked, then: str) -> Callable[[View], str]:
        """Whether it may be read, and was made; what is shown beside it needs the other one, too."""

        def pick(view: View) -> str:
            wanted = [report(view, self.places, one) for one in {OWN, which}]
            if closed := self.closed(view, wanted):
                return closed
            there = all(one in view.known.reading.snapshots for one in wanted)
            return then if there else "make" if which == OWN else "make_other"

        return pick

    def still_read(self, then: str) -> Decide:
        """To this step, unless what stands open is theirs no more: they may have been moved since."""

        def pick(view: View) -> str:
            return self.closed(view, [self.own(view)]) or then

        return Decide(pick=pick, exits=frozenset({then}) | BARRED)

    def closed(self, view: View, wanted: Sequence[Asked]) -> str:
        """The step that says why one of these may not be read; of a strange region the week is not spoken of."""
        return max((barred(view, self.places, one) for one in wanted), key=BARS.index)

    def made(self, which: Asked) -> Callable[[View], Sequence[Effect]]:
        return lambda view: [MakeReport(*report(view, self.places, one)) for one in sorted({OWN, which})]

    def sends(self, form: Form) -> Callable[[View], Sequence[Effect]]:
        def effects(view: View) -> Sequence[Effect]:
            region, week = self.own(view)
            is_kept = (region, week) in view.known.reading.snapshots
            return [SendReport(region, week, form, named(name_of(self.places, region), week, view))] if is_kept else []

        return effects

    def where(self, view: View) -> Mapping[str, Value]:
        region = str(view.answers.get("other") or view.answers.get("region") or "")
        return {"region": name_of(self.places, region)}

    def readable_weeks(self, view: View) -> Mapping[str, Value]:
        return {**self.where(view), "weeks": str(WEEKS)}

    def told(self, view: View) -> Mapping[str, Value]:
        weekly = self._weekly(view, OWN)
        return {"report": told(weekly, view) if weekly else "-"}

    def beside(self, view: View) -> Mapping[str, Value]:
        one, other = self._weekly(view, OWN), self._weekly(view, OTHER)
        return report_figures.beside(other, one, view) if one and other else {"table": "-", "note": "", "hidden": ""}

    def meaning(self, view: View) -> Mapping[str, Value]:
        weekly = self._weekly(view, OWN)
        return report_figures.meaning(str(view.answers["figure"]), weekly, view) if weekly else report_figures.NOTHING

    def weeks(self, view: View) -> Sequence[Option]:
        last = last_week(view.now, self.places, self.own(view)[0])
        return [(week, week_named(week, view)) for week in weeks(last)]

    def typed_week(self, text: str, view: View) -> Sequence[Option]:
        """By the words of its name, its number, or any of its days."""
        wanted, options = text.casefold().split(), self.weeks(view)
        found = [option for option in options if all(word in option[1].casefold() for word in wanted)]
        meant = week_meant(text, view.now, self.places, self.own(view)[0])
        return found or [option for option in options if option[0] == meant]

    def is_another(self, view: View) -> str:
        """Beside itself a report tells nothing."""
        return "same" if view.answers.get("other") == self.own(view)[0] else "other_week"

    def week_before(self, view: View) -> Mapping[str, str]:
        region, week = self.own(view)
        return {**view.answers, "other": region, "other_week": before(week)}

    def _weekly(self, view: View, which: Asked) -> Weekly | None:
        snapshot = view.known.reading.snapshots.get(report(view, self.places, which))
        return None if snapshot is None else from_json(snapshot)
