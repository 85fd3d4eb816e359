"""What each row of a table of sponsorships says, or everything that is wrong with it, in words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, TypeVar

from bot.answers.months import how_many
from bot.answers.periods import beginning, ending
from bot.answers.phones import every
from bot.answers.places import Gazetteer
from bot.answers.sole_place import narrowest, sole_place
from bot.answers.texts import clean
from bot.conversation.words import Label
from bot.errors import InvalidAnswer, NoRuleInForce
from bot.facts.base import Facts
from bot.flows.sponsor_columns import ANYBODY, CHANNELS, WORKS, meant
from bot.flows.sponsored import CHANNELS as RULE_OF_CHANNELS
from bot.flows.sponsored import LASTING
from bot.leads.routing import branch_for, within
from bot.leads.sponsors import works_for
from bot.sheets.headings import Table, fold
from bot.sheets.sheet import WHOLE, Row, plain
from storage.records import Branch
from storage.sponsors import Sponsorship, first_of, month_number

T = TypeVar("T")

PROGRAMMES = ("jkk", "jkm", "jht")
LONGEST: Mapping[str, int] = {"payer": 100, "law": 200, "contact": 100}
OUTCOMES = ("new", "changed", "same", "refused")
"""What becomes of a row, in the order in which people are told."""
ERRORS = (
    *("channel", "payer", "too_long", "programmes", "region_missing", "region_unknown", "region_unclear", "quota"),
    *("used", "used_above", "starts", "ends", "ends_before", "months", "months_above", "works", "no_branch"),
    *("other_branch", "double", "below_used"),
)
WARNINGS = ("short", "over", "no_law", "private_contact")
"""What a row is told besides, and is stored all the same."""
FULL_AFTER = "jkm.bpu.full_after"
_COUNT = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?: ?(?:orang|org|jiwa|pekerja|peserta|people))?")
_NAMED = (("kecelakaan kerja", "jkk"), ("kematian", "jkm"), ("hari tua", "jht"))
_CARRIED = frozenset(("dan", "and", "program", "jaminan"))
_LEVELS: tuple[tuple[str, Literal[2, 3, 4]], ...] = (("district", 2), ("subdistrict", 3), ("village", 4))
_MOBILE = "+628"


@dataclass(frozen=True, slots=True)
class Told:
    """One row: the line it stands in, what it says (None where something is wrong), and what there is to tell of it."""

    line: int
    sponsorship: Sponsorship | None = None
    wrong: tuple[Label, ...] = ()
    warnings: tuple[Label, ...] = ()


@dataclass(slots=True)
class _Cells:
    """The cells of one row by the name of their column, and everything that was wrong with them so far."""

    told: Mapping[str, str]
    wrong: list[Label] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.told.get(name, "")

    def read(self, parse: Callable[[], T], otherwise: T) -> T:
        """What `parse` finds; where it raises, that is kept, so that all faults of a row are told at once."""
        try:
            return parse()
        except InvalidAnswer as wrong:
            self.wrong.append(Label(wrong.key, wrong.params))
            return otherwise


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads rows on a day, for one branch or, without one, for the branch that serves each place."""

    facts: Facts
    places: Gazetteer
    on: date
    branches: Sequence[Branch]
    branch: str | None = None

    def rows(self, table: Table, columns: Mapping[str, int]) -> list[Told]:
        """What each row says. Raises NoRuleInForce where no rule names the channels on this day."""
        return [self._row(row, columns) for row in table.rows]

    def _row(self, row: Row, columns: Mapping[str, int]) -> Told:
        flaws = {row.flaws[at] for at in (WHOLE, *columns.values()) if at in row.flaws}
        if flaws:
            return Told(row.line, wrong=tuple(Label(f"sheets.flaw.{flaw}") for flaw in sorted(flaws)))
        cells = _Cells({name: clean(plain(row.cell(at))) for name, at in columns.items()})
        found = self._sponsorship(cells)
        if cells.wrong:
            return Told(row.line, wrong=tuple(cells.wrong))
        return Told(row.line, found, warnings=tuple(self.warnings(found)))

    def _sponsorship(self, cells: _Cells) -> Sponsorship:
        channel = cells.read(lambda: self._channel(cells["channel"]), "")
        region = cells.read(lambda: _region(self.places, cells), "")
        quota = cells.read(lambda: self._quota(cells["quota"]), 0)
        starts, ends, months = self._period(cells)
        return Sponsorship(
            id=0,
            branch=cells.read(lambda: self._branch(region), "") if region else "",
            channel=channel,
            payer=cells.read(lambda: _payer(cells["payer"]), ""),
            programmes=cells.read(lambda: self._programmes(cells["programmes"], channel), ()),
            region=region,
            quota=quota,
            used=cells.read(lambda: _used(cells["used"], quota), 0),
            starts=starts,
            ends=ends,
            months=months,
            law=cells.read(lambda: _words(cells["law"], "law"), ""),
            contact=cells.read(lambda: _words(cells["contact"], "contact"), ""),
            works=cells.read(lambda: self._works(cells["works"], channel), ()),
        )

    def warnings(self, one: Sponsorship) -> list[Label]:
        """What whoever reads the table should know of a row; cover too short for everything comes first."""
        told = [Label("sponsors.warning.over")] if one.ends < self.on else self._short(one)
        told += [] if one.law else [Label("sponsors.warning.no_law")]
        return told + ([Label("sponsors.warning.private_contact")] if _is_mobile(one.contact) else [])

    def _short(self, one: Sponsorship) -> list[Label]:
        full, months = full_after(self.facts, self.on), one.months_left(self.on)
        if full is None or months > full:
            return []
        return [Label("sponsors.warning.short", {"months": str(months), "full": str(full)})]

    def _channel(self, text: str) -> str:
        rows = self.facts.in_force(RULE_OF_CHANNELS, self.on).rows
        known = {str(row["channel"]) for row in rows} - LASTING
        code = meant(text, {code: words for code, words in CHANNELS.items() if code in known})
        if code is None:
            raise InvalidAnswer("sponsors.why.channel", text=text or "-")
        return code

    def _groups(self, channel: str, column: str) -> Sequence[str]:
        """What the rule of channels says of one."""
        rows = self.facts.in_force(RULE_OF_CHANNELS, self.on).rows
        return next((row[column] for row in rows if row["channel"] == channel), ())

    def _programmes(self, text: str, channel: str) -> tuple[str, ...]:
        """What the row says, else what this channel usually pays."""
        said = fold(text)
        for words, code in _NAMED:
            said = said.replace(words, code)
        named = [word for word in said.split() if word not in _CARRIED]
        if any(word not in PROGRAMMES for word in named):
            raise InvalidAnswer("sponsors.why.programmes", text=text)
        usual = [code for code in self._groups(channel, "programmes") if code in PROGRAMMES]
        return tuple(code for code in PROGRAMMES if code in (named or usual))

    def _works(self, text: str, channel: str) -> tuple[str, ...]:
        """The kinds of work that the row names, else those that this channel is for."""
        parts = [part for part in re.split(r"[,;/+&]| dan | and ", text.casefold()) if part.strip()]
        if not parts:
            return works_for(self._groups(channel, "for"))
        found = [None if fold(part) in ANYBODY else meant(part, WORKS) or "" for part in parts]
        if "" in found:
            raise InvalidAnswer("sponsors.why.works", text=text)
        return () if None in found else tuple(dict.fromkeys(work for work in found if work))

    def _quota(self, text: str) -> int:
        count, most = _count(text), self.facts.in_force("policy.sponsor.people", self.on).count
        if not count or count > most:
            raise InvalidAnswer("sponsors.why.quota", text=text or "-")
        return count

    def _period(self, cells: _Cells) -> tuple[date, date, int]:
        """First day, last day and months for each person; the end or the months may be left out, not both."""
        nowhere = date.min
        starts = cells.read(lambda: beginning(cells["starts"], "sponsors.why.starts"), nowhere)
        length = cells.read(lambda: self._months(cells["months"]), None)
        if not cells["ends"] and length:
            if starts == nowhere:
                return starts, starts, 1
            return starts, first_of(month_number(starts) + length) - timedelta(days=1), length
        ends = cells.read(lambda: ending(cells["ends"], "sponsors.why.ends"), nowhere)
        if nowhere in (starts, ends):
            return nowhere, nowhere, 1
        if ends < starts:
            cells.wrong.append(Label("sponsors.why.ends_before"))
            return nowhere, nowhere, 1
        whole = month_number(ends) - month_number(starts) + 1
        if length is not None and length > whole:
            cells.wrong.append(Label("sponsors.why.months_above", {"months": str(length), "whole": str(whole)}))
        return starts, ends, length or whole

    def _months(self, text: str) -> int | None:
        if not text or text == "-":
            return None
        months, most = how_many(text), self.facts.in_force("policy.sponsor.months", self.on).count
        if months is None or not 0 < months <= most:
            raise InvalidAnswer("sponsors.why.months", text=text)
        return months

    def _branch(self, region: str) -> str:
        """The branch that was named, where it serves the region or a part of it; else the one that serves it."""
        if self.branch is None:
            found = branch_for(region, self.branches)
            if found is None:
                raise InvalidAnswer("sponsors.why.no_branch")
            return found
        served = next((one.regions for one in self.branches if one.id == self.branch), ())
        if not any(within(region, area) or within(area, region) for area in served):
            raise InvalidAnswer("sponsors.why.other_branch")
        return self.branch


