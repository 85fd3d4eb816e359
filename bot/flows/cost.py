"""What it costs: work, income, and the price this month with and without savings."""

from collections.abc import Mapping, Sequence

from bot.answers.texts import rupiah
from bot.conversation.effects import Effect, Remember
from bot.conversation.steps import Choose, Decide, Do, Flow, Type
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Month, Rupiah, Value
from bot.errors import InvalidAnswer
from bot.facts.contributions import Quote, quote
from bot.flows.materials import Materials, basis, sector_of, today

TOO_MUCH = "cost.income.too_large"


def flow(materials: Materials) -> Flow:
    """The flow of the price."""

    def income(text: str, view: View) -> int:
        amount = rupiah(text, "cost.income.not_a_number", "cost.income.ambiguous")
        if not 0 < amount <= materials.rule("policy.income.most", view).rupiah:
            raise InvalidAnswer(TOO_MUCH)
        return amount

    def example(view: View) -> Mapping[str, Value]:
        return {"example": Rupiah(int(materials.rule("bpu.base", view).brackets[0]["base"]))}

    def result(view: View) -> Mapping[str, Value]:
        two, three = (_quote(materials, view, chosen) for chosen in (("jkk", "jkm"), ("jkk", "jkm", "jht")))
        return {
            "income": Rupiah(int(view.answers["income"])),
            "base": Rupiah(two.base),
            "two": Rupiah(two.total),
            "three": Rupiah(three.total),
            "month": Month(two.months[0].month),
            "cut": cut_sentence(materials, two),
            "caveats": Lines(tuple(Label(key) for key in three.caveats)),
            "basis": basis(view, laws(three), min(line.checked for line in three.months[0].lines)),
        }

    return Flow(
        name="cost",
        start="which",
        steps={
            "which": Decide(pick=_known_sector, exits=frozenset({"income", "sector"})),
            "sector": Choose(exits={"transport": "noted", "other": "noted"}),
            "noted": Do(effects=_noted, then="income"),
            "income": Type(
                show=example,
                parse=income,
                then="result",
                errors=("cost.income.not_a_number", "cost.income.ambiguous", TOO_MUCH),
                personal=True,
            ),
            "result": Choose(
                exits={"interest": "interest/", "again": "sector", "programmes": "programmes/"},
                show=result,
                answer=True,
            ),
        },
    )


def _known_sector(view: View) -> str:
    return "income" if view.known.person.sector else "sector"


def _noted(view: View) -> Sequence[Effect]:
    return [Remember(sector=str(view.answers["sector"]))]


def _quote(materials: Materials, view: View, programmes: tuple[str, ...]) -> Quote:
    return quote(materials.facts, int(view.answers["income"]), sector_of(view), "self", programmes, today(view))


def cut_sentence(materials: Materials, priced: Quote) -> Value:
    """Whether a discount is in the first month's price, until when it lasts, and what it would be without."""
    first = priced.months[0]
    cut = next((line.cut for line in first.lines if line.due < line.normal and line.cut), None)
    if cut is None:
        return Label("cost.result.no_cut")
    last = materials.facts.in_force(cut, first.month).until or first.month
    return Label("cost.result.cut", {"normal": Rupiah(first.normal_total), "last": Month(last)})


def laws(priced: Quote) -> str:
    """Every law behind the first month's price, each named once."""
    named = (law for line in priced.months[0].lines for law in line.law.split("; "))
    return "; ".join(dict.fromkeys(named))
