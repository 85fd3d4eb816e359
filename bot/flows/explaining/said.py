"""Every key that the pages of the programmes say besides the names of their steps and the codes of the law."""

from collections.abc import Mapping

from bot.facts.contributions import PROGRAMMES

SAID: Mapping[str, tuple[str, ...]] = {
    "programmes": (
        *("claim_scholarship", "invented", "step", "years", "school", "jkk_more", "jht_take", "jp_pays"),
        *("jp_sum", "jp_claim", "jp_example", "jkp_pays", "jkp_claim", "jkp_example", "jkp_cost", "jkp_entry"),
        *("jkk_claim", "jkm_claim", *(f"{each}_what" for each in PROGRAMMES)),
    ),
    "programmes.line": PROGRAMMES,
    "programmes.short": ("must", "may", "conditional"),
    "programmes.standing": ("must", "may", "no", "conditional"),
    "programmes.employed": ("pu", "jakon", "pmi"),
    "programmes.through": ("pu", "jakon", "pmi"),
    "programmes.sector": ("unknown",),
    "programmes.payer": ("apbn_apbd", "other"),
    "programmes.jkk_pays": ("bpu", "pu"),
    "programmes.jkm_pays": ("bpu", "pu"),
    "programmes.jkk_example": ("bpu", "pu"),
    "programmes.jkm_example": ("bpu", "pu"),
    "programmes.jht_example": ("bpu", "pu"),
    "programmes.jkk_cost": ("bpu", "pu"),
    "programmes.jkm_cost": ("bpu", "pu"),
    "programmes.jht_cost": ("bpu", "pu", "pmi"),
    "programmes.jp_cost": ("pu",),
    "programmes.cost": ("jakon", "pmi"),
    "programmes.reporting": ("phone", "whatsapp", "email", "online"),
    "programmes.claim": ("bring", "take", "paid"),
    "programmes.jkk_claim": ("hospital", "report", "branch", "disease"),
    "programmes.jkm_claim": ("heirs",),
    "programmes.jht_claim": ("bpu", "pu", "take", "tax"),
    "programmes.jp_claim": ("take", "paid"),
    "programmes.jkp_claim": ("take", "later", "times"),
    "programmes.law": ("line",),
    "packages": ("table", "later", "difference", "two", "three"),
    "packages.column": ("two", "three"),
    "packages.row": ("now", "later"),
}
