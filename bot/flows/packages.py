"""JKK and JKM beside JKK, JKM and JHT: what each costs now and after the discount, and what each pays."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.conversation.steps import Choose, Decide, Flow
from bot.conversation.view import View
from bot.conversation.words import Label, Month, Rupiah, Table, Value
from bot.facts.benefits import benefits
from bot.facts.contributions import THREE, TWO, Quote, quote
from bot.flows.explaining.prices import assumed, due
from bot.flows.explaining.telling import Told, shown
from bot.flows.materials import Materials, counted_for, payer_of, sector_of, today
from bot.flows.pages import Ground
from bot.flows.segment import segment_of

A_DAY = timedelta(days=1)


def flow(materials: Materials) -> Flow:
    """The flow of the comparison, for those who choose their package themselves."""
    onward = {"cost": "cost/", "enrol": "enrol/", "programmes": "programmes/", "interest": "interest/"}
    return Flow(
        name="packages",
        start="gate",
        steps={
            "gate": Decide(pick=_gate, exits=frozenset({"compare", "programmes/"})),
            "compare": Choose(
                exits={"pays": "pays", **onward},
                columns=2,
                show=lambda view: shown(view, prices(materials, view)),
                words="programmes.page",
                labels={choice: f"packages.to.{choice}" for choice in ("pays", *onward)},
                answer=True,
            ),
            "pays": Choose(
                exits={"compare": "compare", **onward},
                columns=2,
                show=lambda view: shown(view, payments(materials, view)),
                words="programmes.page",
                labels={choice: f"packages.to.{choice}" for choice in ("compare", *onward)},
                answer=True,
            ),
        },
    )


def _gate(view: View) -> str:
    """Only those who pay alone choose a package; everybody else is asked or led on by the list of programmes."""
    return "compare" if segment_of(view) == "bpu" else "programmes/"


def prices(materials: Materials, view: View) -> Told:
    """Both packages for the person's income base, sector and payer, this month and after the discount."""
    now = _priced(materials, view, today(view))
    after = _after(materials, now)
    later = _priced(materials, view, after) if after else ()
    said: tuple[Value, ...] = (
        Label("packages.table", {"table": Table(tuple(_rows(now, later)))}),
        *((Label("packages.later", {"month": Month(after)}),) if after else ()),
        Label("packages.difference", {"savings": due(now[1], "jht")}),
        *assumed(view),
        counted_for(view, now[0].base),
    )
    return Told(said, (*now, *later))


def payments(materials: Materials, view: View) -> Told:
    """What both packages pay, and what the savings add."""
    whole, before = (materials.rule(each, view) for each in ("jkm.bpu.full_after", "jkm.bpu.before"))
    age, wait = (materials.rule(f"jht.full.{each}", view) for each in ("age", "wait"))
    paid = benefits(materials.facts, materials.income(view), whole.count, today(view))
    figures: dict[str, Value] = {
        "wage": Rupiah(paid.wage_replacement_per_month),
        "off": str(paid.full_wage_months),
        "accident": Rupiah(paid.jkk_death.total),
        "death": Rupiah(paid.jkm.total),
        "months": str(whole.count),
        "before": Rupiah(before.rupiah),
    }
    savings: dict[str, Value] = {"age": str(age.count), "wait": str(wait.count)}
    said = (Label("packages.two", figures), Label("packages.three", savings), counted_for(view, paid.base))
    sources: tuple[Ground, ...] = (*paid.basis.values(), paid.jkk_death, paid.jkm, before, age, wait)
    return Told(said, sources)


def _priced(materials: Materials, view: View, month: date) -> tuple[Quote, Quote]:
    base, sector, payer = materials.income(view), sector_of(view), payer_of(view)
    two, three = (quote(materials.facts, base, sector, payer, chosen, month) for chosen in (TWO, THREE))
    return two, three


def _after(materials: Materials, now: tuple[Quote, Quote]) -> date | None:
    """The first month after the discount that is in these prices; None where there is none, or no end is known."""
    first = now[0].months[0]
    cuts = (line.cut for line in first.lines if line.cut)
    ends = (materials.facts.in_force(cut, first.month).until for cut in cuts)
    return next((end + A_DAY for end in ends if end), None)


def _rows(now: tuple[Quote, Quote], later: tuple[Quote, ...]) -> Iterator[tuple[Value, ...]]:
    yield "", Label("packages.column.two"), Label("packages.column.three")
    yield Label("packages.row.now"), *(Rupiah(each.total) for each in now)
    if later:
        yield Label("packages.row.later"), *(Rupiah(each.total) for each in later)
