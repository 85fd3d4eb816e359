"""How the contribution is paid: with which number, where, and how far ahead."""

from collections.abc import Mapping

from bot.conversation.steps import Flow
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Listing, Value
from bot.flows.codes import coded
from bot.flows.guide import cut_lines, cuts
from bot.flows.materials import Materials
from bot.flows.pages import grounds, page


def flow(materials: Materials) -> Flow:
    """The flow of paying."""

    def how(view: View) -> Mapping[str, Value]:
        key, places = (materials.rule(each, view) for each in ("pay.key", "pay.channels"))
        kinds = (Label(f"pay.kind.{row['kind']}", {"names": Listing(tuple(row["names"]))}) for row in places.rows)
        return {
            "key": Listing(coded(key)),
            "places": Lines(tuple(kinds)),
            "site": materials.value("contact.site", view),
            "basis": grounds(view, key, places, also=[materials.facts.open["pay.due_day"]]),
        }

    def ahead(view: View) -> Mapping[str, Value]:
        rule = materials.rule("bpu.prepay.months", view)
        return {
            "most": str(rule.count),
            "sectors": cut_lines(materials, view),
            "basis": grounds(view, rule, *cuts(materials, view)),
        }

    others = {"cost": "cost/", "interest": "interest/", "hub": "guide/"}
    return Flow(
        name="pay",
        start="how",
        steps={
            "how": page(how, {"ahead": "ahead", "late": "arrears/", **others}),
            "ahead": page(ahead, others),
        },
    )
