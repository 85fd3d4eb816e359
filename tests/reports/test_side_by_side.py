"""Reports of one week laid beside each other: nobody works out what one of them hides from what the others tell."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.families import Family
from bot.reports.making import Policy, weekly
from bot.reports.weekly import Count, Line, Weekly
from storage.coverage import Observation, Segment
from storage.weeks import Counted, Week
from tests.reports.test_making import MADE, NOTHING, PAMEKASAN, PROVINCE
from tests.reports.told import told

SMALL, MOST = 3, 7
TWO = ("35.28", "35.29")
KECAMATAN = ("01", "02", "03")
CHANNELS = ("direct", "event")
PEOPLE = st.lists(st.tuples(st.sampled_from(TWO), st.sampled_from(KECAMATAN), st.sampled_from(CHANNELS)), max_size=12)


def reports(people: list[tuple[str, str, str]]) -> tuple[Weekly, Mapping[str, Weekly]]:
    """Of the province and of its two kabupaten, of people who asked to be called."""
    kinds = Counter((kabupaten, channel) for kabupaten, _, channel in people)
    lists = {one: ",".join(at for kabupaten, at, _ in people if kabupaten == one) for one in TWO}
    week = Week(
        tuple(
            Counted(kabupaten, channel, "farmer", "interest", number) for (kabupaten, channel), number in kinds.items()
        ),
        below={"interest": {one: listed for one, listed in lists.items() if listed}},
    )
    policy, known = Policy(SMALL, 62, (30, 60)), replace(NOTHING, week=week)
    own = {}
    for code in TWO:
        region = replace(PAMEKASAN, code=code, parts={f"{code}.{at}": () for at in KECAMATAN})
        own[code] = weekly(region, "2026-W46", known, policy, MADE)
    return weekly(PROVINCE, "2026-W46", known, policy, MADE), own


def fits(told: Count, count: int) -> bool:
    """Whether a count may stand behind what is told."""
    return told in ("masked", count)


def interest(lines: tuple[Line, ...], key: str) -> Count:
    """What a line tells of those who asked to be called; a channel without a line had nobody."""
    return next((line.counts["interest"] for line in lines if line.key == key), 0)


def channels_alike(province: Weekly, own: Mapping[str, Weekly]) -> Iterator[tuple[int, int]]:
    """The sums of the two kabupaten in all tables by channel that would be told like this."""
    for cells in product(range(MOST + 1), repeat=4):
        rows = dict(zip(TWO, (cells[:2], cells[2:]), strict=True))
        of_rows = all(
            fits(own[code].funnel.total["interest"], sum(row))
            and all(fits(interest(own[code].funnel.by_channel, at), n) for at, n in zip(CHANNELS, row, strict=True))
            for code, row in rows.items()
        )
        columns = zip(CHANNELS, (cells[0] + cells[2], cells[1] + cells[3]), strict=True)
        of_all = fits(province.funnel.total["interest"], sum(cells)) and all(
            fits(interest(province.funnel.by_channel, at), count) for at, count in columns
        )
        if of_rows and of_all:
            yield sum(rows[TWO[0]]), sum(rows[TWO[1]])


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_no_kecamatan_is_worked_out_from_three_reports(people: list[tuple[str, str, str]]) -> None:
    """Tried with every number of people that would be told in the same way, of a province and its two kabupaten."""
    province, own = reports(people)
    lists = [_lists([line.counts["interest"] for line in own[code].funnel.by_part]) for code in TWO]
    sums = {each for each in channels_alike(province, own) if all(one in lists[at] for at, one in enumerate(each))}
    assert sums, "what is so is among what may be"
    for place, code in enumerate(TWO):
        possible = {each[place] for each in sums}
        if own[code].funnel.total["interest"] == "masked":
            assert len(possible) > 1, f"the sum of {code} follows"
        for at, line in enumerate(own[code].funnel.by_part):
            if line.counts["interest"] == "masked":
                assert len({each[at] for one in possible for each in lists[place][one]}) > 1, f"{line.key} follows"


def _lists(shown: list[Count]) -> Mapping[int, list[tuple[int, ...]]]:
    """All people by kecamatan of whom this would be told, by their sum."""
    found: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for each in product(*(range(MOST + 1) if one == "masked" else (one or 0,) for one in shown)):
        found[sum(each)].append(each)
    return found


@given(PEOPLE)
def test_a_kecamatan_of_a_few_is_never_told(people: list[tuple[str, str, str]]) -> None:
    """And what is told is so."""
    _, own = reports(people)
    for code in TWO:
        counts = Counter(f"{code}.{at}" for kabupaten, at, _ in people if kabupaten == code)
        for line in own[code].funnel.by_part:
            told, number = line.counts["interest"], counts[line.key]
            assert fits(told, number) and (told == "masked" or not 0 < number < SMALL)


DAYS = ("2026-09-30", "2026-10-31")
SEGMENTS: tuple[Segment, ...] = ("pu", "bpu")
OF_SMALL = {f"35.28.{at}": () for at in KECAMATAN}
CELLS = st.lists(st.integers(0, 5), min_size=12, max_size=12)
Cells = Mapping[tuple[str, str, Segment], int]
"""People by region, day and segment."""


def grids(numbers: list[int]) -> Cells:
    """Three kecamatan on two days in two segments, with the sums of all: a kabupaten, and each as a whole."""
    places = iter(numbers)
    cells: dict[tuple[str, str, Segment], int] = {
        (code, day, segment): next(places) for code in OF_SMALL for day in DAYS for segment in SEGMENTS
    }
    for code, day in product(OF_SMALL, DAYS):
        cells[code, day, "all"] = sum(cells[code, day, segment] for segment in SEGMENTS)
    for day, segment in product(DAYS, (*SEGMENTS, "all")):
        cells["35.28", day, segment] = sum(cells[code, day, segment] for code in OF_SMALL)
    return cells


def of_coverage(cells: Cells) -> list[Weekly]:
    """The reports of the kabupaten and its three kecamatan, for the week before and this one."""
    seen = [told(day, number, region=code, segment=segment) for (code, day, segment), number in cells.items()]
    found = []
    for until, week in ((DAYS[0], "2026-W45"), (DAYS[1], "2026-W46")):
        known = [one for one in seen if one.as_of.isoformat() <= until]
        found += [_of_one(code, known, until, week) for code in ("35.28", *OF_SMALL)]
    return found


def _of_one(code: str, known: list[Observation], until: str, week: str) -> Weekly:
    below = [one for one in known if one.region != "35.28"]
    family = Family(tuple(OF_SMALL), known, "35.28")
    is_whole = code == "35.28"
    region = PAMEKASAN if is_whole else replace(PAMEKASAN, code=code, parents=("Kab. Pamekasan", "Jawa Timur"))
    about = replace(
        NOTHING,
        history=[one for one in known if one.region == code],
        newest=[one for one in below if one.as_of.isoformat() == until] if is_whole else (),
        beside=() if is_whole else [(code, family)],
        below=family if is_whole else Family(),
    )
    parts = OF_SMALL if is_whole else {}
    return weekly(replace(region, parts=parts), week, about, Policy(SMALL, 62, (30, 60)), MADE)


def shown(weeks: list[Weekly]) -> Cells:
    """Every number of people that any of these reports tells."""
    found: dict[tuple[str, str, Segment], int] = {}
    for one in weeks:
        standings = [each for each in (one.standing, *one.segments) if each is not None]
        found |= {(one.region, each.as_of.isoformat(), each.segment): each.active for each in standings}  # type: ignore[misc]
        found |= {(one.region, each.as_of.isoformat(), "all"): each.active for each in one.trend}  # type: ignore[misc]
        for part in one.parts:
            if isinstance(part.active, int) and part.as_of is not None:
                found[part.region, part.as_of.isoformat(), "all"] = part.active
    return found


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_no_few_are_worked_out_from_the_reports_of_two_weeks(numbers: list[int]) -> None:
    """Of a kabupaten and all its kecamatan, a count by segment: each few could be as many as another number."""
    cells = grids(numbers)
    seen = shown(of_coverage(cells))
    assert all(cells[at] == count for at, count in seen.items())
    for day in DAYS:
        alike = list(_alike({at: count for at, count in seen.items() if at[1] == day}, day))
        for (code, on, segment), count in cells.items():
            if on == day and 0 < count < SMALL:
                assert len({each[code, on, segment] for each in alike}) > 1, (code, segment, seen)


def _alike(seen: Cells, day: str) -> Iterator[Cells]:
    """All people by kecamatan and segment on a day of whom the same would be told."""
    rows = []
    for code in OF_SMALL:
        fitting = []
        for pair in product(range(7), repeat=2):
            row: dict[tuple[str, str, Segment], int] = {
                (code, day, at): n for at, n in zip(SEGMENTS, pair, strict=True)
            }
            row[code, day, "all"] = sum(pair)
            if all(seen.get(at, n) == n for at, n in row.items()):
                fitting.append(row)
        rows.append(fitting)
    for chosen in product(*rows):
        every = {at: n for row in chosen for at, n in row.items()}
        for segment in (*SEGMENTS, "all"):
            every["35.28", day, segment] = sum(every[code, day, segment] for code in OF_SMALL)
        if all(every[at] == n for at, n in seen.items()):
            yield every


def test_who_is_hidden_beside_a_few_is_hidden_in_its_own_report() -> None:
    """Sixty of Pademawu were told there, though the report of Pamekasan hid them to hide the two of Tlanakan."""
    counts = {"35.28.01": 2, "35.28.02": 60, "35.28.03": 400, "35.28": 462}
    weeks = of_coverage({(code, day, "all"): number for code, number in counts.items() for day in DAYS})
    own = {one.region: one for one in weeks[4:]}
    assert {one.region: one.active for one in own["35.28"].parts} == {
        "35.28.01": "masked",
        "35.28.02": "masked",
        "35.28.03": 400,
    }
    assert own["35.28.02"].standing is None and own["35.28.02"].trend == ()
    assert own["35.28.03"].standing is not None and own["35.28.03"].standing.active == 400
