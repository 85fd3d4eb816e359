"""Wrong rumours, one card at a time, each true on its day."""

from dataclasses import replace

import pytest

from bot.conversation.events import Commanded, Tapped
from bot.flows.myths import MYTHS
from tests.conversation.visitor import Visitor
from tests.conversations.enrol import meets
from tests.kit import World


async def test_all_twenty_are_swiped_in_one_message(quick_world: World) -> None:
    """From the first to the last without a second message, each with its day and law."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/tanya")
    await sari.taps("Kabar keliru")
    before = len(sari.phone.chat)
    for number in range(1, len(MYTHS) + 1):
        assert sari.sees(f"Kabar keliru {number} dari {len(MYTHS)}")
        assert sari.sees("Per 21 November 2026. Dasar: ")
        if number < len(MYTHS):
            await sari.taps("Berikutnya")
    assert len(sari.phone.chat) == before
    assert not any("Berikutnya" in label for label in sari.labels())
    await sari.taps("Sebelumnya")
    assert sari.sees(f"Kabar keliru {len(MYTHS) - 1} dari")


async def test_a_rumour_is_picked_from_the_list(quick_world: World) -> None:
    """Both halves of the list, an officer beside every card."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/tanya")
    await sari.taps("Kabar keliru")
    await sari.taps("Semua kabar")
    await sari.taps("Baru daftar langsung penuh?")
    assert sari.sees("perlu iuran 3 bulan berturut-turut. Sebelum itu keluarga menerima Rp10 juta")
    assert sari.sees("“Baru daftar, kalau meninggal langsung dapat Rp42 juta”")
    await sari.taps("Semua kabar")
    await sari.taps("Berikutnya")
    await sari.taps("Peserta pasti dapat BSU?")
    assert sari.sees("BSU (bantuan subsidi upah) punya aturan sendiri")
    await sari.taps("Tanya petugas")
    assert "Kerja atau usaha sendiri" in " ".join(sari.labels())


@pytest.mark.parametrize(
    ("myth", "told"),
    [
        ("lesser_sum", "cuma Rp15 juta"),
        ("claim_lapses", "setelah 30 hari"),
        ("claim_lapses", "tidak ada batas waktunya"),
        ("cut_on_savings", "hanya untuk JKK dan JKM"),
        ("late_fee", "tidak ada denda"),
        ("too_old", "belum <b>65 tahun</b>"),
        ("old_job_loss", "Sejak Februari 2025: 60%"),
        ("easy_money", "1990-2018 dapat Rp21 juta dan yang bekerja 2000-2021 dapat Rp3.550.000"),
        ("enrol_at_shops", "Tempat bayar bisa berubah."),
        ("sponsored_forever", "3 sampai 12 bulan"),
        ("tell_the_code", "kode OTP (sandi sekali pakai) dan kata sandi"),
    ],
)
def test_figures_come_from_the_facts(myth: str, told: str) -> None:
    """And each card can be opened by its name."""
    visitor = Visitor()
    visitor.does(Commanded("tanya"))
    visitor.session = replace(visitor.session, flow="myths", step=myth, trail=(myth,))
    visitor.does(Tapped("", -1))
    assert told in visitor.texts()[-1]


async def test_the_rumour_about_the_discount_changes_with_the_date(quick_world: World) -> None:
    """In January it is indeed only for transport, and the card says so."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await quick_world.passes(days=45)
    await sari.says("/tanya")
    await sari.taps("Kabar keliru")
    await sari.taps("Semua kabar")
    await sari.taps("Potongan cuma untuk ojol?")
    assert sari.sees("Angkutan: 50%, iuran Januari 2026 sampai Maret 2027")
    assert sari.sees("Kerja lain: sekarang tidak ada potongan")
