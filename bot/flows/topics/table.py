"""The answer to each topic: what its words name, and the screens that go on from there. A new topic is a row here."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.flows.explaining import benefits, claims, firsts, prices
from bot.flows.topics import figures
from bot.flows.topics.telling import Figures, nothing, page, ruled, screen, together

CALL = {"call_centre": "contact.call_centre"}
SITE = {"site": "contact.site"}
REACH = ruled(CALL | SITE)

WAYS: Mapping[str, tuple[str, str]] = {
    "officer": ("interest/", "guide.to_officer"),
    "cost": ("cost/", "guide.to_cost"),
    "compare": ("packages/", "programmes.list.compare"),
    "enrol": ("enrol/", "enrol.to_how"),
    "pay": ("pay/", "guide.to_pay"),
    "late": ("arrears/", "guide.hub.arrears"),
    "again": ("arrears/again", "arrears.stopped.again"),
    "paid_for": ("sponsored/", "guide.hub.sponsored"),
    "myths": ("myths/", "guide.hub.myths"),
    "programmes": ("programmes/", "guide.kesehatan.programmes"),
    "jkk": ("programmes/jkk_what", "programmes.list.jkk"),
    "jkm": ("programmes/jkm_what", "programmes.list.jkm"),
    "jht": ("programmes/jht_what", "programmes.list.jht"),
    "jp": ("programmes/jp_what", "programmes.list.jp"),
    "jkp": ("programmes/jkp_what", "programmes.list.jkp"),
    "claim": ("claim/", "menu.main.claim"),
    "accident": ("claim/accident_papers", "claim.which.earlier"),
    "death": ("claim/death", "claim.which.death"),
    "savings": ("claim/jht", "claim.which.jht"),
    "school": ("school/", "claim.to_school"),
    "genuine": ("help/genuine", "help.help.genuine"),
    "code": ("check/code", "help.genuine.code"),
    "report": ("check/report", "help.genuine.report"),
    "data": ("data/", "menu.main.data"),
    "notice": ("privacy/", "help.help.privacy"),
    "guide": ("guide/", "guide.to_hub"),
}
"""Screens that an answer may lead to, and the words of their buttons."""


@dataclass(frozen=True)
class Answer:
    """What a topic is answered with besides its words; `ways` are names in WAYS, in their order."""

    figures: Figures
    ways: tuple[str, ...]


TOPICS: Mapping[str, Answer] = {
    "jkk.manfaat": Answer(page(benefits.jkk), ("jkk", "cost", "officer")),
    "jkk.cakupan": Answer(ruled(lines={"scope": ("jkk.scope", "jkk.scope.violence")}), ("accident", "officer")),
    "jkk.klaim": Answer(page(claims.jkk), ("claim", "accident", "officer")),
    "jkm.manfaat": Answer(page(benefits.jkm), ("jkm", "cost", "officer")),
    "jkm.klaim": Answer(page(claims.jkm), ("death", "officer")),
    "beasiswa": Answer(page(benefits.school), ("school", "officer")),
    "jht.manfaat": Answer(together(page(firsts.jht), ruled({"percent": "bpu.jht"})), ("jht", "compare", "cost")),
    "jht.pencairan": Answer(page(benefits.jht), ("savings", "officer")),
    "jht.saldo": Answer(REACH, ("savings", "officer")),
    "jp.manfaat": Answer(together(page(benefits.jp), ruled(behind=("who.bpu",))), ("jp", "jht")),
    "jp.syarat": Answer(
        ruled(
            {"years": "jp.monthly_after", "age": "jp.age", "delay": "jp.delay"},
            behind=("who.bpu", "who.pu"),
        ),
        ("jp", "jht"),
    ),
    "jkp.manfaat": Answer(page(benefits.jkp), ("jkp", "officer")),
    "jkp.syarat": Answer(
        ruled(
            {
                "age": "jkp.entry.age_below",
                "paid": "jkp.paid",
                "within": "jkp.paid:within_months",
                "months": "jkp.claim_within",
            },
            listed={"barred": "jkp.not_for"},
            behind=("who.bpu", "jkp.entry.conditions"),
        ),
        ("jkp", "officer"),
    ),
    "program.daftar": Answer(figures.choices, ("programmes", "compare", "cost")),
    "iuran.bpu": Answer(figures.price, ("cost", "compare", "enrol", "officer")),
    "iuran.pu": Answer(
        together(
            figures.employees,
            ruled(
                {
                    "jkm": "pu.jkm.employer",
                    "jht_boss": "pu.jht.employer",
                    "jht_own": "pu.jht.worker",
                    "jp_boss": "pu.jp.employer",
                    "jp_own": "pu.jp.worker",
                    "cap": "pu.jp.cap",
                },
                behind=("pu.jkp",),
            ),
        ),
        ("programmes", "officer"),
    ),
    "iuran.diskon": Answer(figures.cut, ("cost", "officer")),
    "iuran.bayar": Answer(
        together(
            screen("pay.how"),
            ruled({"most": "bpu.prepay.months"}, behind=("pay.key", "pay.channels"), unsure=("pay.due_day",)),
        ),
        ("pay", "cost", "officer"),
    ),
    "iuran.menunggak": Answer(
        together(figures.arrears, ruled(CALL | {"most": "bpu.arrears.months"})),
        ("late", "again", "pay", "officer"),
    ),
    "daftar.cara": Answer(screen("enrol.how"), ("enrol", "cost", "officer")),
    "daftar.syarat": Answer(screen("enrol.bring"), ("enrol", "officer")),
    "daftar.usia": Answer(figures.age, ("enrol", "officer")),
    "daftar.pekerjaan": Answer(
        ruled(
            {"limit": "bpu.entry.age_below", "jobs": "bpu.entry.jobs"},
            behind=("segment.bpu", "bpu.entry.beside_wage"),
        ),
        ("enrol", "cost", "officer"),
    ),
    "daftar.kolektif": Answer(
        ruled(listed={"village": "sponsor.village"}, behind=("segment.bpu", "enrol.after")),
        ("paid_for", "officer"),
    ),
    "daftar.orang_lain": Answer(screen("sponsored.sertakan"), ("cost", "enrol", "officer")),
    "bantuan.sponsor": Answer(screen("sponsored.which"), ("paid_for", "officer")),
    "peserta.status": Answer(together(REACH, ruled(behind=("bpu.cover.after",))), ("late", "officer")),
    "peserta.kartu": Answer(together(REACH, ruled(behind=("enrol.after",))), ("enrol", "officer")),
    "peserta.ubah": Answer(
        ruled(
            CALL | {"jobs": "bpu.entry.jobs", "limit": "bpu.entry.age_below"},
            behind=("bpu.entry.beside_wage",),
        ),
        ("officer", "data"),
    ),
    "peserta.berhenti": Answer(
        ruled(CALL | {"most": "bpu.arrears.months", "wait": "jht.full.wait"}),
        ("savings", "again", "officer"),
    ),
    "beda.kesehatan": Answer(screen("guide.kesehatan"), ("programmes", "officer")),
    "beda.asuransi": Answer(ruled(behind=("bpjs.bodies", "who.bpu")), ("programmes", "cost", "officer")),
    "klaim.umum": Answer(ruled(CALL | {"days": "jkm.payment"}), ("claim", "officer")),
    "pemberi_kerja.wajib": Answer(together(REACH, screen("sponsored.employer")), ("programmes", "officer")),
    "pemberi_kerja.daftar": Answer(
        together(REACH, ruled(behind=("who.pu.micro", "who.pu.small", "who.pu.medium", "who.pu.large"))),
        ("officer", "programmes"),
    ),
    "jakon": Answer(together(page(prices.project), ruled(CALL, behind=("segment.jakon",))), ("officer",)),
    "pmi": Answer(together(page(prices.migrant), ruled(CALL, behind=("segment.pmi",))), ("officer",)),
    "perisai.apa": Answer(screen("enrol.agent"), ("code", "genuine", "report", "officer")),
    "perisai.jadi": Answer(
        together(
            figures.incentive,
            ruled(
                {
                    "new": "perisai.incentive.new_member",
                    "least": "perisai.incentive.new_member:new_members_a_month",
                },
                behind=("perisai.fee",),
            ),
        ),
        ("officer",),
    ),
    "petugas.hubungi": Answer(REACH, ("officer", "genuine")),
    "kantor.lokasi": Answer(together(REACH, figures.office), ("officer",)),
    "penipuan": Answer(
        together(REACH, ruled(listed={"never": "contact.never_asks"}, behind=("perisai.fee",))),
        ("code", "report", "myths", "officer"),
    ),
    "privasi": Answer(figures.operator, ("notice", "data")),
    "aduan": Answer(together(REACH, figures.operator), ("report", "officer")),
    "sapaan": Answer(nothing, ("programmes", "cost", "guide", "officer")),
    "terima_kasih": Answer(nothing, ("guide",)),
    "luar_topik": Answer(nothing, ("guide", "officer")),
}
