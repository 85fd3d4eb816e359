"""Figures that are worked out for the person, and for what the question itself named.

What a question named stands among the answers of the view: `income` (rupiah a month; `brings` so much `per` day or
week), `base` (that of the band of an income named earlier), `months` (their first days in ISO form; `reach` the first
and the last of which we tell, where a year beyond them was named), `age` (years),
`place` (the code of a region), `sector`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Listing, Month, Months, Percent, Rupiah, Table, Value
from bot.facts.contributions import THREE, TWO, Quote, quote
from bot.flows.cost import cut_sentence, price_rows, runs
from bot.flows.explaining.firsts import standings
from bot.flows.explaining.lists import Lists
from bot.flows.explaining.prices import assumed, due
from bot.flows.materials import counted_for, payer_of, sector_of, today
from bot.flows.menu import has_open_lead
from bot.flows.status import standing
from bot.flows.topics.telling import Found, Sources
from bot.timing.months import shifted

_FEW: Final = 2


def price(sources: Sources, view: View) -> Found:
    """What a month costs with two programmes and with three: each month that was asked about, else this one."""
    two, three = _quoted(sources, view, TWO), _quoted(sources, view, THREE)
    values: dict[str, Value] = {
        "month": _span(two),
        "amounts": _amounts(two, three),
        "cut": _cut_told(sources, view, two),
        "counted_for": Lines((*_beyond(view), *_assumed(view), counted_for(view, two.base))),
    }
    return Found(values, (three,))


def _amounts(two: Quote, three: Quote) -> Value:
    if len(two.months) == 1:
        return Label("topic.price", {"two": Rupiah(two.total), "three": Rupiah(three.total)})
    return Label("topic.prices", {"table": Table(tuple(price_rows(two, three)))})


def cut(sources: Sources, view: View) -> Found:
    """The discount by sector; where months were asked about, what they cost then."""
    shown = dict(sources.screen("guide.cut", view))
    if "months" not in view.answers:
        return Found(shown)
    two = _quoted(sources, view, TWO)
    # It stands where whom the discount is for would stand: both are too long for a phone.
    told: dict[str, Value] = {
        "details": Lines(tuple(_then(two))),
        "example": Lines((_cut_told(sources, view, two), *_assumed(view))),
        "counted_for": counted_for(view, two.base),
    }
    return Found({**shown, **told})


def _then(two: Quote) -> Iterator[Label]:
    """What the months cost, those in a row of one price in one line."""
    for run in runs(two.months, lambda one: one.total):
        span = Month(run[0].month) if len(run) == 1 else Months(run[0].month, run[-1].month)
        yield Label("topic.then", {"month": span, "two": Rupiah(run[0].total)})


def savings(sources: Sources, view: View) -> Found:
    """What one would save in a month, where the question named an income; how much it becomes nobody can say."""
    if "income" not in view.answers:
        return Found({"saved": Label("topic.savings")})
    three = _quoted(sources, view, THREE)
    told: dict[str, Value] = {"jht": due(three, "jht"), "income": Rupiah(int(view.answers["income"]))}
    return Found({"saved": Label("topic.saved", told)}, (three,))


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


def somebody(_: Sources, view: View) -> Found:
    """How to reach a person; who has asked for that is told how it stands."""
    lead = view.known.lead
    if lead is None or not has_open_lead(view):
        return Found({"how": Label("topic.somebody.ask")})
    return Found({"how": Label("topic.somebody.asked", standing(lead, view))})


def operator(sources: Sources, _: View) -> Found:
    """Who runs this bot, and how to reach them."""
    runs = sources.materials.operator
    return Found({"operator": runs.name, "contact": runs.contact})


def _quoted(sources: Sources, view: View, programmes: Sequence[str]) -> Quote:
    """The price of the months that were asked about; of a span every month, in any other case only those named."""
    facts, income = sources.materials.facts, sources.materials.income(view)
    named = view.answers.get("months") or [today(view).replace(day=1).isoformat()]
    each = [quote(facts, income, sector_of(view), payer_of(view), programmes, date.fromisoformat(day)) for day in named]
    return Quote(
        base=each[0].base,
        months=tuple(month for one in each for month in one.months),
        normal_total=sum(one.normal_total for one in each),
        total=sum(one.total for one in each),
        caveats=tuple(dict.fromkeys(caveat for one in each for caveat in one.caveats)),
    )


def _cut_told(sources: Sources, view: View, two: Quote) -> Value:
    """What the discount does to the price; of months that were asked about, not of this one."""
    if "months" in view.answers and two.total == two.normal_total:
        return Label("topic.no_cut", {"month": _span(two)})
    return cut_sentence(sources.materials, two)


def _span(priced: Quote) -> Value:
    """One or two months by their names, more in a row by the first and the last, any others by how many they are."""
    days = [one.month for one in priced.months]
    if len(days) <= _FEW:
        return Listing(tuple(map(Month, days)))
    in_a_row = days[-1] == shifted(days[0], len(days) - 1)
    return Months(days[0], days[-1]) if in_a_row else Label("cost.months.count", {"count": str(len(days))})


def _beyond(view: View) -> tuple[Value, ...]:
    """That we do not tell of the year that was named, and of which months we do."""
    if "reach" not in view.answers:
        return ()
    first, last = map(date.fromisoformat, view.answers["reach"])
    return (Label("topic.reach", {"first": Month(first), "last": Month(last)}),)


def _assumed(view: View) -> tuple[Value, ...]:
    return () if "sector" in view.answers else assumed(view)


def _verdict(sources: Sources, view: View, limit: int) -> tuple[Value, ...]:
    """What it means for the age that was named, on a line of its own. Nobody says from which age one may enrol."""
    years = view.answers.get("age")
    if not years:
        return ()
    adult = sources.rule("policy.age.adult", view).count
    verdict = "over" if int(years) >= limit else "open" if int(years) >= adult else "young"
    return Label(f"topic.age.{verdict}", {"years": str(years)}), ""
