"""What each form of the report has to say beside its figures: taken away from one of them, somebody would miss it."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl

from bot.i18n.catalogue import Catalogue
from bot.reports import headlines, pages, picture
from bot.reports.document import shown
from bot.reports.telling import told
from bot.reports.voice import Voice
from bot.reports.weekly import Change, Line, Pace, PlaceName, Reach, Standing, Weekly
from tests.reports.pdf import words_of
from tests.reports.whole import ALL, FUNNEL, TREND

WORDS = Catalogue.load()
VOICE = Voice(WORDS, "id", 5)
JANUARY = date(2026, 1, 31)


def stands(**changed: object) -> Weekly:
    """A week of everything, in which coverage stands otherwise."""
    assert ALL.standing is not None
    return replace(ALL, standing=replace(ALL.standing, **changed))  # type: ignore[arg-type]


def reaches(earliest: date, latest: date) -> Weekly:
    """The target is reached between these days."""
    return stands(pace=Pace(date(2026, 12, 31), 7, 3_429, 300, Reach(earliest, latest)))


def on_the_page(weekly: Weekly) -> str:
    """Every word of the page, as it is printed."""
    return " ".join(words_of(pages.document(weekly, WORDS)).split())


def sheet(weekly: Weekly, title: str) -> list[tuple[object, ...]]:
    """The rows of a sheet without its headings, as a spreadsheet reads them."""
    book = openpyxl.load_workbook(io.BytesIO(pages.workbook(weekly, WORDS)))
    _, *rows = book[title].iter_rows(values_only=True)
    return rows


# How coverage moved since the same number of workers is reckoned with


def test_the_message_says_how_coverage_moved_since_the_denominator_began() -> None:
    """Beside the change since the last figure, and that both are of the same number of workers."""
    said = told(stands(since_base=Change(JANUARY, 9_000, Decimal("2.25"))), VOICE)
    assert "Naik 1.200 orang (0,25 poin) sejak 30 September 2026" in said
    assert "\nNaik 9.000 orang (2,25 poin) sejak 31 Januari 2026, dengan jumlah pekerja yang sama.\n" in said


def test_what_says_nothing_new_of_the_denominator_is_not_said() -> None:
    """The change since the last figure once more; or that of another number of workers, as if it were the same."""
    last = Change(date(2026, 9, 30), 1_200, Decimal("0.25"))
    other = Change(JANUARY, 9_000, Decimal("2.25"), denominator_changed=True)
    for began in (None, last, other):
        assert "dengan jumlah pekerja yang sama" not in told(stands(since_base=began, since_last=last), VOICE)


# When the target is reached


def test_a_range_of_months_begins_with_the_earlier_one() -> None:
    """In the message and on the page alike."""
    ahead = reaches(date(2027, 5, 1), date(2027, 9, 1))
    assert "Perkiraan tercapai: Mei 2027 sampai September 2027" in told(ahead, VOICE)
    assert "Perkiraan tercapai: Mei 2027 sampai September 2027" in on_the_page(ahead)


def test_a_range_within_one_month_is_that_month() -> None:
    """And one that may never end says when it begins."""
    assert "Perkiraan tercapai: Mei 2027." in told(reaches(date(2027, 5, 1), date(2027, 5, 28)), VOICE)
    standing = ALL.standing
    assert standing is not None
    assert headlines.reach(standing, VOICE) == "Perkiraan tercapai: paling cepat Mei 2027."


# Employed, self-employed, construction


def split() -> Weekly:
    """The three segments with a share each of its own."""
    shares = {"pu": "31.2", "bpu": "12.34", "jakon": "45"}
    whole = ALL.standing
    assert whole is not None
    return replace(ALL, segments=tuple(_segment(whole, name, Decimal(pct)) for name, pct in shares.items()))


def _segment(whole: Standing, name: str, pct: Decimal) -> Standing:
    return replace(whole, segment=name, pct=pct)  # type: ignore[arg-type]


def test_the_page_tells_the_segments_apart() -> None:
    """Each with its own share."""
    page = on_the_page(split())
    for one in ("PU 31,2%", "BPU 12,34%", "jakon 45%"):
        assert one in page, page


def test_the_sheets_have_a_row_for_each_segment() -> None:
    """Below the whole, which is none of them."""
    rows = [(row[0], row[4]) for row in sheet(split(), "Cakupan")]
    assert rows == [
        ("Semua", 16.5),
        ("Penerima upah (PU)", 31.2),
        ("Bukan penerima upah (BPU)", 12.34),
        ("Jasa konstruksi (jakon)", 45),
    ]


# Who pays for others, and what was promised


def test_the_page_says_who_pays_until_when_for_how_many() -> None:
    """Every payer that has room, the first to end in front."""
    rows = shown(ALL, VOICE)["sponsors"]["rows"]
    assert rows[2:] == [
        ["Dana desa (contoh)", "5 Des 2026", "*"],
        ["APBD (contoh)", "6 Des 2026", "120"],
        ["DBH (contoh)", "7 Des 2026", "240"],
        ["CSR (contoh)", "8 Des 2026", "360"],
    ]
    page = on_the_page(ALL)
    for row in rows[2:]:
        assert " ".join(row) in page, page


def test_the_page_says_when_one_meets_next_and_where_that_day_has_passed() -> None:
    """Of each promise: whose it is, how many, what came of it, the next meeting."""
    _, *rows = shown(ALL, VOICE)["commitments"]["rows"]
    assert rows == [
        ["Perusahaan, Galis", "200", "*", "lewat: 10 Nov 2026"],
        ["Bank, Galis", "200", "*", "11 Nov 2026"],
        ["Dinas, Galis", "200", "*", "12 Nov 2026"],
    ]
    page = on_the_page(ALL)
    for row in rows:
        assert " ".join(row) in page, page


# Kinds of work


def test_the_page_says_which_kinds_of_work_asked_most() -> None:
    """Five of them, the one with most interest in front, whatever the order in which they were counted."""
    busy = replace(ALL, funnel=replace(FUNNEL, by_sector=tuple(reversed(FUNNEL.by_sector))))
    rows = shown(busy, VOICE)["funnel"]["rows"]
    kinds = ["Petani/kebun", "Nelayan/tambak", "Ojek/sopir/kurir", "Pedagang/warung", "Tukang/kuli"]
    assert [row[0] for row in rows[4:]] == kinds
    page = on_the_page(busy)
    assert "Petani/kebun 20 18 15 9 *" in page and "Tukang/kuli 16 14 11 9 *" in page, page


def test_a_kind_of_work_of_which_nothing_is_known_takes_no_row() -> None:
    """Nor does one with nobody in it."""
    quiet = (Line("farmer", {"interest": 0}), Line("driver", {"interest": None}), Line("fisher", {"interest": 7}))
    rows = shown(replace(ALL, funnel=replace(FUNNEL, by_channel=(), by_sector=quiet)), VOICE)["funnel"]["rows"]
    assert [row[0] for row in rows] == ["Semua", "Nelayan/tambak"]


# Villages


def test_the_sheets_name_every_village_that_nobody_visited() -> None:
    """The region first, then its kecamatan with their counts, then village by village with its kecamatan."""
    left = tuple(PlaceName(f"35.28.03.20{at:02}", f"Desa {at}", "Galis") for at in range(1, 8))
    whole, *rows = sheet(replace(ALL, villages=replace(ALL.villages, unreached=left)), "Desa")
    assert whole == ("35.28", "Kab. Pamekasan", "", 30, 178)
    parts, named = rows[: len(ALL.villages.parts)], rows[len(ALL.villages.parts) :]
    assert parts[2] == ("35.28.02", "Galis", "", 2, 13)
    assert [row[:4] for row in named] == [(one.region, one.name, "Galis", "belum dikunjungi") for one in left]


# The line of the trend


def test_the_picture_draws_the_trend_as_a_line() -> None:
    """Every figure is on it; where the number of workers changed it begins anew. Of one figure there is no line."""
    line = picture.shown(ALL, VOICE)["trend"]
    assert line["note"] is None
    drawn = [[dot["share"] for dot in run] for run in line["runs"]]
    assert drawn == [[14, 14.5, 15, 15.5], [14, 14.5, 15, 15.5, 16, 16.5]]
    places = [dot["at"] for run in line["runs"] for dot in run]
    assert places == sorted(set(places)), "from left to right"
    single = picture.shown(replace(ALL, trend=TREND[-1:]), VOICE)["trend"]
    assert single["note"]
    assert pages.picture(ALL, WORDS) != pages.picture(replace(ALL, trend=TREND[-1:]), WORDS)
