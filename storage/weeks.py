"""What came to pass in a week, as records; `storage/weekly.py` counts it. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people of a kabupaten, who came through a channel and do this work, took a step in the week."""

    kabupaten: str
    channel: str
    work: str
    step: str
    people: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week of all regions that were asked for; what is by kabupaten names only those that have any.

    `below` are the same people by step and kabupaten: of each the two digits of the kecamatan, "" where none was told,
    with commas between.
    `expired` let an offer run out and `taken_back` are no longer called registered, both in the week; `unheld` and
    `overdue` are as they stand now. `came` are those who used the code of an event.
    """

    counted: tuple[Counted, ...] = ()
    taken_back: Mapping[str, int] = field(default_factory=dict)
    expired: Mapping[str, int] = field(default_factory=dict)
    unheld: Mapping[str, int] = field(default_factory=dict)
    overdue: Mapping[str, int] = field(default_factory=dict)
    came: Mapping[str, int] = field(default_factory=dict)
    below: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def kabupaten(self) -> set[str]:
        """All that have any."""
        ends = (self.taken_back, self.expired, self.unheld, self.overdue, self.came)
        return {one.kabupaten for one in self.counted}.union(*ends)

    def by_kecamatan(self, kabupaten: str, step: str) -> Mapping[str, int]:
        """How many took a step in each kecamatan (dotted code); who told none is under the code of the kabupaten."""
        listed = self.below.get(step, {}).get(kabupaten)
        if listed is None:
            return {}
        return {f"{kabupaten}.{at}" if at else kabupaten: people for at, people in Counter(listed.split(",")).items()}

    def within(self, province: str) -> "Week":
        """What of this is of one province (two digits)."""
        each = {name: getattr(self, name) for name in ("taken_back", "expired", "unheld", "overdue", "came")}
        here = {
            name: {at: count for at, count in counts.items() if at[:2] == province} for name, counts in each.items()
        }
        below = {
            step: {at: count for at, count in counts.items() if at[:2] == province}
            for step, counts in self.below.items()
        }
        return Week(tuple(one for one in self.counted if one.kabupaten[:2] == province), **here, below=below)
