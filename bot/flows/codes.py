"""Lists of codes in the law as words: every code that a rule may hold has a key of its own."""

from collections.abc import Iterator, Mapping, Sequence

from bot.conversation.words import Label
from bot.facts.base import Facts
from bot.facts.rule import Rule

LISTS = {
    "enrol.channels": "enrol.channel",
    "enrol.jmo_steps": "enrol.step",
    "enrol.after": "enrol.given",
    "enrol.kur_form": "enrol.kur",
    "bpu.entry.identity": "enrol.need",
    "bpu.entry.rejected": "enrol.reason",
    "perisai.duties": "enrol.duty",
    "bpu.arrears.status": "arrears.status",
    "bpu.cut.reaches": "guide.transport",
    "sponsor.village": "sponsored.village",
    "contact.never_asks": "myths.secret",
    "claim.jkm.deadline": "myths.deadline",
    "claim.jkk.where": "claim.place",
    "jkk.scope": "claim.scope",
    "jkk.scope.violence": "claim.scope",
    "jkk.care": "claim.care",
    "pay.key": "pay.key",
    "claim.jkk.documents": "claim.document",
    "claim.jkm.documents": "claim.document",
    "claim.jht.documents": "claim.document",
    "claim.jht.bpu_documents": "claim.document",
    "claim.jp.documents": "claim.document",
    "claim.jkp.documents": "claim.document",
    "claim.scholarship.documents": "claim.document",
    "claim.jkm.where": "claim.place",
    "claim.jht.where": "claim.place",
    "claim.heirs": "claim.heir",
    "claim.jht.deadline": "claim.deadline",
    "jht.full.when": "programmes.occasion",
    "jp.kinds": "programmes.pension",
    "jkp.not_for": "programmes.leaving",
}
"""Rules that hold a code or a list of them, and the room of the words."""
COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "jkk.transport": {"kind": ("programmes.transport",)},
    "jkk.aids": {"kind": ("programmes.aid",)},
    "scholarship": {"level": ("programmes.level",)},
    "pmi.contribution": {"way": ("programmes.way",)},
    "pay.channels": {"kind": ("pay.kind",)},
    "sponsor.channels": {
        "channel": ("sponsored.which", "sponsored.about", "sponsored.ask"),
        "pays": ("sponsored.pays",),
        "for": ("sponsored.for",),
    },
}
"""Columns of tables that hold codes, and the rooms that have words for each code."""


def coded(rule: Rule) -> tuple[Label, ...]:
    """The codes of a rule as words, in the order of the law. Raises KeyError for a rule that is not in LISTS."""
    return tuple(Label(f"{LISTS[rule.id]}.{code}") for code in _codes(rule.value))


def keys(facts: Facts) -> set[str]:
    """The key of every code in any version of these rules, so that a new code without words is found."""
    return {key for rule in facts for key in _keys(rule)}


def _keys(rule: Rule) -> Iterator[str]:
    if rule.id in LISTS:
        yield from (label.key for label in coded(rule))
    for column, rooms in COLUMNS.get(rule.id, {}).items():
        yield from (f"{room}.{code}" for row in rule.rows for code in _codes(row[column]) for room in rooms)


def _codes(held: str | Sequence[str]) -> Sequence[str]:
    return [held] if isinstance(held, str) else held
