"""What becomes true when somebody is enrolled through what another one pays."""

from dataclasses import dataclass
from datetime import date

from storage.records import Lead


@dataclass(frozen=True, slots=True)
class Enrol:
    """A lead that stands as it is here is enrolled by `actor` through a sponsorship, which covers it up to a month.

    That month is told by a day in it.
    """

    lead: Lead
    sponsorship: int
    last: date
    actor: str


@dataclass(frozen=True, slots=True)
class EndEnrolment:
    """A lead that stands as it is here is enrolled through no sponsorship after all, as `actor` says."""

    lead: Lead
    actor: str
