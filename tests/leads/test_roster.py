"""Who is asked next: hours, leave, substitutes, what agents take, and a fair share for everybody."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import InvalidAnswer
from bot.leads.roster import REMEMBERED, Roster, areas_around, there
from bot.leads.shifts import check_substitute, is_working_now, stands_in
from storage.asked import Asked
from storage.records import Candidate, Lead, LeadId, Staff, StaffId
from tests.further import walks

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
"""Monday 10.00 in Pamekasan."""
LEAD = Lead(LeadId(1), None, "new", 1, "35.28.02.2003", "farmer", "pamekasan", None, None, NOW, NOW)
TODAY = date(2026, 11, 23)
LONG_SINCE = NOW - timedelta(days=300)
AWAY = (TODAY - timedelta(days=1), TODAY + timedelta(days=3))


def agent(
    number: int, *areas: str, load: int = 0, last: datetime | None = None, recent: int = 0, **about: object
) -> Candidate:
    """An agent who could be asked, and has been there for long."""
    staff = Staff(StaffId(number), "agent", "Adi", f"AP-{number}", "pamekasan", None, areas or ("35.28",))
    return Candidate(replace(staff, **about), load, last, recent, LONG_SINCE)  # type: ignore[arg-type]


def said_no(*numbers: int) -> Asked:
    """Those who do not want this lead."""
    return Asked(frozenset(map(StaffId, numbers)))


def let_pass(number: int, until: datetime) -> Asked:
    """Somebody who could have taken it until then."""
    return Asked(passed={StaffId(number): until})


def chosen(*candidates: Candidate, lead: Lead = LEAD, now: datetime = NOW, **asked: object) -> int | None:
    """The number of the agent who is asked."""
    found = Roster(candidates, now).next(lead, **asked)  # type: ignore[arg-type]
    return found.id if found else None


def test_the_places_around_a_village() -> None:
    """Itself, kecamatan, kabupaten, province."""
    assert list(areas_around("35.28.02.2003")) == ["35.28.02.2003", "35.28.02", "35.28", "35"]


def test_who_covers_the_place_most_narrowly_is_asked() -> None:
    """The village before the kecamatan before the kabupaten, however busy."""
    assert chosen(agent(1), agent(2, "35.28.02", load=9), agent(3, "35.29")) == 2


def test_who_has_least_to_do_for_their_capacity_is_asked() -> None:
    """Nine of twenty is less than five of ten; then who waited longest."""
    assert chosen(agent(1, load=5, capacity=10), agent(2, load=9)) == 2
    assert chosen(agent(1, last=NOW), agent(2, last=NOW - timedelta(days=1))) == 2
    assert chosen(agent(1, last=NOW), agent(2)) == 2


def test_who_was_offered_least_for_their_capacity_is_asked() -> None:
    """Whatever became of it: who is quickly done with a lead is not asked for it more often."""
    assert chosen(agent(1, recent=3), agent(2, recent=2)) == 2
    assert chosen(agent(1, recent=3, capacity=40), agent(2, recent=2)) == 1
    assert chosen(agent(1, load=4, recent=1), agent(2, recent=3)) == 2
    assert chosen(agent(1, load=18, recent=18), agent(2, recent=20)) == 2


def test_offers_are_held_against_the_time_somebody_was_there() -> None:
    """Who began ten days ago with five offers has more to do than who was here for two months with twenty."""
    new = replace(agent(1, recent=5), first_offer=NOW - timedelta(days=10))
    assert chosen(new, agent(2, recent=20)) == 2
    back = agent(3, recent=5, leave=(TODAY - timedelta(days=50), TODAY - timedelta(days=1)))
    assert chosen(back, agent(2, recent=20)) == 2
    assert chosen(replace(new, recent=3), agent(2, recent=20)) == 1
    assert chosen(replace(agent(4), first_offer=None), agent(2, recent=20)) == 4


def test_the_time_somebody_was_there() -> None:
    """At least a day, at most what counts; a leave that is still to come takes nothing away."""
    assert there(agent(1), NOW) == REMEMBERED
    assert there(replace(agent(1), first_offer=None), NOW) == timedelta(days=1)
    ahead = agent(1, leave=(TODAY + timedelta(days=5), TODAY + timedelta(days=9)))
    assert there(ahead, NOW) == REMEMBERED
    long_ago = agent(1, leave=(TODAY - timedelta(days=90), TODAY - timedelta(days=80)))
    assert there(long_ago, NOW) == REMEMBERED
    half = agent(1, leave=(TODAY - timedelta(days=90), TODAY - timedelta(days=31)))
    assert there(half, NOW) == timedelta(days=30)


def test_nobody_is_asked_twice_or_beyond_capacity() -> None:
    """Nor far from home."""
    assert chosen(agent(1), asked=said_no(1)) is None
    assert chosen(agent(1, load=20)) is None
    assert chosen(agent(1, "35.29"), agent(2, "36")) is None
    assert chosen() is None


def test_who_let_it_pass_is_asked_again_on_another_day() -> None:
    """From their next working day on, by their own calendar, and after everybody who was never asked."""
    today, yesterday = NOW - timedelta(hours=1), NOW - timedelta(hours=15)
    assert chosen(agent(1), asked=let_pass(1, today)) is None
    assert chosen(agent(1), asked=let_pass(1, yesterday)) == 1
    assert chosen(agent(1, "35.28.02"), agent(2, load=9), asked=let_pass(1, yesterday)) == 2
    assert chosen(agent(1), agent(2), asked=let_pass(1, yesterday), before=StaffId(1)) == 2
    assert chosen(agent(1), asked=replace(let_pass(1, yesterday), refused=frozenset({StaffId(1)}))) is None
    midnight_in_jayapura = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
    assert chosen(agent(1, zone="Asia/Jayapura"), asked=let_pass(1, midnight_in_jayapura)) is None
    assert chosen(agent(1), asked=let_pass(1, midnight_in_jayapura)) == 1


def test_whom_the_person_knows_is_asked_first() -> None:
    """Whatever the load, unless they are away, full or do not go there any more."""
    busy, idle = agent(1, load=15), agent(2, "35.28.02")
    assert chosen(busy, idle, before=StaffId(1)) == 1
    assert chosen(busy, idle, before=StaffId(9)) == 2
    assert chosen(agent(1, load=20), idle, before=StaffId(1)) == 2
    assert chosen(agent(1, leave=AWAY), idle, before=StaffId(1)) == 2
    assert chosen(agent(1, "35.29"), idle, before=StaffId(1)) == 2
    assert chosen(busy, idle, before=StaffId(1), asked=said_no(1)) == 2


def test_what_agents_take_decides() -> None:
    """Kind of work and language; who named none takes all."""
    assert chosen(agent(1, works=("driver",)), agent(2, load=9, works=("farmer", "fisher"))) == 2
    assert chosen(agent(1, languages=("en",)), agent(2, load=9)) == 2
    assert chosen(agent(1, languages=("en",)), agent(2, load=9), lead=replace(LEAD, language="en")) == 1


def test_nobody_is_asked_out_of_hours() -> None:
    """At night the lead waits for the morning; it is covered all the same."""
    night = NOW + timedelta(hours=10)
    assert chosen(agent(1), now=night) is None
    assert Roster([agent(1)], night).areas == {"35.28"}
    assert chosen(agent(1, hours=(((1140, 1320),),) * 7), now=night) == 1


def test_nobody_waits_for_who_cannot_be_asked_today() -> None:
    """An area is covered by who is at work at some hour of today and has room, or by who stands in for them."""
    away = agent(1, leave=(TODAY, TODAY))
    assert Roster([away], NOW).areas == frozenset()
    assert Roster([agent(1, full_on=TODAY)], NOW).areas == frozenset()
    assert Roster([agent(1, load=10, capacity=10)], NOW).areas == frozenset()
    stands_in = replace(away, staff=replace(away.staff, substitute=StaffId(2)))
    assert Roster([stands_in, agent(2, "35.29")], NOW).areas == {"35.28", "35.29"}


def test_full_today_is_over_tomorrow() -> None:
    """And counts by the agent's own calendar."""
    assert not is_working_now(agent(1, full_on=TODAY).staff, NOW)
    assert is_working_now(agent(1, full_on=TODAY).staff, NOW + timedelta(days=1))
    assert is_working_now(agent(1, full_on=TODAY, zone="Asia/Jayapura").staff, NOW + timedelta(hours=22))


