"""The five programmes in two or three plain screens each; nobody is offered what they cannot join."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from bot.conversation.steps import Choose, Flow, Step, Words
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Lines, Rupiah, Value
from bot.facts.benefits import benefits
from bot.facts.contributions import Quote, quote
from bot.facts.rule import Rule
from bot.flows.cost import cut_sentence, laws
from bot.flows.materials import Materials, sector_of, today
from bot.flows.segment import gate

PAGES = {
    "jkk": ("what", "pays", "cost"),
    "jkm": ("what", "pays", "cost"),
    "jht": ("what", "take", "cost"),
    "jp": ("what", "who"),
    "jkp": ("what", "who"),
}
LABELS = {"next": "ui.next", "list": "programmes.to_list", "interest": "programmes.to_interest"}
OPEN_TO_BPU = ("jkk", "jkm", "jht")
MANY_MONTHS = 1200
"""Enough months paid for every condition of a full benefit."""


def flow(materials: Materials) -> Flow:
    """The flow of the programme list and its pages."""
    figures = Figures(materials)
    listed = {programme: f"{programme}_{PAGES[programme][0]}" for programme in PAGES}
    return Flow(
        name="programmes",
        start="gate",
        steps={
            **gate("list", other="employed"),
            "list": Choose(
                exits={**listed, "cost": "cost/", "interest": "interest/", "other_work": "segment"}, columns=2
            ),
            "employed": Choose(
                exits={**listed, "own_business": "list", "interest": "interest/", "other_work": "segment"},
                columns=2,
                show=figures.employed,
                labels={choice: f"programmes.list.{choice}" for choice in (*PAGES, "other_work")},
            ),
            **{name: step for programme in PAGES for name, step in _pages(programme, figures).items()},
        },
    )


def _pages(programme: str, figures: "Figures") -> Mapping[str, Step]:
    names = {f"{programme}_{page}": page for page in PAGES[programme]}
    following = dict(pairwise(names))
    last = {"interest": "interest/"} if programme in OPEN_TO_BPU else {}
    return {
        name: Choose(
            exits={**({"next": following[name]} if name in following else last), "list": "gate"},
            show=figures.of_page(programme, page),
            labels=LABELS,
            answer=True,
        )
        for name, page in names.items()
    }


class Figures:
    """Every number of these screens, from the rule in force today."""

    def __init__(self, materials: Materials) -> None:
        self.materials = materials

    def of_page(self, programme: str, page: str) -> Words:
        """What one screen may name."""
        if page == "cost":
            return self.price(programme)
        shows = {"jkk": self.jkk, "jkm": self.jkm, "jht": self.jht, "jp": self.jp, "jkp": self.jkp}
        return shows[programme]

    def employed(self, view: View) -> Mapping[str, Value]:
        """What those with an employer are told."""
        segment = view.known.person.segment if "segment" not in view.answers else str(view.answers["segment"])
        return {
            "way": Label(f"programmes.employed.{segment or 'pu'}"),
            "call_centre": self.materials.call_centre(view),
        }

    def jkk(self, view: View) -> Mapping[str, Value]:
        """Work accident: what is paid at the lowest income."""
        paid = benefits(self.materials.facts, self.lowest(view), MANY_MONTHS, today(view))
        full, later = self.rule("jkk.wage.full", view), self.rule("jkk.wage.later", view)
        return self.common(view) | {
            "death": Rupiah(paid.jkk_death.total),
            "disability": Rupiah(paid.jkk_total_disability),
            "full": str(full.value),
            "full_months": str(full.terms["months"]),
            "later": str(later.value),
            "scholarship": Rupiah(paid.scholarship.max_total),
            "children": str(paid.scholarship.children),
            "base": Rupiah(paid.base),
            "law": paid.jkk_death.law,
            "checked": Day(paid.jkk_death.checked),
        }

    def jkm(self, view: View) -> Mapping[str, Value]:
        """Death of another cause: the whole sum, and what there is before the condition is met."""
        paid = benefits(self.materials.facts, self.lowest(view), MANY_MONTHS, today(view))
        return self.common(view) | {
            "total": Rupiah(paid.jkm.total),
            "before": Rupiah(self.rule("jkm.bpu.before", view).rupiah),
            "months": str(self.rule("jkm.bpu.full_after", view).count),
            "scholarship": Rupiah(paid.scholarship.max_total),
            "scholarship_months": str(self.rule("scholarship.after_ordinary_death", view).count),
            "children": str(paid.scholarship.children),
            "caveats": Lines(tuple(Label(key) for key in paid.jkm.caveats)),
            "law": paid.jkm.law,
            "checked": Day(paid.jkm.checked),
        }

    def jht(self, view: View) -> Mapping[str, Value]:
        """Savings for old age: when they can be taken."""
        rule = self.rule("bpu.jht", view)
        return self.common(view) | {
            "age": str(self.rule("jht.full.age", view).count),
            "wait": str(self.rule("jht.full.wait", view).count),
            "years": str(self.rule("jht.part.after", view).count),
            "retirement": str(self.rule("jht.part.retirement", view).value),
            "housing": str(self.rule("jht.part.housing", view).value),
            "law": rule.citation,
            "checked": Day(rule.checked),
        }

    def jp(self, view: View) -> Mapping[str, Value]:
        """The pension of employees."""
        age = self.rule("jp.age", view)
        return self.common(view) | {
            "years": str(self.rule("jp.monthly_after", view).count),
            "age": str(age.count),
            "worker": str(self.rule("pu.jp.worker", view).value),
            "employer": str(self.rule("pu.jp.employer", view).value),
            "law": age.citation,
            "checked": Day(age.checked),
        }

    def jkp(self, view: View) -> Mapping[str, Value]:
        """What an employee gets who loses the job."""
        cash, most, paid = (self.rule(f"jkp.{name}", view) for name in ("cash", "wage_most", "paid"))
        return self.common(view) | {
            "percent": str(cash.value),
            "months": str(cash.terms["months"]),
            "most": Rupiah(int(Decimal(cash.value) * most.rupiah / 100)),
            "paid": str(paid.count),
            "within": str(paid.terms["within_months"]),
            "claim_within": str(self.rule("jkp.claim_within", view).count),
            "law": cash.citation,
            "checked": Day(cash.checked),
        }

    def common(self, view: View) -> dict[str, Value]:
        """What every screen with a figure carries."""
        return {"today": Day(today(view)), "call_centre": self.materials.call_centre(view)}

    def rule(self, rule_id: str, view: View) -> Rule:
        """The rule in force today."""
        return self.materials.rule(rule_id, view)

    def lowest(self, view: View) -> int:
        """The smallest monthly income the table knows, in rupiah."""
        return int(self.rule("bpu.base", view).brackets[0]["base"])

    def price(self, programme: str) -> Words:
        """What the screen with the price of one programme may name: this month, at the lowest income."""

        def shown(view: View) -> Mapping[str, Value]:
            alone, both, three = (self.quote(view, *chosen) for chosen in ((programme,), OPEN_TO_BPU[:2], OPEN_TO_BPU))
            return self.common(view) | {
                "price": Rupiah(alone.total),
                "both": Rupiah(both.total),
                "all_three": Rupiah(three.total),
                "cut": cut_sentence(self.materials, both),
                "law": laws(three if programme == "jht" else both),
                "checked": Day(alone.months[0].lines[0].checked),
            }

        return shown

    def quote(self, view: View, *programmes: str) -> Quote:
        """This month's contribution of a self-employed worker of the person's sector at the lowest income."""
        return quote(self.materials.facts, self.lowest(view), sector_of(view), "self", programmes, today(view))
