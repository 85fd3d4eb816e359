"""What is said of a figure is no more than what is known of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.catalogue import Catalogue
from bot.reports import headlines, picture, scales
from bot.reports.actions import suggested
from bot.reports.document import shown
from bot.reports.forecast import Counted, pace
from bot.reports.remarks import remarks
from bot.reports.tables import funnel
from bot.reports.telling import LONGEST, told
from bot.reports.voice import Voice
from bot.reports.weekly import (
    Change,
    Commitments,
    Corrected,
    Funnel,
    Lateness,
    Line,
    Part,
    Point,
    Sponsored,
    TargetShare,
    Villages,
    VillagesOf,
)
from tests.reports.sample import STANDING, WEEK
from tests.reports.whole import ALL, FULLEST, NOTHING, ONE

VOICE = Voice(Catalogue.load(), "id", 5)
SEPTEMBER = date(2026, 9, 30)
SHARES = st.decimals(0, 100, places=2)


@pytest.mark.parametrize(
    ("change", "sign", "words"),
    [
        (Change(SEPTEMBER, 1_200, Decimal("0.25")), "up", "Naik 1.200 orang (0,25 poin) sejak 30 September 2026"),
        (Change(SEPTEMBER, -40, None), "down", "Turun 40 orang sejak 30 September 2026"),
        (Change(SEPTEMBER, 0, Decimal(0)), "same", "Tetap sama sejak 30 September 2026"),
        (Change(SEPTEMBER, None, Decimal("-1.5")), "down", "Turun 1,5 poin sejak 30 September 2026"),
        (Change(SEPTEMBER, None, None), "none", "Tidak dibandingkan dengan 30 September 2026"),
    ],
)
def test_a_change_says_its_direction_as_sign_and_as_word(change: Change, sign: str, words: str) -> None:
    """In people first, in points where they may be compared."""
    moved = headlines.moved(change, VOICE)
    assert moved.sign == sign
    assert moved.words.startswith(words)


def test_percentages_of_different_denominators_are_not_compared() -> None:
    """39 of a hundred became 29 because more workers were counted: people may be told, points may not."""
    words = headlines.moved(Change(SEPTEMBER, 2_000, Decimal(-10), denominator_changed=True), VOICE).words
    assert "2.000 orang" in words
    assert "poin" not in words
    assert "bukan hitungan yang sama" in words


def test_two_bare_percentages_are_not_said_to_be_of_different_workers() -> None:
    """Nobody told of how many workers either of them is: that is said, and nothing of a count that is another one."""
    bare = Change(SEPTEMBER, None, Decimal(1), denominator_changed=True, untold=True)
    words = headlines.moved(bare, VOICE).words
    assert words.endswith("tidak diketahui dari berapa pekerja persennya dihitung")
    counted = headlines.moved(replace(bare, people=300), VOICE).words
    assert "300 orang" in counted and "tidak diketahui" in counted and "bukan hitungan" not in words + counted


def test_an_old_figure_does_not_make_this_years_target_an_old_one() -> None:
    """The newest figure is of last year, the target is of this one."""
    old = replace(WEEK, standing=replace(STANDING, as_of=date(2025, 12, 31)))
    assert headlines.target(old, VOICE) == "Target 2026: 25%"


def test_without_counts_the_gap_is_told_in_points() -> None:
    """A province of which only percentages are printed still hears how far it is."""
    printed = replace(STANDING, active=None, eligible=None, gap=None, pct=Decimal(27), target_pct=Decimal("60.8"))
    assert headlines.gap(replace(WEEK, standing=printed), VOICE) == "Kurang 33,8 poin lagi ke target"
    assert headlines.gap(replace(WEEK, standing=replace(printed, pct=None)), VOICE).endswith("belum bisa dihitung")


def test_a_pace_that_falls_is_not_a_negative_count() -> None:
    """Nobody joins "minus forty" people."""
    falling = replace(STANDING, pace=replace(STANDING.pace, present=-40)) if STANDING.pace else STANDING
    assert str(headlines.pace(falling, VOICE)).endswith("sekarang berkurang 40 seminggu.")


@pytest.mark.parametrize(("language", "wrong"), [("id", "satu angka"), ("en", "one figure")])
def test_two_figures_that_fall_are_not_called_one(language: str, wrong: str) -> None:
    """They stand compared two lines above; a range needs more than one pace."""
    fallen = [Counted(date(2026, 9, 30), 100_000), Counted(date(2026, 10, 31), 90_000)]
    found = pace(fallen, fallen, 60_000, date(2026, 11, 15), has_goal=True)
    words = headlines.reach(replace(STANDING, pace=found), Voice(Catalogue.load(), language, 5)) or ""
    assert words and wrong not in words


def test_a_hidden_count_is_not_called_small() -> None:
    """Of twelve people in two hidden cells one has more than four: it is hidden for the other's sake."""
    lines = (Line("direct", {"registered": "masked"}), Line("event", {"registered": "masked"}))
    shown = funnel(replace(WEEK, funnel=Funnel({"registered": 12}, lines)), VOICE)
    assert shown["rows"] == [["Semua", "12"], ["Datang sendiri", "*"], ["Acara", "*"]]
    assert VOICE.count("masked") == "beberapa"


