"""The snapshot of a week, and what it says to do next."""

import json
from dataclasses import replace

from bot.reports.actions import suggested
from bot.reports.weekly import Lateness, Sponsored, from_json, to_json
from tests.reports.sample import WEEK


def test_a_snapshot_comes_back_from_json_as_it_was() -> None:
    """Days, percentages and masked counts included."""
    whole = replace(WEEK, actions=suggested(WEEK))
    assert from_json(json.loads(json.dumps(to_json(whole)))) == whole


def test_what_cannot_wait_comes_first() -> None:
    """Cover that ends, people on whom nobody works, and a figure that is too old; each with its figures."""
    told = suggested(WEEK)
    assert [one.key for one in told] == ["cover_ending", "overdue", "old_figure"]
    assert told[0].figures["people"].value == "120"
    assert told[1].figures["overdue"].value == "masked"


def test_a_quiet_region_still_has_three_things_to_do() -> None:
    """Nothing is late and nobody told any figure."""
    quiet = replace(WEEK, standing=None, sponsored=Sponsored(), lateness=Lateness(), parts=())
    assert len(suggested(quiet)) == 3
    assert suggested(quiet)[0].key == "no_figure"


def test_what_nobody_counted_is_no_reason_to_do_anything() -> None:
    """Of a week long past nobody knows any more what waited then; its report says nothing of it."""
    unknown = replace(WEEK, lateness=Lateness(expired_offers=0, unheld=None, overdue=None))
    assert not {"unheld", "overdue"} & {one.key for one in suggested(unknown)}
