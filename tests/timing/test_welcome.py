"""Nothing unasked at night, during Friday prayer, in the evenings of Ramadan or on a holiday; in one's own rhythm."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.base import load
from bot.timing.calendar import is_free, is_ramadan, pasaran
from bot.timing.welcome import (
    ANY_DAY,
    WHEREVER,
    Hours,
    Rhythm,
    Span,
    Zones,
    hindrance,
    is_welcome,
    read,
    welcome,
    welcome_until,
    written,
)

WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
HOURS = Hours(usual=(480, 1200), ramadan=(540, 960), prayer=(690, 780))
"""Those of our own policy, in minutes after midnight."""


def at(text: str, zone: ZoneInfo = WIB) -> datetime:
    """An instant by the clock of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-23T09:00", "2026-11-23T09:00"),  # a Monday
        ("2026-11-23T20:00", "2026-11-24T08:00"),  # at night
        ("2026-11-23T05:00", "2026-11-23T08:00"),
        ("2026-11-27T11:29", "2026-11-27T11:29"),  # Friday
        ("2026-11-27T11:30", "2026-11-27T13:00"),
        ("2026-12-23T21:00", "2026-12-26T08:00"),  # joint leave, then Christmas
        ("2026-02-23T08:00", "2026-02-23T09:00"),  # Ramadan: not before nine, nor when the fast is broken
        ("2026-02-23T15:59", "2026-02-23T15:59"),
        ("2026-02-23T16:00", "2026-02-24T09:00"),
    ],
)
def test_the_hours_of_the_day(now: str, then: str) -> None:
    """The first instant at which nobody is disturbed."""
    assert welcome(at(now), (WIB,), HOURS) == at(then)


def test_these_are_the_hours_of_the_policy() -> None:
    """What is shown here holds for what people get."""
    facts = load()
    policy = {
        name: tuple(facts.in_force(f"policy.{name}.{end}", date(2026, 11, 21)).count for end in ("begins", "ends"))
        for name in ("quiet", "ramadan", "prayer")
    }
    usual, ramadan = (tuple(hour // 60 for hour in reversed(span)) for span in (HOURS.usual, HOURS.ramadan))
    assert policy == {"quiet": usual, "ramadan": ramadan, "prayer": HOURS.prayer}


@pytest.mark.parametrize(
    ("now", "zones", "why"),
    [
        ("2026-11-23T10:00", (WIB,), None),
        ("2026-11-23T21:00", (WIB,), "night"),
        ("2026-11-23T19:00", WHEREVER, "night"),  # nine in Jayapura
        ("2026-11-27T12:00", (WIB,), "prayer"),
        ("2026-02-23T17:00", (WIB,), "ramadan"),
        ("2026-12-25T10:00", (WIB,), "holiday"),
    ],
)
def test_why_an_hour_is_not_welcome(now: str, zones: Zones, why: str | None) -> None:
    """Whoever chose other hours of the day waits for these, where nothing else stands in the way."""
    assert hindrance(at(now), zones, HOURS) == why
    assert hindrance(at(now), zones, replace(HOURS, chosen=(840, 960))) == (why or "own_hours")


def test_each_zone_has_its_own_morning() -> None:
    """Eight in Jayapura is six in Jakarta."""
    night = at("2026-11-23T03:00", WIT)
    assert welcome(night, (WIT,), HOURS) == at("2026-11-23T06:00")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-23T07:00", "2026-11-23T08:00"),  # nine in Makassar already, ten in Jayapura, and seven in Jakarta
        ("2026-11-23T19:30", "2026-11-24T08:00"),  # half past nine in Jayapura
        ("2026-11-23T17:59", "2026-11-23T17:59"),
        ("2026-11-27T09:30", "2026-11-27T13:00"),  # Friday: prayer begins in the east
        ("2026-02-23T14:00", "2026-02-24T09:00"),  # Ramadan: half an hour before the fast is broken in the east
    ],
)
def test_who_told_no_place_is_written_to_by_day_in_all_three_zones(now: str, then: str) -> None:
    """Somebody in Jayapura may have told us nothing yet."""
    assert welcome(at(now), WHEREVER, HOURS) == at(then)


