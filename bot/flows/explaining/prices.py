"""What a programme costs: for the person's sector, payer and income base, or who else pays it and from what."""

from bot.conversation.view import View
from bot.conversation.words import Label, Month, Percent, Rupiah, Value
from bot.facts.contributions import THREE, TWO, Quote, quote
from bot.facts.employees import RISKS
from bot.flows.cost import cut_sentence
from bot.flows.explaining.stories import share, story
from bot.flows.explaining.telling import Told
from bot.flows.materials import Materials, counted_for, payer_of, sector_of, today
from bot.flows.segment import segment_of


def jkk(materials: Materials, view: View) -> Told:
    """JKK and its partner JKM."""
    match segment_of(view):
        case "pu":
            return _jkk_of_employees(materials, view)
        case "jakon":
            return project(materials, view)
        case "pmi":
            return migrant(materials, view)
        case _:
            return _alone(materials, view, "jkk")


def jkm(materials: Materials, view: View) -> Told:
    """JKM and its partner JKK."""
    match segment_of(view):
        case "pu":
            rule = materials.rule("pu.jkm.employer", view)
            return Told((Label("programmes.jkm_cost.pu", {"employer": Percent(rule.value)}),), (rule,))
        case "jakon":
            return project(materials, view)
        case "pmi":
            return migrant(materials, view)
        case _:
            return _alone(materials, view, "jkm")


def jht(materials: Materials, view: View) -> Told:
    """The savings, alone and with the two."""
    match segment_of(view):
        case "pu":
            return _shared(materials, view, "jht")
        case "pmi":
            rule = materials.rule("pmi.jht", view)
            return Told((Label("programmes.jht_cost.pmi", {"least": Rupiah(rule.rupiah)}),), (rule,))
        case _:
            return _savings(materials, view)


def jp(materials: Materials, view: View) -> Told:
    """The pension, shared by employer and employee up to a wage."""
    cap = materials.rule("pu.jp.cap", view)
    told = _shared(materials, view, "jp", cap=Rupiah(cap.rupiah))
    return Told(told.said, (*told.sources, cap))


def jkp(materials: Materials, view: View) -> Told:
    """Nothing on top for anybody, and where it comes from."""
    named = ("pu.jkp", "pu.jkp.government", "pu.jkp.from_jkk")
    whole, government, from_jkk = rules = tuple(materials.rule(each, view) for each in named)
    figures: dict[str, Value] = {
        "whole": Percent(whole.value),
        "government": Percent(government.value),
        "from_jkk": Percent(from_jkk.value),
    }
    return Told((Label("programmes.jkp_cost", figures),), rules)


def priced(materials: Materials, view: View, programmes: tuple[str, ...]) -> Quote:
    """This month's contribution of a self-employed worker of the person's income base, sector and payer."""
    base = materials.income(view)
    return quote(materials.facts, base, sector_of(view), payer_of(view), programmes, today(view))


def due(found: Quote, programme: str) -> Rupiah:
    """What one programme costs in the first month."""
    return Rupiah(next(line.due for line in found.months[0].lines if line.programme == programme))


def _alone(materials: Materials, view: View, programme: str) -> Told:
    both = priced(materials, view, TWO)
    figures: dict[str, Value] = {
        "due": due(both, programme),
        "both": Rupiah(both.total),
        "month": Month(both.months[0].month),
    }
    said = (Label(f"programmes.{programme}_cost.bpu", figures), *_conditions(materials, view, both))
    return Told(said, (both,))


def _savings(materials: Materials, view: View) -> Told:
    two, three = (priced(materials, view, chosen) for chosen in (TWO, THREE))
    rate = materials.rule("bpu.jht", view)
    figures: dict[str, Value] = {
        "due": due(three, "jht"),
        "percent": Percent(rate.value),
        "three": Rupiah(three.total),
        "month": Month(three.months[0].month),
    }
    said = (Label("programmes.jht_cost.bpu", figures), *_conditions(materials, view, two))
    return Told(said, (three,))


def _conditions(materials: Materials, view: View, two: Quote) -> tuple[Value, ...]:
    """The discount, who pays, and for which income base."""
    return (cut_sentence(materials, two), *assumed(view), counted_for(view, two.base))


def assumed(view: View) -> tuple[Value, ...]:
    """For which work a price is worked out where we were not told, and for whose money unless the person's own."""
    payer = payer_of(view)
    sector = () if view.known.person.sector else (Label("programmes.sector.unknown"),)
    return (*sector, *(() if payer == "self" else (Label(f"programmes.payer.{payer}"),)))


def _jkk_of_employees(materials: Materials, view: View) -> Told:
    rates = sorted((materials.rule(f"pu.jkk.{risk}", view) for risk in RISKS), key=lambda rule: rule.value)
    figures: dict[str, Value] = {"lowest": Percent(rates[0].value), "highest": Percent(rates[-1].value)}
    return Told((Label("programmes.jkk_cost.pu", figures),), tuple(rates))


def _shared(materials: Materials, view: View, programme: str, **more: Value) -> Told:
    wage = int(story(materials, view, f"{programme}.pu")["income"])
    rates = tuple(materials.rule(f"pu.{programme}.{side}", view) for side in ("worker", "employer"))
    found = share(materials, view, wage, programme)
    figures: dict[str, Value] = {
        "worker": Percent(rates[0].value),
        "employer": Percent(rates[1].value),
        "wage": Rupiah(wage),
        "worker_pays": Rupiah(found.worker),
        "employer_pays": Rupiah(found.employer),
        **more,
    }
    return Told((Label(f"programmes.{programme}_cost.pu", figures),), (found, *rates))


def project(materials: Materials, view: View) -> Told:
    """Construction: through the contractor, from the wages or from the contract."""
    wages = tuple(materials.rule(f"jakon.{each}.by_wage", view) for each in TWO)
    contract = tuple(materials.rule(f"jakon.{each}", view) for each in TWO)
    figures: dict[str, Value] = {f"{each}_wage": Percent(rule.value) for each, rule in zip(TWO, wages, strict=True)}
    for each, rule in zip(TWO, contract, strict=True):
        figures[f"{each}_most"] = Percent(rule.brackets[0]["percent"])
        figures[f"{each}_least"] = Percent(rule.brackets[-1]["percent"])
    return Told((Label("programmes.cost.jakon", figures),), (*wages, *contract))


def migrant(materials: Materials, view: View) -> Told:
    """Migrant workers: one sum for a contract, by the way they go."""
    rule = materials.rule("pmi.contribution", view)
    ways = tuple(
        Label(
            f"programmes.way.{row['way']}",
            {
                "total": Rupiah(row["total"]),
                "before": Rupiah(row["before"]),
                "later": Rupiah(row["during_and_after"]),
            },
        )
        for row in rule.rows
    )
    heading = Label("programmes.cost.pmi", {"months": str(rule.terms["contract_months"])})
    return Told((heading, *ways), (rule,))
