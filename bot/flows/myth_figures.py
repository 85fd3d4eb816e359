"""What single myths name beside their rules: sums, dates, and the wrong figures that go round."""

from collections.abc import Callable, Mapping

from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Listing, Month, Rupiah, Value
from bot.facts.benefits import ordinary_death
from bot.facts.rule import Row
from bot.flows.codes import coded
from bot.flows.guide import cut_lines, cut_programmes, cuts
from bot.flows.materials import Materials, today

Figures = Callable[[Materials, View], Mapping[str, Value]]
YEARS = ("first_year", "last_year")


def _full_at_once(materials: Materials, view: View) -> Mapping[str, Value]:
    after = materials.rule("jkm.bpu.full_after", view).count
    before = ordinary_death(materials.facts, after - 1, today(view))
    return {**_death(materials, view), "before": Rupiah(before.total)}


def _lesser_sum(materials: Materials, view: View) -> Mapping[str, Value]:
    return {**_death(materials, view), "said": Rupiah(materials.rule("myth.death_benefit", view).rupiah)}


def _death(materials: Materials, view: View) -> Mapping[str, Value]:
    after = materials.rule("jkm.bpu.full_after", view).count
    full = ordinary_death(materials.facts, after, today(view))
    return {"full": Rupiah(full.total), "months": str(after)}


def _claim_lapses(materials: Materials, view: View) -> Mapping[str, Value]:
    return {
        "said": str(materials.rule("myth.death_claim_days", view).count),
        "deadline": Lines(coded(materials.rule("claim.jkm.deadline", view))),
    }


def _cut(materials: Materials, view: View) -> Mapping[str, Value]:
    return {"sectors": cut_lines(materials, view), "programmes": cut_programmes(cuts(materials, view))}


def _late_fee(materials: Materials, view: View) -> Mapping[str, Value]:
    fee = materials.rule("bpu.late_fee", view)
    return {
        "fee": Label(f"arrears.fee.{'some' if fee.rupiah else 'none'}"),
        "most": str(materials.rule("bpu.arrears.months", view).count),
    }


def _too_old(materials: Materials, view: View) -> Mapping[str, Value]:
    said, limit = (materials.rule(each, view).count for each in ("myth.entry_age", "bpu.entry.age_below"))
    return {"said": str(said), "limit": str(limit)}


def _old_job_loss(materials: Materials, view: View) -> Mapping[str, Value]:
    cash, old = materials.rule("jkp.cash", view), materials.rule("myth.jkp", view).rows
    return {
        "said": str(old[0]["percent"]),
        "said_later": str(old[-1]["percent"]),
        "percent": str(cash.value),
        "months": str(cash.terms["months"]),
        "since": Month(cash.since),
    }


def _easy_money(materials: Materials, view: View) -> Mapping[str, Value]:
    hoaxes = materials.rule("myth.hoaxes", view).rows
    said = tuple(Label("myths.hoax", {**_years(row), "amount": Rupiah(row["amount"])}) for row in hoaxes)
    return {"said": Listing(said), "site": materials.value("contact.site", view)}


def _years(row: Row) -> dict[str, Value]:
    return {key: str(row[key]) for key in YEARS}


def _enrol_at_shops(materials: Materials, view: View) -> Mapping[str, Value]:
    rows = materials.rule("pay.channels", view).rows
    names = [name for row in rows if row["kind"] != "bank" for name in row["names"]]
    return {"shops": Listing(tuple(names)), "site": materials.value("contact.enrol_site", view)}


def _agent_fee(materials: Materials, view: View) -> Mapping[str, Value]:
    fee = materials.rule("perisai.fee", view)
    return {"fee": Label(f"enrol.fee.{'some' if fee.rupiah else 'none'}")}


def _sponsored_forever(materials: Materials, view: View) -> Mapping[str, Value]:
    seen = materials.rule("sponsor.months_seen", view).value
    return {"shortest": str(min(seen)), "longest": str(max(seen))}


def _tell_the_code(materials: Materials, view: View) -> Mapping[str, Value]:
    return {"secrets": Listing(coded(materials.rule("contact.never_asks", view)))}


FIGURES: Mapping[str, Figures] = {
    "full_at_once": _full_at_once,
    "lesser_sum": _lesser_sum,
    "claim_lapses": _claim_lapses,
    "cut_for_ojol_only": _cut,
    "cut_on_savings": _cut,
    "late_fee": _late_fee,
    "too_old": _too_old,
    "old_job_loss": _old_job_loss,
    "easy_money": _easy_money,
    "enrol_at_shops": _enrol_at_shops,
    "agent_fee": _agent_fee,
    "sponsored_forever": _sponsored_forever,
    "tell_the_code": _tell_the_code,
}
