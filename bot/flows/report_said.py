"""What an official types about reports, without a command: "kirim pdf", "bandingkan galis", "kenapa turun". Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from bot.answers.months import NAMES
from bot.answers.vocabulary import POLITE, YES, listed
from bot.flows import report_figures
from bot.flows.report_weeks import TIME, plain

COMPARE, BEFORE, NAMELESS = "compare", "before", "nameless"
REPORT: Final = listed("""
    laporan lap lapor2 report reports rekap rekapan rekapitulasi ringkasan perkembangan progres progress lapran
    lporan lapoan
""")
"""Words for a report; what they stand beside is its region or its week."""
CARRIERS: Final = listed("""
    tolong tlg tlong mohon mhn minta minta2 mnta izin ijin kirim kirimkan kirimin krim krm dikirim kasih ksh beri
    berikan tampilkan tunjukkan perlihatkan lihat liat lht buka bukakan bukain cek coba coba2 bisa bs boleh blh
    mau mo ingin pengen butuh perlu tanya nanya saya sy aku kami kita gue ya yaa y yah iya kamu anda pak bpk bapak
    bu ibu bang mas mbak kak min admin dong donk deh dah nih tuh kok sih lah itu ini yang yg untuk utk buat dari
    dr di ke pada punya tentang soal ttg daerah wilayah versi file berkas bentuk format dalam dlm dgn dengan dan
    atau juga jg apa ada adalah bagaimana gimana gmn gmana mana berapa brp saja aja doang terkait hasil data
    datanya angka angkanya lengkap mingguan weekly selamat pagi siang sore malam assalamualaikum asalamualaikum
    salam wr wb halo hai terima makasih trims permisi maaf sekali lagi segera sekarang skrg skrang terbaru terkini
    terakhir trakhir saat posisi per kondisi keadaan total jumlah semua seluruh cara dikit sedikit banyak lambat
    pelan cepat banget bgt sangat terlalu drastis terus begitu segitu hanya cuma kan si tau tahu tahunya siapkan
    ditampilkan dilihat disini sini dimana mohonlah segini gimana2 the a of me my our us for in please pls plz
    send show give get can could i we want see what is are how much many it this with to and hello hi thanks thank
    you now latest current newest nya kalau kalo klo klu rendah tinggi kecil besar jelek bagus baru dapat menerima
    padahal orang orangnya pekerja pekerjanya jiwa warga warganya valid benar these those there do does from
""")
"""Words that carry the others, and say nothing of which report."""
NEWEST: Final = listed("sekarang skrg skrang terbaru terkini terakhir trakhir now latest current newest")
"""Words for the last week that is over, whichever week is open."""
_WISHES: Final[Mapping[str, frozenset[str]]] = {
    "excel": listed("excel excelnya exel exelnya xls xlsx tabel tabelnya table spreadsheet sheet"),
    "picture": listed("gambar gambarnya foto fotonya picture image infografis grafik grafiknya poster png jpg"),
    "pdf": listed("pdf pdfnya dokumen dokumennya cetak print unduh download teruskan forward"),
    COMPARE: listed("""
        bandingkan banding bandingin dibandingkan dibanding dibandingin perbandingan membandingkan beda bedanya
        perbedaan compare comparison versus vs bandingkn bandigkan
    """),
    "monday": listed("langganan berlangganan tiap setiap rutin otomatis subscribe subscription every"),
}
_COUNTING: Final = listed("berapa brp jumlah")
_OTHERS: Final = listed("lain lainnya ganti pindah other another")
"""Beside a word for a week, another week; else another region."""
_STOPS: Final = listed("stop berhenti hentikan setop batalkan unsubscribe jangan")
"""Beside one of the words for a report that comes by itself."""
_FIGURES: Final[Mapping[str, frozenset[str]]] = {
    "coverage": listed("cakupan cakupannya coverage capaian capaiannya capain kepesertaan persentase persen persennya"),
    "target": listed("target targetnya sasaran sasarannya"),
    "gap": listed("kurang kurangnya kekurangan kekurangannya selisih selisihnya gap"),
    "pace": listed("laju lajunya tren trennya trend pace kecepatan"),
    "steps": listed("terdaftar pendaftar terbukti registered registrations"),
    "villages": listed("desa desanya dikunjungi kunjungan didatangi villages village visited"),
}
_EXPLAINS: Final = listed("""
    jelaskan jelasin jelas dijelaskan penjelasan jelaskn explain arti artinya maksud maksudnya berarti mean means
    meaning dihitung ngitung menghitung hitungannya perhitungan rumus rumusnya definisi
