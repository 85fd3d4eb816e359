"""What the programmes pay: for the income base of the person, or in months of a wage."""

from collections.abc import Iterator

from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Listing, Percent, Rupiah, Table, Value
from bot.facts.benefits import benefits, ordinary_death, scholarship
from bot.facts.rule import Row
from bot.flows.explaining.telling import Told, listed, waged
from bot.flows.materials import Materials, counted_for, today

LEAST_COVER = 1
"""One month paid: every sum of JKK depends on the base of the band, not on how many months were paid."""


def jkk(materials: Materials, view: View) -> Told:
    """Care, wage replacement, disability, death."""
    return _jkk_by_wage(materials, view) if waged(view) else _jkk_by_band(materials, view)


def _jkk_by_band(materials: Materials, view: View) -> Told:
    paid = benefits(materials.facts, materials.income(view), LEAST_COVER, today(view))
    named = ("jkk.care", "jkk.partial_disability", "jkk.periodic_after_total_disability", "bpu.cover.after")
    rules = tuple(materials.rule(each, view) for each in named)
    figures: dict[str, Value] = {
        "wage": Rupiah(paid.wage_replacement_per_month),
        "months": str(paid.full_wage_months),
        "later": Rupiah(paid.wage_replacement_later_per_month),
        "disability": Rupiah(paid.jkk_total_disability),
        "death": Rupiah(paid.jkk_death.total),
        "first": str(rules[-1].count),
    }
    said = (Label("programmes.jkk_pays.bpu", figures), counted_for(view, paid.base))
    return Told(said, (paid.jkk_death, *paid.basis.values(), *rules))


def _jkk_by_wage(materials: Materials, view: View) -> Told:
    named = ("wage.full", "wage.later", "total_disability", "death", "months", "periodic", "funeral")
    full, later, disabled, death, months, periodic, funeral = (materials.rule(f"jkk.{each}", view) for each in named)
    beside = ("care", "partial_disability", "periodic_after_total_disability")
    figures: dict[str, Value] = {
        "full": Percent(full.value),
        "months": str(full.terms["months"]),
        "later": Percent(later.value),
        "disability": str(disabled.of(months.count)),
        "death": str(death.of(months.count)),
        "periodic": Rupiah(periodic.rupiah),
        "funeral": Rupiah(funeral.rupiah),
    }
    rules = tuple(materials.rule(f"jkk.{each}", view) for each in (*named, *beside))
    return Told((Label("programmes.jkk_pays.pu", figures),), rules)


def more_of_jkk(materials: Materials, view: View) -> Told:
    """Transport, home care, aids, and the way back to work."""
    named = ("transport", "homecare", "aids", "prosthesis", "return_to_work")
    transport, home, aids, prosthesis, back = (materials.rule(f"jkk.{each}", view) for each in named)
    ways = tuple(_amount("programmes.transport", row) for row in transport.rows)
    figures: dict[str, Value] = {
        "transport": Listing(ways),
        "home": Rupiah(home.rupiah),
        "years": str(home.terms["years"]),
        "aids": Listing(tuple(_amount("programmes.aid", row) for row in aids.rows)),
        "extra": Percent(prosthesis.value),
    }
    return Told((Label("programmes.jkk_more", figures),), (transport, home, aids, prosthesis, back))


def _amount(room: str, row: Row) -> Label:
    return Label(f"{room}.{row['kind']}", {"amount": Rupiah(int(row["amount"]))})


def school(materials: Materials, view: View) -> Told:
    """The scholarships by level, from when, and until when."""
    named = ("", ".after_accident", ".after_ordinary_death", ".ends", ".backwards")
    table, accident, ordinary, ends, backwards = (materials.rule(f"scholarship{each}", view) for each in named)
    paid = scholarship(materials.facts, ordinary.count, today(view))
    rows = (
        (
            Label(f"programmes.level.{each.level}"),
            Rupiah(each.per_year),
            Label("programmes.years", {"years": each.years}),
        )
        for each in paid.levels
    )
    figures: dict[str, Value] = {
        "children": str(paid.children),
        "table": Table(tuple(rows)),
        "most": Rupiah(paid.max_total),
        "accident": str(accident.count),
        "ordinary": str(ordinary.count),
        "age": str(ends.count),
        "back": str(backwards.count),
    }
    documents = materials.rule("claim.scholarship.documents", view)
    said = (
        Label("programmes.school", figures),
        Label("programmes.claim_scholarship", {"documents": listed(documents)}),
    )
    return Told(said, (paid, table, accident, ordinary, ends, backwards, documents))


