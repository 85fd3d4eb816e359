"""Every key of the catalogue that the facts may ask for; the sentences themselves are words, not facts."""

from bot.facts.base import Facts

REFUSALS = frozenset(
    {
        "facts.age.impossible",
        "facts.employer.not_bpu",
        "facts.income.not_positive",
        "facts.income.too_large",
        "facts.months.out_of_range",
        "facts.months.too_far",
        "facts.months_paid.negative",
        "facts.percent.impossible",
        "facts.programmes.none",
        "facts.programmes.not_for_bpu",
        "facts.programmes.unknown",
    }
)
"""The keys of every InvalidAnswer of this room."""


def keys(facts: Facts) -> frozenset[str]:
    """Refusals, caveats and open questions: each needs a sentence in every language."""
    return REFUSALS | facts.caveats()
