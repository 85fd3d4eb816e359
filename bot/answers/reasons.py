"""Why a lead ends, in the words and abbreviations of the field: the one reason that is meant, or none."""

import re
from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz

from bot.answers.texts import clean
from bot.answers.vocabulary import NO, NOT_YET

_SAID: Final[Mapping[str, str]] = {
    "unreachable": """
        tdk bisa dihubungi | tdk bs dihubungi | tdk dapat dihubungi | tdk tersambung | tdk nyambung | tdk diangkat
        tdk aktif | nomor mati | hp mati | salah nomor | nomor salah | salah sambung | tdk ada jawaban
        tdk balas | tdk dibalas | unreachable
    """,
    "cannot_afford": """
        mahal | kemahalan | tdk mampu | tdk kuat bayar | tdk sanggup | tdk ada uang | tdk ada duit | tdk punya uang
        tdk punya duit | tdk bisa bayar | keberatan iuran | keberatan | afford
    """,
    "already_member": """
        peserta | sdh peserta | sdh jadi peserta | sdh terdaftar | sdh daftar | sdh punya | sdh ikut | sdh ada | member
    """,
    "is_employee": "karyawan | pegawai | digaji | kerja di pt | perusahaan | pabrik | ikut kantor | employee",
    "outside_area": """
        luar wilayah | luar area | luar daerah | luar kota | luar kecamatan | bukan wilayah | tdk wilayah | tdk area
        bukan area | terlalu jauh | kejauhan | jauh | pindah | area
    """,
    "doubts_claims": "ragu | tdk percaya | curiga | takut ditipu | takut penipuan | soal klaim | ragu klaim | doubts",
    "withdrew": """
        batal | tdk jadi | tdk mau | tdk minat | tdk berminat | tdk tertarik | tdk butuh | mundur | berubah pikiran
        withdrew
    """,
}
_PHRASES: Final = {
    reason: [tuple(phrase.split()) for line in said.splitlines() for phrase in line.split("|") if phrase.strip()]
    for reason, said in _SAID.items()
}
_ONE_FORM: Final = {
    **dict.fromkeys(NO | NOT_YET, "tdk"),
    **dict.fromkeys(["sudah", "udah", "udh", "dah", "sdh", "telah", "already"], "sdh"),
    **dict.fromkeys(["hubungi", "hub", "dihub", "dihubungin", "ditelepon", "ditelpon"], "dihubungi"),
    **dict.fromkeys(["pst", "psrt", "anggota"], "peserta"),
    **dict.fromkeys(["dluar", "diluar", "out", "outside"], "luar"),
    **dict.fromkeys(["bs", "bsa"], "bisa"),
}
_LIKE, _SHORTEST = 85, 5


def reason_of(text: str) -> str | None:
    """The reason (a name of `leads.life`) that `text` means, or None when it means none or more than one."""
    said = re.sub(r"\bdi (?=hub|tele|telp|angkat|luar|bal)", "di", clean(text, most=200).casefold())
    spoken = [_ONE_FORM.get(word, word) for word in re.findall(r"\w+", said)]
    # A refusal stands before the reason, "tdk mahal", or belongs to it, "tdk mampu".
    readings = (spoken, spoken[1:]) if spoken[:1] == ["tdk"] else (spoken,)
    for reading in readings:
        meant = {reason for reason, phrases in _PHRASES.items() if any(_holds(reading, one) for one in phrases)}
        if meant:
            return meant.pop() if len(meant) == 1 else None
    return None


def _holds(words: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether the phrase stands in the words, each word perhaps with a slip."""
    starts = range(len(words) - len(phrase) + 1)
    return any(all(map(_same, words[start:], phrase)) for start in starts)


def _same(word: str, meant: str) -> bool:
    return word == meant or (min(len(word), len(meant)) >= _SHORTEST and fuzz.ratio(word, meant) >= _LIKE)
