"""After an accident or a death: what to do first, what to bring, where to, until when; one calm screen each."""

from collections.abc import Callable, Collection, Iterable, Mapping

from bot.conversation.steps import Choose, Flow
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Listing, Rupiah, Value
from bot.facts.benefits import benefits
from bot.facts.rule import Rule
from bot.flows.codes import coded
from bot.flows.materials import Materials, counted_for, today
from bot.flows.pages import LABELS, grounds, page
from bot.flows.segment import segment_of

COVERED = 1
"""Months paid that cover an accident; the whole sum after another death needs more, which the page tells."""
MANY_MONTHS = 1200
"""Enough months paid for every condition of a full benefit."""
COMPUTED = frozenset({"covered", "sums"})
SHARED = {name: f"claim.death.{name}" for name in ("papers", "heirs", "sums")}
OWN = {
    **LABELS,
    "alert": "claim.to_alert",
    "form": "claim.to_form",
    "accident": "claim.to_accident",
    "covered": "claim.to_covered",
    "death": "claim.to_death",
    "school": "claim.to_school",
    **SHARED,
}


def flow(materials: Materials) -> Flow:
    """The flow of /klaim, and where a typed accident or death leads."""
    told = Told(materials)
    papers = {"alert": "alert/accident", "papers": "accident_papers", "covered": "covered"}
    after = {"accident": "accident", "covered": "covered", "interest": "interest/"}
    family = {"alert": "alert/death", "papers": "death_papers", "heirs": "heirs", "sums": "sums", "school": "school/"}
    return Flow(
        name="claim",
        start="which",
        steps={
            "which": Choose(
                exits={
                    "accident": "accident",
                    "death": "death",
                    "earlier": "accident_papers",
                    "jht": "jht",
                    "asking": "programmes/",
                },
                show=told.call_centre,
                hub=True,
            ),
            "accident": page(told.accident, {**papers, "form": "interest/"}, labels=OWN, offered=_left_open(papers)),
            "accident_papers": page(
                told.accident_papers,
                after,
                labels=OWN,
                offered=lambda view: _without_sums(after, view),
            ),
            "covered": page(told.covered, {"papers": "accident_papers", "interest": "interest/"}, labels=OWN),
            "death": page(told.death, {**family, "form": "interest/"}, labels=OWN, offered=_left_open(family)),
            "death_papers": page(told.death_papers, {"heirs": "heirs", "death": "death"}, labels=OWN),
            "heirs": page(told.heirs, {"papers": "death_papers", "death": "death"}, labels=OWN),
            "sums": page(told.sums, {"papers": "death_papers", "death": "death"}, labels=OWN),
            "jht": page(told.jht, {"interest": "interest/", "hub": "guide/"}, labels=OWN),
        },
    )


def _left_open(exits: Mapping[str, str]) -> Callable[[View], Collection[str]]:
    """The way back into the form stands there only for who was led out of it, the sums as `_without_sums` says."""
    return lambda view: (*_without_sums(exits, view), *(["form"] if "interest" in view.parked else []))


def _without_sums(exits: Iterable[str], view: View) -> tuple[str, ...]:
    """Amounts are worked out by the table of the self-employed; others read theirs under the programmes."""
    computed = segment_of(view) in ("", "bpu")
    return tuple(choice for choice in exits if computed or choice not in COMPUTED)