def test_where_nothing_of_the_chosen_hours_is_left_those_of_everybody_hold() -> None:
    """Evenings in Ramadan, for want of a place or of an evening; never at night in any zone."""
    evening = replace(HOURS, chosen=(900, 1200))
    assert welcome(at("2026-11-23T09:00"), WHEREVER, evening) == at("2026-11-23T15:00")
    assert welcome_until(at("2026-11-23T15:00"), WHEREVER, evening) == at("2026-11-23T18:00")
    assert welcome(at("2026-02-23T07:00"), WHEREVER, evening) == at("2026-02-23T09:00")
    assert welcome_until(at("2026-02-23T09:00"), WHEREVER, evening) == at("2026-02-23T14:00")
    assert welcome(at("2026-02-23T07:00"), (WIB,), evening) == at("2026-02-23T15:00")
    late = replace(evening, chosen=(1020, 1200))
    assert welcome(at("2026-02-23T07:00"), (WIB,), late) == at("2026-02-23T09:00")


def test_one_waits_for_the_chosen_day_but_not_for_ever() -> None:
    """Market day within five days; the day after payday; when the harvest is months away, any day will do."""
    market = Rhythm(market=frozenset({"kliwon"}))
    found = welcome(at("2026-11-23T09:00"), (WIB,), HOURS, market, within=5)
    assert pasaran(found.astimezone(WIB).date()) == "kliwon"
    payday = Rhythm(days=frozenset({31}))
    assert welcome(at("2026-11-23T09:00"), (WIB,), HOURS, payday, within=10) == at("2026-11-30T08:00")
    harvest = Rhythm(months=frozenset({4}))
    assert welcome(at("2026-11-23T09:00"), (WIB,), HOURS, harvest, within=10) == at("2026-11-23T09:00")
    assert welcome(at("2027-03-30T09:00"), (WIB,), HOURS, harvest, within=10) == at("2027-04-01T08:00")


def test_a_rhythm_survives_being_stored() -> None:
    """And a market day that does not exist is refused."""
    rhythm = Rhythm(frozenset({0}), frozenset({"pon", "legi"}), frozenset({1, 25}), frozenset({3}))
    assert read(written(rhythm)) == rhythm
    assert written(ANY_DAY) == {} and read({}) == ANY_DAY
    with pytest.raises(ValueError, match="market day"):
        read({"market": ["senin"]})


def test_hours_that_never_come_are_no_endless_search() -> None:
    """A mistake in the policy is told."""
    with pytest.raises(ValueError, match="no hour"):
        welcome(at("2026-11-23T09:00"), (WIB,), Hours((600, 600), (600, 600), (0, 0)))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2031, 12, 31)),  # noqa: DTZ001 the zone comes beside it
    st.sampled_from([*((zone,) for zone in WHEREVER), WHEREVER]),
    st.none() | st.sampled_from([(480, 720), (720, 960), (900, 1200)]),
    st.frozensets(st.integers(0, 6), max_size=3),
    st.integers(0, 40),
)
def test_nobody_is_ever_disturbed(
    when: datetime, zones: Zones, chosen: Span | None, weekdays: frozenset[int], within: int
) -> None:
    """For years, in every zone and in all of them: never early, never at a bad hour, and welcome once is welcome."""
    now, hours = when.replace(tzinfo=UTC), replace(HOURS, chosen=chosen)
    found = welcome(now, zones, hours, Rhythm(weekdays=weekdays), within=within)
    assert found >= now and is_welcome(found, zones, hours)
    for zone in zones:
        local = found.astimezone(zone)
        minute = local.hour * 60 + local.minute
        assert 480 <= minute < 1200 and not is_free(local.date())
        assert not (local.weekday() == 4 and 690 <= minute < 780)
        assert not (is_ramadan(local.date()) and minute >= 960)
    assert found - now < timedelta(days=within + 20)
    ends = welcome_until(found, zones, hours)
    assert ends > found and not is_welcome(ends, zones, hours)