def test_a_corrected_count_of_a_few_people_is_not_told() -> None:
    """Neither what it was nor what it is."""
    few = Corrected("35.28.06", "Galis", SEPTEMBER, "all", "active", Decimal(3), Decimal(4))
    [said] = remarks(replace(WEEK, corrected=(few,), notes=()), VOICE, 5)
    assert said == "Diperbaiki: Galis, 30 September 2026, peserta aktif dari beberapa menjadi beberapa."


def test_a_correction_says_what_it_is_of_and_stands_before_all_other_notes() -> None:
    """Of a segment it read as if it were of everybody, and a share of the target as if it were of the workers."""
    whole = Corrected("35.28", "Pamekasan", SEPTEMBER, "all", "active", Decimal(9_500), Decimal(9_100))
    later = replace(whole, before=None, late=True)
    target = replace(whole, what="coverage_pct", before=Decimal(91), after=Decimal(88), meaning="of_target")
    builders = replace(whole, segment="jakon")
    week = replace(WEEK, corrected=(whole, builders, target, later), notes=("old_figure",))
    assert remarks(week, VOICE, 4)[:4] == [
        "Diperbaiki: Pamekasan, 30 September 2026, peserta aktif dari 9.500 menjadi 9.100.",
        "Diperbaiki: Pamekasan, 30 September 2026, peserta aktif Jasa konstruksi (jakon) dari 9.500 menjadi 9.100.",
        "Diperbaiki: Pamekasan, 30 September 2026, persen dari target dari 91% menjadi 88%.",
        "Baru masuk: Pamekasan, 30 September 2026, peserta aktif 9.100.",
    ]
    assert remarks(week, VOICE, 1)[1] == "Masih ada 3 angka lain yang diperbaiki atau baru masuk."


def test_a_part_that_is_hidden_is_not_said_to_be_unknown() -> None:
    """It stands without a rank, with the sign of what is not told."""
    parts = (Part("35.28.01", "Tlanakan", active="masked"), Part("35.28.02", "Pademawu"))
    assert shown(replace(WEEK, parts=parts), VOICE)["parts"]["notes"][-1] == "Tanpa persen: Tlanakan*, Pademawu."


@given(st.lists(SHARES, min_size=1, max_size=60), SHARES)
def test_every_figure_stands_on_the_drawing(shares: list[Decimal], target: Decimal) -> None:
    """Between the least and the greatest mark, of which there are few."""
    points = tuple(Point(date.fromordinal(739_000 + at), share, None, None) for at, share in enumerate(shares))
    drawn = scales.trend(replace(WEEK, trend=points, standing=replace(STANDING, target_pct=target)), VOICE)
    assert drawn["low"] <= min(*shares, target) <= max(*shares, target) <= drawn["high"]
    assert 2 <= len(drawn["marks"]) <= 6
    assert all(0 <= point["at"] <= 1 for run in drawn["runs"] for point in run)


def test_a_line_never_runs_from_one_denominator_to_the_next() -> None:
    """Each begins a run of its own, with a mark in between."""
    points = tuple(Point(date(2026, month, 1), Decimal(month), None, None, month in (3, 4)) for month in range(1, 7))
    drawn = scales.trend(replace(WEEK, trend=points), VOICE)
    assert [len(run) for run in drawn["runs"]] == [2, 1, 3]
    assert len(drawn["breaks"]) == 2


@given(st.text("&<>ab ", max_size=300), st.integers(0, 60))
def test_however_much_is_told_the_message_stays_short(source: str, corrected: int) -> None:
    """Also where every sign of a source takes five characters of HTML."""
    wild = replace(
        FULLEST,
        name="Kab. Kepulauan Siau Tagulandang Biaro",
        of_target=TargetShare(SEPTEMBER, Decimal("61.2"), source),
        corrected=FULLEST.corrected[:1] * corrected,
    )
    assert len(told(wild, VOICE)) < LONGEST


