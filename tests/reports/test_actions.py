"""What a report says to do next, at the edges of its rules."""

from dataclasses import replace

import pytest

from bot.i18n.catalogue import Catalogue
from bot.reports.actions import RULES
from bot.reports.telling import told
from bot.reports.voice import Voice
from bot.reports.weekly import Action, Villages, VillagesOf
from tests.reports.whole import ALL


@pytest.mark.parametrize(("needed", "is_behind"), [(299, False), (300, False), (301, True)])
def test_who_goes_as_fast_as_needed_is_not_behind(needed: int, is_behind: bool) -> None:
    """One a week more is."""
    standing = ALL.standing
    assert standing is not None and standing.pace is not None
    pace = replace(standing.pace, needed=needed, present=300)
    held = RULES["behind"](replace(ALL, standing=replace(standing, pace=pace)))
    assert (held is not None) is is_behind


def test_where_members_leave_it_is_said_how_many_and_what_the_target_would_need() -> None:
    """The message called it a pace of 0 a week, and the line beside it 587 fewer."""
    assert ALL.standing is not None and ALL.standing.pace is not None
    pace = replace(ALL.standing.pace, needed=2_153, present=-587)
    fewer = replace(ALL, standing=replace(ALL.standing, pace=pace))
    fewer = replace(fewer, actions=(Action("falling", RULES["falling"](fewer) or {}),))
    assert RULES["behind"](fewer) is None
    said = {
        "id": "Peserta berkurang 587 orang seminggu, padahal target perlu tambahan 2.153 orang seminggu sampai 31",
        "en": "There are 587 members fewer a week, while the target needs 2,153 more people a week until 31",
    }
    for language, words in said.items():
        message = told(fewer, Voice(Catalogue.load(), language, 5))
        assert message.count(words) == 1 and message.count("587") == 1, message
    assert RULES["falling"](replace(fewer, standing=replace(ALL.standing, pace=replace(pace, present=0)))) is None


def test_a_kecamatan_of_one_village_that_is_all_that_is_left_is_named_as_one() -> None:
    """Sungai Beremas is one village; its kabupaten has others, so nobody is sent to it by the other rule as well."""
    parts = (VillagesOf("13.12.01", "Sungai Beremas", 0, 1), VillagesOf("13.12.02", "Lembah Melintang", 9, 9))
    weekly = replace(ALL, villages=Villages(10, 9, 0, 0, 0, parts=parts))
    held = RULES["villages"](weekly)
    assert held is not None and held["place"].value == "Sungai Beremas" and held["left"].value == "1"
    assert RULES["each_village"](weekly) is None


def test_where_all_villages_were_visited_nobody_is_sent_to_any() -> None:
    """Neither in a kabupaten nor in a kecamatan, whose parts are villages."""
    for total in (1, 9):
        parts = tuple(VillagesOf(f"13.12.0{at}", "Nama", total, total) for at in (1, 2))
        weekly = replace(ALL, villages=Villages(2 * total, 2 * total, 0, 0, 0, parts=parts))
        assert RULES["villages"](weekly) is None and RULES["each_village"](weekly) is None
