"""A question without what tells who asked it: numbers, addresses and names give way to a word in brackets."""

import re
from typing import Final

from bot.answers.texts import SITES, clean
from bot.answers.vocabulary import listed

MOST: Final = 300
"""Letters that are kept; what is longer is a story, and stories know people."""
NUMBER, NAME, ADDRESS = "[nomor]", "[nama]", "[alamat]"
_MASK: Final = re.compile("|".join(map(re.escape, (NUMBER, NAME, ADDRESS))))

_ADDRESS: Final = re.compile(
    rf"\S+@\S+|(?<!\w)@\w{{4,}}|https?://\S+|\b(?:www|t)\.\S+|\b[\w.-]+\.{SITES}\b(?:/\S*)?", re.IGNORECASE
)
_FIGURES: Final = re.compile(r"(?:\brp\.?\s*)?\+?\d(?:[\s().,/\-]{0,3}\d){5,}", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3}){1,3}(?:,-|,00)?|[1-9]\d{3,10}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SPELLED: Final = re.compile(
    r"\b(?:(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b[\s,.\-]*){6,}", re.IGNORECASE
)
_SELF: Final = r"(?:saya|sy|aku|ak|gue|gw|kami|ku)"
_NAMED: Final = re.compile(
    rf"\b(?:(?:nama|nma|nm)(?:ku|\s+{_SELF}|\s+lengkap(?:\s+{_SELF})?)?(?:\s+(?:adalah|itu|ini))?|{_SELF}\s+bernama|bernama"
    r"|atas\s+nama|a\.\s?n\.?|my\s+name\s+is|panggil\s+(?:saja|aja|saya|aku))\s*[:=]?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_CALLED: Final = re.compile(
    rf"\b((?i:{_SELF}|pak|bpk|bapak|bu|ibu|mas|mbak|mba|bang|suami|istri|anak|ayah|mertua|kakak|adik|teman)"
    rf"(?:\s+(?i:{_SELF}))?(?:\s+(?i:pak|bu|ibu))?)\s+((?:[A-Z][a-z'’]{{2,}}\s?){{1,4}})"
)
_SAID: Final = re.compile(rf"(?<!\w)({_SELF})\s+([a-z'’]{{3,}})(?=\s*,|\s+(?:dari|dr|asal)\b)", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_][\w'’.-]*")
_NO_NAMES: Final = listed("""
saya sy aku mau ingin pengen pingin pgn mo dari dr di ke yang yg dan dengan dgn untuk utk buat kerja bekerja
kerjanya umur usia tinggal alamat asal ini itu adalah sudah udah sdh belum blm tidak tdk gak ga bukan ada apa
apakah bisa bs boleh gimana gmn bagaimana kalau kalo klo kapan berapa brp siapa kenapa mana dimana daftar
bayar klaim tanya nanya tapi tp karena krn bpjs jamsostek kartu peserta perusahaan ibu bapak suami istri anak
beda salah ganti berubah lahir saldo jht jkk jkm jp jkp iuran hilang mati meninggal kecelakaan jatuh sakit
cair cairkan ojek ngojek dagang jualan buruh sawah ladang melaut nguli ngojol driver kurir guru honorer satpam
pensiun resign berhenti keluar pindah asli pernah punya mohon tolong minta sebagai pekerjaan tukang petani
nelayan pedagang sopir juga lagi sekarang kok
januari februari maret april mei juni juli agustus september oktober november desember
""")
"""What people write after "saya" and "nama" that is no name."""
_LONGEST_NAME: Final = 4


def masked(text: str) -> str:
    """One line of at most 300 letters without numbers of six digits and more, addresses, and names that say so.

    Amounts and years stay. Masking what was masked changes nothing.
    """
    plain = _ADDRESS.sub(ADDRESS, clean(text))
    plain = _FIGURES.sub(lambda found: found[0] if _tells_nobody(found[0]) else NUMBER, plain)
    plain = _without_names(_SPELLED.sub(f"{NUMBER} ", plain))
    return clean(plain[:MOST])


def has_masks(text: str) -> bool:
    """Whether something was taken out of this text."""
    return _MASK.search(text) is not None


def _tells_nobody(figures: str) -> bool:
    """Whether these are amounts and years alone; a bare one counts as an amount where it ends in round hundreds."""
    bare = re.sub(r"^rp\.?\s*", "", figures, flags=re.IGNORECASE)
    spoken = bare != figures
    return all(_YEAR.fullmatch(each) or _is_amount(each, spoken=spoken) for each in re.split(r"[\s/\-]+", bare) if each)


def _is_amount(figures: str, *, spoken: bool) -> bool:
    return bool(_AMOUNT.fullmatch(figures)) and (
        spoken or figures.removesuffix(",00").removesuffix(",-").endswith("00")
    )


def _without_names(text: str) -> str:
    text = _SAID.sub(_unsaid, _CALLED.sub(_uncalled, text))
    parts, done = list[str](), 0
    for found in _NAMED.finditer(text):
        if found.start() >= done and (end := _name_ends(text, found.end())) > found.end():
            parts += [text[done : found.end()], NAME]
            done = end
    return "".join((*parts, text[done:]))


def _name_ends(text: str, start: int) -> int:
    """Where a name that begins at `start` is over: at a word that is none, at a mark, or after four words."""
    end = start
    for _ in range(_LONGEST_NAME):
        word = _WORD.match(text, end if end == start else end + 1)
        if word is None or word[0].casefold().strip(".") in _NO_NAMES:
            break
        end = word.end()
    return end


def _unsaid(found: re.Match[str]) -> str:
    return found[0] if found[2].casefold() in _NO_NAMES else f"{found[1]} {NAME}"


def _uncalled(found: re.Match[str]) -> str:
    """Only where the rest of the text is written small; who writes each word large names nobody by it."""
    words = [word for word in found.string.split() if word[:1].isalpha()]
    large = sum(word[:1].isupper() for word in words)
    first = found[2].split()[0].casefold()
    if 2 * large > len(words) + 1 or first in _NO_NAMES:
        return found[0]
    return f"{found[1]} {NAME}{' ' if found[2].endswith(' ') else ''}"
