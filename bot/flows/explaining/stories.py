"""True-to-life examples: an invented person with a name, and figures from the calculators."""

from bot.conversation.view import View
from bot.conversation.words import Label, Percent, Rupiah, Value
from bot.facts.benefits import Benefits, accident_death, benefits, ordinary_death
from bot.facts.contributions import TWO, Quote, Sector, quote
from bot.facts.employees import RISKS, Share, job_loss, shares
from bot.facts.rule import Row
from bot.flows.explaining.telling import Told, waged
from bot.flows.materials import Materials, today
from bot.flows.pages import Ground

INVENTED = Label("programmes.invented")


def story(materials: Materials, view: View, name: str) -> Row:
    """The person of an example: income or wage in rupiah per month, months paid, and what the story needs besides."""
    return next(row for row in materials.rule("policy.stories", view).rows if row["story"] == name)


def share(materials: Materials, view: View, wage: int, programme: str) -> Share:
    """What both sides pay this month for a wage in rupiah; only JKK depends on the risk of the work."""
    found = shares(materials.facts, wage, RISKS[0], today(view))
    return next(each for each in found if each.programme == programme)


def jkk(materials: Materials, view: View) -> Told:
    """A farmer falls from a tree; a seamstress is caught by her machine."""
    return _seamstress(materials, view) if waged(view) else _farmer(materials, view)


def _farmer(materials: Materials, view: View) -> Told:
    told = story(materials, view, "jkk.bpu")
    income, off = int(told["income"]), int(told["off"])
    price, paid = _price(materials, view, income, "other"), _paid(materials, view, income, int(told["paid"]))
    figures: dict[str, Value] = {
        "income": Rupiah(income),
        "base": Rupiah(paid.base),
        "due": Rupiah(price.total),
        "paid": str(told["paid"]),
        "off": str(off),
        "wage": Rupiah(paid.wage_replacement_per_month),
        "sum": Rupiah(paid.wage_replacement_per_month * off),
        "death": Rupiah(paid.jkk_death.total),
    }
    sources: tuple[Ground, ...] = (price, paid.basis["wage_replacement_per_month"], paid.jkk_death)
    return Told((Label("programmes.jkk_example.bpu", figures), INVENTED), sources)


def _seamstress(materials: Materials, view: View) -> Told:
    told = story(materials, view, "jkk.pu")
    wage, off = int(told["income"]), int(told["off"])
    full, death = materials.rule("jkk.wage.full", view), accident_death(materials.facts, wage, today(view))
    figures: dict[str, Value] = {
        "wage": Rupiah(wage),
        "off": str(off),
        "full": Percent(full.value),
        "sum": Rupiah(full.of(wage) * off),
        "death": Rupiah(death.total),
    }
    return Told((Label("programmes.jkk_example.pu", figures), INVENTED), (full, death))


def jkm(materials: Materials, view: View) -> Told:
    """Somebody dies of an illness."""
    whole = materials.rule("jkm.bpu.full_after", view)
    if waged(view):
        parts = tuple(materials.rule(f"jkm.{each}", view) for each in ("death", "periodic", "funeral"))
        total = Rupiah(sum(rule.rupiah for rule in parts))
        return Told((Label("programmes.jkm_example.pu", {"total": total}), INVENTED), parts)
    told = story(materials, view, "jkm.bpu")
    price = _price(materials, view, int(told["income"]), "other")
    full, early = (ordinary_death(materials.facts, int(told[each]), today(view)) for each in ("paid", "early"))
    school = materials.rule("scholarship.after_ordinary_death", view)
    figures: dict[str, Value] = {
        "income": Rupiah(int(told["income"])),
        "due": Rupiah(price.total),
        "paid": str(told["paid"]),
        "total": Rupiah(full.total),
        "early": str(told["early"]),
        "before": Rupiah(early.total),
        "school": str(school.count),
    }
    said = (Label("programmes.jkm_example.bpu", figures), INVENTED)
    return Told(said, (price, full, early, whole, school))


def jht(materials: Materials, view: View) -> Told:
    """What a year of saving comes to; the return is promised to nobody."""
    return _cashier(materials, view) if waged(view) else _courier(materials, view)


def _courier(materials: Materials, view: View) -> Told:
    told = story(materials, view, "jht.bpu")
    year = quote(materials.facts, int(told["income"]), "transport", "self", ("jht",), today(view), int(told["paid"]))
    figures: dict[str, Value] = {
        "income": Rupiah(int(told["income"])),
        "base": Rupiah(year.base),
        "due": Rupiah(year.months[0].total),
        "paid": str(told["paid"]),
        "sum": Rupiah(year.total),
    }
    return Told((Label("programmes.jht_example.bpu", figures), INVENTED), (year,))


def _cashier(materials: Materials, view: View) -> Told:
    told = story(materials, view, "jht.pu")
    wage = int(told["income"])
    found = share(materials, view, wage, "jht")
    figures: dict[str, Value] = {
        "wage": Rupiah(wage),
        "worker": Rupiah(found.worker),
        "employer": Rupiah(found.employer),
        "paid": str(told["paid"]),
        "sum": Rupiah((found.worker + found.employer) * int(told["paid"])),
    }
    return Told((Label("programmes.jht_example.pu", figures), INVENTED), (found,))


def jp(materials: Materials, view: View) -> Told:
    """What both sides put aside for a cashier's pension."""
    wage = int(story(materials, view, "jp.pu")["income"])
    found = share(materials, view, wage, "jp")
    after, age = (materials.rule(each, view) for each in ("jp.monthly_after", "jp.age"))
    figures: dict[str, Value] = {
        "wage": Rupiah(wage),
        "worker": Rupiah(found.worker),
        "employer": Rupiah(found.employer),
        "sum": Rupiah(found.worker + found.employer),
        "years": str(after.count),
        "age": str(age.count),
    }
    return Told((Label("programmes.jp_example", figures), INVENTED), (found, after, age))


def jkp(materials: Materials, view: View) -> Told:
    """A warehouse worker is dismissed."""
    told = story(materials, view, "jkp.pu")
    wage, paid, ago = (int(told[each]) for each in ("income", "paid", "ago"))
    found = job_loss(materials.facts, wage, paid, "dismissed", ago, today(view))
    rules = tuple(materials.rule(f"jkp.{each}", view) for each in ("cash", "paid", "claim_within"))
    figures: dict[str, Value] = {
        "wage": Rupiah(wage),
        "paid": str(paid),
        "ago": str(ago),
        "least": str(rules[1].count),
        "within": str(rules[1].terms["within_months"]),
        "month": Rupiah(found.per_month),
        "months": str(found.months),
    }
    return Told((Label("programmes.jkp_example", figures), INVENTED), rules)


def _price(materials: Materials, view: View, income: int, sector: Sector) -> Quote:
    return quote(materials.facts, income, sector, "self", TWO, today(view))


def _paid(materials: Materials, view: View, income: int, months: int) -> Benefits:
    return benefits(materials.facts, income, months, today(view))
