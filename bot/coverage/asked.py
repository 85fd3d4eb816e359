"""What whoever brings a table says of it."""

from dataclasses import dataclass
from datetime import date

from bot.answers.places import Place

EARLIEST = date(2015, 7, 1)
"""No figures are older."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever brings a table says of it: around which region, as of which day; `today` ends all days.

    `usual` is around its regions where neither they nor the table say more, and nothing outside of `allowed` (dotted
    codes; none means anywhere) is taken.
    """

    today: date
    region: Place | None = None
    as_of: date | None = None
    usual: Place | None = None
    allowed: tuple[str, ...] = ()
