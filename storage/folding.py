"""Names as they compare: who writes "IBU SARI, S.Pd." and "bu sari" may be the same person. Pure."""

import unicodedata

TITLES = frozenset(
    {
        "bu",
        "ibu",
        "bapak",
        "pak",
        "bpk",
        "mas",
        "mbak",
        "kak",
        "abang",
        "bang",
        "teh",
        "mang",
        "cak",
        "ning",
        "gus",
        "nyai",
        "kyai",
        "kiai",
        "ust",
        "ustad",
        "ustadz",
        "ustadzah",
        "haji",
        "hajah",
        "hajjah",
        "h",
        "hj",
        "drs",
        "dra",
        "ir",
        "dr",
        "sh",
        "se",
        "spd",
        "st",
        "mm",
    }
)
"""What stands around a name without being part of it; degrees are written without their dots."""


def fold(name: str) -> str:
    """The words of a name in small plain letters, without titles; the titles where there is nothing else."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    spelled = "".join(letter for letter in plain if letter.isalpha() or letter.isspace() or letter == ",")
    words = spelled.replace(",", " ").split()
    return " ".join([word for word in words if word not in TITLES] or words)
