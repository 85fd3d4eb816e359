"""How a benefit is claimed: what to bring, where to, and until when."""

from bot.conversation.view import View
from bot.conversation.words import Label, Listing, Rupiah, Value
from bot.flows.codes import coded
from bot.flows.explaining.telling import Told, listed, numbered, waged
from bot.flows.materials import Materials


def jkk(materials: Materials, view: View) -> Told:
    """Hospital first, then the report, then the papers."""
    named = ("where", "report_within", "documents", "lapses_after", "disease_within")
    where, report, documents, lapses, disease = rules = tuple(
        materials.rule(f"claim.jkk.{each}", view) for each in named
    )
    ways = Listing(tuple(Label(f"programmes.reporting.{each}") for each in where.terms["report_by"]))
    steps: tuple[Value, ...] = (
        Label("programmes.jkk_claim.hospital"),
        Label("programmes.jkk_claim.report", {"hours": str(report.count), "ways": ways, **_call(materials, view)}),
        Label("programmes.claim.bring", {"documents": listed(documents)}),
        Label("programmes.jkk_claim.branch", {"years": str(lapses.count)}),
    )
    later = Label("programmes.jkk_claim.disease", {"years": str(disease.count)})
    return Told((Label("programmes.jkk_claim"), numbered(steps), later), rules)


def jkm(materials: Materials, view: View) -> Told:
    """What the family brings, and who of the family."""
    named = ("claim.jkm.documents", "claim.jkm.where", "jkm.payment", "claim.jkm.deadline", "claim.heirs")
    documents, where, payment, deadline, heirs = rules = tuple(materials.rule(each, view) for each in named)
    steps: tuple[Value, ...] = (
        Label("programmes.claim.bring", {"documents": listed(documents)}),
        Label("programmes.claim.take", {"places": listed(where)}),
        Label("programmes.claim.paid", {"days": str(payment.count)}),
    )
    beside = (*coded(deadline), Label("programmes.jkm_claim.heirs", {"heirs": listed(heirs)}))
    return Told((Label("programmes.jkm_claim"), numbered(steps), *beside), rules)


def jht(materials: Materials, view: View) -> Told:
    """Papers by the kind of work, where to, and the tax number."""
    which = "claim.jht.documents" if waged(view) else "claim.jht.bpu_documents"
    named = (which, "claim.jht.where", "claim.jht.deadline", "jht.tax_number_above", "contact.claims_site")
    documents, where, deadline, tax, site = tuple(materials.rule(each, view) for each in named)
    steps: tuple[Value, ...] = (
        Label("programmes.claim.bring", {"documents": listed(documents)}),
        Label("programmes.jht_claim.take", {"places": listed(where), "site": site.text}),
    )
    beside = (
        Label("programmes.jht_claim.tax", {"above": Rupiah(tax.rupiah)}),
        *coded(deadline),
    )
    heading = Label(f"programmes.jht_claim.{'pu' if waged(view) else 'bpu'}")
    return Told((heading, numbered(steps), *beside), (documents, where, deadline, tax))


def jp(materials: Materials, view: View) -> Told:
    """Papers for the pension."""
    documents, payment = rules = tuple(materials.rule(f"claim.jp.{each}", view) for each in ("documents", "payment"))
    steps: tuple[Value, ...] = (
        Label("programmes.claim.bring", {"documents": listed(documents)}),
        Label("programmes.jp_claim.take", _call(materials, view)),
        Label("programmes.jp_claim.paid", {"days": str(payment.count)}),
    )
    return Told((Label("programmes.jp_claim"), numbered(steps)), rules)


def jkp(materials: Materials, view: View) -> Told:
    """In time, with proof of the dismissal; what the later months ask."""
    named = ("claim.jkp.documents", "jkp.claim_within", "jkp.later_months", "jkp.times")
    documents, within, later, times = rules = tuple(materials.rule(each, view) for each in named)
    steps: tuple[Value, ...] = (
        Label("programmes.claim.bring", {"documents": listed(documents)}),
        Label("programmes.jkp_claim.take", {"months": str(within.count)}),
        Label(
            "programmes.jkp_claim.later",
            {
                "firms": str(later.count),
                "interviews": str(later.terms["with_interview"]),
                "attendance": str(later.terms["training_attendance_percent"]),
            },
        ),
    )
    most = Label("programmes.jkp_claim.times", {"times": str(times.count)})
    return Told((Label("programmes.jkp_claim"), numbered(steps), most), rules)


def _call(materials: Materials, view: View) -> dict[str, Value]:
    return {"call_centre": materials.call_centre(view)}
