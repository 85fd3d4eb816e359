"""Late with the contribution: what it means after so many months, and how to come back."""

from collections.abc import Mapping

from bot.conversation.steps import Choose, Decide, Flow
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Value
from bot.flows.codes import coded
from bot.flows.materials import Materials
from bot.flows.pages import grounds, page

MONTHS = {"one": 1, "two": 2, "three": 3}
"""The answers that are a number of months; every other one is more than any of these."""
UNSURE = ("arrears.claim", "arrears.three_months", "cut.arrears")
"""What nobody could confirm about somebody who owes some months."""
UNSURE_AFTER = ("arrears.three_months",)
"""What nobody could confirm about somebody who comes back."""


def flow(materials: Materials) -> Flow:
    """The flow of arrears."""

    def means(view: View) -> str:
        late = MONTHS.get(str(view.answers["months"]))
        most = materials.rule("bpu.arrears.months", view).count
        return "payable" if late is not None and late <= most else "stopped"

    def common(view: View) -> dict[str, Value]:
        return {"call_centre": materials.call_centre(view)}

    def payable(view: View) -> Mapping[str, Value]:
        fee, most = (materials.rule(each, view) for each in ("bpu.late_fee", "bpu.arrears.months"))
        return common(view) | {
            "months": Label(f"arrears.months.{view.answers['months']}"),
            "fee": Label(f"arrears.fee.{'some' if fee.rupiah else 'none'}"),
            "most": str(most.count),
            "unsure": Lines(tuple(Label(materials.facts.open[each]) for each in UNSURE)),
            "basis": grounds(view, fee, most),
        }

    def stopped(view: View) -> Mapping[str, Value]:
        most, status = (materials.rule(f"bpu.arrears.{each}", view) for each in ("months", "status"))
        return common(view) | {
            "most": str(most.count),
            "status": Lines(coded(status)),
            "basis": grounds(view, most, status),
        }

    def again(view: View) -> Mapping[str, Value]:
        rule = materials.rule("bpu.reactivation", view)
        return common(view) | {
            "digits": str(rule.terms["nik_digits"]),
            "unsure": Lines(tuple(Label(materials.facts.open[each]) for each in UNSURE_AFTER)),
            "basis": grounds(view, rule),
        }

    others = {"interest": "interest/", "hub": "guide/"}
    return Flow(
        name="arrears",
        start="months",
        steps={
            "months": Choose(exits=dict.fromkeys((*MONTHS, "more"), "means"), columns=2),
            "means": Decide(pick=means, exits=frozenset({"payable", "stopped"})),
            "payable": page(payable, {"pay": "pay/", "cost": "cost/", **others}),
            "stopped": page(stopped, {"again": "again", **others}),
            "again": page(again, {"pay": "pay/", "cost": "cost/", **others}),
        },
    )