class Told:
    """What each page may name, from the rules in force today."""

    def __init__(self, materials: Materials) -> None:
        self.materials = materials

    def accident(self, view: View) -> Mapping[str, Value]:
        """First the hospital, or the rescuers where somebody is missing, then the report."""
        where, within, never = self.rules(view, "claim.jkk.where", "claim.jkk.report_within", "contact.never_asks")
        return {
            "rescue": self.materials.value("contact.rescue", view),
            **self.call_centre(view),
            "days": str(within.terms["days"]),
            "hours": str(within.terms["hours_each"]),
            "never": Listing(coded(never)),
            "basis": grounds(view, where, within, never),
        }

    def accident_papers(self, view: View) -> Mapping[str, Value]:
        """What to bring, where to, and for how many years it may be claimed."""
        papers, where, lapses = self.rules(view, "claim.jkk.documents", "claim.jkk.where", "claim.jkk.lapses_after")
        return {
            **self.call_centre(view),
            "papers": self.checklist(papers),
            "where": Listing(coded(where)),
            "years": str(lapses.count),
            "basis": grounds(view, papers, where, lapses),
        }

    def covered(self, view: View) -> Mapping[str, Value]:
        """Which accidents count, and what is paid for the person's income."""
        income = self.materials.income(view)
        paid = benefits(self.materials.facts, income, COVERED, today(view))
        scope, violence, care = self.rules(view, "jkk.scope", "jkk.scope.violence", "jkk.care")
        return {
            "scope": Lines((*coded(scope), *coded(violence))),
            "care": Lines(coded(care)),
            "months": str(paid.full_wage_months),
            "full": Rupiah(paid.wage_replacement_per_month),
            "later": Rupiah(paid.wage_replacement_later_per_month),
            "disability": Rupiah(paid.jkk_total_disability),
            "counted_for": counted_for(view, income),
            "basis": grounds(view, scope, violence, care, *paid.basis.values(), also=[self.in_arrears]),
        }

    def death(self, view: View) -> Mapping[str, Value]:
        """No hurry, where to go, and how fast it is paid."""
        deadline, lapses, where, payment, never = self.rules(
            view,
            "claim.jkm.deadline",
            "claim.jkk.lapses_after",
            "claim.jkm.where",
            "jkm.payment",
            "contact.never_asks",
        )
        return {
            **self.call_centre(view),
            "deadline": Lines(coded(deadline)),
            "years": str(lapses.count),
            "where": Listing(coded(where)),
            "days": str(payment.count),
            "never": Listing(coded(never)),
            "basis": grounds(view, deadline, lapses, where, payment, never),
        }

    def death_papers(self, view: View) -> Mapping[str, Value]:
        """What the family brings."""
        papers, where = self.rules(view, "claim.jkm.documents", "claim.jkm.where")
        return {
            **self.call_centre(view),
            "papers": self.checklist(papers),
            "where": Listing(coded(where)),
            "basis": grounds(view, papers, where),
        }

    def heirs(self, view: View) -> Mapping[str, Value]:
        """Who may claim, in the order of the law."""
        (heirs,) = self.rules(view, "claim.heirs")
        lines = (Label("claim.heir.line", {"place": str(n), "who": who}) for n, who in enumerate(coded(heirs), start=1))
        return {**self.call_centre(view), "heirs": Lines(tuple(lines)), "basis": grounds(view, heirs)}

    def sums(self, view: View) -> Mapping[str, Value]:
        """What a family may receive, whether work was the cause or not."""
        income = self.materials.income(view)
        paid = benefits(self.materials.facts, income, MANY_MONTHS, today(view))
        before, full_after, ordinary = self.rules(
            view, "jkm.bpu.before", "jkm.bpu.full_after", "scholarship.after_ordinary_death"
        )
        return {
            "jkm": Rupiah(paid.jkm.total),
            "before": Rupiah(before.rupiah),
            "months": str(full_after.count),
            "jkk": Rupiah(paid.jkk_death.total),
            "scholarship": Rupiah(paid.scholarship.max_total),
            "children": str(paid.scholarship.children),
            "scholarship_months": str(ordinary.count),
            "counted_for": counted_for(view, income),
            "basis": grounds(view, paid.jkm, before, ordinary, paid.jkk_death, also=[self.in_arrears]),
        }

    def jht(self, view: View) -> Mapping[str, Value]:
        """What to bring for one's savings; who works alone brings less."""
        listed = "claim.jht.bpu_documents" if segment_of(view) == "bpu" else "claim.jht.documents"
        papers, where, deadline, wait, limit = self.rules(
            view, listed, "claim.jht.where", "claim.jht.deadline", "jht.full.wait", "jht.tax_number_above"
        )
        return {
            **self.call_centre(view),
            "papers": self.checklist(papers),
            "where": Listing(coded(where)),
            "deadline": Lines(coded(deadline)),
            "limit": Rupiah(limit.rupiah),
            "wait": str(wait.count),
            "basis": grounds(view, papers, where, deadline, wait, limit),
        }

    def call_centre(self, view: View) -> dict[str, Value]:
        """The number that everybody may call."""
        return {"call_centre": self.materials.call_centre(view)}

    def checklist(self, papers: Rule) -> Lines:
        """The papers of a rule, one a line."""
        return Lines(tuple(Label("claim.paper.line", {"what": each}) for each in coded(papers)))

    def rules(self, view: View, *ids: str) -> tuple[Rule, ...]:
        """The rules in force today."""
        return tuple(self.materials.rule(each, view) for each in ids)

    @property
    def in_arrears(self) -> str:
        """What nobody could confirm about who owes some months."""
        return self.materials.facts.open["arrears.claim"]
