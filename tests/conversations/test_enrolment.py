"""The whole path: from the first word to a registration that the worker hears of."""

from tests.kit import World


async def test_a_farmer_asks_to_be_called(world: World) -> None:
    """From the first tap to a lead on an agent's phone, and back to the worker."""
    sari, adi = world.person("Sari"), world.agent("Adi", "35.28.02")
    await sari.says("/start")
    assert sari.sees("tidak pernah")
    await sari.taps("Mengerti")
    await sari.taps("Hubungi saya")
    await sari.taps("Kerja atau usaha sendiri")
    await sari.taps("18 sampai 64")
    await sari.taps("Boleh")
    await sari.says("Bu Sari")
    await sari.taps("Petani")
    await sari.says("pamekasan")
    await sari.taps("Kab. Pamekasan")
    await sari.taps("Pademawu")
    await sari.says("sumedangan")
    await sari.taps("JKK")
    await sari.taps("JKM")
    await sari.taps("Selesai")
    await sari.shares_contact("081234567890")
    await sari.taps("Pagi")
    assert sari.sees("Bu Sari") and sari.sees("0812-3456-7890")
    await sari.taps("Kirim")
    assert sari.has_seen("Terkirim")
    assert adi.has_seen("Minat baru") and not adi.has_seen("Bu Sari")
    await adi.taps("Terima")
    assert adi.has_seen("Bu Sari") and adi.has_seen("0812-3456-7890")
    assert sari.has_seen("Adi")
    await adi.taps("Sudah dihubungi")
    await adi.taps("Terdaftar")
    assert sari.has_seen("sudah didaftarkan")
    assert [lead.state for lead in await world.leads()] == ["registered"]
