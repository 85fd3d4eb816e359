"""Figures that are worked out for the person, and for what the question itself named.

What a question named stands among the answers of the view: `income` (rupiah a month), `month` (its first day in ISO
form), `age` (years), `place` (the code of a region), `sector`.
"""

from collections.abc import Sequence
from datetime import date

from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Month, Percent, Rupiah, Value
from bot.facts.contributions import THREE, TWO, Quote, quote
from bot.flows.cost import cut_sentence
from bot.flows.explaining.firsts import standings
from bot.flows.explaining.lists import Lists
from bot.flows.explaining.prices import assumed
from bot.flows.materials import counted_for, payer_of, sector_of, today
from bot.flows.topics.telling import Found, Sources


def price(sources: Sources, view: View) -> Found:
    """What a month costs with two programmes and with three: the month that was asked about, else this one."""
    two, three = _quoted(sources, view, TWO), _quoted(sources, view, THREE)
    values: dict[str, Value] = {
        "month": Month(_month(view)),
        "two": Rupiah(two.total),
        "three": Rupiah(three.total),
        "cut": _cut_told(sources, view, two),
        "counted_for": Lines((*_assumed(view), _income_told(view, two.base))),
    }
    return Found(values, (three,))


def cut(sources: Sources, view: View) -> Found:
    """The discount by sector; where a month was asked about, what it costs then."""
    shown = dict(sources.screen("guide.cut", view))
    if "month" not in view.answers:
        return Found(shown)
    two = _quoted(sources, view, TWO)
    then = Label("topic.then", {"month": Month(_month(view)), "two": Rupiah(two.total)})
    # It stands where whom the discount is for would stand: both are too long for a phone.
    told: dict[str, Value] = {
        "details": then,
        "example": Lines((_cut_told(sources, view, two), *_assumed(view))),
        "counted_for": _income_told(view, two.base),
    }
    return Found({**shown, **told})


def choices(sources: Sources, view: View) -> Found:
    """The programmes that are open to the person, and how each stands to them."""
    found = standings(sources.materials, view)
    return Found(Lists(sources.materials).alone(view), tuple(found.values()))


def age(sources: Sources, view: View) -> Found:
    """Below which age one may enrol, and what that means for an age that was named."""
    below, stays = (sources.rule(f"bpu.entry.{each}", view) for each in ("age_below", "stays_after_age"))
    values: dict[str, Value] = {
        "limit": str(below.count),
        "yours": Lines(_verdict(sources, view, below.count)),
        "youngest": Label(sources.materials.facts.open["entry.youngest"]),
    }
    return Found(values, (below, stays))


def office(_: Sources, view: View) -> Found:
    """What to name when one asks where the office is."""
    place = view.answers.get("place")
    return Found({"place": str(place) if place else Label("topic.your_place")})


def employees(sources: Sources, view: View) -> Found:
    """Of which wage, by whom: what only the table of risks says."""
    rates = [sources.rule(f"pu.jkk.{risk}", view) for risk in ("very_low", "very_high")]
    values = {"lowest": Percent(rates[0].value), "highest": Percent(rates[-1].value)}
    return Found(values, tuple(rates))


def incentive(sources: Sources, view: View) -> Found:
    """What BPJS pays an agent of the contributions, by how long the member has been one."""
    share = sources.rule("perisai.incentive.share", view)
    first, later = share.rows[0]["percent"], share.rows[-1]["percent"]
    return Found({"first": Percent(first), "later": Percent(later)}, (share,))


def arrears(sources: Sources, view: View) -> Found:
    """Whether being late costs anything, and what nobody could confirm."""
    fee = sources.rule("bpu.late_fee", view)
    unsure = ("arrears.claim", "arrears.three_months")
    values: dict[str, Value] = {
        "fee": Label(f"arrears.fee.{'some' if fee.rupiah else 'none'}"),
        "unsure": Lines(tuple(Label(sources.materials.facts.open[each]) for each in unsure)),
    }
    return Found(values, (fee,))


def operator(sources: Sources, _: View) -> Found:
    """Who runs this bot, and how to reach them."""
    runs = sources.materials.operator
    return Found({"operator": runs.name, "contact": runs.contact})


def _quoted(sources: Sources, view: View, programmes: Sequence[str]) -> Quote:
    income = int(view.answers.get("income") or sources.materials.income(view))
    return quote(sources.materials.facts, income, sector_of(view), payer_of(view), programmes, _month(view))


def _cut_told(sources: Sources, view: View, two: Quote) -> Value:
    """What the discount does to the price; of a month that was asked about, not of this one."""
    if "month" in view.answers and two.total == two.normal_total:
        return Label("topic.no_cut", {"month": Month(_month(view))})
    return cut_sentence(sources.materials, two)


def _month(view: View) -> date:
    asked = view.answers.get("month")
    return date.fromisoformat(str(asked)) if asked else today(view).replace(day=1)


def _assumed(view: View) -> tuple[Value, ...]:
    return () if "sector" in view.answers else assumed(view)


def _income_told(view: View, base: int) -> Value:
    asked = view.answers.get("income")
    if not asked:
        return counted_for(view, base)
    return Label("topic.income", {"income": Rupiah(int(asked)), "base": Rupiah(base)})


def _verdict(sources: Sources, view: View, limit: int) -> tuple[Value, ...]:
    """What it means for the age that was named, on a line of its own. Nobody says from which age one may enrol."""
    years = view.answers.get("age")
    if not years:
        return ()
    adult = sources.rule("policy.age.adult", view).count
    verdict = "over" if int(years) >= limit else "open" if int(years) >= adult else "young"
    return Label(f"topic.age.{verdict}", {"years": str(years)}), ""
