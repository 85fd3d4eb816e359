"""Names that kabupaten and provinces bore before, or go by for short, where nobody else is meant; data, no code."""

from types import MappingProxyType

_NAMES = """
    92 irianjayabarat
    12.12 tobasamosir tobasa | 12.77 padangsidempuan
    13.03 sawahluntosijunjung | 13.09 mentawai
    14.08 siaksriindrapura | 14.10 meranti | 21.05 anambas | 31.01 seribu
    18.71 blampung
    64.01 pasir
    71.03 sangihe | 71.04 talaud
    73.01 selayar | 73.10 pangkajenekepulauan
    76.01 mamujuutara matra
    81.03 malukutenggarabarat | 81.07 aru | 82.05 sula | 82.07 morotai | 82.08 taliabu | 82.72 tidore
"""
FORMER = MappingProxyType(
    {name: words[0] for row in _NAMES.replace("\n", "|").split("|") if (words := row.split()) for name in words[1:]}
)
"""The code by the name, folded and without spaces."""
