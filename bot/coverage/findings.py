"""What there is to say about a row of a table: what is wrong, what a person must decide, what was left out."""

from dataclasses import dataclass, field
from typing import Literal

from bot.conversation.words import Count, Label, Percent, Value
from bot.coverage.numbers import Figure

Severity = Literal["error", "question", "note"]

SEVERITIES: dict[str, Severity] = {
    "unknown_region": "error",
    "ambiguous_region": "question",
    "count_implausible": "question",
    "pct_contradicts_counts": "question",
    "denominator_changed": "question",
    "meaning_unclear": "question",
    "as_of_missing": "question",
    "duplicate_row": "question",
    "totals_row_skipped": "note",
    "unreadable_number": "error",
    "over_100": "question",
    "negative": "error",
    "formula_ignored": "question",
}
"""Every code, and how grave it is where nothing else is said."""
UNANSWERABLE = frozenset({"ambiguous_region", "as_of_missing"})
"""Questions that a yes does not answer: somebody must say which region, which day."""


VARIANTS = {
    "unknown_region": ("missing", "like", "inside", "nowhere", "elsewhere"),
    "count_implausible": (
        *("zeros", "size", "members", "neighbours", "parts"),
        *("missing", "some", "jump", "target", "nothing", "uncovered", "total"),
    ),
    "meaning_unclear": (
        *("workers", "target", "open", "health", "table", "left_out"),
        *("others", "crossed", "of_whom", "of_all", "members", "column", "rivals", "groups"),
        *("aim", "aim_people"),
        *("as_members", "as_workers", "no_total"),
    ),
    "as_of_missing": ("many", "nowhere", "unreadable", "future", "year", "other_year", "only_year"),
    "duplicate_row": ("same", "other"),
    "unreadable_number": ("cell", "row", "segment", "fraction", "mixed", "elsewhere", "of_whom"),
    "over_100": ("share", "counts", "target"),
}
"""The sentences of a code that has several."""
SENTENCES = tuple(
    f"{code}.{variant}" if variant else code for code in SEVERITIES for variant in VARIANTS.get(code, ("",))
)
"""Every sentence, by its key under "coverage.finding"."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the row in line `row` (from 1, headings counted); `said` is the sentence for people."""

    row: int
    code: str
    severity: Severity
    said: Label

    @property
    def is_confirmable(self) -> bool:
        """Whether a person may let the row pass by saying yes."""
        return self.severity == "question" and self.code not in UNANSWERABLE


def found(row: int, code: str, variant: str = "", severity: Severity | None = None, **params: Value) -> Finding:
    """A finding of this code; `variant` is the sentence where a code has several."""
    key = f"coverage.finding.{code}" + (f".{variant}" if variant else "")
    return Finding(row, code, severity or SEVERITIES[code], Label(key, params))


@dataclass(slots=True)
class Findings:
    """All of a table, in the order in which they were found."""

    listed: list[Finding] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)

    def add(self, row: int, code: str, variant: str = "", severity: Severity | None = None, **params: Value) -> None:
        """One more; the same sentence is said once of a row."""
        one = found(row, code, variant, severity, **params)
        if one not in self.listed[-6:]:
            self.listed.append(one)
            self.rows.add(row)


def doubt_target(findings: Findings, row: int, column: str, share: Figure | None, people: Figure | None) -> None:
    """Ask about a target whose heading leaves open of whom it is: as people where they were told, else as a share."""
    if people is not None:
        findings.add(row, "meaning_unclear", "aim_people", column=column, count=Count(people.whole))
    elif share is not None:
        findings.add(row, "meaning_unclear", "aim", column=column, share=Percent(share.value))
