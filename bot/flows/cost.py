"""What it costs, in four taps: work, income, who pays, how many months; the price month by month, kept and shared."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from bot.answers.months import how_many
from bot.answers.texts import rupiah
from bot.conversation.effects import Effect, Remember
from bot.conversation.steps import Choose, Decide, Do, Flow, Type
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Lines, Month, Months, Rows, Rupiah, Table, Value
from bot.errors import InvalidAnswer
from bot.facts.contributions import PAYERS, THREE, TWO, Quote, countable, quote
from bot.facts.contributions import Month as Priced
from bot.flows.materials import Materials, basis, payer_of, sector_of, today
from bot.flows.reminders import consent_to_prices
from bot.flows.segment import segment_of

TOO_MUCH = "cost.income.too_large"
NO_COUNT = "cost.months.not_a_number"


def flow(materials: Materials) -> Flow:
    """The flow of the price."""
    counting = Calculator(materials)
    return Flow(
        name="cost",
        start="which",
        steps={
            "which": Decide(pick=_which, exits=frozenset({"income", "sector", "employed"})),
            "sector": Choose(exits={"transport": "noted", "other": "noted", "employed": "waged"}),
            "waged": Do(effects=lambda _: [Remember(segment="pu")], then="employed"),
            "employed": Choose(exits={"own_business": "sector", "programmes": "programmes/"}, hub=True),
            "noted": Do(effects=_noted, then="income"),
            "income": Type(
                parse=counting.income,
                then="looks_daily",
                errors=("cost.income.not_a_number", "cost.income.ambiguous", TOO_MUCH),
                suggest=counting.incomes,
                columns=2,
                show=counting.example,
                personal=True,
                clears=("per",),
            ),
            "looks_daily": Decide(pick=counting.looks_daily, exits=frozenset({"per", "payer"})),
            "per": Choose(exits={"month": "payer", "day": "payer"}, show=counting.daily),
            "payer": Choose(exits=dict.fromkeys(PAYERS, "months")),
            "months": Type(parse=counting.months, then="told", errors=(NO_COUNT,), suggest=counting.counts, columns=2),
            "told": Do(effects=counting.told, then="result"),
            "result": Choose(
                exits={
                    "interest": "interest/",
                    "remind": "reminders/ask",
                    "enrol": "enrol/",
                    "sponsored": "sponsored/",
                    "compare": "packages/",
                    "again": "sector",
                    "programmes": "programmes/",
                },
                columns=2,
                show=counting.result,
                shortcuts=counting.sharing,
                offered=_offered,
                answer=True,
            ),
        },
    )


class Calculator:
    """Every number of these screens, from the rules of the months they are for."""

    def __init__(self, materials: Materials) -> None:
        self.materials = materials

    def income(self, text: str, view: View) -> int:
        """What was typed, in rupiah. Raises InvalidAnswer."""
        amount = rupiah(text, "cost.income.not_a_number", "cost.income.ambiguous")
        if not 0 < amount <= self.materials.rule("policy.income.most", view).rupiah:
            raise InvalidAnswer(TOO_MUCH)
        return amount

    def incomes(self, view: View) -> Sequence[tuple[str, Value]]:
        """Common incomes to tap."""
        return [(str(amount), Rupiah(int(amount))) for amount in self._offered("policy.income.offered", view)]

    def example(self, view: View) -> Mapping[str, Value]:
        """The smallest income of the table, as an example of what to type."""
        return {"example": Rupiah(int(self.materials.rule("bpu.base", view).brackets[0]["base"]))}

    def looks_daily(self, view: View) -> str:
        """So small an amount may be what a day brings."""
        low = self.materials.rule("policy.income.looks_daily", view).rupiah
        return "per" if int(view.answers["income"]) < low else "payer"

    def daily(self, view: View) -> Mapping[str, Value]:
        """What was typed, taken for a month and for a day."""
        told, days = int(view.answers["income"]), self.materials.rule("policy.income.days", view).count
        return {"told": Rupiah(told), "month": Rupiah(told * days), "days": str(days)}

    def monthly(self, view: View) -> int:
        """The income of a month in rupiah, as the person meant it."""
        told = int(view.answers["income"])
        return (
            told * self.materials.rule("policy.income.days", view).count if view.answers.get("per") == "day" else told
        )

    def months(self, text: str, view: View) -> int:
        """How many months, in digits or in words. Raises InvalidAnswer."""
        count = how_many(text) or 0
        try:
            countable(self.materials.facts, today(view).replace(day=1), count)
        except InvalidAnswer as wrong:
            raise InvalidAnswer(NO_COUNT) from wrong
        return count

    def counts(self, view: View) -> Sequence[tuple[str, Value]]:
        """Common numbers of months to tap."""
        offered = self._offered("policy.quote.offered", view)
        return [(str(count), Label("cost.months.count", {"count": str(count)})) for count in offered]

    def told(self, view: View) -> Sequence[Effect]:
        """Only the base of the band is kept of the income."""
        return [Remember(base=self.quote(view, TWO).base, payer=payer_of(view))]

    def quote(self, view: View, programmes: tuple[str, ...]) -> Quote:
        """The contribution for what was told, from this month on."""
        count = int(view.answers["months"])
        return quote(
            self.materials.facts, self.monthly(view), sector_of(view), payer_of(view), programmes, today(view), count
        )

    def result(self, view: View) -> Mapping[str, Value]:
        """The price month by month, what decides it, and what must be said with it."""
        two, three = self.quote(view, TWO), self.quote(view, THREE)
        return {
            "months": _span(two),
            "income": Rupiah(self.monthly(view)),
            "base": Rupiah(two.base),
            "table": Table(tuple(price_rows(two, three))),
            "cut": cut_sentence(self.materials, two),
            "payer": Label(f"cost.result.payer.{payer_of(view)}"),
            "caveats": Lines(tuple(Label(key) for key in three.caveats)),
            "basis": basis(view, "; ".join(three.laws), three.checked),
        }

    def sharing(self, view: View) -> Rows:
        """The result for somebody else to read."""
        two, three = self.quote(view, TWO), self.quote(view, THREE)
        told = {
            "months": _span(two),
            "base": Rupiah(two.base),
            "two": Rupiah(two.total),
            "three": Rupiah(three.total),
            "basis": basis(view, "; ".join(three.laws), three.checked),
            "call_centre": self.materials.call_centre(view),
        }
        kept = Button("/jawaban", Label("cost.kept"))
        return ((kept, Button("_share", Label("cost.share"), shares=Label("cost.shared", told))),)

    def _offered(self, rule_id: str, view: View) -> Sequence[int]:
        return [int(each) for each in self.materials.rule(rule_id, view).value]


def _which(view: View) -> str:
    if segment_of(view) not in ("", "bpu"):
        return "employed"
    return "income" if view.known.person.sector else "sector"


def _noted(view: View) -> Sequence[Effect]:
    return [Remember(segment="bpu", sector=str(view.answers["sector"]))]


def _offered(view: View) -> Collection[str]:
    """Who is paid for by others has nobody to call; who allowed news of a change need not be asked again."""
    mine = payer_of(view) == "self"
    hidden = {
        "interest": not mine,
        "enrol": not mine,
        "compare": not mine,
        "sponsored": mine,
        "remind": consent_to_prices(view.known.person) is not None,
    }
    choices = ("interest", "remind", "enrol", "sponsored", "compare", "again", "programmes")
    return [choice for choice in choices if not hidden.get(choice, False)]


def _span(priced: Quote) -> Value:
    first, last = priced.months[0].month, priced.months[-1].month
    return Month(first) if first == last else Months(first, last)


def price_rows(two: Quote, three: Quote) -> Iterator[tuple[Value, ...]]:
    """Months in a row of one price in one row, without savings and with; then what it comes to."""
    yield "", Label("cost.table.two"), Label("cost.table.three")
    saving = {each.month: each.total for each in three.months}
    for run in runs(two.months, lambda each: (each.total, saving[each.month])):
        first, last = run[0].month, run[-1].month
        yield Months(first, last), Rupiah(run[0].total), Rupiah(saving[first])
    if len(two.months) > 1:
        yield Label("cost.table.all", {"count": str(len(two.months))}), Rupiah(two.total), Rupiah(three.total)


def runs(months: Sequence[Priced], price: Callable[[Priced], Any]) -> Iterator[Sequence[Priced]]:
    """Months in a row of one price, together."""
    counted = enumerate(months)
    for _, same in groupby(counted, key=lambda each: (_number(each[1].month) - each[0], price(each[1]))):
        yield [month for _, month in same]


def _number(day: date) -> int:
    """Months in a row have numbers in a row."""
    return day.year * 12 + day.month


def cut_sentence(materials: Materials, priced: Quote) -> Value:
    """Whether a discount is in the first month's price, until when it lasts, and what it would be without."""
    first = priced.months[0]
    cut = next((line.cut for line in first.lines if line.due < line.normal and line.cut), None)
    if cut is None:
        return Label("cost.result.no_cut")
    last = materials.facts.in_force(cut, first.month).until or first.month
    return Label("cost.result.cut", {"normal": Rupiah(first.normal_total), "last": Month(last)})