def test_why_a_figure_is_hidden_stands_beside_it_once() -> None:
    """In the message, on the picture and on the picture alike; where nothing is hidden nothing is explained."""
    why = "supaya tidak ada orang yang bisa dikenali"
    few = replace(NOTHING, lateness=Lateness(0, "masked", 0), notes=("first_report",))
    few = replace(few, actions=suggested(few))
    held = replace(NOTHING, notes=("held_back", "first_report"))
    for one, times in ((few, 1), (replace(held, actions=suggested(held)), 1), (NOTHING, 0)):
        assert told(one, VOICE).count(why) == times, told(one, VOICE)
        drawn = picture.shown(one, VOICE)
        assert f"{drawn['few']} {drawn['pct']}".count(why) == times


def test_nothing_is_said_twice_in_a_message() -> None:
    """What is to be done names its reason, and no other paragraph repeats it."""
    late, met = replace(ALL.lateness, unheld=9, overdue=0), replace(ALL.commitments, overdue=0)
    behind = replace(ALL, lateness=late, commitments=met, sponsored=replace(ALL.sponsored, ending=()))
    behind = replace(behind, actions=suggested(behind))
    assert [one.key for one in behind.actions][:2] == ["unheld", "behind"]
    message = told(behind, VOICE)
    for words in ("orang seminggu sampai", "belum dipegang siapa pun"):
        assert message.count(words) == 1, message
    quiet = replace(ONE, notes=("old_figure",), lateness=replace(ONE.lateness, overdue=0, unheld=0))
    quiet = replace(quiet, sponsored=replace(ONE.sponsored, ending=()))
    quiet = replace(quiet, actions=suggested(quiet))
    message = told(quiet, VOICE)
    assert message.count("belum bisa dihitung") + message.count("tidak bisa dihitung") <= 1, message
    assert "Angka cakupannya sudah lama" not in message and "Minta angka cakupan terbaru" in message
    assert told(NOTHING, VOICE).count("Belum ada angka") == 1


def test_a_gap_between_two_ranks_is_seen() -> None:
    """After the second comes the eleventh: a line says that others lie between."""
    assert "▲\n…\n11. Waru" in told(ALL, VOICE)


def test_a_week_in_which_nobody_came_is_told_in_words() -> None:
    """Six noughts in a row tell less."""
    message = told(replace(WEEK, funnel=Funnel(dict.fromkeys(("interest", "offered", "contacted"), 0))), VOICE)
    assert "Belum ada yang tercatat." in message and "Minat 0" not in message


def test_the_page_says_the_true_reason_why_no_pace_is_told() -> None:
    """Where there is no target, that is what is missing, whatever else is."""
    tiles = shown(ONE, VOICE)["tiles"]
    assert tiles[3]["note"] == "Waktu tercapai belum bisa dihitung: belum ada target."
    assert [one["note"] for one in shown(NOTHING, VOICE)["tiles"]] == ["", "", "", ""]
    assert shown(NOTHING, VOICE)["as_of"] == "Belum ada angka cakupan daerah ini"


def test_shares_below_each_other_have_their_points_in_line() -> None:
    """24,1 % between 24,81 % and 23,39 % is 24,10 % there; whole shares stay whole."""
    rows = [row["pct"] for row in picture.shown(ALL, VOICE)["parts"]["rows"] if not row["gap"]]
    assert rows[3:] == ["24,10%", "23,39%", "22,68%"]
    assert VOICE.shares([Decimal("40.00"), None, Decimal(24)]) == ["40%", "belum ada data", "24%"]


def test_a_province_of_many_kabupaten_has_room_for_their_names() -> None:
    """In three columns "Kab." is left out, as in any table of offices; a kota stays one."""
    names = ("Kab. Labuhanbatu Selatan", "Kota Padangsidimpuan", *(f"Kab. Nias {at}" for at in range(30)))
    parts = tuple(Part(f"12.{at:02}", name, at, 0, Decimal(60 - at)) for at, name in enumerate(names, start=1))
    rows = shown(replace(WEEK, parts=parts), VOICE)["parts"]["rows"]
    assert [row["name"] for row in rows[:2]] == ["Labuhanbatu Selatan", "Kota Padangsidimpuan"]
    assert shown(replace(WEEK, parts=parts[:9]), VOICE)["parts"]["rows"][0]["name"] == "Kab. Labuhanbatu Selatan"


def test_one_old_figure_does_not_squeeze_the_line_of_this_year() -> None:
    """Four months after a figure of three years ago are drawn as four months; two figures are drawn however old."""
    old = Point(date(2023, 12, 13), Decimal(16), None, None)
    months = tuple(Point(date(2026, month, 28), Decimal(20 + month), None, None, month == 7) for month in range(7, 11))
    drawn = scales.trend(replace(WEEK, trend=(old, *months)), VOICE)
    assert [len(run) for run in drawn["runs"]] == [4] and not drawn["breaks"]
    assert drawn["ends"][0]["label"] == "28 Jul 2026"
    assert scales.trend(replace(WEEK, trend=(old, *months[:2])), VOICE)["ends"][0]["label"] == "13 Des 2023"


