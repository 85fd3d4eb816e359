"""The whole snapshot: from week to week, from kabupaten to province, and what was corrected meanwhile."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.i18n.catalogue import Catalogue
from bot.reports import document, headlines, pages, picture, telling, workbook
from bot.reports.making import Known, Policy, Region, weekly
from bot.reports.voice import Voice
from bot.reports.weekly import Corrected, Headcount, Lateness, Weekly
from storage.coverage import Target
from storage.field import Outstanding, Reached
from storage.sponsors import Sponsorship
from storage.weeks import Counted, Week
from tests.reports.pdf import words_of
from tests.reports.told import told

MADE = datetime(2026, 11, 16, 0, 0, tzinfo=UTC)
POLICY = Policy(small=5, old=62, ending=(30, 60))
NAMES: Mapping[str, str] = {"35.28": "Kab. Pamekasan", "35.29": "Kab. Sumenep", "35.28.01": "Tlanakan"}
NAMES_OF_TWO = ["35.28", "35.29"]
VILLAGES = {"35.28.01": ("35.28.01.2001", "35.28.01.2002")}
PAMEKASAN = Region(
    "35.28",
    "Kab. Pamekasan",
    ("Jawa Timur",),
    "Asia/Jakarta",
    VILLAGES,
    ("35.28", "35.29"),
    lambda code: NAMES.get(code, code),
)
PROVINCE = replace(
    PAMEKASAN, code="35", name="Jawa Timur", parents=(), parts={"35.28": VILLAGES["35.28.01"], "35.29": ()}
)
SPONSORED = Sponsorship(1, "pamekasan", "csr", "PT", ("jkk",), "35.28", 90, 40, date(2026, 1, 1), date(2026, 12, 1), 12)
NOTHING = Known((), (), (), None, (), Week(), None, (), (), frozenset(), Reached())


def made(
    known: Known, week: str = "2026-W46", region: Region = PAMEKASAN, later: int = 0, small: int = POLICY.small
) -> Weekly:
    """The report of a week, on its Monday or days later, that tells no fewer than `small`."""
    return weekly(region, week, known, replace(POLICY, small=small), MADE + timedelta(days=later))


def counted(kabupaten: str, people: int, channel: str = "direct") -> Counted:
    """So many farmers asked to be called."""
    return Counted(kabupaten, channel, "farmer", "interest", people)


def test_a_corrected_figure_is_named_in_the_next_report() -> None:
    """With what it was and what it is; what was merely told anew is not."""
    then = told("2026-10-31", 160)
    now = replace(then, active=170, revision=2)
    [corrected] = made(replace(NOTHING, corrected=[(then, now), (then, then)])).corrected
    assert corrected == Corrected("35.28", "Kab. Pamekasan", then.as_of, "all", "active", Decimal(160), Decimal(170))


def test_the_newest_figure_of_the_region_itself_is_the_first_correction() -> None:
    """A message has room for one."""
    pairs = []
    for code, day in (("35.28", "2026-08-31"), ("35.28", "2026-10-31"), ("35.28.01", "2026-10-31")):
        then = told(day, 160, region=code)
        pairs.append((then, replace(then, active=170, revision=2)))
    found = made(replace(NOTHING, corrected=pairs)).corrected
    assert [(one.region, one.as_of.month) for one in found] == [("35.28", 10), ("35.28", 8), ("35.28.01", 10)]


def test_an_older_figure_that_came_late_is_named_in_the_next_report() -> None:
    """September came after October had been told: the line changed, though nothing was corrected."""
    before = made(NOTHING)
    october, september = told("2026-10-31", 170), told("2026-09-30", 160)
    late = replace(september, provenance=replace(september.provenance, at=MADE + timedelta(days=2)))
    [named] = made(replace(NOTHING, history=[late, october], before=before), "2026-W47", later=7).corrected
    assert (named.as_of, named.before, named.after, named.late) == (late.as_of, None, Decimal(160), True)
    few = replace(late, active=3)
    assert made(replace(NOTHING, history=[few, october], before=before), "2026-W47", later=7).corrected == ()
    assert made(replace(NOTHING, history=[september, october], before=before), "2026-W47", later=7).corrected == ()


def test_a_target_is_told_before_there_is_any_share_of_workers() -> None:
    """No figure at all, or people of whom nobody knows of how many: that the target is missing would be untrue."""
    counts = told("2026-10-31", 160, None)
    target = Target("35.28", 2026, Decimal(25), counts.provenance)
    for history in ((), (counts,)):
        found = made(replace(NOTHING, history=history, target=target))
        voice = Voice(Catalogue.load(), "id", POLICY.small)
        assert (found.standing, found.target_pct) == (None, Decimal(25))
        assert headlines.target(found, voice) == "Target 2026: 25%"
        assert "Target 2026: 25%" in telling.told(found, voice)
        assert picture.shown(found, voice)["target_mark"] == "Target 2026: 25%"
        assert document.shown(found, voice)["tiles"][1]["figure"] == "25%"


def test_a_count_of_nobody_knows_how_many_is_told() -> None:
    """It was said that there is no figure; now how many are covered, and that nobody knows of how many."""
    counted = told("2026-10-31", 12_345, None, source="Kantor cabang")
    found = made(replace(NOTHING, history=[told("2026-09-30", 12_000, None), counted]))
    words, voice = Catalogue.load(), Voice(Catalogue.load(), "id", POLICY.small)
    assert (found.standing, found.headcount) == (None, Headcount(counted.as_of, 12_345, "Kantor cabang"))
    for form in (pages.message(found, words), words_of(pages.document(found, words))):
        assert "12.345" in form and "31 Oktober 2026" in form, form
        assert "seluruh pekerjanya belum diketahui" in " ".join(form.split()), form
        assert "belum ada angka cakupan" not in form.lower() and "%" not in form, form
    drawn = picture.shown(found, voice)
    assert f"{drawn['pct']} {drawn['pct_words']}" == headlines.headcount(found, voice)
    assert drawn["gap"] == headlines.gap(found, voice)
    assert "31 Oktober 2026" in drawn["foot"] and "Kantor cabang" in drawn["foot"]
    sheet = next(page for page in workbook.pages(found, voice) if page.title == "Cakupan")
    assert 12_345 in sheet.rows[0]


def test_a_count_of_a_few_is_held_back_like_a_share() -> None:
    """Three people of nobody knows how many."""
    found = made(replace(NOTHING, history=[told("2026-10-31", 3, None)]))
    assert found.headcount is None and "held_back" in found.notes and "no_figure" not in found.notes


def test_an_old_figure_of_a_few_is_held_back_and_not_called_old() -> None:
    """Nobody reads how old a figure is that nobody is told."""
    found = made(replace(NOTHING, history=[told("2026-05-31", 3)]))
    assert found.standing is None and found.notes == ("held_back", "first_report")


def test_a_target_without_any_figure_has_its_mark() -> None:
    """The ruler of the picture and of the page stands there empty, with the target on it."""
    target = Target("35.28", 2026, Decimal(25), told("2026-10-31").provenance)
    found = made(replace(NOTHING, target=target))
    drawn = picture.shown(found, Voice(Catalogue.load(), "id", POLICY.small))
    assert (drawn["share"], drawn["target"], drawn["target_mark"]) == (None, 25.0, "Target 2026: 25%")
    assert document.shown(found, Voice(Catalogue.load(), "id", POLICY.small))["target"] == 25.0
    assert drawn["counts"] == "", "said at its mark"


def test_nobody_is_told_to_begin_with_a_part_that_reached_its_own_target() -> None:
    """The last of all has less to reach than the one before it."""
    low, high = told("2026-10-31", 100, region="35.28"), told("2026-10-31", 200, region="35.29")
    for targets, key, place in (
        ({}, "weakest", "Kab. Pamekasan"),
        ({"35.28": 9}, "lagging", "Kab. Sumenep"),
        ({"35.28": 9, "35.29": 20}, "", ""),
    ):
        aims = {code: Target(code, 2026, Decimal(percent), low.provenance) for code, percent in targets.items()}
        found = made(replace(NOTHING, newest=[low, high], targets=aims), region=PROVINCE)
        begin = [one for one in found.actions if one.key in ("weakest", "lagging")]
        assert [(one.key, one.figures["place"].value) for one in begin] == ([(key, place)] if key else [])


def test_a_week_that_nobody_reported_is_said() -> None:
    """The change then is one of two weeks."""
    first = made(NOTHING)
    assert "first_report" in first.notes
    assert made(replace(NOTHING, before=first), "2026-W47", later=7).notes == ("no_figure",)
    assert "week_missing" in made(replace(NOTHING, before=first), "2026-W48", later=14).notes


def test_a_report_of_the_past_does_not_say_how_things_stood() -> None:
    """Nobody knows any more who waited then."""
    waiting = replace(NOTHING, week=Week(unheld={"35.28": 12}))
    assert made(waiting).lateness.unheld == 12
    assert made(waiting, later=30).lateness.unheld is None


def test_one_more_in_a_list_that_goes_on_is_not_seen() -> None:
    """Last week's forty stand until there are five more."""
    before = made(replace(NOTHING, ending=(SPONSORED,)))
    assert before.sponsored.people == {30: 40, 60: 0}
    for used, shown in ((41, 40), (44, 40), (45, 45), (38, 40), (35, 35), (4, "masked")):
        now = replace(NOTHING, ending=(replace(SPONSORED, used=used),), before=before)
        [ending] = made(now, "2026-W47", later=7).sponsored.ending
        assert ending.people == shown


