"""Doubts what a table says, as a careful reader would: against its own figures, its neighbours, and what was told
before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from statistics import median

from bot.answers.places import Gazetteer, Place
from bot.conversation.words import Count, Day, Percent
from bot.coverage.findings import Findings, doubt_target
from bot.coverage.naming import DISTRICT, SUBDISTRICT
from bot.coverage.numbers import A_HUNDRED, A_THOUSAND, Figure, of_a_hundred, width_of
from bot.coverage.shares import fits, play, ratio, shares_of, shares_of_target
from bot.coverage.told import Reading, Told
from bot.coverage.wholes import segments_apart, some_of_its_parts
from bot.facts.base import Facts
from storage.coverage import Observation, Segment

PLAUSIBLE = "policy.coverage.plausible"
_FEWEST_SIBLINGS = 3


@dataclass(frozen=True, slots=True)
class Plausible:
    """What is hard to believe: fewer or more eligible workers a village, fewer `members` a village of a kabupaten,
    `apart` times fewer than the neighbours have, `jump` times more or fewer than the last time, more than `unnamed`
    percent of the members in none of the three segments."""

    least: int
    members: int
    most: int
    apart: int
    jump: int
    unnamed: int

    @classmethod
    def in_force(cls, facts: Facts, on: date) -> "Plausible":
        """As our policy says on a day. Raises NoRuleInForce."""
        rows = {str(row["bound"]): int(row["value"]) for row in facts.in_force(PLAUSIBLE, on).rows}
        return cls(rows["least"], rows["members"], rows["most"], rows["apart"], rows["jump"], rows["unnamed"])


class Checker:
    """Looks a table over; `before` is what holds already of its regions."""

    def __init__(self, places: Gazetteer, bounds: Plausible, before: Iterable[Observation] = ()) -> None:
        self.bounds = bounds
        self.findings = Findings()
        self.places = places
        self.villages = cache(lambda code: len(places.villages(code)))
        self.before = [_stored(one) for one in before]

    def check(self, reading: Reading) -> Reading:
        """The same table, its percentages understood, and with every doubt added; findings go by rows."""
        rows = _without_hollow([self._alone(one) for one in reading.rows])
        self._against_each_other(rows)
        self._against_before(rows)
        findings = sorted([*reading.findings, *self.findings.listed], key=lambda one: one.row)
        return replace(reading, rows=tuple(rows), findings=tuple(findings))

    # A row by itself

    def _alone(self, told: Told) -> Told:
        told = self._understood(self._of_all_workers(self._as_percentages(told)))
        self._of_everybody(told)
        self._zeros(told)
        self._over(told)
        self._contradiction(told)
        self._uncovered(told)
        self._size(told)
        self._target(told)
        return told

    def _as_percentages(self, told: Told) -> Told:
        return replace(told, coverage=self._percentage(told, told.coverage), target=self._percentage(told, told.target))

    def _percentage(self, told: Told, figure: Figure | None) -> Figure | None:
        """0.21 in a column of such is 21 %; where its own counts do not say so, a person must. Among percentages of a
        hundred it may be either, and a yes would not say which."""
        if figure is None or not figure.is_fraction:
            return figure
        shares = shares_of(told)
        larger = of_a_hundred(figure)
        if figure is told.coverage and shares:
            return larger if any(fits(larger, share) for share in shares) else figure
        share, meant = _percent(figure), _percent(larger)
        if figure.among is not None:
            self.findings.add(
                told.row, "unreadable_number", "mixed", share=share, meant=meant, other=Percent(figure.among)
            )
            return None
        self.findings.add(told.row, "unreadable_number", "fraction", "question", share=share, meant=meant)
        return larger

    def _of_all_workers(self, told: Told) -> Told:
        """Without a percentage of others: it is none of all workers, or none of those of its segment. Where counts do
        not tell of whom it is, a person must."""
        if told.coverage is None or told.of_workers is False or ratio(told.active, told.eligible) is not None:
            return told
        share = _percent(told.coverage)
        fitting = [one for one in told.others if fits(told.coverage, ratio(one.part, one.whole))]
        if any(one.kind == "all" for one in fitting):
            return told
        if fitting:
            other = fitting[0]
            variant = "crossed" if other.kind == "crossed" else "others"
            self.findings.add(told.row, "meaning_unclear", variant, "note", share=share, of=other.said)
            for column in (words for doubt, words in told.doubts if doubt == "bare" and other.kind == "strange"):
                self.findings.add(told.row, "meaning_unclear", "members", column=column)
            return replace(told, coverage=None)
        is_bare = told.of_workers is None and not told.may_be_of_target
        asks = {"some": "of_whom"} | ({"strange": "of_whom"} if is_bare else {})
        asks |= {"crossed": "of_all"} if told.segment == "all" else {}
        asked = next((one for one in told.others if one.kind in asks), None)
        if asked is not None:
            self.findings.add(told.row, "meaning_unclear", asks[asked.kind], share=share, of=asked.said)
        return told

    def _of_everybody(self, told: Told) -> None:
        """Headings that may mean others are asked about, unless counts and percentage fit each other."""
        if told.coverage is not None and fits(told.coverage, ratio(told.active, told.eligible)):
            return
        for variant, column in told.doubts:
            if variant not in ("bare", "aim") and (told.active if variant == "members" else told.coverage) is not None:
                self.findings.add(told.row, "meaning_unclear", variant, column=column)

    def _understood(self, told: Told) -> Told:
        """With what its percentage is a share of; where counts do not tell and the heading leaves it open, we ask."""
        if told.coverage is None:
            return told
        of_workers = fits(told.coverage, ratio(told.active, told.eligible))
        of_target = any(fits(told.coverage, share) for share in shares_of_target(told))
        if told.of_workers is False:
            if of_workers and not of_target:
                self._ask_meaning(told, "workers")
            return replace(told, meaning="of_target")
        if of_workers:
            return told
        if of_target:
            self._ask_meaning(told, "target")
            return replace(told, meaning="of_target")
        if told.may_be_of_target and ratio(told.active, told.eligible) is None:
            self._ask_meaning(told, "open")
        return told

    def _ask_meaning(self, told: Told, variant: str) -> None:
        if told.coverage is not None:
            self.findings.add(told.row, "meaning_unclear", variant, share=_percent(told.coverage))

    def _zeros(self, told: Told) -> None:
        """A count that had lost its zeros is believed where its percentage agrees."""
        lost = [one for one in (told.active, told.eligible) if one is not None and one.lost_zeros]
        if lost and not (told.coverage and fits(told.coverage, ratio(told.active, told.eligible))):
            for one in lost:
                self.findings.add(told.row, "count_implausible", "zeros", count=_count(one))

    def _over(self, told: Told) -> None:
        for figure, holds in ((told.coverage, told.meaning == "of_workers"), (told.target, True)):
            if figure is not None and holds and figure.value > A_HUNDRED:
                self.findings.add(told.row, "over_100", "share", share=_percent(figure))
        if told.coverage is None and told.active and told.eligible and told.active.value > told.eligible.value:
            self.findings.add(
                told.row, "over_100", "counts", active=_count(told.active), eligible=_count(told.eligible)
            )

    def _contradiction(self, told: Told) -> None:
        if told.coverage is None:
            return
        share = ratio(told.active, told.eligible)
        shares = [share] if told.meaning == "of_workers" else shares_of_target(told)
        known = [each for each in shares if each is not None]
        if known and not any(fits(told.coverage, each) for each in known):
            low, high = known[0]
            counted = Percent(round((low + high) / 2, 2))
            self.findings.add(told.row, "pct_contradicts_counts", share=_percent(told.coverage), counted=counted)

    def _uncovered(self, told: Told) -> None:
        """Workers without members are those who are not covered yet."""
        active, eligible, left = told.active, told.eligible, told.uncovered
        if active is None or eligible is None or left is None or eligible.value < active.value:
            return
        counted = eligible.value - active.value
        if abs(counted - left.value) > sum(map(play, (active, eligible, left))):
            said = {"eligible": _count(eligible), "active": _count(active), "count": _count(left)}
            self.findings.add(told.row, "count_implausible", "uncovered", None, **said, counted=Count(int(counted)))

    def _size(self, told: Told) -> None:
        """Whether so few or so many people can work in a place with so many villages."""
        if told.place is None:
            return
        villages = self.villages(told.place.code)
        for figure in self._workers(told):
            is_told = figure is not None and (figure.value > 0 or figure is told.eligible)
            if figure is not None and is_told and not self._is_likely(told, figure.value, villages):
                self._say_implausible(told, "size", figure, told.place)
                return
        self._members(told, told.place)

    def _members(self, told: Told, place: Place) -> None:
        """99 of 612.000: so few that thousands were lost; in a village, and of one segment, there may be so few."""
        active, eligible = told.active, told.eligible
        if active is None or eligible is None or told.segment != "all" or place.level > SUBDISTRICT:
            return
        if 0 < active.value < A_THOUSAND and active.value * A_THOUSAND <= eligible.value:
            self.findings.add(
                told.row, "count_implausible", "members", active=_count(active), eligible=_count(eligible)
            )

    def _target(self, told: Told) -> None:
        """Nobody aims at nothing. In people, fewer than there are already may be those that are to join, more than work
        cannot be."""
        target, active, eligible = told.target_people, told.active, told.eligible
        for column in (words for doubt, words in told.doubts if doubt == "aim"):
            doubt_target(self.findings, told.row, column, told.target, target)
        if any(one is not None and one.value == 0 for one in (told.target, target)):
            self.findings.add(told.row, "count_implausible", "nothing")
            return
        if target is None:
            return
        if active is not None and target.value < active.value:
            self.findings.add(told.row, "count_implausible", "target", count=_count(target), active=_count(active))
        if eligible is not None and target.value > eligible.value + play(eligible):
            self.findings.add(told.row, "over_100", "target", count=_count(target), eligible=_count(eligible))

    def _workers(self, told: Told) -> Sequence[Figure | None]:
        """The eligible workers as they are told, else as they follow from members and percentage."""
        if told.eligible is not None or told.active is None:
            return (told.eligible,)
        if told.coverage is not None and told.coverage.value > 0 and told.meaning == "of_workers":
            implied = told.active.value * A_HUNDRED / told.coverage.value
            return (Figure(implied, Decimal(1)),)
        return (told.active,)

    def _is_likely(self, told: Told, count: Decimal, villages: int) -> bool:
        """One segment may be small anywhere; members alone, which tell little, only where few people live."""
        least = self.bounds.least
        if told.segment != "all":
            least = 0
        elif told.eligible is None and told.coverage is None:
            least = self.bounds.members if told.place and told.place.level <= DISTRICT else 0
        return least * villages <= count <= self.bounds.most * villages

    def _say_implausible(self, told: Told, variant: str, figure: Figure, place: Place) -> None:
        said = told.eligible or told.active or figure
        self.findings.add(told.row, "count_implausible", variant, count=_count(said), place=place.name)

    # Rows against each other

    def _against_each_other(self, rows: Sequence[Told]) -> None:
        self._double(rows)
        self._far_from_neighbours(rows)
        segments_apart(rows, self.findings, self.bounds.unnamed)
        some_of_its_parts(rows, self.findings, self.places)

    def _double(self, rows: Sequence[Told]) -> None:
        """Who stands there twice: with the same figures the second is idle, with others nobody knows which holds.
        Rows that lack a day may yet be of several."""
        first: dict[tuple[object, ...], Told] = {}
        doubted = set[int]()
        for one in rows:
            if one.place is None or one.as_of is None or not one.has_figures:
                continue
            before = first.setdefault((one.place.code, one.as_of, one.segment, one.meaning), one)
            if before is one:
                continue
            same = _figures_of(before) == _figures_of(one)
            variant = "same" if same else "other"
            self.findings.add(one.row, "duplicate_row", variant, None if same else "error", line=str(before.row))
            if not same and before.row not in doubted:
                doubted.add(before.row)
                self.findings.add(before.row, "duplicate_row", "other", line=str(one.row))

    def _far_from_neighbours(self, rows: Sequence[Told]) -> None:
        groups: dict[tuple[int, Segment], list[Told]] = {}
        for one in rows:
            if one.place is not None and one.eligible is not None and one.eligible.value > 0:
                groups.setdefault((one.place.level, one.segment), []).append(one)
        for group in groups.values():
            middle = median(one.eligible.value for one in group if one.eligible)
            for one in group if len(group) > _FEWEST_SIBLINGS else ():
                if one.eligible and one.place and one.eligible.value * self.bounds.apart < middle:
                    self._say_implausible(one, "neighbours", one.eligible, one.place)

    # Against what was told before

    def _against_before(self, rows: Iterable[Told]) -> None:
        """Day by day; on the same day what is stored comes before what is told anew."""
        told = [
            _Counted(one.place.code, one.segment, one.as_of, one.active, one.eligible, one.row)
            for one in rows
            if one.place is not None and one.as_of is not None
        ]
        denominators: dict[tuple[str, Segment], _Counted] = {}
        members: dict[tuple[str, Segment], _Counted] = {}
        for now in sorted([*self.before, *told], key=lambda one: (one.as_of, one.row)):
            key = (now.region, now.segment)
            if now.row:
                self._new_denominator(now, denominators.get(key))
                self._jump(now, members.get(key))
            if now.eligible is not None:
                denominators[key] = now
            if now.active is not None:
                members[key] = now

    def _new_denominator(self, now: "_Counted", last: "_Counted | None") -> None:
        if last is None or last.eligible is None or now.eligible is None:
            return
        room = play(last.eligible) + play(now.eligible)
        if abs(last.eligible.value - now.eligible.value) > room:
            before, count = _count(last.eligible), _count(now.eligible)
            self.findings.add(now.row, "denominator_changed", day=Day(last.as_of), before=before, now=count)

    def _jump(self, now: "_Counted", last: "_Counted | None") -> None:
        if last is None or last.active is None or now.active is None:
            return
        few, many = sorted((last.active.value, now.active.value))
        if many > few * self.bounds.jump and many > self.bounds.least * self.villages(now.region):
            before, count = _count(last.active), _count(now.active)
            self.findings.add(now.row, "count_implausible", "jump", before=before, count=count, day=Day(last.as_of))


@dataclass(frozen=True, slots=True)
class _Counted:
    """What was told of a region and a segment on a day; `row` is 0 for what is stored."""

    region: str
    segment: Segment
    as_of: date
    active: Figure | None
    eligible: Figure | None
    row: int = 0


def _without_hollow(rows: Sequence[Told]) -> list[Told]:
    """A segment whose only figure turned out to be of others is nothing beside others in the same line."""
    told = {one.row for one in rows if one.has_figures}
    return [one for one in rows if one.has_figures or one.row not in told]


def _stored(one: Observation) -> _Counted:
    return _Counted(one.region, one.segment, one.as_of, _figure(one.active), _figure(one.eligible))


def _figure(count: int | None) -> Figure | None:
    return None if count is None else Figure(Decimal(count), width_of(count))


def _figures_of(told: Told) -> tuple[Decimal | None, ...]:
    figures = (told.active, told.eligible, told.coverage, told.target, told.target_people)
    return tuple(None if one is None else one.value for one in figures)


def _count(figure: Figure) -> Count:
    return Count(figure.whole)


def _percent(figure: Figure) -> Percent:
    return Percent(figure.value)
