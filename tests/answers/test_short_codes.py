"""Short codes, as they are typed in the rain with one thumb."""

import pytest

from bot.answers.reasons import reason_of
from bot.answers.short_codes import ShortCode, parse
from bot.leads.life import SAID_BY_STAFF

SPELLED = {
    "show": ("12", "#12", " 12 ", "nomor 12", "12 kartu", "12 lihat", "no. 12", "１２"),
    "accept": ("12 ok", "12ok", "OK 12", "ok12", "12 OKE", "12. ok pak", "12 ya", "12, trima", "nomor 12 ok", "12 sip"),
    "contacted": ("12 hub", "12 sudah dihubungi", "12 hubngi", "hub 12", "12 sdh hub ya"),
    "documents": ("12 berkas", "12 berkas lengkap", "12 brkas", "12 dokumen"),
    "code_issued": ("12 kode", "kode 12", "12 kode bayar terbit"),
    "registered": ("12 daftar", "12 dafter", "12 sudah terdaftar", "12 dftr"),
    "tried": ("12 tt", "12 tidak tersambung", "12 ga diangkat", "12TT", "12 gak nyambung pak"),
    "refuse": ("12 tdk", "12 tolak", "12 nggak", "tdk 12"),
    "note": ("12 cat", "cat 12", "12 catatan"),
}


@pytest.mark.parametrize(("action", "text"), [(action, text) for action, texts in SPELLED.items() for text in texts])
def test_a_code_in_many_spellings(action: str, text: str) -> None:
    """Capitals, spaces, signs, the number in front or behind, small slips."""
    assert parse(text) == ShortCode(12, action)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "action", "said"),
    [
        ("12 tdk mahal", "refuse", "tdk mahal"),
        ("12 tolak mahal", "refuse", "mahal"),
        ("12 tdk jadi", "refuse", "tdk jadi"),
        ("12 cat Besok sore, Jam 4", "note", "Besok sore, Jam 4"),
        ("12 catatan: minta dijemput", "note", "minta dijemput"),
        ("12 CAT ok", "note", "ok"),
    ],
)
def test_what_is_said_besides(text: str, action: str, said: str) -> None:
    """A reason or a note keeps its own words."""
    assert parse(text) == ShortCode(12, action, said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        *("", "ok", "halo 12", "1,5 juta", "12.000", "0812345678", "12 000", "2 anak", "3 bulan", "12 ok tapi nanti"),
        *("12 kode 5555", "12 ok 13", "12 terima kasih", "1234567890", "12 sudah", "012 ok", "-12", "12/13", "12 😀"),
        *("12 mau daftar", "12 tolong daftar", "12 perlu hub", "12 hub dulu"),
    ],
)
def test_what_is_no_code(text: str) -> None:
    """Amounts, phone numbers, and sentences that only begin like one."""
    assert parse(text) is None


@pytest.mark.parametrize("text", ["12?", "12 ok?", "12 daftar ?", "12 tdk mahal?", "12 sudah daftar?"])
def test_a_question_moves_nothing(text: str) -> None:
    """It is answered with how the lead stands."""
    assert parse(text) == ShortCode(12, "show")


REASONS = {
    "cannot_afford": ("mahal", "ga mampu", "tdk mampu", "belum mampu bayar", "gak ada uang", "tdk mahal"),
    "already_member": ("sudah peserta", "sdh jadi peserta", "peserta", "sudah punya", "tdk sudah terdaftar"),
    "is_employee": ("karyawan", "karyawn", "pegawai pabrik", "digaji perusahaan"),
    "outside_area": ("luar wilayah", "diluar wilayah", "tdk luar area", "bukan wilayah saya", "terlalu jauh"),
    "unreachable": ("ga bisa dihubungi", "tidak bisa di hubungi", "nomor mati", "salah sambung", "tdk aktif"),
    "withdrew": ("batal", "tdk jadi", "ga mau", "tidak berminat", "ga jadi"),
    "doubts_claims": ("ragu", "tidak percaya", "ragu klaim", "takut ditipu"),
}


@pytest.mark.parametrize(("reason", "said"), [(reason, said) for reason, all_ in REASONS.items() for said in all_])
def test_a_reason_in_the_words_of_the_field(reason: str, said: str) -> None:
    """Abbreviations and slips included."""
    assert reason_of(said) == reason


def test_every_reason_can_be_said() -> None:
    """Whatever has a button has words."""
    assert set(REASONS) == set(SAID_BY_STAFF)


@pytest.mark.parametrize("said", ["", "tdk", "gimana ya", "mahal dan ragu", "besok lagi", "sudah", "😀"])
def test_what_is_no_reason(said: str) -> None:
    """Nothing is guessed; two reasons are none."""
    assert reason_of(said) is None