def jkm(materials: Materials, view: View) -> Told:
    """Death of another cause: the whole sum, and what there is before the months are full."""
    full_after, times = (materials.rule(each, view) for each in ("jkm.bpu.full_after", "jkm.funeral.times"))
    paid = ordinary_death(materials.facts, full_after.count, today(view))
    before = materials.rule("jkm.bpu.before", view)
    figures: dict[str, Value] = {
        **{name: Rupiah(amount) for name, amount in paid.parts.items()},
        "total": Rupiah(paid.total),
        "months": str(full_after.count),
        "before": Rupiah(before.rupiah),
        "times": str(times.count),
    }
    if waged(view):
        parts = tuple(materials.rule(f"jkm.{each}", view) for each in paid.parts)
        return Told((Label("programmes.jkm_pays.pu", figures),), (*parts, full_after, times))
    return Told((Label("programmes.jkm_pays.bpu", figures),), (paid, before, times))


def jht(materials: Materials, view: View) -> Told:
    """Savings: when all of them can be taken, and when a part."""
    named = ("full.age", "full.when", "full.wait", "part.after", "part.retirement", "part.housing")
    age, when, wait, after, retirement, housing = rules = tuple(materials.rule(f"jht.{each}", view) for each in named)
    figures: dict[str, Value] = {
        "when": Lines(tuple(_occasions(when.words, age.count, wait.count))),
        "years": str(after.count),
        "retirement": Percent(retirement.value),
        "housing": Percent(housing.value),
    }
    return Told((Label("programmes.jht_take", figures),), rules)


def _occasions(codes: tuple[str, ...], age: int, wait: int) -> Iterator[Label]:
    for code in codes:
        yield Label(f"programmes.occasion.{code}", {"age": str(age), "wait": str(wait)})


def jp(materials: Materials, view: View) -> Told:
    """The kinds of pension, from when, and after how many years every month."""
    after, age, delay, kinds = rules = tuple(
        materials.rule(f"jp.{each}", view) for each in ("monthly_after", "age", "delay", "kinds")
    )
    figures: dict[str, Value] = {
        "kinds": listed(kinds),
        "years": str(after.count),
        "age": str(age.count),
        "delay": str(delay.count),
    }
    return Told((Label("programmes.jp_pays", figures),), rules)


def pension_between(materials: Materials, view: View) -> Told:
    """The least and the most of a monthly pension; known for a year at a time, so they have a page of their own."""
    least, most = rules = tuple(materials.rule(f"jp.{each}", view) for each in ("least", "most"))
    figures: dict[str, Value] = {"least": Rupiah(least.rupiah), "most": Rupiah(most.rupiah)}
    return Told((Label("programmes.jp_sum", figures),), rules)


def jkp(materials: Materials, view: View) -> Told:
    """What an employee gets who loses the job, and what stands against it."""
    named = ("cash", "wage_most", "paid", "not_for", "insolvent", "training")
    cash, most, paid, barred, insolvent, training = rules = tuple(materials.rule(f"jkp.{each}", view) for each in named)
    figures: dict[str, Value] = {
        "percent": Percent(cash.value),
        "months": str(cash.terms["months"]),
        "most": Rupiah(cash.of(most.rupiah)),
        "wage": Rupiah(most.rupiah),
        "paid": str(paid.count),
        "within": str(paid.terms["within_months"]),
        "barred": listed(barred),
        "arrears": str(insolvent.count),
        "training": Rupiah(training.rupiah),
    }
    return Told((Label("programmes.jkp_pays", figures),), rules)
