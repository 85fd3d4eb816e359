"""The answer to each topic: what its words name, and the screens that go on from there. A new topic is a row here."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.flows.explaining import benefits, claims, firsts, prices
from bot.flows.topics import figures
from bot.flows.topics.telling import Figures, nothing, programme, ruled, screen, together

CALL = {"call_centre": "contact.call_centre"}
SITE = {"site": "contact.site"}
REACH = ruled(CALL | SITE)


@dataclass(frozen=True)
class Way:
    """A screen that an answer may lead to, the key of its button's words, and the topic that it tells as well."""

    to: str
    caption: str
    tells: str = ""


WAYS: Mapping[str, Way] = {
    "officer": Way("interest/", "guide.to_officer", "petugas.hubungi"),
    "status": Way("status/", "menu.main.status"),
    "cost": Way("cost/", "guide.to_cost", "iuran.bpu"),
    "compare": Way("packages/", "programmes.list.compare"),
    "enrol": Way("enrol/", "enrol.to_how", "daftar.cara"),
    "jmo": Way("enrol/jmo", "enrol.how.jmo"),
    "agent": Way("enrol/agent", "enrol.how.agent"),
    "pay": Way("pay/", "guide.to_pay", "iuran.bayar"),
    "ahead": Way("pay/ahead", "pay.how.ahead"),
    "late": Way("arrears/", "topic.to_late", "iuran.menunggak"),
    "again": Way("arrears/again", "arrears.stopped.again"),
    "paid_for": Way("sponsored/", "topic.to_sponsors", "bantuan.sponsor"),
    "myths": Way("myths/", "guide.hub.myths"),
    "programmes": Way("programmes/", "guide.kesehatan.programmes", "program.daftar"),
    "jkk": Way("programmes/jkk_what", "programmes.list.jkk", "jkk.manfaat"),
    "jkm": Way("programmes/jkm_what", "programmes.list.jkm", "jkm.manfaat"),
    "jht": Way("programmes/jht_what", "programmes.list.jht", "jht.manfaat"),
    "jp": Way("programmes/jp_what", "programmes.list.jp", "jp.manfaat"),
    "jkp": Way("programmes/jkp_what", "programmes.list.jkp", "jkp.manfaat"),
    "claim": Way("claim/", "menu.main.claim", "klaim.umum"),
    "accident": Way("claim/accident_papers", "claim.death.papers", "jkk.klaim"),
    "happened": Way("claim/accident", "topic.to_happened"),
    "death": Way("claim/death", "claim.to_death", "jkm.klaim"),
    "savings": Way("claim/jht", "claim.which.jht", "jht.pencairan"),
    "school": Way("school/month", "school.papers.remind", "beasiswa"),
    "genuine": Way("help/genuine", "help.help.genuine"),
    "code": Way("check/code", "help.genuine.code"),
    "report": Way("check/report", "help.genuine.report"),
    "data": Way("data/", "menu.main.data", "privasi"),
    "notice": Way("privacy/", "welcome.notice.more", "privasi"),
    "guide": Way("guide/", "guide.to_hub"),
}
"""By the names that answers use."""


@dataclass(frozen=True)
class Answer:
    """What a topic is answered with besides its words; `ways` are names in WAYS, in their order."""

    figures: Figures
    ways: tuple[str, ...]


TOPICS: Mapping[str, Answer] = {
    "jkk.manfaat": Answer(programme(benefits.jkk), ("jkk", "cost", "officer")),
    "jkk.cakupan": Answer(ruled(lines={"scope": ("jkk.scope", "jkk.scope.violence")}), ("happened", "jkk", "officer")),
    "jkk.klaim": Answer(programme(claims.jkk), ("claim", "accident", "officer")),
    "jkm.manfaat": Answer(programme(benefits.jkm), ("jkm", "cost", "officer")),
    "jkm.klaim": Answer(programme(claims.jkm), ("death", "officer")),
    "beasiswa": Answer(programme(benefits.school), ("school", "officer")),
    "jht.manfaat": Answer(
        together(programme(firsts.jht), ruled({"percent": "bpu.jht"}), figures.savings), ("jht", "compare", "cost")
    ),
    "jht.pencairan": Answer(programme(benefits.jht), ("savings", "officer")),
    "jht.saldo": Answer(REACH, ("savings", "officer")),
    "jp.manfaat": Answer(together(programme(benefits.jp), ruled(behind=("who.bpu",))), ("jp", "jht")),
    "jp.syarat": Answer(
        ruled(
            {"years": "jp.monthly_after", "age": "jp.age", "delay": "jp.delay"},
            behind=("who.bpu", "who.pu"),
        ),
        ("jp", "jht"),
    ),
    "jkp.manfaat": Answer(programme(benefits.jkp), ("jkp", "officer")),
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
        ("ahead", "cost", "officer"),
    ),
    "iuran.menunggak": Answer(
        together(figures.arrears, ruled(CALL | {"most": "bpu.arrears.months"})),
        ("late", "again", "pay", "officer"),
    ),
    "daftar.cara": Answer(screen("enrol.how"), ("jmo", "agent", "officer")),
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
    "jakon": Answer(together(programme(prices.project), ruled(CALL, behind=("segment.jakon",))), ("officer",)),
    "pmi": Answer(together(programme(prices.migrant), ruled(CALL, behind=("segment.pmi",))), ("officer",)),
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
    "petugas.hubungi": Answer(together(REACH, figures.somebody), ("status", "officer", "genuine")),
    "kantor.lokasi": Answer(together(REACH, figures.office), ("officer",)),
    "penipuan": Answer(
        together(REACH, ruled(listed={"never": "contact.never_asks"}, behind=("perisai.fee",))),
        ("code", "report", "myths", "officer"),
    ),
    "privasi": Answer(figures.operator, ("notice", "data")),
    "aduan": Answer(together(REACH, figures.operator), ("status", "report", "officer")),
    "sapaan": Answer(nothing, ("programmes", "cost", "guide", "officer")),
    "terima_kasih": Answer(nothing, ("guide",)),
    "luar_topik": Answer(nothing, ("guide", "officer")),
}
