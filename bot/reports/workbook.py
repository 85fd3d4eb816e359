"""The report as sheets: every figure of the snapshot as a number where it is one, and what each means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.i18n.catalogue import LANGUAGES, Catalogue
from bot.reports import headlines
from bot.reports.picture import action
from bot.reports.remarks import remarks
from bot.reports.tables import pledge_of
from bot.reports.voice import ROOM, Voice
from bot.reports.weekly import STEPS, Count, Line, Point, Standing, Weekly
from bot.sheets.sheet import Value
from bot.sheets.writing import Page

_ALL: Final = 1_000
SHEETS: Final = (
    "summary",
    "standing",
    "parts",
    "trend",
    "funnel",
    "sponsors",
    "villages",
    "commitments",
    "actions",
    "definitions",
)
FACTS: Final = (
    "region",
    "code",
    "week",
    "first",
    "last",
    "id",
    "definition",
    "made",
    "expired",
    "unheld",
    "overdue",
    "taken_back",
)
OF_STANDING: Final = (
    "segment",
    "as_of",
    "active",
    "eligible",
    "pct",
    "target",
    "uncovered",
    "gap",
    "needed",
    "present",
    "year",
    "eligible_source",
    "target_source",
    "source",
)
COLUMNS: Final = (
    "what",
    "value",
    "meaning",
    *OF_STANDING,
    "rebased",
    "rank",
    "moved",
    "code",
    "name",
    "parent",
    "by",
    "channel",
    "work",
    "payer",
    "channel_code",
    "place",
    "ends",
    "within",
    "people",
    "visited",
    "villages",
    "whose",
    "promised",
    "done",
    "next",
    "late",
    "do",
    "why",
)
"""The ends of the keys of titles, of the lines of the first sheet, and of headings."""
DEFINED: Final = ("coverage", "target", "gap", "pace", "way", "steps", "villages", "promises", "small")
"""What the last sheet explains; also the ends of keys."""
_COUNT, _SHARE = "#,##0", "0.00##"
_SHOWS: Final = {
    **dict.fromkeys(("active", "eligible", "uncovered", "gap", "needed", "present"), _COUNT),
    **dict.fromkeys(("people", "visited", "villages", "promised", "done", *STEPS), _COUNT),
    **dict.fromkeys(("pct", "target"), _SHARE),
    "year": "0",
    "rank": "0",
    "moved": "+0;-0;0",
    "within": "0",
}
"""How the numbers of a column are shown."""


@dataclass(frozen=True)
class _Sheets:
    """One method a sheet."""

    weekly: Weekly
    voice: Voice

    def figure(self, value: Count | Decimal) -> Value:
        """A number as one; what is unknown or hidden in words."""
        if isinstance(value, Decimal):
            return float(value)
        if isinstance(value, int):
            return value
        return self.voice("no_data" if value is None else "hidden")

    def page(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Page:
        """A sheet whose title and headings are words."""
        headings = [self.voice(f"column.{column}") for column in columns]
        return Page(self.voice(f"sheet.{name}"), headings, list(rows), [_SHOWS.get(column, "") for column in columns])

    def summary(self) -> Page:
        """What the report is of."""
        weekly, voice = self.weekly, self.voice
        told: dict[str, Value] = {
            "region": weekly.name,
            "code": weekly.region,
            "week": weekly.week,
            "first": weekly.first,
            "last": weekly.last,
            "id": weekly.id,
            "definition": weekly.definition,
            "made": voice.made(weekly),
            "expired": self.figure(weekly.lateness.expired_offers),
            "unheld": self.figure(weekly.lateness.unheld),
            "overdue": self.figure(weekly.lateness.overdue),
            "taken_back": self.figure(weekly.funnel.taken_back),
        }
        rows: list[Sequence[Value]] = [(voice(f"fact.{name}"), value) for name, value in told.items()]
        rows += [(voice(f"defined.{name}"), words) for name, words in self._headlines().items() if words]
        rows += [(voice("notes"), words) for words in remarks(weekly, voice, _ALL)]
        return self.page("summary", ("what", "value"), rows)

    def _headlines(self) -> dict[str, str | None]:
        """What the other forms say first."""
        weekly, voice, standing = self.weekly, self.voice, self.weekly.standing
        share = headlines.headcount(weekly, voice) or voice.share(standing.pct if standing else None)
        return {
            "coverage": " – ".join(words for words in (share, headlines.counts(standing, voice)) if words),
            "target": headlines.target(weekly, voice),
            "gap": headlines.gap(weekly, voice),
            "pace": headlines.pace(standing, voice) if standing else None,
        }

    def standing(self) -> Page:
        """Coverage as a whole and by segment."""
        whole = [self.weekly.standing] if self.weekly.standing else []
        rows = [self._standing(one) for one in (*whole, *(one for one in self.weekly.segments if one.segment != "all"))]
        return self.page("standing", OF_STANDING, [*self._headcount(), *rows])

    def _headcount(self) -> Iterator[Sequence[Value]]:
        """How many are covered where nobody knows of how many."""
        if (told := self.weekly.headcount) is not None:
            known: dict[str, Value] = {
                "segment": self.voice("segments.all"),
                "as_of": told.as_of,
                "active": told.active,
                "target": self.figure(self.weekly.target_pct),
                "source": told.source,
            }
            words = {"eligible_source", "target_source"}
            yield [known.get(one, "" if one in words else self.figure(None)) for one in OF_STANDING]

    def _standing(self, one: Standing) -> Sequence[Value]:
        pace = one.pace
        figures = (one.active, one.eligible, one.pct, one.target_pct, one.uncovered, one.gap)
        paces = (pace.needed, pace.present) if pace else (None, None)
        sources = (one.eligible_source, one.target_source, one.source)
        segment = self.voice(f"segments.{one.segment}")
        return segment, one.as_of, *map(self.figure, (*figures, *paces, one.eligible_year)), *sources

    def trend(self) -> Page:
        """Every figure that is known, oldest first."""
        rows = [
            (one.as_of, *map(self.figure, (one.active, one.eligible, one.pct)), self._unlike(one))
            for one in self.weekly.trend
        ]
        return self.page("trend", ("as_of", "active", "eligible", "pct", "rebased"), rows)

    def parts(self) -> Page:
        """The regions below, ranked."""
        rows = [
            (
                *map(self.figure, (one.rank, one.moved)),
                one.region,
                one.name,
                *map(self.figure, (one.active, one.eligible, one.pct)),
                one.as_of or self.voice("no_data"),
            )
            for one in self.weekly.parts
        ]
        return self.page("parts", ("rank", "moved", "code", "name", "active", "eligible", "pct", "as_of"), rows)

    def funnel(self) -> Page:
        """Everybody, then channels, then kinds of work, then the kabupaten or kecamatan below."""
        told, voice = self.weekly.funnel, self.voice
        rows = [(voice("funnel.total"), "", *(self.figure(told.total.get(step)) for step in STEPS))]
        rows += [self._line("channel", voice(f"channel.{one.key}"), one) for one in told.by_channel]
        rows += [self._line("work", voice.work(one.key), one) for one in told.by_sector]
        named = {one.region: one.name for one in self.weekly.parts} | {self.weekly.region: voice("funnel.nowhere")}
        rows += [self._line("place", named.get(one.key, one.key), one) for one in told.by_part]
        columns = [voice("column.by"), voice("column.name"), *(voice(f"step.{step}") for step in STEPS)]
        return Page(voice("sheet.funnel"), columns, rows, ["", "", *(_SHOWS[step] for step in STEPS)])

    def _line(self, by: str, name: str, one: Line) -> tuple[Value, ...]:
        return self.voice(f"column.{by}"), name, *(self.figure(one.counts.get(step)) for step in STEPS)

    def sponsors(self) -> Page:
        """Cover paid by others that ends soon."""
        rows = [
            (one.payer, self.voice.payer(one.channel), one.place, one.ends, one.within, self.figure(one.people))
            for one in self.weekly.sponsored.ending
        ]
        return self.page("sponsors", ("payer", "channel_code", "place", "ends", "within", "people"), rows)

    def villages(self) -> Page:
        """Visited of all: of the region, then of its parts, then who was not visited yet."""
        told, voice = self.weekly.villages, self.voice
        rows: list[Sequence[Value]] = [(self.weekly.region, self.weekly.name, "", told.visited, told.total)]
        rows += [(one.region, one.name, "", one.visited, one.total) for one in told.parts]
        rows += [(one.region, one.name, one.parent, voice("villages.not_yet"), "") for one in told.unreached]
        return self.page("villages", ("code", "name", "parent", "visited", "villages"), rows)

    def commitments(self) -> Page:
        """What was promised, without names."""
        rows = [
            (
                pledge_of(one, self.voice),
                one.promised,
                self.figure(one.done),
                one.next or "",
                self._yes(one.overdue),
            )
            for one in self.weekly.commitments.pledges
        ]
        return self.page("commitments", ("whose", "promised", "done", "next", "late"), rows)

    def actions(self) -> Page:
        """What to do next, and why."""
        shown = [action(one, self.weekly, self.voice) for one in self.weekly.actions]
        return self.page("actions", ("do", "why"), [(one["words"], one["why"]) for one in shown])

    def definitions(self) -> Page:
        """What each figure means."""
        meanings = {name: self.voice.defined(name) for name in DEFINED}
        meanings["small"] = self.voice("definition.hidden", small=str(self.weekly.small), hidden=self.voice("hidden"))
        rows = [(self.voice(f"defined.{name}"), words) for name, words in meanings.items()]
        return self.page("definitions", ("what", "meaning"), rows)

    def _unlike(self, one: Point) -> str:
        return self.voice("unknown") if one.untold else self._yes(one.rebased)

    def _yes(self, value: bool) -> str:
        return self.voice("yes") if value else self.voice("no")


def is_ours(names: Iterable[str], words: Catalogue) -> bool:
    """Whether sheets of these names are those of such a report, in whatever language it was written."""
    found = set(names)
    return any({words.plain(one, f"{ROOM}.sheet.{name}") for name in SHEETS} <= found for one in LANGUAGES)


def pages(weekly: Weekly, voice: Voice) -> Iterator[Page]:
    """All sheets, in the order in which they are read."""
    sheets = _Sheets(weekly, voice)
    for sheet in (
        sheets.summary,
        sheets.standing,
        sheets.parts,
        sheets.trend,
        sheets.funnel,
        sheets.sponsors,
        sheets.villages,
        sheets.commitments,
        sheets.actions,
        sheets.definitions,
    ):
        yield sheet()
