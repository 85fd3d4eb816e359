"""Nothing in the snapshot lets anybody count a few people: tried with every figure that stands in it."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.few import hidden_of_one, without_few
from bot.reports.weekly import to_json
from storage.coverage import Observation
from tests.reports.test_making import NOTHING, made
from tests.reports.told import told

DAYS = ("2026-08-31", "2026-09-30", "2026-10-31")
COUNTS = st.integers(0, 14)
SMALL = st.sampled_from((3, 5, 10))
"""Whatever our own rule says is few."""
SEGMENTS = ("pu", "bpu", "jakon")


@st.composite
def histories(draw: st.DrawFn) -> list[Observation]:
    """Three months of a small place, the whole being the sum of its segments."""
    found = []
    for day in DAYS:
        counts = [draw(COUNTS) for _ in SEGMENTS]
        found += [told(day, count, segment=segment) for segment, count in zip(SEGMENTS, counts, strict=True)]
        found.append(told(day, sum(counts)))
    return found


def few_in(node: Any, small: int, where: str = "") -> list[str]:
    """Where a snapshot tells of a few people, or of a share by which they can be counted."""
    if isinstance(node, list):
        return [path for at, one in enumerate(node) for path in few_in(one, small, f"{where}[{at}]")]
    if not isinstance(node, dict):
        return []
    found = [
        f"{where}.{key}" for key in ("active", "people_in_week", "done") if _is_few(node.get(key), "active", small)
    ]
    if node.get("what") in ("active", "coverage_pct"):
        found += [f"{where}.{key}" for key in ("before", "after") if _is_few(node[key], node["what"], small)]
    if isinstance(node.get("pct"), int | float) and node.get("eligible"):
        found += [f"{where}.pct"] if 0 < round(node["pct"] * node["eligible"] / 100) < small else []
    return found + [path for key, one in node.items() for path in few_in(one, small, f"{where}.{key}")]


def _is_few(value: Any, what: str, small: int) -> bool:
    people = value if what == "active" or not isinstance(value, int | float) else value * 10
    return isinstance(people, int | float) and 0 < round(people) < small


@settings(max_examples=60, deadline=None)
@given(histories(), st.lists(st.tuples(COUNTS, COUNTS), max_size=3), st.lists(COUNTS, min_size=1, max_size=1), SMALL)
def test_no_figure_of_a_snapshot_is_of_a_few(
    history: list[Observation], corrections: list[tuple[int, int]], parts: list[int], small: int
) -> None:
    """Standing, trend, segments, parts, and what was corrected, as a count and as a share."""
    corrected = []
    for before, after in corrections:
        then = told(DAYS[0], before, pct=str(before / 10))
        now = told(DAYS[0], after, pct=str(after / 10))
        corrected.append((then, now))
    newest = [told(DAYS[-1], count, region="35.28.01") for count in parts]
    known = replace(NOTHING, history=history, newest=newest, corrected=corrected)
    assert few_in(to_json(made(known, small=small)), small) == []


@given(histories(), SMALL)
def test_no_segment_follows_from_the_others_and_their_sum(history: list[Observation], small: int) -> None:
    """Day by day: whoever subtracts what is told from the sum is left with one that is told, or with several."""
    shown = without_few(history, small)
    for day in DAYS:
        here = {one.segment: one.active for one in shown if one.as_of.isoformat() == day}
        lacking = [one for one in SEGMENTS if one not in here]
        if "all" in here and lacking:
            rest = (here["all"] or 0) - sum(here.get(one) or 0 for one in SEGMENTS)
            assert len(lacking) > 1 and rest >= small


def test_a_segment_that_nobody_told_of_is_no_few_that_are_left() -> None:
    """Sixty and thirty-eight of a hundred leave two builders."""
    assert hidden_of_one({"all": 100, "pu": 60, "bpu": 38}, 5) == ["bpu"]
    assert hidden_of_one({"all": 100, "pu": 60, "bpu": 30}, 5) == []


def test_a_correction_of_a_few_is_masked_in_the_snapshot_itself() -> None:
    """The JSON told three where the message said "a few"."""
    then, now = told(DAYS[0], 3, pct="0.3"), told(DAYS[0], 8, pct="0.8")
    both = made(replace(NOTHING, corrected=[(then, now)])).corrected
    assert [(one.what, one.before, one.after) for one in both] == [
        ("active", "masked", 8),
        ("coverage_pct", "masked", now.coverage_pct),
    ]
