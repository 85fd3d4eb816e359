"""Who covers the same place gets the same share of leads for each unit of capacity, whatever happens meanwhile."""

import pytest

from bench.fairness import unfairness


@pytest.mark.parametrize("busy", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("seed", [1, 2])
def test_nobody_is_five_percent_off_an_equal_share(busy: float, seed: int) -> None:
    """Ten thousand leads that end at random, whether people hold a third of what they can or nearly all."""
    assert unfairness(busy=busy, seed=seed) < 0.05


def test_in_a_quiet_month_everybody_gets_something() -> None:
    """However small their capacity: nobody gets less than half of an equal share."""
    assert unfairness(leads=1_000, busy=0.005) < 0.5
