"""For whom somebody says that they work, where another price holds for them than for the self-employed. Pure."""

from collections.abc import Sequence
from typing import Final, Literal

from bot.answers.vocabulary import NO, listed

Standing = Literal["employee", "migrant", "self"]
_SELF: Final = listed("mandiri sendiri bpu sampingan wiraswasta wirausaha freelance freelancer")
"""Beside one of these the price of the self-employed is meant, whoever else one works for."""
_EMPLOYED: Final = listed("karyawan karyawati pegawai")
_MIGRANT: Final = listed("pmi tki tkw")
_WORKS: Final = listed("kerja bekerja")
_FIRMS: Final = listed("perusahaan pabrik pt cv")
_ABROAD: Final = listed("""
    malaysia hongkong taiwan singapura singapore korea jepang arab saudi brunei dubai qatar kuwait
""")
_OWN: Final = listed("saya aku kami")
_OVER: Final = NO | listed("bukan mantan bekas dulu dulunya pernah punya mau ingin pengen calon")
"""Before the word: one is not, was once, wants to be, or has some."""
_BETWEEN: Final = _OWN | listed("""
    cuma hanya ini itu adalah seorang sebagai jadi kerja bekerja di sekarang masih kan sudah ya juga halo pak bu kak min
""")
"""What may stand before it of oneself."""


def standing(said: Sequence[str]) -> Standing | None:
    """What plain words say of who wrote them: an employee, a worker abroad, or on their own; None where nothing.

    Staff of one's own ("karyawan saya 3 orang") and what one was once say nothing.
    """
    if _SELF.intersection(said):
        return "self"
    for place, word in enumerate(said):
        before, behind = said[:place], said[place + 1 : place + 2]
        if not _BETWEEN.issuperset(before) or _OVER.intersection(before):
            continue
        if found := _named(word, before, behind):
            return found
    return None


def _named(word: str, before: Sequence[str], behind: Sequence[str]) -> Standing | None:
    is_told = bool(_OWN.intersection(before)) or not _OWN.intersection(behind)
    if word in _MIGRANT:
        return "migrant" if is_told else None
    if word in _EMPLOYED or (word == "buruh" and "pabrik" in behind):
        return "employee" if is_told else None
    if not _WORKS.intersection(before):
        return None
    return "employee" if word in _FIRMS else "migrant" if word in _ABROAD else None