def test_no_sum_gives_a_few_sponsored_people_away() -> None:
    """Where one of its parts is hidden, it is too."""
    few = replace(SPONSORED, id=2, payer="Desa", used=3)
    ended = replace(SPONSORED, id=3, ends=date(2026, 11, 15))
    far = replace(SPONSORED, id=4, ends=date(2027, 1, 20))
    told_of = made(replace(NOTHING, ending=(SPONSORED, few, ended, far))).sponsored
    assert [one.people for one in told_of.ending] == [40, "masked"]
    assert told_of.people == {30: "masked", 60: 0}


def test_a_hidden_sum_says_that_it_is_more_than_what_is_told() -> None:
    """Two thousand four hundred and three others were "a few people"."""
    many, few = replace(SPONSORED, quota=3_000, used=2_400), replace(SPONSORED, id=2, payer="Desa", used=3)
    both = made(replace(NOTHING, ending=(many, few)))
    assert both.sponsored.people[30] == "masked"
    said = pages.message(both, Catalogue.load())
    assert "Dalam 30 hari: lebih dari 2.400 orang" in said
    assert "Lebih dari 2.400 orang kehilangan perlindungan" in said
    assert "> 2.400" in words_of(pages.document(both, Catalogue.load()))
    alone = pages.message(made(replace(NOTHING, ending=(few,))), Catalogue.load())
    assert "Beberapa orang kehilangan perlindungan" in alone


