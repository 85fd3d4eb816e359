"""The flow of /laporan: a report of one's own region in every form, beside another one, and what its figures mean."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.conversation.asides import COURTESY
from bot.conversation.effects import Effect
from bot.conversation.questions import Topics
from bot.conversation.readership import FORMS, Form, MakeReport, SendReport
from bot.conversation.steps import Choose, Decide, Do, Fill, Flow, Option
from bot.conversation.view import View
from bot.conversation.words import Button, Rows, Value
from bot.flows import report_figures, report_times
from bot.flows.materials import Materials
from bot.flows.readable import marked, name_of, offered, question, subscribed, theirs
from bot.flows.report_asked import BARS, OTHER, OWN, SOME_REGION, barred, before, report
from bot.flows.report_forms import named, told
from bot.flows.report_said import NAMELESS
from bot.flows.report_times import BARRED
from bot.leads.rights import roles
from bot.reports.weekly import Weekly, from_json
from storage.readers import Asked

BACK = {"report": "reports.to_report"}
CHOICES = (*FORMS, "compare", "explain", "week", "region", "monday", "rhythm")
COMPARES, EXPLAINS = ("banding", "compare"), ("jelas", "explain")
TO_REGION = {"region": "reports.to_region"}
WISHES: Mapping[str, str] = {
    **{str(form): f"send_{form}" for form in FORMS},
    "compare": "laid",
    "before": "before",
    "explain": "explained",
    "week": "week",
    "monday": "subscriptions/",
    "rhythm": "subscriptions/",
}
"""What words ask of a report, and the step that does it."""
MOST_REGIONS = 4


def flow(materials: Materials) -> Flow:
    """For officials and officers."""
    desk = _Desk(materials)
    return Flow(
        name="reports",
        start="open",
        roles=roles("report.open"),
        steps={
            "open": Decide(pick=desk.opening, exits=frozenset({"named", "namesakes", "lost", "nowhere", "nameless"})),
            "namesakes": Fill(answers=desk.namesakes, then="some_region"),
            "some_region": Decide(pick=desk.some_region, exits=frozenset({*SOME_REGION, "when"})),
            **{
                one: replace(question(materials.places, "one", f"reports.{one}", spoken=True), suggest=desk.several)
                for one in SOME_REGION
            },
            "one": Fill(answers=desk.one, then="some_region"),
            "nowhere": Choose(exits={"desk": "desk/"}),
            "lost": Choose(
                exits={"region": "region"},
                show=desk.theirs,
                shortcuts=desk.own_regions,
                foremost=True,
                labels=TO_REGION,
            ),
            "nameless": Choose(exits={"region": "region"}, shortcuts=desk.own_regions, foremost=True, labels=TO_REGION),
            "named": Fill(answers=desk.named, then="which"),
            "which": Decide(pick=desk.which, exits=frozenset({"when", "region"})),
            "region": question(materials.places, "when", spoken=True),
            **report_times.steps(materials.places),
            "check": Decide(pick=desk.is_there(OWN, "wished"), exits=frozenset({"wished", "make"}) | BARRED),
            "wished": Decide(pick=desk.wished, exits=frozenset({"report", *(f"do_{one}" for one in WISHES)})),
            **{f"do_{one}": Fill(answers=desk.granted, then=then) for one, then in WISHES.items()},
            "outside": Choose(
                exits={"region": "region"}, show=desk.where, shortcuts=desk.own_regions, foremost=True, labels=TO_REGION
            ),
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
            "with": Choose(
                exits={"before": "before", "other": "other", "explain": "figure", "report": "check"},
                hears=_typed(compares="other"),
                labels={**BACK, "explain": "reports.report.explain"},
            ),
            "laid": Decide(pick=desk.laid, exits=frozenset({"with", "same", "both"})),
            "explained": Decide(
                pick=lambda view: "meaning" if view.answers.get("figure") else "figure",
                exits=frozenset({"meaning", "figure"}),
            ),
            "before": Fill(answers=desk.week_before, then="both"),
            "other": question(
                materials.places, "another", "reports.other", but=lambda view: desk.own(view)[0], spoken=True
            ),
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


def spoken(text: str, view: View, topics: Topics) -> str | None:
    """The command that words of who reads reports stand for; what may be a question as well is answered as one."""
    said = view.known.reading.said
    if said in ("weak", "faint"):
        wanted = topics.wants(text, view)
        is_asked = not COURTESY.issuperset(wanted.sure) or (said == "faint" and bool(wanted.choices))
        return None if is_asked else "laporan"
    return "laporan" if said else None


def _besides(view: View) -> Mapping[str, Any]:
    """What words told beside region and week."""
    reading = view.known.reading
    told = {
        "some": list(reading.meant.weeks),
        "unread": reading.meant.unclear,
        "wish": reading.meant.wish,
        "figure": reading.meant.figure,
        "beside": list(reading.meant.beside) if any(reading.meant.beside) else [],
    }
    return {name: value for name, value in told.items() if value}


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
        if not offered(view, self.places) and not view.known.reading.meant.opened[0]:
            return "nowhere"
        if view.known.reading.meant.wish == NAMELESS:
            return "nameless"
        if view.known.reading.meant.among:
            return "namesakes"
        return "lost" if view.known.reading.meant.lost else "named"

    def namesakes(self, view: View) -> Mapping[str, Any]:
        """Those of a name that is theirs several times, or that are meant by it, and the week that was told with it."""
        reading, found = view.known.reading, offered(view, self.places)
        region, week = reading.meant.opened
        own = region or (found[0] if len(found) == 1 and not reading.meant.others else "")
        told = {
            "among": list(reading.meant.among),
            "others": list(reading.meant.others),
            "why": reading.meant.why,
            "region": own if reading.meant.wish == "compare" else "",
            "week": week,
        }
        return {**{name: value for name, value in told.items() if value}, **_besides(view)}

    def some_region(self, view: View) -> str:
        return str(view.answers.get("why") or "several") if view.answers.get("among") else "when"

    def one(self, view: View) -> Mapping[str, Any]:
        """The one that was picked: that of the report, or of what is to stand beside it; and those that are left."""
        told = view.answers
        picked = next(told[one] for one in SOME_REGION if told.get(one))
        answers = {name: told[name] for name in told if name not in (*SOME_REGION, "among", "others")}
        if told.get("region"):
            answers["beside"] = [picked, (told.get("beside") or ("", ""))[1]]
        else:
            answers["region"] = picked
        return {**answers, "among": told["others"]} if told.get("others") else answers

    def several(self, view: View) -> Sequence[Option]:
        return [(one, marked(view, one, name_of(self.places, one))) for one in view.answers.get("among", ())]

    def named(self, view: View) -> Mapping[str, str]:
        """What the command left open stays open, except a region where there is only one."""
        found = offered(view, self.places)
        region, week = view.known.reading.meant.opened
        wanted = "" if view.known.reading.meant.wish == "region" else region or (found[0] if len(found) == 1 else "")
        told = dict(zip(OWN, (wanted, week), strict=True))
        return {**{name: value for name, value in told.items() if value}, **_besides(view)}

    def which(self, view: View) -> str:
        return "when" if view.answers.get("region") else "region"

    def offered(self, view: View) -> Collection[str]:
        """Whoever gets it on Mondays may change that; nobody is offered what they have."""
        idle = "monday" if subscribed(view, self.own(view)[0]) else "rhythm"
        return [choice for choice in CHOICES if choice != idle]

    def wished(self, view: View) -> str:
        """What words asked of the report, once; then it stands there itself."""
        wish = view.answers.get("wish")
        return f"do_{wish}" if wish in WISHES else "report"

    def granted(self, view: View) -> Mapping[str, Any]:
        """The answers without the wish, and what is to stand beside: another week of it where it would be the same."""
        answers = {name: value for name, value in view.answers.items() if name not in ("wish", "beside")}
        region, week = self.own(view)
        if beside := view.answers.get("beside"):
            other = (beside[0] or region, beside[1] or week)
            is_same = other == (region, week) and bool(beside[1])
            answers |= zip(OTHER, (region, before(week)) if is_same else other, strict=True)
        return answers

    def laid(self, view: View) -> str:
        if not view.answers.get("other"):
            return "with"
        return "same" if report(view, self.places, OTHER) == self.own(view) else "both"

    def own_regions(self, view: View) -> Rows:
        """The reports of their own areas, one tap away."""
        areas = offered(view, self.places)[:MOST_REGIONS]
        return tuple((Button(f"/laporan {one}", name_of(self.places, one)),) for one in areas)

    def theirs(self, view: View) -> Mapping[str, Value]:
        return theirs(view, self.places)

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
        return {"region": name_of(self.places, region), **self.theirs(view)}

    def told(self, view: View) -> Mapping[str, Value]:
        weekly = self._weekly(view, OWN)
        return {"report": told(weekly, view) if weekly else "-"}

    def beside(self, view: View) -> Mapping[str, Value]:
        one, other = self._weekly(view, OWN), self._weekly(view, OTHER)
        return report_figures.beside(other, one, view) if one and other else {"table": "-", "note": "", "hidden": ""}

    def meaning(self, view: View) -> Mapping[str, Value]:
        weekly = self._weekly(view, OWN)
        return report_figures.meaning(str(view.answers["figure"]), weekly, view) if weekly else report_figures.NOTHING

    def is_another(self, view: View) -> str:
        """Beside itself a report tells nothing."""
        return "same" if view.answers.get("other") == self.own(view)[0] else "other_week"

    def week_before(self, view: View) -> Mapping[str, str]:
        region, week = self.own(view)
        return {**view.answers, "other": region, "other_week": before(week)}

    def _weekly(self, view: View, which: Asked) -> Weekly | None:
        snapshot = view.known.reading.snapshots.get(report(view, self.places, which))
        return None if snapshot is None else from_json(snapshot)
