"""The questions in one message, and what a message says it is not about."""

import re
from typing import Final

_ASKING: Final = (
    r"berapa|brp|brapa|gimana|gmn|bagaimana|apa|apakah|kapan|dimana|di mana|dmn|siapa|bisa|bisakah|boleh|syarat|"
    r"syaratnya|cara|caranya|kenapa|how|what|where|when|can|piye|pira|piro|ngendi|kumaha|sabaraha|kayapa"
)
_CUT: Final = re.compile(
    rf"[?!\n;]+|(?<=[^\W\d])\.\s+|\s*,?\s+\b(?:dan|terus|trus|trs|lalu|sekalian|serta|sama|and)\s+(?=(?:{_ASKING})\b)",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(rf"\b(?:{_ASKING})\b", re.IGNORECASE)
_MOST, _LEAST_LETTERS = 4, 6

NAMES: Final = {
    **dict.fromkeys(("bpjs kesehatan", "kesehatan", "bpjskes", "kis"), "beda.kesehatan"),
    **dict.fromkeys(("pmi", "tki", "tkw"), "pmi"),
    **dict.fromkeys(("jp", "pensiun"), "jp."),
    **{name: f"{name}." for name in ("jkk", "jkm", "jht", "jkp")},
    **{name: name for name in ("beasiswa", "penipuan", "jakon")},
    "asuransi": "beda.asuransi",
    "karyawan": "iuran.pu",
}
"""How people name what they do not mean, with the topic, or the beginning of the topics, that is meant."""
_NOT: Final = re.compile(
    rf"\b(?:bukan|bkn|bukannya|selain|not|sanes|dudu)\s+(?:soal\s+|yang\s+|yg\s+|tentang\s+|masalah\s+|utk\s+|untuk\s+)?"
    rf"({'|'.join(sorted(NAMES, key=len, reverse=True))})\b",
    re.IGNORECASE,
)


def parts(text: str) -> tuple[str, ...]:
    """The questions of a message that holds several; nothing where it holds one."""
    cut = [part.strip() for part in _CUT.split(text)]
    asked = [part for part in cut if len(part) >= _LEAST_LETTERS and _ASKS.search(part)]
    return tuple(asked[:_MOST]) if len(asked) > 1 else ()


def without_negated(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what it says it is not about, and the topics, or beginnings of topics, that are ruled out.

    Nothing is left of a text that says no more than that.
    """
    ruled_out = tuple(dict.fromkeys(NAMES[found[1].casefold()] for found in _NOT.finditer(text)))
    return (_NOT.sub(" ", text).strip() if ruled_out else text), ruled_out
