"""One form for the many spellings of an Indonesian place."""

import re
import unicodedata
from typing import Final

from bot.answers.vocabulary import listed

MARKERS: Final = {
    **dict.fromkeys(("provinsi", "prov", "propinsi"), 1),
    **dict.fromkeys(("kabupaten", "kab", "kabupatn", "kota", "kodya", "kotamadya"), 2),
    **dict.fromkeys(("kecamatan", "kec", "kecamatn", "distrik"), 3),
    **dict.fromkeys(("kelurahan", "kel", "desa", "ds"), 4),
}
"""Words that name a level, wherever they stand."""

FILLERS: Final = listed("""
    saya aku di daerah tinggal alamat wilayah kak pak bu ya asal dari rumah lokasi administrasi adm indonesia
    jalan jl no nomor rt rw in live
""")

_SHORT: Final = {
    "kep": "kepulauan",
    "gn": "gunung",
    "gng": "gunung",
    "tj": "tanjung",
    "tjg": "tanjung",
    "tg": "tanjung",
    "tanjong": "tanjung",
    "lbk": "lubuk",
    "sei": "sungai",
    "pl": "pulau",
    "kp": "kampung",
    "kmp": "kampung",
    "kampong": "kampung",
    "mns": "meunasah",
    "sel": "selatan",
    "tim": "timur",
    "bar": "barat",
    "teng": "tengah",
    "ut": "utara",
}
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_ROMAN: Final = {roman: str(number) for number, roman in enumerate(_NUMERALS.split(), start=1)}
_WORDS: Final = _SHORT | _ROMAN
_WHOLE_WORD: Final = re.compile(rf"\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b")
_OLD: Final = (("dj", "j"), ("tj", "c"), ("oe", "u"))
APOSTROPHES: Final = re.compile(r"['’‘`´]")
_OTHER: Final = re.compile(r"[^a-z0-9\n]+")


def fold(text: str) -> str:
    """Small plain letters and digits in words, one spelling for abbreviations, numerals and the old oe, dj, tj.

    Lines stay lines, so that all names of the country fold in one pass.
    """
    plain = _OTHER.sub(" ", APOSTROPHES.sub("", without_accents(text.casefold())))
    plain = _WHOLE_WORD.sub(lambda word: _WORDS[word.group()], plain)
    for old, new in _OLD:
        plain = plain.replace(old, new)
    return plain


def without_accents(text: str) -> str:
    """The same letters as plain as they can be: "é" is "e", "ﬁ" is "fi"."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


NICKNAMES: Final = {
    1: """
        11 nad | 12 sumut | 13 sumbar | 16 sumsel | 19 babel bangkabelitung | 21 kepri
        31 dki dkijakarta jakarta | 32 jabar | 33 jateng | 34 diy diyogyakarta yogyakarta jogja | 35 jatim
        52 ntb | 53 ntt | 61 kalbar | 62 kalteng | 63 kalsel | 64 kaltim | 65 kaltara
        71 sulut | 72 sulteng | 73 sulsel | 74 sultra | 76 sulbar | 82 malut
    """,
    2: """
        11.12 abdya | 12.01 tapteng | 12.02 taput | 12.03 tapsel | 12.13 madina | 12.16 humbahas | 12.18 sergai
        12.20 paluta | 12.21 palas | 12.22 labusel | 12.23 labura | 13.01 pessel | 13.07 50kota limapuluhkota
        14.02 inhu | 14.04 inhil | 14.06 rohul | 14.07 rohil | 14.09 kuansing | 15.06 tanjabbar | 15.07 tanjabtim
        16.01 oku | 16.02 oki | 16.05 mura | 16.06 muba | 16.08 okutimur okut | 16.09 okuselatan okus | 16.12 pali
        16.13 muratara | 18.12 tubaba | 18.05 tuba | 31.71 jakpus | 31.72 jakut | 31.73 jakbar | 31.74 jaksel
        31.75 jaktim | 32.17 kbb | 33.72 solo | 34.03 gk | 34.71 jogja yogya jogjakarta | 36.74 tangsel
        52.01 lobar | 52.02 loteng | 52.03 lotim | 52.07 ksb | 52.08 klu | 53.02 tts | 53.03 ttu | 53.06 flotim
        53.15 mabar | 53.18 sbd | 53.19 matim | 62.01 kobar | 62.02 kotim | 62.71 palangkaraya | 63.06 hss | 63.07 hst
        63.08 hsu | 64.02 kukar | 64.07 kubar | 64.08 kutim | 64.09 ppu | 71.01 bolmong | 71.05 minsel | 71.06 minut
        71.07 mitra | 71.08 bolmut | 71.09 sitaro | 71.10 boltim | 71.11 bolsel | 72.07 bangkep | 72.08 parimo
        72.09 touna | 72.11 balut | 72.12 morut | 73.10 pangkep | 73.14 sidrap | 73.18 tator | 73.22 lutra
        73.24 lutim | 73.26 torut | 73.71 ujungpandang | 74.05 konsel | 74.08 kolut | 74.09 konut | 74.10 butur
        74.11 koltim | 74.12 konkep | 74.13 mubar | 74.14 buteng | 74.15 busel | 76.04 polman | 76.06 mateng
        81.01 malteng | 81.02 malra | 81.05 sbt | 81.06 sbb | 81.08 mbd | 82.01 halbar | 82.02 halteng
        82.03 halut | 82.04 halsel | 82.06 haltim | 95.02 pegubin
    """,
}
"""What people call a province or a kabupaten: its code, then its short names."""