def test_a_substitute_stands_in_for_the_whole_area() -> None:
    """Along a chain; with their own capacity, and only while the leave lasts."""
    away, also_away = agent(1, "35.28", leave=AWAY, substitute=2), agent(2, "36.01", leave=AWAY, substitute=3)
    there = agent(3, "36.02")
    assert chosen(away, also_away, there) == 3
    assert chosen(away, also_away) is None
    assert chosen(away, also_away, there, now=NOW + timedelta(days=7)) == 1
    assert chosen(away, also_away, replace(there, open_leads=20)) is None


def test_a_ring_of_substitutes_asks_nobody_and_cannot_be_named() -> None:
    """Two who name each other, or oneself."""
    one, two = agent(1, leave=AWAY, substitute=2), agent(2, leave=AWAY, substitute=1)
    assert chosen(one, two) is None
    everybody = {one.staff.id: replace(one.staff, substitute=None), two.staff.id: two.staff}
    assert stands_in(one.staff, {one.staff.id: one.staff, two.staff.id: two.staff}, NOW) is None
    for named in (1, 2):
        with pytest.raises(InvalidAnswer):
            check_substitute(everybody[StaffId(1)], StaffId(named), everybody)


def test_shares_are_fair() -> None:
    """Ten thousand leads: nobody with the same coverage is 5 % off an equal share for each unit of capacity."""
    chance = random.Random(7)
    people = [agent(number, capacity=chance.choice((10, 20, 40)) * 40) for number in range(1, 21)]
    roster, given_to = Roster(people, NOW, "seed"), Counter[int]()
    for number in range(10_000):
        one = roster.next(replace(LEAD, id=LeadId(number)))
        assert one is not None
        roster.offered(one.id)
        given_to[one.id] += 1
    shares = [given_to[one.staff.id] / one.staff.capacity for one in people]
    equal = sum(given_to.values()) / sum(one.staff.capacity for one in people)
    assert all(abs(share / equal - 1) < 0.05 for share in shares)


