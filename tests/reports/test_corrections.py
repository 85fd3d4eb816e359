"""Who keeps all reports of several weeks, with corrections between them: nobody works out a few that are not told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.reports.families import Family, veil
from bot.reports.making import Known, Policy, Region, weekly
from bot.reports.weekly import MASKED, Weekly
from storage.coverage import Observation, Provenance, Segment
from tests.reports.test_making import NOTHING, PAMEKASAN
from tests.reports.told import told

SMALL, MOST = 3, 12
DAY = "2026-10-31"
WEEKS = ("2026-W45", "2026-W46", "2026-W47", "2026-W48")
MONDAYS = [datetime(2026, 11, 9, tzinfo=UTC) + timedelta(days=7 * at) for at in range(4)]
Version = tuple[str, Segment, int]
"""A segment of a region, first as it was told at first, then as it was corrected."""


@dataclass(frozen=True)
class Tree:
    """Regions with their parts; a region adds up its parts, and all people their segments."""

    below: Mapping[str, tuple[str, ...]]
    segments: tuple[Segment, ...] = ("all",)

    @property
    def regions(self) -> list[str]:
        """All of them."""
        return sorted({*self.below, *(one for parts in self.below.values() for one in parts)})

    @property
    def leaves(self) -> list[tuple[str, Segment]]:
        """What is counted by itself."""
        own = [one for one in self.segments if one != "all"] or ["all"]
        return [(code, segment) for code in self.regions if code not in self.below for segment in own]

    def adds(self, region: str, segment: Segment) -> tuple[int, ...]:
        """Which leaves a cell is the sum of, by their place."""
        return tuple(
            at for at, (code, each) in enumerate(self.leaves) if code.startswith(region) and segment in (each, "all")
        )

    def summed(self, counts: Mapping[tuple[str, Segment], int]) -> dict[tuple[str, Segment], int]:
        """Every cell of a version."""
        found: dict[tuple[str, Segment], int] = defaultdict(int)
        for (code, segment), count in counts.items():
            for region in (one for one in self.regions if code.startswith(one)):
                for each in {segment, "all"}:
                    found[region, each] += count
        return found


KABUPATEN = Tree({"35.28": ("35.28.01", "35.28.02", "35.28.03")})
PROVINCE = Tree({"35": ("35.28", "35.29"), "35.28": ("35.28.01", "35.28.02"), "35.29": ("35.29.01", "35.29.02")})
SPLIT = Tree({"35.28": ("35.28.01", "35.28.02")}, ("pu", "bpu", "all"))


def holding(seen: Sequence[Observation]) -> list[Observation]:
    """The newest revision of each."""
    newest: dict[object, Observation] = {}
    for one in seen:
        if one.key not in newest or newest[one.key].revision < one.revision:
            newest[one.key] = one
    return list(newest.values())


def report(
    tree: Tree, code: str, every: Sequence[Observation], week: int, kept: Weekly | None, small: int = SMALL
) -> Weekly:
    """As it would be made on that Monday, of what had come by then."""
    now = MONDAYS[week]
    seen = [one for one in every if one.provenance.at <= now]

    def family(head: str) -> Family:
        members = tree.below.get(head, ())
        rows = [one for one in seen if one.region == head or one.region in members]
        return Family(members, rows, head, [at for at in MONDAYS if at < now])

    about = holding(seen)
    since = kept.made if kept else now
    then = {one.key: one for one in holding([one for one in every if one.provenance.at <= since])}
    parts = tree.below.get(code, ())
    near = [one for one in about if one.region in (code, *parts)]
    known: Known = replace(
        NOTHING,
        history=[one for one in about if one.region == code],
        newest=[one for one in near if one.region != code],
        corrected=[(then[one.key], one) for one in near if one.key in then and then[one.key].revision < one.revision],
        beside=[(one, family(one[:-3])) for one in (code, code[:-3]) if one[:-3] in tree.below],
        below=family(code),
        deeper=[family(one) for one in tree.below if one != code and one.startswith(code)],
        before=kept,
    )
    region: Region = replace(PAMEKASAN, code=code, parents=("x",) * code.count("."), parts=dict.fromkeys(parts, ()))
    return weekly(region, WEEKS[week], known, Policy(small, 62, (30, 60)), now)


def versions(
    tree: Tree,
    first: Mapping[tuple[str, Segment], int],
    then: Mapping[tuple[str, Segment], int],
    came: Mapping[str, int],
) -> list[Observation]:
    """What is told of every region: at first before all reports, corrected in the week in which it came."""
    found = []
    early = MONDAYS[0] - timedelta(days=3)
    for (code, segment), count in tree.summed(first).items():
        one = told(DAY, count, region=code, segment=segment)
        found.append(replace(one, provenance=replace(one.provenance, at=early)))
        now = tree.summed(then)[code, segment]
        if now != count:
            late = Provenance("e" * 64, 1, "command_line", MONDAYS[came[code]] - timedelta(days=1))
            found.append(replace(one, active=now, revision=2, provenance=late))
    return found


def shown(reports: Sequence[Weekly], every: Sequence[Observation]) -> dict[Version, int]:
    """Every count of every version that stands in these reports, wherever in them."""
    found: dict[Version, int] = {}
    for one in reports:
        seen = holding([each for each in every if each.provenance.at <= one.made])
        last = {(each.region, each.segment): each.revision for each in seen}
        told_of = [
            (one.region, each.segment, each.active) for each in (one.standing, *one.segments) if each is not None
        ]
        told_of += [(one.region, "all", each.active) for each in one.trend]
        told_of += [(each.region, "all", each.active) for each in one.parts if each.active != MASKED]
        for code, segment, count in told_of:
            if count is not None:
                found[code, segment, last[code, segment]] = count
        for change in one.corrected:
            for version, value in ((1, change.before), (2, change.after)):
                if change.what == "active" and value != MASKED and value is not None:
                    found[change.region, change.segment, version] = int(value)
    return found


def worked_out(
    tree: Tree, every: Sequence[Observation], seen: Mapping[Version, int], small: int = SMALL
) -> Iterator[Version]:
    """The few of whom one number is possible, for who knows of whom anything was corrected, and that all adds up."""
    revised = {(one.region, one.segment) for one in every if one.revision > 1}
    moved = {code for code, _ in revised}
    same = [at for at, leaf in enumerate(tree.leaves) if leaf[0] not in moved]
    wanted = {
        version: [
            (tree.adds(code, segment), count)
            for (code, segment, at), count in seen.items()
            if at == version or (code, segment) not in revised
        ]
        for version in (1, 2)
    }
    # Of leaves in no sum a few numbers are enough to see that they may be several.
    most = {
        version: [
            min(
                [n for adds, n in [*wanted[version], *(wanted[3 - version] if at in same else ())] if at in adds],
                default=small,
            )
            for at in range(len(tree.leaves))
        ]
        for version in (1, 2)
    }
    fits = [_by_same(most[version], wanted[version], same) for version in (1, 2)]
    both = fits[0].keys() & fits[1].keys()
    assert both, "what is so is among what may be"
    for one in every:
        if one.active is not None and 0 < one.active < small:
            adds = tree.adds(one.region, one.segment)
            possible = {sum(each[at] for at in adds) for key in both for each in fits[one.revision - 1][key]}
            if len(possible) == 1:
                yield one.region, one.segment, one.revision


def _by_same(
    most: Sequence[int], wanted: Sequence[tuple[tuple[int, ...], int]], same: Sequence[int]
) -> Mapping[tuple[int, ...], list[tuple[int, ...]]]:
    """All counts of the leaves with these sums, by those of leaves that were not corrected."""
    fitting: list[tuple[int, ...]] = [()]
    for at, top in enumerate(most):
        sums = [(adds, count) for adds, count in wanted if adds[-1] == at]
        longer = ((*before, count) for before in fitting for count in range(top + 1))
        fitting = [each for each in longer if all(sum(each[one] for one in adds) == n for adds, n in sums)]
    found = defaultdict(list)
    for leaves in fitting:
        found[tuple(leaves[at] for at in same)].append(leaves)
    return found


def attacked(
    tree: Tree,
    first: Sequence[int],
    then: Sequence[int],
    came: Sequence[int],
    weeks: int = 4,
    small: int = SMALL,
) -> None:
    """Reports of all regions in all weeks, kept by somebody who subtracts."""
    began, now = (dict(zip(tree.leaves, counts, strict=True)) for counts in (first, then))
    every = versions(tree, began, now, dict(zip(tree.regions, came, strict=True)))
    kept: dict[str, Weekly] = {}
    reports = []
    for week in range(weeks):
        for code in tree.regions:
            kept[code] = report(tree, code, every, week, kept.get(code), small)
            reports.append(kept[code])
    seen = shown(reports, every)
    true = {(one.region, one.segment, one.revision): one.active for one in every}
    assert all(true[at] == count for at, count in seen.items())
    assert not [at for at, count in seen.items() if 0 < count < small]
    assert list(worked_out(tree, every, seen, small)) == [], seen


def counts(tree: Tree) -> st.SearchStrategy[list[int]]:
    """People of each leaf."""
    size = len(tree.leaves)
    return st.lists(st.integers(0, SMALL) | st.integers(0, MOST), min_size=size, max_size=size)


def weeks(tree: Tree, most: int = 1) -> st.SearchStrategy[list[int]]:
    """In which week the correction of each region comes."""
    size = len(tree.regions)
    return st.lists(st.integers(1, most), min_size=size, max_size=size)


@settings(max_examples=150, deadline=None)
@given(counts(KABUPATEN), counts(KABUPATEN), weeks(KABUPATEN))
def test_no_few_follow_from_a_correction(first: list[int], then: list[int], came: list[int]) -> None:
    """Of three kecamatan and their kabupaten, in one week."""
    attacked(KABUPATEN, first, then, came, 2)


@settings(max_examples=200, deadline=None)
@given(counts(KABUPATEN), counts(KABUPATEN), weeks(KABUPATEN, 3))
def test_no_few_follow_from_corrections_in_several_weeks(first: list[int], then: list[int], came: list[int]) -> None:
    """The sum before its parts, after them, or between."""
    attacked(KABUPATEN, first, then, came)


@settings(max_examples=80, deadline=None)
@given(counts(PROVINCE), counts(PROVINCE), weeks(PROVINCE, 2))
def test_no_few_follow_through_province_and_kabupaten(first: list[int], then: list[int], came: list[int]) -> None:
    """Where the sum of the province is corrected, and not ahead of what lies two levels below it."""
    assume(sum(first) != sum(then))
    attacked(PROVINCE, first, then, [2, *came[1:]], 3)


@settings(max_examples=150, deadline=None)
@given(counts(SPLIT), counts(SPLIT), weeks(SPLIT, 2))
def test_no_few_follow_by_segment(first: list[int], then: list[int], came: list[int]) -> None:
    """Of two kecamatan that tell two segments and all."""
    attacked(SPLIT, first, then, came, 3)


@settings(max_examples=60, deadline=None)
@given(counts(PROVINCE))
def test_no_few_follow_without_a_correction(first: list[int]) -> None:
    """From province over kabupaten to kecamatan, as one network."""
    attacked(PROVINCE, first, first, [1] * len(PROVINCE.regions), 1)


def test_most_is_told_where_nobody_is_a_few() -> None:
    """Hiding everything would be safe, too."""
    first, then = (
        dict(zip(PROVINCE.leaves, (6, 5, 4, 3), strict=True)),
        dict(zip(PROVINCE.leaves, (6, 5, 4, 6), strict=True)),
    )
    every = versions(PROVINCE, first, then, dict.fromkeys(PROVINCE.regions, 1))
    kept = {code: report(PROVINCE, code, every, 0, None) for code in PROVINCE.regions}
    now = [report(PROVINCE, code, every, 1, kept[code]) for code in PROVINCE.regions]
    assert shown([*kept.values(), *now], every) == {(one.region, "all", one.revision): one.active for one in every}


@pytest.mark.parametrize(("small", "times"), [(SMALL, 1), (10, 4)])
@pytest.mark.parametrize(
    ("tree", "first", "then", "came"),
    [
        (SPLIT, (0, 0, 1, 3), (0, 0, 0, 0), (1, 1, 1)),
        (SPLIT, (1, 2, 2, 3), (0, 0, 0, 3), (1, 1, 1)),
        (SPLIT, (2, 1, 1, 5), (1, 2, 0, 4), (2, 1, 1)),
        (KABUPATEN, (0, 1, 3), (2, 1, 3), (1, 2, 2, 1)),
        (KABUPATEN, (5, 2, 5), (5, 2, 2), (1, 3, 1, 3)),
        (KABUPATEN, (5, 4, 3), (3, 2, 0), (1, 2, 3, 2)),
        (KABUPATEN, (2, 6, 6), (2, 6, 1), (1, 1, 1, 1)),
    ],
)
def test_no_few_follow_where_they_once_did(
    tree: Tree, first: tuple[int, ...], then: tuple[int, ...], came: tuple[int, ...], small: int, times: int
) -> None:
    """Segments of the head, of a region of none, across a sum that waits, and sums that came ahead of some or all.

    The same of four times as many people where the rule says ten.
    """
    attacked(tree, [times * one for one in first], [times * one for one in then], came, small=small)


def test_a_hidden_one_who_did_not_change_is_not_told_by_the_others() -> None:
    """Nobody is left in the first kecamatan, so all eighty are of the second: last week's sums then tell of two."""
    first, then = (dict(zip(SPLIT.leaves, leaves, strict=True)) for leaves in ((2, 90, 90, 80), (0, 0, 70, 80)))
    every = versions(SPLIT, first, then, dict.fromkeys(SPLIT.regions, 1))
    family = Family(SPLIT.below["35.28"], every, "35.28", MONDAYS)
    assert veil(family, SMALL).shut == {every[0].as_of}
    assert veil(replace(family, reported=[]), SMALL).shut == set()


def test_nought_that_was_nought_before_says_what_the_few_are() -> None:
    """Nobody of PU is left around the first kecamatan, so nobody was there: its few are BPU, this week and last."""
    first, then = (dict(zip(SPLIT.leaves, leaves, strict=True)) for leaves in ((0, 1, 50, 60), (0, 1, 0, 60)))
    every = versions(SPLIT, first, then, dict.fromkeys(SPLIT.regions, 1))
    assert veil(Family(SPLIT.below["35.28"], every, "35.28", MONDAYS), SMALL).shut == {every[0].as_of}


def test_people_who_were_moved_between_parts_leave_no_few_behind() -> None:
    """The sum stays, and said last week how many the two hidden ones are together."""
    tree = Tree({"35.28": ("35.28.01", "35.28.02", "35.28.03", "35.28.04")})
    first, then = (dict(zip(tree.leaves, each, strict=True)) for each in ((2, 900, 400, 300), (2, 1_299, 1, 300)))
    every = versions(tree, first, then, dict.fromkeys(tree.regions, 1))
    assert veil(Family(tree.below["35.28"], every, "35.28", MONDAYS), SMALL).shut == {every[0].as_of}
