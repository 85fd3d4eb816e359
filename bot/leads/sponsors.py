"""Which cover that others pay for may suit somebody. Pure; who is in is for the payer to decide."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.leads.life import ASIDE, OPEN
from bot.leads.routing import within
from storage.records import Lead, Person
from storage.sponsors import Fit, Sponsorship, month_number

PUBLIC = frozenset({"apbd", "dbh_sawit", "dbhcht", "village"})
"""Channels through which public money pays."""
EVERYBODY = "everybody"
WORKS_OF: Mapping[str, tuple[str, ...]] = {
    "poor_and_vulnerable": (EVERYBODY,),
    "vulnerable_worker": (EVERYBODY,),
    "borrower": (EVERYBODY,),
    "managers": (EVERYBODY,),
    "members": (EVERYBODY,),
    "rt_rw": ("other",),
    "religious_teachers": ("other",),
    "village_head": ("other",),
    "village_staff": ("other",),
    "palm_workers": ("farmer", "driver", "other"),
    "smallholders": ("farmer",),
    "tobacco_workers": ("farmer", "craft", "other"),
    "fishers": ("fisher",),
    "house_helper": ("household",),
    "driver": ("driver",),
    "trader": ("trader",),
    "employees": (),
}
"""The kinds of work of the interest form that each group of the rule of channels may mean."""
SELF_EMPLOYED = "bpu"
UNSURE = "unsure"


def works_for(groups: Iterable[str]) -> tuple[str, ...]:
    """The kinds of work that these groups may mean; none where they may mean any. Raises KeyError."""
    works = tuple(dict.fromkeys(work for group in groups for work in WORKS_OF[group]))
    return () if EVERYBODY in works else works


def fitting(
    lead: Lead, person: Person, offers: Iterable[Sponsorship], on: date, full_after: int | None
) -> tuple[Fit, ...]:
    """What may suit the person of an open interest on a day: narrowest region first, then what they asked for.

    `full_after` is how many months of cover a family needs for everything; None where the law is silent. Somebody
    who is covered as long already, or is no self-employed worker, is offered nothing.
    """
    if lead.sponsorship is not None or lead.state not in OPEN | ASIDE["sponsor"]:
        return ()
    if person.segment not in (None, SELF_EMPLOYED):
        return ()
    fits = [_fit(one, on, full_after) for one in offers if _suits(one, lead, person, on)]
    return tuple(sorted(fits, key=lambda fit: _rank(fit, lead, person)))


def _fit(one: Sponsorship, on: date, full_after: int | None) -> Fit:
    return Fit(one, one.months_left(on), one.last_month(on), full_after)


def _suits(one: Sponsorship, lead: Lead, person: Person, on: date) -> bool:
    return (
        one.is_open(on)
        and lead.branch in (None, one.branch)
        and within(lead.region, one.region)
        and (not one.works or lead.work in one.works)
        and bool(_wanted(one, lead))
        and not _covered_as_long(one, person, on)
    )


def _wanted(one: Sponsorship, lead: Lead) -> Sequence[str]:
    """The programmes that the person asked for and would get; all of them for who is not sure yet."""
    asked = lead.interest.programmes if lead.interest is not None else (UNSURE,)
    return one.programmes if UNSURE in asked else [each for each in one.programmes if each in asked]


def _covered_as_long(one: Sponsorship, person: Person, on: date) -> bool:
    until = person.covered_until
    return until is not None and month_number(until) >= month_number(one.last_month(on))


def _rank(fit: Fit, lead: Lead, person: Person) -> tuple[int, bool, int, int, int]:
    one = fit.sponsorship
    told = person.payer in (None, "self") or (person.payer == "apbn_apbd") is (one.channel in PUBLIC)
    return -len(one.region), not told, -len(_wanted(one, lead)), -fit.months, one.id
