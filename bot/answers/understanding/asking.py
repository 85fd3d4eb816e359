"""The words that ask, and what else makes a question of a text."""

import re
from typing import Final

from bot.answers.vocabulary import FILLERS, listed

ASK: Final = listed("""
    apa apakah apaan apa2 berapa brp brapa brpa gimana gmn gmana gimn bagaimana bgmn kapan kpn dimana dmn mana siapa
    kenapa knp mengapa bisakah bolehkah cara caranya syarat syaratnya
    piye pira piro kepiye ngendi kumaha sabaraha kayapa berampa
    how what when where why which who
""")
"""They ask wherever they stand."""
MAY: Final = listed("bisa boleh can")
"""They ask where another question stands before them; by themselves they answer, too: "bisa"."""
LEAD: Final = listed("kalau kalo klo klau jelaskan jelasin nanya bedanya")
"""A question follows them."""
BEGIN: Final = listed("""
    dapat dapet dpt bayar bayarnya byr byrnya daftar daftarnya dftr iuran iurannya klaim klaimnya kartu kartunya kantor
    kantornya uang uangnya duitnya harus masih
""")
"""With these another question may begin, where a word that asks follows: "dan bayarnya berapa"."""

_DENIED: Final = r"(?:bisa|boleh) (?:ga|gak|nggak|ngga|enggak|tidak|tdk|nda|ndak)"
_READS: Final = re.compile(rf"\?|\b(?:{'|'.join(sorted(ASK | LEAD))}|{_DENIED}|can i)\b", re.IGNORECASE)
_ANY: Final = re.compile(r"\b(?:kapan|mana|siapa|berapa) ?(?:saja|aja|pun)\b", re.IGNORECASE)
"""Whichever: "kapan saja boleh" is an answer."""


def reads(text: str) -> bool:
    """Whether a text reads like a question: it has its mark, or a word that asks beside another word."""
    return bool(_READS.search(_ANY.sub(" ", text))) and (len(text.split()) > 1 or "?" in text)


def hesitates(text: str) -> bool:
    """Whether a text asks and says nothing of what: "gmn ya"."""
    return reads(text) and (ASK | MAY | FILLERS).issuperset(re.findall(r"\w+", text.casefold()))
