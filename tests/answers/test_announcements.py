"""What must not stand in a text that goes to many people, and what may."""

import pytest

from bot.answers.announcements import fault, holds_number

SITES = ("bpjsketenagakerjaan.go.id",)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Mohon kirim NIK Anda lewat bot ini ya.", "secret"),
        ("Tulis nomor KK di sini.", "secret"),
        ("Siapkan no. rek untuk santunan.", "secret"),
        ("Sebutkan kode OTP yang masuk ke HP Anda.", "secret"),
        ("Balas pesan ini dengan foto KTP Anda.", "secret"),
        ("Iuran bisa transfer ke Bu Rina saja.", "money"),
        ("Silakan kirim uang ke petugas kami.", "money"),
        ("Lihat di bit.ly/kabar sekarang juga.", "link"),
        ("Hubungi wa.me/628123 untuk daftar.", "link"),
        ("Gabung di t.me/kabar ya, Bapak Ibu.", "link"),
        ("Tulis ke @petugas_bpjs untuk daftar.", "link"),
        ("Lihat https://bpjsketenagakerjaan.go.id.palsu.xyz/masuk ya.", "link"),
        ("Lihat https://bpjsketenagakerjaan.go.id@palsu.xyz/masuk ya.", "link"),
        ("Lihat palsu-bpjsketenagakerjaan.go.id ya.", "link"),
    ],
)
def test_what_never_goes_out(text: str, wrong: str) -> None:
    """What we promised people never to ask for, money, and any way out of here."""
    assert fault(text, SITES) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Mohon siapkan kode\nrahasia Anda.", "secret"),
        ("Siapkan no.\n\nrek untuk santunan.", "secret"),
        ("Balas pesan ini.\n\nSertakan foto\nKTP Anda.", "secret"),
        ("Silakan kirim\nuang ke petugas kami.", "money"),
        ("Lihat\nbit.ly/kabar\nsekarang juga.", "link"),
        ("Lihat bit.\nly/kabar sekarang juga.", "link"),
        ("Lihat bit\n.ly sekarang juga.", "link"),
        ("Hubungi wa.me/\n628123 untuk daftar.", "link"),
        ("Hubungi wa.\nme/628123 untuk daftar.", "link"),
        ("Tulis ke @petugas\n_bpjs untuk daftar.", "link"),
        ("Lihat https://bpjsketenagakerjaan.go.id.palsu.\nxyz/masuk ya.", "link"),
    ],
)
def test_a_line_break_hides_nothing(text: str, wrong: str) -> None:
    """What is refused in one line is refused in two."""
    assert fault(text, SITES) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "Bawa KTP ke kantor hari Senin, jam 8.30-15.00.",
        "Lihat bpjsketenagakerjaan.go.id atau https://www.bpjsketenagakerjaan.go.id/bpu, atau tanya 175.",
        "Mobil layanan datang ke Balai Desa Sumedangan. Gratis, tanpa dipungut biaya.",
        "Nikmati hari libur Anda. Kantor tutup tanggal 25 Desember.",
        "Jadwal minggu ini:\nSenin, Galis.\nInfo di balai desa.\n\nTop sekali.\nTo the point saja.",
        "Lihat https://www.bpjsketenagakerjaan.go.id\nKantor buka jam 8.\nMe",
    ],
)
def test_what_may(text: str) -> None:
    """Times, places, papers to bring, the official site."""
    assert fault(text, SITES) is None
    assert not holds_number(text)


def test_long_numbers_are_looked_at_twice() -> None:
    """They may be somebody's phone or account."""
    assert holds_number("Tanya Bu Rina, 0812 3456 7890.")
    assert holds_number("Nomor 1234-5678")
    assert holds_number("Tanya Bu Rina, 0812\n3456\n\n7890.")
    assert holds_number("Tanya Bu Rina, 0812-\n3456-\n7890.")
    assert not holds_number("Tanggal 25 Desember\n12 orang\n3 desa\n2026")
    assert not holds_number("Tanggal 25-12-26 jam 8.00")
