"""What others pay for and may suit somebody: the promises of the matching, for any offers and any person."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.facts.base import load
from bot.leads.routing import within
from bot.leads.sponsors import PUBLIC, fitting, works_for
from storage.records import ChatId, Interest, Lead, LeadId, Person, StaffId
from storage.sponsors import Sponsorship

ON = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
DESA = "35.28.02.2003"
SARI = Person(ChatId(1))
REGIONS = ("35", "35.28", "35.28.02", DESA, "35.2", "35.28.03", "13.12", "35.29")
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def lead(work: str = "farmer", programmes: tuple[str, ...] = ("jkk", "jkm"), **changed: object) -> Lead:
    """Somebody's accepted interest in Sumedangan."""
    told = Interest("Bu Sari", "+6281234567890", work, DESA, "Sumedangan", programmes, "any")
    made = Lead(LeadId(1), ChatId(1), "accepted", 2, DESA, work, "pamekasan", told, StaffId(7), NOW, NOW)
    return replace(made, **changed)  # type: ignore[arg-type]


def offer(number: int = 1, **changed: object) -> Sponsorship:
    """A year of cover in Pamekasan for anybody."""
    year = (date(2026, 7, 1), date(2027, 6, 30), 12)
    made = Sponsorship(number, "pamekasan", "apbd", "Pemkab", ("jkk", "jkm"), "35.28", 10, 0, *year)
    return replace(made, **changed)  # type: ignore[arg-type]


OFFERS = st.lists(
    st.builds(
        offer,
        number=st.integers(1, 99),
        branch=st.sampled_from(("pamekasan", "sumenep")),
        channel=st.sampled_from(("apbd", "dbhcht", "csr")),
        programmes=st.sampled_from((("jkk", "jkm"), ("jht",))),
        region=st.sampled_from(REGIONS),
        quota=st.integers(1, 5),
        used=st.integers(0, 5),
        starts=DAYS,
        ends=DAYS,
        months=st.integers(1, 12),
        works=st.sampled_from(((), ("farmer", "fisher"), ("trader",))),
    ),
    max_size=12,
)
PEOPLE = st.builds(
    Person,
    chat=st.just(ChatId(1)),
    segment=st.sampled_from((None, "bpu", "pu")),
    payer=st.sampled_from((None, "self", "apbn_apbd", "other")),
    covered_until=st.none() | DAYS,
)


@given(offers=OFFERS, person=PEOPLE, work=st.sampled_from(("farmer", "trader", "other")), on=DAYS)
def test_whatever_fits_can_be_had(offers: list[Sponsorship], person: Person, work: str, on: date) -> None:
    """In the region, in time, with room, for this work, of this branch, and longer than what one has."""
    fits = fitting(lead(work), person, offers, on, 3)
    assert person.segment != "pu" or not fits
    for fit in fits:
        one = fit.sponsorship
        assert one in offers and within(DESA, one.region) and one.branch == "pamekasan"
        assert one.starts <= on <= one.ends and one.used < one.quota
        assert work in (one.works or (work,)) and set(one.programmes) & {"jkk", "jkm"}
        assert 1 <= fit.months <= one.months and on.replace(day=1) <= fit.last <= one.ends
        assert fit.is_short is (fit.months <= 3)
        assert person.covered_until is None or person.covered_until < fit.last
    widths = [len(fit.sponsorship.region) for fit in fits]
    assert widths == sorted(widths, reverse=True)


@given(offers=OFFERS, person=PEOPLE, seed=st.randoms())
def test_the_order_of_what_was_told_does_not_matter(offers: list[Sponsorship], person: Person, seed: object) -> None:
    """What was imported first is not better."""
    offers = list({one.id: one for one in offers}.values())
    turned = [*offers]
    seed.shuffle(turned)  # type: ignore[attr-defined]
    assert fitting(lead(), person, offers, ON, 3) == fitting(lead(), person, turned, ON, 3)


@given(offers=OFFERS, person=PEOPLE)
def test_room_for_more_takes_nothing_away(offers: list[Sponsorship], person: Person) -> None:
    """Whatever fits still fits when there is more room, or when one is not sure which programmes to ask for."""
    before = {fit.sponsorship.id for fit in fitting(lead(), person, offers, ON, 3)}
    roomy = [replace(one, quota=one.quota + 5) for one in offers]
    assert before <= {fit.sponsorship.id for fit in fitting(lead(), person, roomy, ON, 3)}
    assert before <= {fit.sponsorship.id for fit in fitting(lead(programmes=("unsure",)), person, offers, ON, 3)}


def test_who_told_who_pays_sees_that_first() -> None:
    """Of two that are as near; public money for who said so."""
    offers = (offer(1, channel="csr"), offer(2, channel="dbhcht"))
    for payer, first in (("apbn_apbd", 2), ("other", 1), ("self", 1)):
        assert fitting(lead(), replace(SARI, payer=payer), offers, ON, 3)[0].sponsorship.id == first


def test_who_is_in_or_whose_interest_is_over_is_offered_nothing() -> None:
    """Nor who is covered as long already; an ended interest is left alone."""
    assert fitting(lead(), SARI, [offer()], ON, 3)
    assert not fitting(lead(sponsorship=4), SARI, [offer()], ON, 3)
    assert not fitting(lead(state="closed"), SARI, [offer()], ON, 3)
    assert not fitting(lead(), replace(SARI, covered_until=date(2027, 6, 1)), [offer()], ON, 3)
    assert fitting(lead(), replace(SARI, covered_until=date(2027, 5, 31)), [offer()], ON, 3)


def test_three_months_or_less_are_short_unless_the_law_is_silent() -> None:
    """By what is left for who enrols now, not by what the programme once had."""
    for ends, short in ((date(2027, 1, 31), True), (date(2027, 2, 1), False)):
        [fit] = fitting(lead(), SARI, [offer(ends=ends)], ON, 3)
        assert fit.is_short is short
        assert not fitting(lead(), SARI, [offer(ends=ends)], ON, None)[0].is_short


def test_public_channels_are_those_of_the_rule() -> None:
    """One vocabulary: what government or a village pays."""
    rows = load().in_force("sponsor.channels", ON).rows
    assert {row["channel"] for row in rows if row["pays"] in ("government", "village")} == PUBLIC
    assert works_for(["fishers", "poor_and_vulnerable"]) == () and works_for(["fishers"]) == ("fisher",)