def test_a_province_and_its_kabupaten_laid_side_by_side_give_nothing_away() -> None:
    """The few of Pamekasan are not what Sumenep leaves of East Java."""
    known = replace(NOTHING, week=Week(counted=(counted("35.28", 3), counted("35.29", 40))))
    kabupaten, province = made(known), made(known, region=PROVINCE)
    assert kabupaten.funnel.total["interest"] == "masked"
    sumenep = made(known, region=replace(PAMEKASAN, code="35.29"))
    shown = (province.funnel.total["interest"], sumenep.funnel.total["interest"])
    assert shown in ((43, "masked"), ("masked", 40))


def test_people_under_an_older_code_of_a_kabupaten_still_count_for_the_province() -> None:
    """It was split, and they told their place before."""
    known = replace(NOTHING, week=Week(counted=(counted("35.99", 30), counted("35.28", 12))))
    assert made(known, region=PROVINCE).funnel.total["interest"] == 42


def test_promises_that_are_overdue_stand_in_front() -> None:
    """And the sums are of all of them."""
    late = Outstanding(2, "company", "35.28", 200, 20, date(2026, 11, 10))
    soon = Outstanding(1, "company", "35.28", 50, 3, date(2026, 11, 20))
    found = made(replace(NOTHING, promised=[soon, late]))
    assert [(one.promised, one.overdue, one.done) for one in found.commitments.pledges] == [
        (200, True, 20),
        (50, False, "masked"),
    ]
    assert (found.commitments.promised, found.commitments.done, found.commitments.overdue) == (250, "masked", 1)


def test_villages_are_counted_of_all_and_those_not_reached_are_named() -> None:
    """For a kabupaten; a province reads how many of each."""
    known = replace(NOTHING, in_year=frozenset({"35.28.01.2001", "35.28.77.2001"}))
    of_kabupaten = made(known).villages
    assert (of_kabupaten.visited, of_kabupaten.total) == (1, 2)
    assert [(one.region, one.parent) for one in of_kabupaten.unreached] == [("35.28.01.2002", "Tlanakan")]
    of_province = made(known, region=PROVINCE).villages
    assert (of_province.unreached, [(one.visited, one.total) for one in of_province.parts]) == ((), [(1, 2), (0, 0)])


