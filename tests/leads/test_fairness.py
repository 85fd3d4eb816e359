"""Who covers the same place gets the same share of leads for each unit of capacity, whatever happens meanwhile."""

import pytest

from bench.fairness import LOADS, share_after, unfairness


@pytest.mark.parametrize("busy", LOADS)
@pytest.mark.parametrize("seed", [1, 2])
def test_nobody_is_five_percent_off_an_equal_share(busy: float, seed: int) -> None:
    """Ten thousand leads that end at random, whether people hold a twentieth of what they can or nearly all."""
    assert unfairness(busy=busy, seed=seed) < 0.05


@pytest.mark.parametrize("agents", [3, 50])
def test_few_and_many_share_alike(agents: int) -> None:
    """When little happens, too."""
    assert unfairness(agents=agents, busy=0.05) < 0.05


def test_when_hardly_anything_happens_everybody_gets_something() -> None:
    """However small their capacity, in a quiet year: nobody gets less than half of an equal share."""
    assert unfairness(leads=1_000, busy=0.005) < 0.5


@pytest.mark.parametrize("begins", ["join", "back"])
@pytest.mark.parametrize("busy", [0.1, 0.3, 0.8])
def test_who_is_new_or_back_gets_a_share_and_no_flood(begins: str, busy: float) -> None:
    """Nobody has to make up for what others were asked before: a month of being there is a month's share."""
    assert 0.6 < share_after(begins, busy) < 1.4
