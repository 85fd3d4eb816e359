"""What came to pass in a week, as records; `storage/weekly.py` counts it. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

PROVINCE = 2
"""Digits of the code of one, which those of its kabupaten begin with."""
_BY_KABUPATEN = ("taken_back", "expired", "unheld", "overdue", "came")
_Told = TypeVar("_Told")


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
        return {one.kabupaten for one in self.counted}.union(*(getattr(self, name) for name in _BY_KABUPATEN))

    def by_kecamatan(self, kabupaten: str, step: str) -> Mapping[str, int]:
        """How many took a step in each kecamatan (dotted code); who told none is under the code of the kabupaten."""
        listed = self.below.get(step, {}).get(kabupaten)
        if listed is None:
            return {}
        return {f"{kabupaten}.{at}" if at else kabupaten: people for at, people in Counter(listed.split(",")).items()}

    def of_provinces(self, provinces: Iterable[str]) -> "dict[str, Week]":
        """What of this is of each of these (two digits); it is gone through once for all."""
        counted = defaultdict[str, list[Counted]](list)
        for one in self.counted:
            counted[one.kabupaten[:PROVINCE]].append(one)
        ends = {name: _parted(getattr(self, name)) for name in _BY_KABUPATEN}
        below = {step: _parted(counts) for step, counts in self.below.items()}
        return {
            province: Week(
                tuple(counted[province]),
                **{name: each[province] for name, each in ends.items()},
                below={step: each[province] for step, each in below.items()},
            )
            for province in provinces
        }


def _parted(counts: Mapping[str, _Told]) -> Mapping[str, dict[str, _Told]]:
    """What is told of kabupaten by their province."""
    found = defaultdict[str, dict[str, _Told]](dict)
    for kabupaten, told in counts.items():
        found[kabupaten[:PROVINCE]][kabupaten] = told
    return found
