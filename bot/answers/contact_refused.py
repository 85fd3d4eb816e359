"""Whether a typed text asks that nobody contacts who wrote it: "gak usah dihubungi", "jgn telpon saya". Pure."""

import re
from collections.abc import Sequence
from typing import Final

from bot.answers.texts import clean
from bot.answers.vocabulary import NO, listed

_LONGEST: Final = 600
_CLAUSE: Final = re.compile(r"[.,;:!()\n]+|\b(?:soalnya|karena|krn|karna|tapi|tp|because|but)\b")
_APART: Final = re.compile(r"\b(di|nge?|me) (?=(?:hubung|tele?p|tele?f|tlp|kontak|wa\b|chat|datang|call))")
_STEM: Final = re.compile(
    r"(?:di|me|men|meng|nge|ng|n|ku)?(?:hubung|kontak|kntk|tele?pon|tele?fon|tel[pf]n?|tl[pf]n?|elpon|elfon|call|wa|chat|datang)"
    r"(?:i|in|kan|an|ku|lah|ing)?2?"
)
_STOP: Final = listed(
    "jangan jgn jngn jan stop setop stp berhenti brenti hentikan batal males malas ogah ojo dont tong"
)
_USE: Final = listed("usah perlu butuh jadi harus prlu ush kedah perlah")
"""Behind a "no": nobody is to do it."""
_WISH: Final = listed("mau pengen pingin ingin minta bersedia berkenan suka kepengen hoyong gelem minat rela")
"""Behind a "no": whoever writes does not want it; of an agent the same is a complaint."""
_WHOLE: Final = listed("gausah gakusah gaperlu gamau gakmau nggakmau gajadi tidakmau nggausah")
_ASKING: Final = listed("""
    kenapa knp kok kapan gimana gmn bagaimana apakah apa kalau kalo klo kl siapa belum blm bisa boleh why when how if
""")
_OTHERWISE: Final = listed("""
    pagi siang sore malam malem malam2 jam pukul hari minggu senin selasa rabu kamis jumat sabtu besok sebelum setelah
    kecuali selain nomor nomer no lewat via sms pakai pake pas waktu saat
""")
"""Beside one of these only a time, a way or a number is refused."""
_BEFORE: Final = NO | listed("""
    saya aku sy aq gw gue kami kita kulo kula aing abdi tolong tlg mohon maaf pokoknya pokoke ya yah yaudah oke ok
    baik sudah udah udh sdh cukup dan jadi biar agar supaya lebih mending sebaiknya please pls kak kakak min admin pak
    bapak bu ibu mas mbak bang bot nanti untuk cuma nanya tanya tanya2 aja saja dulu makasih terima kasih trims ada yg
    yang lagi agen agennya petugas petugasnya kantor kalian anda to
""")
"""What may stand before it of oneself; a father or a customer who does not want it is somebody else."""
_STAFF: Final = listed("agen agennya petugas petugasnya kantor kantornya cs admin adminnya orangnya kalian")
_SOCKET: Final = ("stop", "kontak")
_BETWEEN: Final = _BEFORE | listed("repot repot2 siapa2 apa2 orang lah pernah")
"""What may stand behind the "no": "jangan lupa hubungi" is none."""


def refuses_contact(text: str) -> bool:
    """Whether who wrote this wants to be left in peace, whatever else it says; a question never does.

    "Jangan telpon pagi" refuses an hour, "jangan telpon, wa saja" a way: both want to be contacted.
    """
    plain = _APART.sub(r"\1", clean(text, most=_LONGEST).casefold().replace("'", ""))
    clauses = [re.findall(r"[^\W_]+", clause) for clause in _CLAUSE.split(plain)]
    if "?" in plain or any(_ASKING.intersection(clause) for clause in clauses):
        return False
    told = [place for place, clause in enumerate(clauses) if _refuses(clause)]
    asked = any(_is_contact(word) for place, clause in enumerate(clauses) if place not in told for word in clause)
    return bool(told) and not asked


def _refuses(clause: Sequence[str]) -> bool:
    spared = [place for place, word in enumerate(clause) if _is_contact(word)]
    if not spared or _OTHERWISE.intersection(clause):
        return False
    return _is_denied(clause, spared[0])


def _is_denied(clause: Sequence[str], place: int) -> bool:
    """Whether a "no" stands near the word, before it or right behind it, and all before that is about oneself."""
    for start in range(place):
        width = _no(clause, start)
        if width and _BETWEEN.issuperset(clause[start + width : place]) and tuple(clause[start : place + 1]) != _SOCKET:
            return _BEFORE.issuperset(clause[:start]) and not _is_complaint(clause, start)
    return bool(_no(clause, place + 1)) and _BEFORE.issuperset(clause[:place])


def _no(clause: Sequence[str], start: int) -> int:
    """How many words a "no" has that begins there: "jangan", "gausah", "tidak mau"; none where none does."""
    word, following = ([*clause[start : start + 2], "", ""])[:2]
    if word in NO and following in _USE | _WISH:
        return 2
    return int(word in _STOP or word in _WHOLE)


def _is_complaint(clause: Sequence[str], start: int) -> bool:
    """Of an agent who does not want to: "agennya gak mau telpon"."""
    return bool(_STAFF.intersection(clause[:start])) and clause[start + 1] in _WISH


def _is_contact(word: str) -> bool:
    return bool(_STEM.fullmatch(word))
