"""Which of the three times of Indonesia a place keeps.

Presidential Decree 41/1987 divides the country along provinces, so the province of a code decides for every kabupaten
in it; provinces made since then keep the time of those they were parts of.
"""

from collections.abc import Mapping
from typing import Final, Literal

Zone = Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]

_PROVINCE: Final = 2
_TIMES: Final[Mapping[Zone, str]] = {
    "Asia/Jakarta": "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62",
    "Asia/Makassar": "51 52 53 63 64 65 71 72 73 74 75 76",
    "Asia/Jayapura": "81 82 91 92 93 94 95 96",
}
"""Western time: Sumatra, Java, West and Central Kalimantan. Central: Bali, Nusa Tenggara, South, East and North
Kalimantan, Sulawesi. Eastern: Maluku and Papua."""
ZONES: Final[Mapping[str, Zone]] = {code: zone for zone, codes in _TIMES.items() for code in codes.split()}
"""The zone (IANA) of each of the 38 provinces, by its code."""


def zone_of(region: str) -> Zone:
    """The zone (IANA) of a dotted region code of any level. Raises KeyError for one in no province."""
    return ZONES[region[:_PROVINCE]]