def test_a_week_of_the_country_holds_those_of_its_provinces() -> None:
    """Counted at once for all."""
    below = {"interest": {"35.28": "01,01,", "61.01": "01,02,02,02"}}
    of_two = (counted("35.28", 3), counted("61.01", 4))
    week = Week(of_two, expired={"35.28": 1, "61.01": 2}, came={"61.01": 9}, below=below)
    own = {"interest": {"35.28": "01,01,"}}
    of_each = week.of_provinces(["35", "61", "96"])
    assert of_each["35"] == Week((counted("35.28", 3),), expired={"35.28": 1}, below=own)
    assert week.by_kecamatan("35.28", "interest") == {"35.28.01": 2, "35.28": 1}
    assert of_each["61"].came == {"61.01": 9}
    assert (of_each["96"].kabupaten, list(of_each)) == (set(), ["35", "61", "96"])


def test_a_province_tells_each_kabupaten_as_its_own_report_does() -> None:
    """And hides in both what either would give away."""
    week = Week((counted("35.28", 20), counted("35.28", 3, "event"), counted("35.29", 7)))
    whole = made(replace(NOTHING, week=week), region=PROVINCE).funnel
    own = {
        code: made(replace(NOTHING, week=week), region=replace(PAMEKASAN, code=code)).funnel for code in NAMES_OF_TWO
    }
    assert [one.key for one in whole.by_part] == NAMES_OF_TWO
    for one in whole.by_part:
        assert one.counts["interest"] == own[one.key].total["interest"]
    few = made(replace(NOTHING, week=Week((counted("35.28", 20), counted("35.29", 3)))), region=PROVINCE).funnel
    assert [one.counts["interest"] for one in few.by_part] == ["masked", "masked"]


def test_a_kabupaten_tells_each_kecamatan_as_far_as_nobody_is_seen() -> None:
    """A few hide another one, a hidden sum hides all; older codes and those who told no kecamatan are in it."""
    pamekasan = replace(PAMEKASAN, parts={"35.28.01": (), "35.28.02": (), "35.28.03": ()})

    def shown(listed: Mapping[str, int]) -> dict[str, object]:
        places = ",".join(at for at, people in listed.items() for _ in range(people))
        below = {"interest": {"35.28": places}}
        week = Week((counted("35.28", sum(listed.values())), counted("35.29", 40)), below=below)
        funnel = made(replace(NOTHING, week=week), region=pamekasan).funnel
        return {one.key: one.counts["interest"] for one in funnel.by_part}

    assert shown({"01": 20, "03": 9}) == {"35.28.01": 20, "35.28.02": 0, "35.28.03": 9}
    assert shown({"01": 20, "02": 3, "03": 9}) == {"35.28.01": 20, "35.28.02": "masked", "35.28.03": "masked"}
    assert set(shown({"01": 2, "03": 1}).values()) == {"masked"}
    assert shown({"01": 6, "99": 7, "": 8}) == {
        "35.28.01": 6,
        "35.28.02": 0,
        "35.28.03": 0,
        "35.28.99": 7,
        "35.28": 8,
    }


def test_a_kecamatan_is_told_nothing_that_the_bot_counted() -> None:
    """Beside the report of its kabupaten it would show how few the other kecamatan are."""
    galis = replace(
        PAMEKASAN,
        code="35.28.01",
        parents=("Kab. Pamekasan", "Jawa Timur"),
        parts={"35.28.01.2001": ("35.28.01.2001",)},
    )
    week = Week((counted("35.28", 20),), {"35.28": 9}, {"35.28": 9}, {"35.28": 9}, {"35.28": 9})
    told_of = made(replace(NOTHING, week=week), region=galis)
    assert (told_of.funnel.total, told_of.funnel.taken_back, told_of.lateness) == ({}, None, Lateness(None, None, None))
    assert "not_counted" in told_of.notes and told_of.villages.people_in_week is None
    assert [(one.name, one.parent) for one in told_of.villages.unreached] == [("35.28.01.2001", "Tlanakan")]


def test_a_part_of_a_few_takes_another_one_with_it() -> None:
    """Where all are told, the sum would give it away."""
    parts = {"35.28.01": VILLAGES["35.28.01"], "35.28.02": (), "35.28.03": ()}
    newest = [told("2026-10-31", active, region=code) for code, active in zip(parts, (3, 60, 400), strict=True)]
    shown = {
        one.region: one.active
        for one in made(replace(NOTHING, newest=newest), region=replace(PAMEKASAN, parts=parts)).parts
    }
    assert shown == {"35.28.01": "masked", "35.28.02": "masked", "35.28.03": 400}