AREAS = st.lists(st.sampled_from(["35", "35.28", "35.28.02", "35.28.02.2003", "35.29", "36"]), min_size=1, max_size=3)
CANDIDATES = st.lists(
    st.builds(
        lambda areas, load, away, days, substitute: (areas, load, away, days, substitute),
        AREAS,
        st.integers(0, 25),
        st.booleans(),
        st.integers(0, 9),
        st.none() | st.integers(1, 8),
    ),
    max_size=8,
)


@settings(max_examples=walks(200))
@given(CANDIDATES)
def test_the_heaps_choose_as_a_plain_look_would(described: list[tuple[list[str], int, bool, int, int | None]]) -> None:
    """Whatever the agents, and however many are asked one after the other."""
    people = [
        agent(
            number,
            *areas,
            load=load,
            last=NOW - timedelta(days=days),
            leave=AWAY if away else None,
            substitute=StaffId(substitute) if substitute else None,
        )
        for number, (areas, load, away, days, substitute) in enumerate(described, 1)
    ]
    roster = Roster(people, NOW)
    for _ in range(30):
        found = roster.next(LEAD)
        expected = plain_look(people, roster)
        assert (found.id if found else None) == expected
        if found is None:
            return
        roster.offered(found.id)
        people = [
            replace(one, open_leads=one.open_leads + 1, recent=one.recent + 1, last_offer=NOW)
            if one.staff.id == found.id
            else one
            for one in people
        ]


def plain_look(people: list[Candidate], roster: Roster) -> int | None:
    """The same rule, written as one would say it."""
    staff = {one.staff.id: one.staff for one in people}
    able = {one.staff.id: one for one in people if one.open_leads < one.staff.capacity}
    for area in areas_around(LEAD.region):
        there = [stands_in(one.staff, staff, NOW) for one in people if area in one.staff.areas]
        ids = {one.id for one in there if one is not None and one.id in able}
        if ids:
            return min(ids, key=roster._rank)
    return None