def test_a_picture_without_a_line_shows_what_came_of_the_week() -> None:
    """The steps that matter, each with its count; none is shown where nothing is counted."""
    steps = picture.shown(ONE, VOICE)["funnel"]["steps"]
    assert [one["count"] for one in steps] == ["84", "61", "33", "21"]
    assert picture.shown(NOTHING, VOICE)["funnel"]["steps"] == []


def test_a_picture_says_once_of_which_day_the_figure_is() -> None:
    """In the line on the change where that says it, else in the foot."""
    for one in (ONE, ALL):
        drawn = picture.shown(one, VOICE)
        assert (drawn["change"]["words"] + drawn["foot"]).count("31 Oktober 2026") == 1


KECAMATAN = replace(
    ONE,
    name="Kec. Galis",
    parents=("Kab. Pamekasan", "Jawa Timur"),
    funnel=Funnel({}, taken_back=None),
    lateness=Lateness(None, None, None),
    villages=Villages(2, 1, parts=(VillagesOf("1", "Bulay", 1, 1), VillagesOf("2", "Konang", 0, 1))),
    sponsored=Sponsored(),
    commitments=Commitments(),
    notes=("not_counted",),
)


def test_a_kecamatan_is_told_from_others_of_its_name() -> None:
    """Three kabupaten of Madura have a Galis; whoever gets the picture forwarded reads which one it is."""
    assert picture.shown(KECAMATAN, VOICE)["region"] == "Kec. Galis, Kab. Pamekasan"
    assert "<b>Kec. Galis, Kab. Pamekasan</b>" in told(KECAMATAN, VOICE)
    assert picture.shown(ALL, VOICE)["region"] == "Kab. Pamekasan"


def test_what_is_not_counted_in_a_kecamatan_is_said_once() -> None:
    """Neither as data that lack nor as lateness that is told elsewhere."""
    message = told(KECAMATAN, VOICE)
    assert message.count("per kabupaten") == 1 and "belum ada data" not in message, message


def test_in_a_kecamatan_one_begins_with_a_village() -> None:
    """ "Above all in Konang" is said of kecamatan with many villages."""
    [key] = [one.key for one in suggested(KECAMATAN) if "village" in one.key]
    here = picture.shown(replace(KECAMATAN, actions=suggested(KECAMATAN)), VOICE)["actions"]["rows"]
    assert key == "each_village"
    assert "1 dari 2 desa belum dikunjungi tahun ini, misalnya Konang." in [one["why"] for one in here]
    lines = shown(replace(KECAMATAN, villages=replace(KECAMATAN.villages, people_in_week=None)), VOICE)["villages"][
        "rows"
    ]
    assert lines[1:] == ["Minggu ini: 0 desa, 0 kunjungan.", "Belum dikunjungi: Konang."]


def test_of_one_part_there_is_no_ranking() -> None:
    """A province of which one kabupaten is known shows what to do next instead."""
    one = replace(ALL, parts=(ALL.parts[0], Part("35.28.13", "Pasean")))
    assert picture.shown(one, VOICE)["parts"]["rows"] == []
    assert "Urutan" not in told(one, VOICE)


def test_a_picture_says_once_that_there_is_no_target() -> None:
    """Beside the share, or below it where the counts stand there."""
    counted = replace(ALL, standing=replace(STANDING, target_pct=None, gap=None))
    for one in (ONE, counted):
        drawn = picture.shown(one, VOICE)
        assert f"{drawn['counts']} {drawn['gap']}".count("Target belum ada") == 1


def test_the_last_of_few_is_not_called_the_last() -> None:
    """Where most parts have no figure the ranking says of how many it is, and nobody is told to begin with its last."""
    two = [Part(f"35.{at:02}", f"Kab. Contoh {at}", at, None, Decimal(60 - at)) for at in (1, 2)]
    others = [Part(f"35.{at:02}", f"Kab. Contoh {at}") for at in range(3, 39)]
    few = replace(NOTHING, region="35", parts=(*two, *others))
    assert headlines.ranking(few, VOICE).startswith("Urutan 2 dari 38 kabupaten")
    assert "weakest" not in {one.key for one in suggested(few)}
    known = replace(few, parts=tuple(two))
    assert "weakest" in {one.key for one in suggested(known)} and "dari 2" not in headlines.ranking(known, VOICE)