def full_after(facts: Facts, on: date) -> int | None:
    """The months of cover after which a family gets everything; None where no rule holds on this day."""
    try:
        return facts.in_force(FULL_AFTER, on).count
    except NoRuleInForce:
        return None


def _region(places: Gazetteer, cells: _Cells) -> str:
    named = [(level, cells[name]) for name, level in _LEVELS if cells[name]]
    if cells["region"]:
        return sole_place(places, cells["region"]).code
    if not named:
        raise InvalidAnswer("sponsors.why.region_missing")
    return narrowest(places, named).code


def _payer(text: str) -> str:
    if not any(letter.isalpha() for letter in text):
        raise InvalidAnswer("sponsors.why.payer")
    return _words(text, "payer")


def _words(text: str, column: str) -> str:
    if len(text) > LONGEST[column]:
        raise InvalidAnswer("sponsors.why.too_long", most=str(LONGEST[column]), text=text[:20])
    return "" if text == "-" else text


def _used(text: str, quota: int) -> int:
    if text in ("", "-"):
        return 0
    count = _count(text)
    if count is None:
        raise InvalidAnswer("sponsors.why.used", text=text)
    if quota and count > quota:
        raise InvalidAnswer("sponsors.why.used_above", used=str(count), quota=str(quota))
    return count


def _count(text: str) -> int | None:
    found = _COUNT.fullmatch(text.casefold())
    return int(re.sub(r"[.,]", "", found[1])) if found else None


def _is_mobile(contact: str) -> bool:
    """Whether a number stands in it that a person, not an office, usually has."""
    return any(number.startswith(_MOBILE) for number in every(contact))