""")
_SOURCES: Final = listed("sumber sumbernya source sources asal asalnya darimana berasal where come comes figures")
_DATA_FROM: Final = re.compile(r"\bdata(?:nya)? dari ?(?:mana|siapa)|\bdari ?(?:mana|siapa)\b.*data")
_WHY: Final = listed("kenapa knp napa mengapa penyebab penyebabnya sebab sebabnya alasan alasannya why")
_MOVES: Final = listed("""
    turun naik naiknya turunnya menurun meningkat berkurang bertambah stagnan tetap berubah perubahan perubahannya
    drop dropped rise fell down up change changed
""")
STEPS_ON: Final = listed("langkah langkahnya tindakan rekomendasi rekomendasinya saran sarannya steps")
"""What is to be done next stands in every report."""
_WHO: Final = listed("siapa siapakah who")
_PERSONAL: Final = listed("nama namanya nama2 names name nik nomor nomornya kontak telepon telp")
_PERSONS: Final = listed("""
    peserta pesertanya warga warganya orang orangnya pekerja pekerjanya anggota mereka people workers belum blm
    sudah sdh udah nunggak menunggak terdaftar registered paid
""")
_OF_PERSONS: Final = listed("""
    daftar mendaftar bayar membayar iuran ikut hp wa alamat lengkap minat tidak tdk gak ga not has have para mereka
    by siapa2 nya tertulis
