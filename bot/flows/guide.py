"""Questions and answers: the way to every guide, the difference from BPJS Kesehatan, and the discount."""

from collections.abc import Mapping

from bot.conversation.steps import Choose, Flow
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Listing, Month, Rupiah, Value
from bot.facts.contributions import SECTORS, TWO, Quote, quote
from bot.facts.rule import Rule
from bot.flows.codes import coded
from bot.flows.materials import Materials, counted_for, sector_of, today
from bot.flows.pages import LABELS, grounds, page

TO_OTHERS = {
    "enrol": "enrol/",
    "pay": "pay/",
    "arrears": "arrears/",
    "sponsored": "sponsored/",
    "myths": "myths/",
    "kesehatan": "kesehatan",
    "cut": "cut",
    "interest": "interest/",
}


def flow(materials: Materials) -> Flow:
    """The flow of /tanya."""

    def two_bodies(view: View) -> Mapping[str, Value]:
        return {"basis": grounds(view, *(materials.rule(each, view) for each in ("bpjs.bodies", "who.bpu")))}

    def cut(view: View) -> Mapping[str, Value]:
        rules, priced = cuts(materials, view), _price(materials, view)
        runs = any(rule.value for rule in rules)
        return {
            "sectors": cut_lines(materials, view),
            "programmes": cut_programmes(rules),
            "details": _details(materials.rule("bpu.cut.reaches", view)) if runs else Label("guide.cut.over"),
            "example": _example(sector_of(view), priced),
            "counted_for": counted_for(view, materials.income(view)),
            "basis": grounds(view, *rules, priced, also=[materials.facts.open["cut.employers"]] if runs else ()),
        }

    return Flow(
        name="guide",
        start="hub",
        steps={
            "hub": Choose(exits=TO_OTHERS, columns=2, labels={"interest": LABELS["interest"]}, hub=True),
            "kesehatan": page(two_bodies, {"programmes": "programmes/", "interest": "interest/", "hub": "hub"}),
            "cut": page(cut, {"cost": "cost/", "interest": "interest/", "hub": "hub"}),
        },
    )


def cuts(materials: Materials, view: View) -> tuple[Rule, ...]:
    """Today's rule on the discount for each sector."""
    return tuple(materials.rule(f"bpu.cut.{sector}", view) for sector in SECTORS)


def cut_lines(materials: Materials, view: View) -> Lines:
    """A line for each sector: from which contribution month until which its discount runs, or that there is none."""
    return Lines(tuple(_cut_line(*each) for each in zip(SECTORS, cuts(materials, view), strict=True)))


def cut_programmes(rules: tuple[Rule, ...]) -> Listing:
    """The programmes that the discount touches."""
    return Listing(tuple(dict.fromkeys(code.upper() for rule in rules for code in rule.terms["programmes"])))


def _cut_line(sector: str, rule: Rule) -> Label:
    shown: dict[str, Value] = {"sector": Label(f"guide.sector.{sector}"), "percent": str(rule.value)}
    if not rule.value:
        return Label("guide.cut.none", shown)
    if rule.until is None:
        return Label("guide.cut.open_ended", shown | {"first": Month(rule.since)})
    return Label("guide.cut.runs", shown | {"first": Month(rule.since), "last": Month(rule.until)})


def _details(reaches: Rule) -> Label:
    return Label("guide.cut.details", {"transport": Listing(coded(reaches))})


def _price(materials: Materials, view: View) -> Quote:
    income = materials.income(view)
    return quote(materials.facts, income, sector_of(view), "self", TWO, today(view))


def _example(sector: str, priced: Quote) -> Label:
    shown: dict[str, Value] = {
        "sector": Label(f"guide.sector.{sector}"),
        "normal": Rupiah(priced.normal_total),
        "due": Rupiah(priced.total),
    }
    return Label(f"guide.example.{'less' if priced.total < priced.normal_total else 'same'}", shown)