""")
_VILLAGES_LEFT: Final = listed("belum blm sudah sdh pernah tidak tdk not")
_WORD: Final = re.compile(r"[^\s]+")
_ENDING: Final = re.compile(r"-?(?:nya|kah|lah)$")
_SHARE: Final = re.compile(r"\b\d+(?:[.,]\d+)? persen\b")
_UNCLEAR: Final = re.compile(r"\b(?:kurang|belum|blm|tidak|tdk|gak|ga|nggak) (?:jelas|paham|faham|mengerti|ngerti)\b")
_HAVE_JOINED: Final = re.compile(r"\b(?:sudah|sdh|udah|yang|yg) (?:men)?daftar\b")
_HOW_MANY: Final = r"\b(?:berapa|brp|jumlah)(?: (?:banyak|orang|pekerja|warga|jiwa|yang|yg))*"
_DO_JOIN: Final = re.compile(rf"{_HOW_MANY} (?:men)?daftar\b")
_MEMBERS: Final = re.compile(rf"{_HOW_MANY} peserta(?:nya)?(?: aktif)?\b(?! (?:yang|yg|baru|belum|blm)\b)")
"""How many are covered, and not how many of those are something else."""
_NEAR_FROM: Final = 6
"""Letters from which on a word may have one slip."""
_KEPT: Final = re.compile(r"qq[a-z]q")


def kept(place: int) -> str:
    """A word that stands for the name of a region, so that no word in it is taken for one of ours."""
    return f"qq{chr(ord('a') + place)}q"


def is_kept(word: str) -> bool:
    """Whether a word stands for a name."""
    return bool(_KEPT.fullmatch(word))


@dataclass(frozen=True, slots=True)
class Said:
    """What of a text is about reports as such.

    `wish` is one of the choices of a report, "before" for the week before beside it, "nameless" where somebody's name
    was asked for; `figure` the figure it speaks of. `named` says that it spoke of a report by name, `newest` of now.
    `rest` are the words that may tell a region.
    """

    wish: str = ""
    figure: str = ""
    named: bool = False
    newest: bool = False
    rest: str = ""


def said(text: str) -> Said:
    """What a text asks for, whose weeks were taken out already (`report_weeks.weeks_said`)."""
    words = text.split()
    if _asks_for_persons(words):
        return Said(NAMELESS)
    wish, figure = _wish(words), _figure(words)
    taken = TIME if wish in ("week", "monday") else frozenset()
    left = [word for word in words if word not in OURS and word not in taken]
    carried = NEWEST.intersection(words) and "lagi" not in words
    return Said(wish, figure, bool(REPORT.intersection(words)), bool(carried), " ".join(left))


def may_ask(text: str) -> bool:
    """Whether a text has a word that may ask for a report, cheaply and without looking at any place."""
    return not _CUES.isdisjoint(spelled(plain(text)).split())


def is_asking(text: str) -> bool:
    """Whether a text has a word that asks for two reports, or how many: no name of a region has one."""
    return not (_WISHES[COMPARE] | _COUNTING).isdisjoint(plain(text).split())


def spelled(text: str) -> str:
    """The words of a text in the form in which they are listed: "novembr", "laporannya", "pdf-nya", "25 persen"."""
    plainly = _UNCLEAR.sub("jelaskan", _SHARE.sub("persen", text))
    for pattern, word in ((_HAVE_JOINED, "terdaftar"), (_DO_JOIN, "terdaftar"), (_MEMBERS, "cakupan")):
        plainly = pattern.sub(word, plainly)
    return _WORD.sub(lambda word: _nearest(word[0]), plainly)


def _wish(words: list[str]) -> str:
    told = next((wish for wish, of in _WISHES.items() if of.intersection(words)), "")
    if told == "monday" and _STOPS.intersection(words):
        return "rhythm"
    if told:
        return told
    if REPORT.intersection(words) and _STOPS.intersection(words):
        return "rhythm"
    if _OTHERS.intersection(words):
        return "week" if "minggu" in words or "periode" in words else "region"
    if _WHY.intersection(words) or _MOVES.intersection(words):
        return BEFORE
    is_meant = _figure(words) or _EXPLAINS.intersection(words) or _asks_for_source(words)
    return "explain" if is_meant else ""


def _figure(words: list[str]) -> str:
    """The figure that is spoken of; what is short of the target is the gap, and a source is that of the coverage."""
    found = {name for name, of in _FIGURES.items() if of.intersection(words)}
    if "gap" in found:
        return "gap"
    figure = next((name for name in report_figures.NAMES if name in found and name != "steps"), "")
    return figure or ("steps" if "steps" in found else "coverage" if _asks_for_source(words) else "")


def _asks_for_source(words: list[str]) -> bool:
    return bool(_SOURCES.intersection(words) or _DATA_FROM.search(" ".join(words)))


def _asks_for_persons(words: list[str]) -> bool:
    """Whether somebody's name or number is asked for, and nothing else: no report has one."""
    said_of = _PERSONS.intersection(words)
    asks = (_WHO.intersection(words) and (said_of or "daftar" in words)) or (
        _PERSONAL.intersection(words) and (said_of or _WHO.intersection(words))
    )
    known = _WHO | _PERSONAL | _PERSONS | _OF_PERSONS
    return bool(asks) and all(word in known or word in OURS or is_kept(word) for word in words)


_ASKED: Final = (_EXPLAINS, _SOURCES, _WHY, _MOVES, STEPS_ON, _STOPS, _OTHERS, _VILLAGES_LEFT)
OURS: Final = frozenset().union(REPORT, CARRIERS, YES, POLITE, _WHO, *_WISHES.values(), *_FIGURES.values(), *_ASKED) | {
    "lagi",
    "sama",
}
"""All words that are ours; what else stands in a text has to be the name of a region."""
_CUES: Final = frozenset().union(REPORT, _WISHES[COMPARE], *_FIGURES.values(), _WHO, _PERSONAL)
_MENDED: Final = (
    *listed("laporan mingguan cakupan bandingkan jelaskan minggu kemarin sebelumnya dikunjungi kirimkan tampilkan"),
    *(name for names in NAMES for name in names if len(name) >= _NEAR_FROM),
)
"""Words of ours in which a slip is mended: they are like no place that has a report."""


@cache
def _nearest(word: str) -> str:
    """Slips spare the first letter."""
    if word not in OURS and (ended := _ENDING.sub("", word)) in OURS:
        return ended
    if len(word) < _NEAR_FROM - 1 or word in OURS or not word.isalpha():
        return word
    near = [one for one in _MENDED if one[0] == word[0] and OSA.distance(word, one, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else word
